"""How amounts are written: 1.234, 93,4 %, 0,7 giây."""

from dataclasses import dataclass

from bot.console.web.catalogue import said
from bot.console.web.filters import number, share
from bot.statistics.measure import Unit

#: From so many seconds on a time is told in minutes, hours, days; where no word fits exactly, with one digit.
_STEPS = ((86_400.0, said("ngày")), (3_600.0, said("giờ")), (60.0, said("phút")))
_SECONDS = said("giây")


@dataclass(frozen=True, slots=True)
class Written:
    """`word` (marked by `said`) is its unit, "" where the number says it."""

    number: str
    word: str = ""


def written(amount: float | None, unit: Unit | None) -> Written:
    """An amount in its unit; a dash where there is none."""
    if amount is None:
        return Written("–")
    if unit is Unit.SHARE:
        return Written(share(amount))
    if unit is Unit.SECONDS:
        return _time(amount)
    return Written(number(amount, 0 if float(amount).is_integer() else 1))


def _time(seconds: float) -> Written:
    for length, word in _STEPS:
        if seconds >= 2 * length or seconds == length:
            return _rounded(seconds / length, word)
    return _rounded(seconds, _SECONDS)


def _rounded(amount: float, word: str) -> Written:
    return Written(number(amount, 0 if amount.is_integer() else 1), word)
