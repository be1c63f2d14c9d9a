"""One dated entry of a policy file: its fields, its period, its source; every refusal names file and line."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NoReturn

from bot.policy.errors import PolicyDataError
from bot.policy.lines import LineMap

CONFIDENCES = ("A", "B", "C", "X")
#: What every dated entry must say, and what it may leave out.
MUST = ("from", "legal_basis", "confidence", "checked_on", "review_by")
MAY = ("to", "note")
_DAYS = ("from", "to", "checked_on", "review_by")
_TEXTS = ("legal_basis", "note", "condition")


@dataclass(frozen=True, slots=True)
class Entry:
    """The nth table of a name in a file, as TOML gave it."""

    path: str
    lines: LineMap
    table: str
    nth: int
    raw: Mapping[str, object]

    def check(self, must: Collection[str], may: Collection[str]) -> None:
        """Refuses unknown and missing fields, impossible dates, an empty basis, an unknown confidence."""
        for name in self.raw:
            if name not in must and name not in may:
                self.fail(f"unknown field {name!r}", name)
        for name in must:
            if name not in self.raw:
                self.fail(f"missing field {name!r}")
        for name in _DAYS:
            if name in self.raw:
                self.day(name)
        for name in _TEXTS:
            if name in self.raw:
                self.text(name)
        if self.raw["confidence"] not in CONFIDENCES:
            known = ", ".join(CONFIDENCES)
            self.fail(f"confidence {self.raw['confidence']!r} is not one of {known}", "confidence")
        if "to" in self.raw and self.day("to") < self.day("from"):
            self.fail("the period ends before it begins", "to")
        if self.day("review_by") < self.day("checked_on"):
            self.fail("review_by is before checked_on", "review_by")

    def day(self, name: str) -> date:
        """A field that must be a plain date."""
        value = self.raw[name]
        if not isinstance(value, date) or isinstance(value, datetime):
            self.fail(f"{name} must be a date such as 2025-07-01", name)
        return value

    def day_or_none(self, name: str) -> date | None:
        """The same, or ``None`` when left out."""
        return self.day(name) if name in self.raw else None

    def text(self, name: str) -> str:
        """A field that must be a text with something in it; empty when left out."""
        value = self.raw.get(name, "")
        if not isinstance(value, str) or (name in self.raw and not value.strip()):
            self.fail(f"{name} must be a text and not empty", name)
        return value

    def fail(self, problem: str, field: str | None = None) -> NoReturn:
        """Refuses the file at the line of this entry, or of one of its fields."""
        raise PolicyDataError(self.path, self.lines.table(self.table, self.nth, field), problem)
