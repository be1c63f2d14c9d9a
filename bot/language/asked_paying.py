"""Questions on what is paid at a time that is named."""

from bot.language.asked_when import time_asked
from bot.language.asking import asks_amount
from bot.language.household import find_groups
from bot.language.level import find_extreme
from bot.language.question import Given, Heard, words

_PAYS = words(r"\b(?:đóng|nộp|mức)(?!\w)")
_OTHER = words(
    r"\b(?:hưu|hưởng|rút|tuổi|y tế|bhyt|bắt buộc|thất nghiệp|đóng trước|một lần|1 lần|còn thiếu|lương tối thiểu|"
    r"thời gian|bao lâu|(?:mấy|bao nhiêu|số) (?:năm|tháng))(?!\w)"
)


def lowest_payment(one: Heard) -> Given | None:
    """The lowest payment of a month at another time than now, for the household groups where they are told."""
    when = time_asked(one)
    if when is None or find_extreme(one.text) != "lowest" or not asks_amount(one.text) or one.amount is not None:
        return None
    if not one.has(_PAYS) or one.has(_OTHER):
        return None
    return {"groups": sorted(find_groups(one.text)), "when": when}
