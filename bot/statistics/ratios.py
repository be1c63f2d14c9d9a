"""Shares: nothing of nothing cannot be told."""

from bot.statistics.measure import Value


def part(number: float, of: float) -> float | None:
    """A share, None without a denominator."""
    return number / of if of else None


def share_of(number: int, of: int) -> Value:
    """The same as the value of a figure."""
    return Value(part(number, of), number, of)
