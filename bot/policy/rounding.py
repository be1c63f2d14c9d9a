"""Rounding of money.

The law names no rule (chưa có quy định làm tròn), so every step says how it was rounded.
"""

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

HALF_UP_DONG = "half_up:1"
HALF_UP_CENT = "half_up:0.01"
CEILING = "ceiling:1"

_CENT = Decimal("0.01")


def dong(amount: Decimal) -> int:
    """To the nearest whole đồng."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def cents(amount: Decimal) -> Decimal:
    """To two decimals, as averages and pensions are printed."""
    return amount.quantize(_CENT, ROUND_HALF_UP)


def nearest(amount: Decimal, step: int) -> int:
    """To the nearest multiple of ``step`` đồng."""
    return dong(amount / step) * step


def up(number: Decimal) -> int:
    """To the next whole number: a started month counts as a month."""
    return int(number.to_integral_value(ROUND_CEILING))


def plain(number: Decimal | int) -> str:
    """A number for a formula, without useless zeros and never as a power of ten."""
    text = f"{Decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def whole(amount: Decimal) -> int | Decimal:
    """An amount as ``int`` where it has no fraction."""
    return int(amount) if amount == amount.to_integral_value() else amount
