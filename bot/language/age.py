"""How old a person is said to be: "56 tuổi", "47t", "năm mươi sáu tuổi"; ages of rules are passed over."""

import re
from dataclasses import dataclass

from bot.language import numerals
from bot.language.view import spelled, view


@dataclass(frozen=True, slots=True)
class Age:
    """Years, and the months that were told beside them."""

    years: int
    months: int


#: Nobody younger than this speaks of an age of their own, nobody is older.
YOUNGEST, OLDEST = 10, 115
_UNIT = re.compile(spelled(r"tuổi|\dt"))
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


def find_ages(text: str) -> list[Age]:
    """The ages of persons in `text`, left to right."""
    seen = view(text).text
    if not _UNIT.search(seen):
        return []
    return [age for match in _AGE.finditer(seen) if (age := _read(seen, match))]


def find_age(text: str) -> int | None:
    """The one age that `text` tells, None where it tells none or several."""
    found = {age.years for age in find_ages(text)}
    return found.pop() if len(found) == 1 else None


def _read(text: str, match: re.Match[str]) -> Age | None:
    years, start = _number(match["n"] or match["short"] or match["after"])
    before = text[max(0, match.start() + start - 24) : match.start() + start]
    if years is None or _RULE_BEFORE.search(before) or _RULE_AFTER.match(text, match.end()):
        return None
    return Age(years, int(match["months"] or 0)) if YOUNGEST <= years <= OLDEST else None


def _number(written: str) -> tuple[int | None, int]:
    if written.isdecimal():
        return int(written), 0
    tail = numerals.longest_tail(written)
    return (tail[1], tail[0]) if tail else (None, 0)
