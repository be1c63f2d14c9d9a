"""Questions on what is paid at a time that is named."""

import re

from bot.language.asked_when import Span, time_asked
from bot.language.asking import asks_amount
from bot.language.household import find_groups
from bot.language.level import find_extreme
from bot.language.question import Given, Heard, words

_PAYS = words(r"\b(?:đóng|nộp|mức)(?!\w)")
_OTHER = words(
    r"\b(?:hưu|hưởng|rút|tuổi|y tế|bhyt|bắt buộc|thất nghiệp|đóng trước|một lần|1 lần|còn thiếu|lương tối thiểu|"
    r"thời gian|bao lâu|(?:mấy|bao nhiêu|số) (?:năm|tháng))(?!\w)"
)
#: "mức đóng thấp nhất tháng 1 năm 2026": what is asked for is named, and nothing else is said of it.
_NAMED = words(r"^\W*(?:(?:cho|xin|em|tôi|hỏi)\s+)*(?:mức|(?:đóng|nộp) (?:mức )?(?:thấp nhất|tối thiểu))(?!\w)")
_YEARS = re.compile(r"(?<!\d)20\d\d(?!\d)")


def lowest_payment(one: Heard) -> Given | None:
    """The lowest payment of a month at another time than now, or in the present year by its number.

    For the household groups where they are told.
    """
    when = time_asked(one) or _this_year(one)
    if when is None or find_extreme(one.text) != "lowest" or one.amount is not None:
        return None
    if not (asks_amount(one.text) or one.has(_NAMED)):
        return None
    if not one.has(_PAYS) or one.has(_OTHER):
        return None
    return {"groups": sorted(find_groups(one.text)), "when": when}


def _this_year(one: Heard) -> Span | None:
    """Today, where the present year alone is named by its number: such words are near those on a change to come."""
    return (one.today, one.today) if set(_YEARS.findall(one.text)) == {str(one.today.year)} else None
