"""The sheet on which a case is calculated and put into words; it remembers the figures that it stands on."""

import re
from datetime import date
from decimal import Decimal

from bot.advice import wording
from bot.advice.adviser import Adviser, Day
from bot.advice.cases.facts import Facts
from bot.advice.picture import Picture
from bot.policy import Figure, Result
from bot.policy.calculators import run


class Sheet:
    """Lines of one result, with its figures, notes and weakest confidence."""

    def __init__(self, adviser: Adviser, facts: Facts, day: Day):
        self.facts = facts
        self.lines: list[str] = []
        self.confidence = "A"
        #: The result once more as a picture, where it has one; its sources are added when all are known.
        self.picture: Picture | None = None
        self._adviser, self._day = adviser, day
        self._figures: dict[Figure, None] = {}
        self._notes: dict[str, None] = {}

    @property
    def on(self) -> date:
        """The day that is asked for."""
        return self._day.as_of

    @property
    def figures(self) -> list[Figure]:
        """Every figure used, each once."""
        return list(self._figures)

    def run(self, calculator: str, **inputs: object) -> Result:
        """Calculate; inputs that are None are left out. Raises the errors of `bot.policy`."""
        given = {name: value for name, value in inputs.items() if value is not None}
        result = run(self._adviser.policy, calculator, given, self.on)
        self._figures |= dict.fromkeys(result.figures)
        self._notes |= dict.fromkeys(result.notes)
        self.confidence = max(self.confidence, result.confidence)
        return result

    def periods(self, key: str) -> tuple[Figure, ...]:
        """Every value of a figure, oldest first; none is remembered as a source."""
        return self._adviser.policy.periods(key)

    def figure(self, key: str, on: date | None = None) -> Figure:
        """A figure on the day asked for, or on another day, remembered as a source."""
        found = self._adviser.policy.figure(key, on or self.on)
        self._figures[found] = None
        return found

    def words(self, key: str) -> str:
        """A figure as it is said: "15 năm", "22%"."""
        found = self.figure(key)
        return wording.figure(found.value, found.unit)

    def say(self, name: str, **gaps: object) -> str:
        """A sentence of `data/answers/phrases/case.toml`."""
        return self._adviser.phrases(f"case.{name}", **gaps)

    def caption(self, name: str, **gaps: object) -> str:
        """Words of `data/answers/phrases/picture.toml`."""
        return self._adviser.phrases(f"picture.{name}", **gaps)

    def add(self, name: str, **gaps: object) -> None:
        """Add a line."""
        self.lines.append(self.say(name, **gaps))

    def blank(self) -> None:
        """Begin a new paragraph."""
        self.lines.append("")

    def group(self, code: str) -> str:
        """A household group in the middle of a sentence."""
        return self._adviser.phrases(f"contribution.say_{code}")

    def notes(self) -> None:
        """Add what the calculators noted, in words."""
        for code in self._notes:
            if f"case.{note_name(code)}" in self._adviser.phrases.names():
                self.add(note_name(code))


def note_name(code: str) -> str:
    """The phrase of a calculator's note: `silent:support_in_prepay` → `note_silent_support_in_prepay`."""
    return "note_" + re.sub(r"\W", "_", code)


def money(value: object) -> str:
    """An amount that a calculator gave."""
    assert isinstance(value, int | Decimal)  # noqa: S101  the calculator's own output
    return wording.dong(value)


def share(value: object) -> str:
    """A rate that a calculator gave."""
    return wording.figure(value, "share")


def month(text: object) -> str:
    """A month that a calculator gave as YYYY-MM."""
    year, _, number = str(text).partition("-")
    return wording.month(date(int(year), int(number), 1))


def born(facts: Facts) -> str:
    """When somebody was born: "9/1970", or the year where papers hold no more."""
    year, number = facts.born
    return wording.month(date(year, number, 1)) if number else str(year)
