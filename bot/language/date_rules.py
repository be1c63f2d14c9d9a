"""How days and months are written, one rule for each way, in the order in which they are tried."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from bot.language import numerals
from bot.language.months import (
    Read,
    day_of,
    full_year,
    month_number,
    month_of,
    nearest_day,
    next_month,
    of_year,
    part_of_year,
    relative_year,
    shifted,
)
from bot.language.view import spelled

Reader = Callable[[re.Match[str], date], Read]

YEAR = r"(?:19|20)\d\d(?!\d)"
_MONTH_NAME = r"(?:\d{1,2}(?![\d.,]\d|\d)|giêng|chạp|mười (?:một|hai)|mười|một|hai|ba|bốn|§tư|năm|sáu|bảy|bẩy|tám|chín)"
_THIS_OR_THAT_YEAR = r"(?P<rel>năm nay|năm sau|năm tới|sang năm|năm ngoái|năm trước)(?!\w)"
_COUNT_BEFORE = re.compile(spelled(r"(?:mỗi|hàng|hằng|một|mấy|các|từng|theo|trong|vài|\d) $"))
_NUMBER_BEFORE = re.compile(spelled(rf"(?:^| ){numerals.RUN} $"))
_COUNT_AFTER = re.compile(
    spelled(r" ?(?:triệu|tr|nghìn|ngàn|k|đồng|củ|xị|lần|bận|lượt|trăm|tỷ|sinh|nào|nữa|năm một)(?![^\W\d_])|[,.]\d")
)
#: "1/2 lương", "1/2 năm".
_FRACTION_AFTER = re.compile(spelled(r" ?(?:năm|tháng|số|lương)(?!\w)"))
_WEEKDAYS = re.compile(spelled(r"\b(?:sáng|chiều|thứ|cn|giờ|chủ nhật|làm việc|t[2-7] ?(?:-|đến))(?!\w)"))


def _read_day_first(match: re.Match[str], today: date) -> Read:
    return day_of(full_year(match["y"], today.year + 20), int(match["m"]), int(match["d"]))


def _read_iso(match: re.Match[str], _today: date) -> Read:
    return day_of(int(match["y"]), int(match["m"]), int(match["d"]))


def _read_day_in_words(match: re.Match[str], today: date) -> Read:
    day, month = numerals.value(match["d"]), month_number(match["m"])
    if not day or not month:
        return None
    if match["y"]:
        return day_of(int(match["y"]), month, day)
    if match["rel"]:
        return day_of(relative_year(match["rel"], today), month, day)
    if not match["lead"] and (_COUNT_AFTER.match(match.string, match.end()) or match["d"][0] not in "0123456789"):
        return None
    return nearest_day(month, day, today)


def _read_day_and_month(match: re.Match[str], today: date) -> Read:
    if _FRACTION_AFTER.match(match.string, match.end()) or match.group() == "24/7":
        return None
    return nearest_day(int(match["m"]), int(match["d"]), today)


def _read_month_of_year(match: re.Match[str], today: date) -> Read:
    year = full_year(match["y"], today.year + 20) if match["y"] else relative_year(match["rel"], today)
    return month_of(year, month_number(match["m"]))


def _read_month(match: re.Match[str], today: date) -> Read:
    text, name = match.string, match["m"]
    if match["t"] == "t" and name in "234567" and _WEEKDAYS.search(text):
        return None
    if _COUNT_BEFORE.search(text[max(0, match.start() - 6) : match.start()]) or _COUNT_AFTER.match(text, match.end()):
        return None
    month = month_number(name)
    return next_month(month, today) if month else None


def _read_year(match: re.Match[str], today: date) -> Read:
    year, part = int(match["y"]), match["part"]
    return month_of(year, part_of_year(part)) if part else of_year(year, today)


def _read_relative_year(match: re.Match[str], today: date) -> Read:
    # "10 năm trước", "20 năm sau" are terms.
    if _COUNT_BEFORE.search(match.string[max(0, match.start() - 6) : match.start()]):
        return None
    year, part = relative_year(match["rel"], today), match["part"]
    return month_of(year, part_of_year(part)) if part else of_year(year, today)


def _read_quarter(match: re.Match[str], today: date) -> Read:
    number = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(match["q"]) or int(match["q"])
    month = number * 3 - 2
    return month_of(int(match["y"]), month) if match["y"] else next_month(month, today)


def _read_ahead(match: re.Match[str], today: date) -> Read:
    number = numerals.value(match["n"])
    return shifted(today, -number if match["past"] else number) if number else None


def _read_neighbour(match: re.Match[str], today: date) -> Read:
    # "mấy tháng rồi", "8 tháng rồi" count what has passed.
    before = match.string[max(0, match.start() - 12) : match.start()]
    if _COUNT_BEFORE.search(before) or _NUMBER_BEFORE.search(before):
        return None
    return shifted(today, -1 if match["past"] else 1)


def _read_day_word(match: re.Match[str], today: date) -> Read:
    day = today + timedelta(days=1 if match["mai"] else 0)
    return day.year, day.month, day.day, "day"


class Rule(NamedTuple):
    """A way of writing a date; `in_figures` where it needs digits parted by a mark (see FIGURES)."""

    pattern: re.Pattern[str]
    read: Reader
    in_figures: bool


#: "15/1", "01.2027": without it in a text no rule of figures need be tried.
FIGURES = re.compile(r"\d[-/.]\d")


def _rule(pattern: str, read: Reader) -> Rule:
    return Rule(re.compile(spelled(pattern)), read, pattern.startswith(_EDGE))


_EDGE = r"\b(?<![./,\-])"
_END = r"(?![\w/]|[.,\-]\d)"
_PART = r"(?:(?P<part>đầu|giữa|cuối) )?"
RULES = (
    _rule(rf"{_EDGE}(?P<y>(?:19|20)\d\d)([-/.])(?P<m>\d{{1,2}})\2(?P<d>\d{{1,2}}){_END}", _read_iso),
    _rule(
        rf"{_EDGE}(?P<d>\d{{1,2}})(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<y>\d{{4}}|\d\d){_END}",
        _read_day_first,
    ),
    _rule(
        rf"\b(?P<lead>(?:ngày|mùng|mồng|hôm) )?(?P<d>\d{{1,2}}|{numerals.RUN}) tháng (?P<m>{_MONTH_NAME})"
        rf"(?:,? ?(?:năm|/|-)? ?(?P<y>{YEAR})| {_THIS_OR_THAT_YEAR})?(?!\w)",
        _read_day_in_words,
    ),
    _rule(
        rf"\b(?:tháng |thg |(?:tháng|thg|t) ?(?=\d))(?P<m>{_MONTH_NAME})"
        rf"(?: ?(?:năm|nam|/|-|,|\.)? ?(?P<y>{YEAR}|(?<=/)\d\d){_END}| {_THIS_OR_THAT_YEAR})",
        _read_month_of_year,
    ),
    _rule(rf"\b(?:quý |q ?(?=[1-4]/))(?P<q>[1-4]|iv|i{{1,3}})(?: ?(?:năm|/|-)? ?(?P<y>{YEAR}))?(?!\w)", _read_quarter),
    _rule(rf"{_EDGE}(?P<m>\d{{1,2}})[-/.](?P<y>{YEAR}){_END}", _read_month_of_year),
    _rule(
        rf"\b(?<!thiếu )(?<!còn )(?P<n>\d{{1,2}}|{numerals.RUN}) tháng (?:(?P<past>trước)|nữa|tới|sau)(?!\w)",
        _read_ahead,
    ),
    # Without diacritics "thang sau" is next month far more often than June.
    _rule(
        r"\btháng (?:(?P<past>trước|vừa rồi|rồi|vừa qua)|(?:sau|tới|kế tiếp|tiếp theo)(?! ?(?:năm|/) ?\d))(?!\w)",
        _read_neighbour,
    ),
    _rule(rf"\b(?:(?P<t>t)(?=\d)|tháng ?(?=\d)|tháng |thg ?)(?P<m>{_MONTH_NAME})(?![\w%/])", _read_month),
    _rule(rf"\b{_PART}năm ?(?P<y>{YEAR})(?!\w)", _read_year),
    _rule(rf"\b{_PART}{_THIS_OR_THAT_YEAR}(?! ?\d)", _read_relative_year),
    _rule(rf"{_EDGE}(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}}){_END}", _read_day_and_month),
    _rule(r"\b(?:hôm nay|(?P<mai>ngày mai))(?!\w)", _read_day_word),
    _rule(
        r"\b(?:bây giờ|bây h|bi giờ|hiện nay|hiện tại|hiện giờ|lúc này|tháng này|ngay lúc này)(?!\w)",
        lambda _, day: shifted(day, 0),
    ),
    _rule(r"\bcuối năm(?! ?(?:\d|sau|nay|tới|ngoái))(?!\w)", lambda _, day: month_of(day.year, 12)),
)
