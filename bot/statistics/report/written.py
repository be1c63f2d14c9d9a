"""How amounts are written: 1.234 · 93,4 % · 0,7 giây, as on the pages."""

from bot.statistics.measure import Unit, Value
from bot.statistics.report.content import Figure
from bot.statistics.report.words import Words

#: Times from two of a unit on are told in it, and from exactly one.
_TIMES = ((86_400.0, "days"), (3_600.0, "hours"), (60.0, "minutes"))
#: Below so many a percentage says more than there is to say: the difference itself is told.
_FEW = 20
#: A difference that rounding makes none.
_NOTHING = ("0,0 ", "0,0\u00a0")


def amount(value: float | None, unit: Unit | None, words: Words) -> str:
    """An amount in its unit; a dash where there is none."""
    if value is None:
        return words("none")
    if unit is Unit.SHARE:
        return words("percent", by=number(value * 100, 1))
    if unit is Unit.SECONDS:
        return _time(value, words)
    return number(value)


def told(value: Value, unit: Unit, words: Words) -> str:
    """A figure's value with what it is of: "45,3 % (1.234/2.722)"; the words for what cannot be told."""
    if value.amount is None:
        return words("not_told")
    written = amount(value.amount, unit, words)
    if value.at_most:
        written = words("at_most", amount=written)
    if unit is Unit.SHARE and value.of is not None and value.numerator is not None:
        return words("of", share=written, part=number(value.numerator), whole=number(value.of))
    if unit is Unit.SECONDS and value.of is not None:
        return words("of_turns", amount=written, whole=number(value.of))
    return written


def change(figure: Figure, words: Words) -> str:
    """How a figure moved: "tăng 12,3 %", "giảm 1,2 điểm phần trăm"; "" where one of both cannot be told.

    Where it has another number of days to gather in, the change a day stands beside it.
    """
    unit, before = figure.measure.unit, figure.before
    if before is None or figure.value.amount is None or before.amount is None:
        return ""
    now, then = figure.value.amount, before.amount
    told = _moved(now, then, unit, words)
    if figure.lengths is None or then < _FEW or not figure.measure.is_of_days:
        return told
    daily = _moved(now / figure.lengths[0], then / figure.lengths[1], unit, words, few=0)
    return words("daily", change=told, daily=daily)


def _moved(now: float, then: float, unit: Unit, words: Words, few: int = _FEW) -> str:
    difference = now - then
    if difference == 0:
        return words("same")
    by = _by(abs(difference), then, unit, words, few)
    if by.startswith(_NOTHING):
        return words("almost")
    return words("up" if difference > 0 else "down", by=by)


def number(value: float, digits: int | None = None) -> str:
    """1.234,5: points between thousands, a comma before decimals; one decimal where it is no whole number."""
    if digits is None:
        digits = 0 if float(value).is_integer() else 1
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def _by(difference: float, before: float, unit: Unit, words: Words, few: int) -> str:
    if unit is Unit.SHARE:
        return words("points", by=number(difference * 100, 1))
    if unit is Unit.SECONDS:
        return _time(difference, words)
    return number(difference) if before < few else words("percent", by=number(difference / before * 100, 1))


def _time(seconds: float, words: Words) -> str:
    for length, name in _TIMES:
        if seconds >= 2 * length or seconds == length:
            return f"{number(seconds / length)} {words(name)}"
    return f"{number(seconds)} {words('seconds')}"
