"""When a person was born, from a date of birth or an age: "sinh 3/1970", "sn 70", "năm nay 56 tuổi"."""

import re
from dataclasses import dataclass
from datetime import date

from bot.language import numerals
from bot.language.age import OLDEST, YOUNGEST, Age, find_ages
from bot.language.months import full_year, month_number
from bot.language.view import spelled, view


@dataclass(frozen=True, slots=True)
class Birth:
    """Year of birth and month where known; not `certain` where it was reckoned from an age."""

    year: int
    month: int | None
    certain: bool


_MONTH = r"(?P<m>\d{1,2}|giêng|chạp|mười (?:một|hai)|mười|một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín)"
_YEAR = r"(?P<y>(?:19|20)\d\d|\d\d)(?!\d|[.,/\-]\d)"
#: "sinh", and the words that make another thing of it: "học sinh", "sinh con".
_LEAD = re.compile(
    spelled(
        r"(?:sinh|sn|ns|s\.n)(?<!\wsinh)(?<!\w[sn][ns])(?<!học sinh)(?<!vệ sinh)(?<!phát sinh)"
        r"(?<!thai sinh)(?<!khai sinh)(?<!dân sinh)(?! ?(?:con|em bé|bé|đôi|mổ|nở|viên|hoạt|sống|lời|kế|lý|thái))"
        r"(?: (?:ra|vào|của|là|tôi|em|mình|cháu|con|chị|anh|cô|chú|bác|tui)\b)*[ :.]*(?:vào |là )?"
    )
)
_BORN = [
    re.compile(spelled(form))
    for form in (
        r"(?:ngày )?\d{1,2}[-/. ](?P<m>\d{1,2})[-/. ](?P<y>(?:19|20)\d\d|\d\d)(?!\d)",
        r"(?:ngày )?\d\d(?P<m>\d\d)(?P<y>(?:19|20)\d\d)(?!\d)",
        rf"(?:ngày )?(?:(?:\d{{1,2}}|(?:mùng|mồng) \w+|{numerals.RUN}) )?(?:tháng|thg|t) ?{_MONTH}"
        rf" ?(?:năm|/|-|,|\.)? ?{_YEAR}",
        rf"(?P<m>\d{{1,2}}) ?[-/.] ?{_YEAR}(?![-/])",
        rf"(?:năm |n )?(?:là )?{_YEAR},? (?:tháng|t) ?(?P<m>\d{{1,2}})(?!\d)",
        rf"(?:năm |n )?(?:là )?{_YEAR}",
    )
]
#: "nữ 1976"; without marks "nam" is "năm", so it counts in a text with marks only.
_WOMAN_OF = re.compile(spelled(r"\bnữ[,;]? (?P<y>19[3-9]\d|200\d)(?!\d)"))
_MAN_OF = re.compile(r"(?:^|[,;] ?)nam[,;]? (?P<y>19[3-9]\d|200\d)(?!\d)")
_ASKED = [
    re.compile(spelled(form))
    for form in (
        r"(?:năm |n |nam |nữ )?(?P<y>(?:19|20)\d\d)",
        r"\d{1,2}[-/. ](?P<m>\d{1,2})[-/. ](?P<y>(?:19|20)\d\d|\d\d)",
        r"\d\d(?P<m>\d\d)(?P<y>(?:19|20)\d\d)",
        rf"(?:tháng|thg|t)? ?{_MONTH} ?(?:năm|/|-|,|\.)? ?(?P<y>(?:19|20)\d\d)",
    )
]


def find_birth(text: str, today: date, *, asked: bool = False) -> Birth | None:
    """The first birth in `text`: dates of birth before ages; ages that a rule names are passed over.

    `asked`: the citizen was just asked for it, so "3/1970", "1970" and "56" alone are answers.
    """
    seen = view(text).text
    for lead in _LEAD.finditer(seen):
        for pattern in _BORN:
            if (match := pattern.match(seen, lead.end())) and (birth := _born(match, today)):
                return birth
    of_sex = _WOMAN_OF.search(seen) or (None if seen.isascii() else _MAN_OF.search(seen))
    if of_sex and (birth := _born(of_sex, today)):
        return birth
    return _aged(seen, today) or (_answered(seen.strip(" .?!,ạa\n"), today) if asked else None)


def _born(match: re.Match[str], today: date) -> Birth | None:
    parts = match.groupdict()
    year = full_year(parts["y"], today.year - YOUNGEST)
    month = month_number(parts["m"]) if parts.get("m") else None
    if not today.year - OLDEST <= year <= today.year - YOUNGEST or (parts.get("m") and not month):
        return None
    return Birth(year, month, certain=True)


def _aged(text: str, today: date) -> Birth | None:
    for age in find_ages(text):
        return Birth(_year_of(age, today), None, certain=False)
    return None


def _year_of(age: Age, today: date) -> int:
    if not age.months:
        return today.year - age.years
    return (today.year * 12 + today.month - 1 - age.years * 12 - age.months) // 12


def _answered(text: str, today: date) -> Birth | None:
    for pattern in _ASKED:
        if (match := pattern.fullmatch(text)) and (birth := _born(match, today)):
            return birth
    if text.isdecimal() and len(text) == 2 and int(text) >= 15:
        # Two digits after "how old / which year": an age, unless nobody of that age could still ask.
        return Birth(today.year - int(text), None, certain=False)
    return None
