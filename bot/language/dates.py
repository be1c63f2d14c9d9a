"""Days and months as people name them, against a reference day: "t1/2027", "tháng sau", "sang năm"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.language.date_rules import FIGURES, RULES, YEAR
from bot.language.months import Exact, Read, full_year, month_number, month_of, next_month, of_year
from bot.language.view import spelled, view


@dataclass(frozen=True, slots=True)
class When:
    """A day or month with its offsets in the text; `exact` says what was named ("năm 2027" names a year)."""

    year: int
    month: int
    day: int | None
    exact: Exact
    start: int
    end: int

    @property
    def first_day(self) -> date:
        """The day meant, or the first of the month meant."""
        return date(self.year, self.month, self.day or 1)


_LAW = re.compile(
    spelled(
        r"(?:nghị định|nđ|thông tư|tt|quyết định|qđ|luật|số|nghị quyết|nq|công văn|cv|chỉ thị|đường|ngõ|hẻm)"
        r"(?: số)? ?(?:\d+ )?$"
    )
)
_BIRTH_BEFORE = re.compile(spelled(r"\b(?:sinh|sn|ns)(?: ngày| tháng| năm| vào)*:? ?$"))


def find_dates(text: str, today: date, *, asked: bool = False) -> list[When]:
    """The days and months in `text`, left to right; dates of birth and numbers of laws are left out.

    A month without a year is the next such month, this one included. `asked`: the citizen was just asked for a
    month, so "12" and "2027" alone are answers.
    """
    seen = view(text)
    found: list[When] = []
    for match, read in _matches(seen.text, today):
        found.append(When(*read, *seen.place(match.start(), match.end())))
    if not found and asked:
        found += _bare(seen.text.strip(" .?!ạa\n"), today)
    return sorted(found, key=lambda when: when.start)


def find_month(text: str, today: date, *, asked: bool = False) -> tuple[int, int] | None:
    """(year, month) of the first day or month named; a year that is over names no month to pay in."""
    for when in find_dates(text, today, asked=asked):
        if when.exact != "year" or when.year >= today.year:
            return when.year, when.month
    return None


def _matches(text: str, today: date) -> Iterator[tuple[re.Match[str], tuple[int, int, int | None, Exact]]]:
    taken = [False] * (len(text) + 1)
    in_figures = bool(FIGURES.search(text))
    for rule in RULES:
        for match in rule.pattern.finditer(text) if in_figures or not rule.in_figures else ():
            if any(taken[match.start() : match.end()]):
                continue
            other = _is_other(text, match)
            read = None if other else rule.read(match, today)
            if other or read is not None:
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
            if read is not None:
                yield match, read


def _is_other(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 20) : match.start()]
    return bool(_LAW.search(before) or _BIRTH_BEFORE.search(before))


def _bare(text: str, today: date) -> list[When]:
    read: Read = None
    if re.fullmatch(YEAR, text):
        read = of_year(int(text), today)
    elif month := month_number(text):
        read = next_month(month, today)
    elif (short := re.fullmatch(r"(\d{1,2})[/.-](\d\d)", text)) and int(short[2]) >= today.year % 100:
        read = month_of(full_year(short[2], today.year + 20), month_number(short[1]))
    return [When(*read, 0, len(text))] if read else []
