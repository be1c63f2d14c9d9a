"""When a person was born, from a date of birth or an age: "sinh 3/1970", "sn 70", "năm nay 56 tuổi"."""

import re
from dataclasses import dataclass
from datetime import date

from bot.language import numerals
from bot.language.months import full_year, month_number
from bot.language.view import spelled, view


@dataclass(frozen=True, slots=True)
class Birth:
    """Year of birth and month where known; not `certain` where it was reckoned from an age."""

    year: int
    month: int | None
    certain: bool


#: Nobody younger than this speaks of a birth of their own, nobody is older.
_YOUNGEST, _OLDEST = 10, 115
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
        rf"(?:ngày )?(?:(?:\d{{1,2}}|mùng \w+) )?(?:tháng|thg|t) ?{_MONTH} ?(?:năm|/|-|,|\.)? ?{_YEAR}",
        rf"(?P<m>\d{{1,2}}) ?[-/.] ?{_YEAR}(?![-/])",
        rf"(?:năm |n )?(?:là )?{_YEAR},? (?:tháng|t) ?(?P<m>\d{{1,2}})(?!\d)",
        rf"(?:năm |n )?(?:là )?{_YEAR}",
    )
]
_WOMAN_OF = re.compile(spelled(r"\bnữ,? (?P<y>19[3-9]\d|200\d)(?!\d)"))
_AGE_UNIT = re.compile(spelled(r"tuổi|\dt"))
_AGE = re.compile(
    spelled(
        rf"\b(?<![.,/\-])(?:(?P<n>\d{{2,3}}|{numerals.RUN}) ?tuổi|(?P<short>\d\d)t|"
        rf"tuổi(?: của)?(?: em| tôi| mình| là|:)* (?P<after>\d\d))(?!\w)(?: (?P<months>\d{{1,2}}) tháng)?"
    )
)
#: Ages of rules and of other people: "từ 60 tuổi", "đủ 15 tuổi", "con 12 tuổi".
_RULE_BEFORE = re.compile(
    spelled(
        r"\b(?:từ|trên|dưới|sau|trước|đến|§tới|khi|lúc|ngoài|hơn|quá|ở|bé|hưu|phải|"
        r"người già|người cao tuổi|(?<!đã )(?<!vừa )đủ|tròn|con (?:trai |gái )?(?:tôi|em|mình|út)) (?:đủ )?$"
    )
)
_RULE_AFTER = re.compile(
    spelled(r" (?:trở lên|trở xuống|mới được|mới đc|mới có|đổ lên|là (?:được|nghỉ)|thì (?:được|mới))")
)
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
    if (woman := _WOMAN_OF.search(seen)) and (birth := _born(woman, today)):
        return birth
    return _aged(seen, today) or (_answered(seen.strip(" .?!,ạa\n"), today) if asked else None)


def _born(match: re.Match[str], today: date) -> Birth | None:
    parts = match.groupdict()
    year = full_year(parts["y"], today.year - _YOUNGEST)
    month = month_number(parts["m"]) if parts.get("m") else None
    if not today.year - _OLDEST <= year <= today.year - _YOUNGEST or (parts.get("m") and not month):
        return None
    return Birth(year, month, certain=True)


def _aged(text: str, today: date) -> Birth | None:
    if not _AGE_UNIT.search(text):
        return None
    for match in _AGE.finditer(text):
        written = match["n"] or match["short"] or match["after"]
        age, start = _age(written)
        before = text[max(0, match.start() + start - 24) : match.start() + start]
        if age is None or _RULE_BEFORE.search(before) or _RULE_AFTER.match(text, match.end()):
            continue
        if _YOUNGEST <= age <= _OLDEST:
            return Birth(_year_of(age, int(match["months"] or 0), today), None, certain=False)
    return None


def _age(written: str) -> tuple[int | None, int]:
    if written.isdecimal():
        return int(written), 0
    tail = numerals.longest_tail(written)
    return (tail[1], tail[0]) if tail else (None, 0)


def _year_of(age: int, months: int, today: date) -> int:
    return (today.year * 12 + today.month - 1 - age * 12 - months) // 12 if months else today.year - age


def _answered(text: str, today: date) -> Birth | None:
    for pattern in _ASKED:
        if (match := pattern.fullmatch(text)) and (birth := _born(match, today)):
            return birth
    if text.isdecimal() and len(text) == 2 and int(text) >= 15:
        # Two digits after "how old / which year": an age, unless nobody of that age could still ask.
        return Birth(today.year - int(text), None, certain=False)
    return None
