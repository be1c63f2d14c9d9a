"""Amounts of money as people write them: "2tr5", "500k", "hai triệu rưỡi", "2.000.000đ"."""

from dataclasses import dataclass
from functools import lru_cache

from bot.language.amount import Amount, AmountReader
from bot.language.tokens import tokens
from bot.language.view import view


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in đồng (never below 0), its offsets in the text, and whether it was written as negative."""

    amount_dong: int
    start: int
    end: int
    negative: bool = False


def find_money(text: str) -> list[Money]:
    """The amounts in `text`, left to right; "2-3 triệu" gives both ends.

    Years, dates, law numbers, telephone numbers, ages and terms are not amounts. Bare numbers count from 100,000.
    """
    return list(_found(text))


@lru_cache(maxsize=8)
def _found(text: str) -> tuple[Money, ...]:
    """The amounts, kept for the next finder of the same message."""
    # A very common misspelling of the same length, which would cut half a million off.
    text = text.replace("rưởi", "rưỡi")
    seen = view(text)
    reader = AmountReader(tokens(seen.text))
    return tuple(_money(amount, *seen.place(amount.start, amount.end)) for amount in reader.amounts())


#: Forget the messages that were read last.
forget = _found.cache_clear


def _money(amount: Amount, start: int, end: int) -> Money:
    return Money(amount.dong, start, end, amount.negative)
