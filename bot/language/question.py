"""A question read once for everything that listens for numbers in it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.language.duration import find_durations
from bot.language.money import find_money
from bot.language.payment import is_received
from bot.language.terms import Terms, find_terms
from bot.language.view import spelled, view

#: Inputs of a calculation as `bot/advice/asked` takes them.
type Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Heard:
    """A question with what every row needs of it. Money in đồng, terms in months.

    `received` is the first amount that somebody gets, `amount` the first other one.
    """

    text: str
    seen: str
    today: date
    terms: Terms
    received: int | None
    amount: int | None

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether the words of a row occur."""
        return bool(pattern.search(self.seen))

    def after(self, pattern: re.Pattern[str]) -> int | None:
        """The term (months) that follows words."""
        return next((one.months for one in find_durations(self.seen) if pattern.search(self.seen[: one.start])), None)


def heard(text: str, today: date, split_year: int) -> Heard:
    """Read a question; `split_year` parts the terms of the lump sum."""
    money = find_money(text)
    received = next((one.amount_dong for one in money if is_received(text, one.start)), None)
    amount = next((one.amount_dong for one in money if not is_received(text, one.start)), None)
    return Heard(text, view(text).text, today, find_terms(text, split_year), received, amount)


def words(pattern: str) -> re.Pattern[str]:
    """A pattern in full Vietnamese that accepts every spelling of its words."""
    return re.compile(spelled(pattern))
