"""Both lives of one person as a picture: money by age where there is a pension, years paid where there is none."""

from decimal import Decimal

from bot.advice import wording
from bot.advice.cases.lives import Lives, month_name, short_when
from bot.advice.cases.lump_sum import closed
from bot.advice.cases.sheet import Sheet, money
from bot.advice.picture import Curve, Curves, Part, Picture, Row


def both_lives(sheet: Sheet, found: Lives, about: str, assumed: str) -> Picture:
    """The comparison as it is drawn. `about`: for whom; `assumed`: the sentence on what is assumed."""
    say = sheet.caption
    names = (say("take"), say("keep"))
    short = found.even is None
    return Picture(
        title=say("title"),
        about=about.rstrip(":"),
        columns=names,
        rows=_rows(sheet, found),
        curves=None if short else _curves(sheet, found, names),
        bar_title=say("years", years=sheet.words("pension_min_years")) if short else "",
        bar=_bar(sheet, found) if short else (),
        bar_note=_note(sheet, found) if short else "",
        foot=(say("foot", assumed=assumed),),
    )


def _curves(sheet: Sheet, found: Lives, names: tuple[str, str]) -> Curves:
    """The axis ends as long after the month in which both are even as the pension begins before it.

    So neither side gets more room: what one is ahead at the beginning of the pension, the other is at the end.
    """
    assert found.even is not None and found.even_age is not None  # noqa: S101, PT018  there is a pension
    months = found.even - found.start
    end = found.even + months

    def at(month: int, amount: int | Decimal) -> tuple[int, int]:
        return month - found.born, round(amount)

    take = (at(found.today, found.now), at(end, found.now))
    keep = (
        at(found.today, 0),
        *(at(month, -cost) for month, cost in found.course),
        at(found.start, -found.cost),
        at(found.even, months * found.amount - found.cost),
        at(end, 2 * months * found.amount - found.cost),
    )
    return Curves(
        money=sheet.caption("money"),
        age=sheet.caption("age"),
        lines=(Curve(names[0], take), Curve(names[1], tuple(dict.fromkeys(keep)))),
        even=keep[-2],
        even_label=sheet.caption("even", age=wording.age(found.even_age)),
    )


def _bar(sheet: Sheet, found: Lives) -> tuple[Part, ...]:
    sizes = {"part_paid": found.paid, "part_more": found.more, "part_missing": found.missing}
    return tuple(
        Part(sheet.caption(name), size, wording.term(size), open=name == "part_missing")
        for name, size in sizes.items()
        if size
    )


def _note(sheet: Sheet, found: Lives) -> str:
    may_backpay = found.missing <= sheet.figure("backpay_max_months").whole()
    return sheet.caption(f"note_{'backpay' if may_backpay else 'other'}{short_when(found)}")


def _rows(sheet: Sheet, found: Lives) -> tuple[Row, ...]:
    say = sheet.caption
    more = say("keep_more", more=wording.term(found.more), cost=money(found.cost)) if found.more else say("none")
    family = "keep_family_short" if found.missing else "keep_family"
    return (
        Row(say("row_money"), (_taken(sheet, found), _kept(sheet, found))),
        Row(say("row_more"), (say("none"), more)),
        Row(say("row_card"), (say("take_card"), say("keep_card"))),
        Row(say("row_family"), (say("take_family"), say(family))),
    )


def _taken(sheet: Sheet, found: Lives) -> str:
    heads = {"years_enough": "take_money_enough", "joined_after": "take_money_joined_after"}
    name = (
        "take_money_severe" if sheet.facts.severe_illness else heads.get(closed(sheet, found.paid) or "", "take_money")
    )
    return sheet.caption(
        name,
        amount=money(found.now),
        under=sheet.words("lump_sum_under_years"),
        joined=sheet.words("lump_sum_joined_before"),
    )


def _kept(sheet: Sheet, found: Lives) -> str:
    amount = money(found.amount)
    if found.missing:
        return sheet.caption("keep_money_short", amount=amount, years=sheet.words("pension_min_years"))
    if found.start == found.today + 1:
        return sheet.caption("keep_money_now", amount=amount)
    return sheet.caption("keep_money", amount=amount, start=month_name(found.start))
