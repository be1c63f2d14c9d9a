"""The pension beside the lump sum for one person: both lives in one message, without urging either way."""

from bot.advice import wording
from bot.advice.cases.ahead import raised_words
from bot.advice.cases.both_lives import both_lives
from bot.advice.cases.lives import Lives, lives, month_name, short_when
from bot.advice.cases.lump_sum import closed, eras, later_first
from bot.advice.cases.sheet import Sheet, born, money

_MANY_LEVELS = 3
#: Letters that leave room for the hint and the sources.
_ROOM = 560


def compare(sheet: Sheet) -> None:
    """Money now against money a month: cost, health card, survivors, the age at which both are even.

    One message has no room for the calculators' notes; what they say stands in the lines themselves.
    """
    facts = sheet.facts
    found = lives(sheet)
    sheet.add(
        "compare_head",
        sex=sheet.say(f"sex_{facts.sex}"),
        birth=born(facts) if facts.born[1] else sheet.say("compare_born_year", year=facts.born[0]),
        paid=wording.term(found.paid),
        average=wording.dong(facts.income or 0),
    )
    sheet.add(
        _taking(sheet, found), under=sheet.words("lump_sum_under_years"), joined=sheet.words("lump_sum_joined_before")
    )
    sheet.add("compare_money_kept" if facts.severe_illness else "compare_money_now", amount=money(found.now))
    sheet.add("compare_lost")
    sheet.blank()
    _keep(sheet, found)
    sheet.blank()
    levels = _levels(sheet, found)
    sheet.add("compare_assume", level=", ".join(levels))
    sheet.picture = both_lives(sheet, found, about=sheet.lines[0], assumed=sheet.lines[-1])
    # Where much is assumed, one message has no room for the hint on how to calculate again.
    long = len(levels) >= _MANY_LEVELS or len("\n".join(sheet.lines)) > _ROOM
    sheet.add("compare_choice" if long else "compare_correct")


def _levels(sheet: Sheet, found: Lives) -> list[str]:
    """What is assumed of the payments: so far, and from when on more than the income told."""
    before, _ = eras(sheet)
    split = sheet.words("lump_sum_split_date")
    told = sheet.say("compare_level_since", split=split)
    if before > (sheet.facts.months_before or 0):
        told = sheet.say("compare_level_rest", before=wording.term(before), split=split)
    elif before or later_first(sheet):
        told = sheet.say("compare_level")
    lowest = found.ahead.lowest
    levels = [sheet.say("compare_level_lowest", lowest=wording.dong(lowest))] if lowest else [told]
    if lowest and before > (sheet.facts.months_before or 0):
        levels.insert(0, told)
    return levels + raised_words(sheet, found.ahead)


def _taking(sheet: Sheet, found: Lives) -> str:
    """The head of the first life: whether there is a right to it, as far as told."""
    if sheet.facts.severe_illness:
        return "compare_take_severe"
    heads = {"years_enough": "compare_take_enough", "joined_after": "compare_take_joined_after"}
    return heads.get(closed(sheet, found.paid) or "", "compare_take")


def _keep(sheet: Sheet, found: Lives) -> None:
    keep = "compare_keep_on" if found.more else "compare_keep"
    sheet.add(keep, more=wording.term(found.more), cost=money(found.cost))
    if found.even_age is None:
        _short(sheet, found)
        return
    if found.start == found.today + 1:
        sheet.add("compare_pension_now", amount=money(found.amount))
    else:
        sheet.add("compare_pension", start=month_name(found.start), amount=money(found.amount))
    sheet.add("compare_even" if found.more else "compare_even_keep", age=wording.age(found.even_age))


def _short(sheet: Sheet, found: Lives) -> None:
    when = short_when(found)
    sheet.add(
        "compare_short_reached" if when == "_now" else "compare_short",
        start=month_name(found.start),
        missing=wording.term(found.missing),
        years=sheet.words("pension_min_years"),
        amount=money(found.amount),
    )
    may_backpay = found.missing <= sheet.figure("backpay_max_months").whole()
    sheet.add(f"compare_short_{'backpay' if may_backpay else 'other'}{when}")
