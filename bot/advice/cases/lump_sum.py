"""The lump sum of somebody's own years (BHXH một lần), in words."""

from bot.advice import wording
from bot.advice.cases.facts import UNKNOWN
from bot.advice.cases.sheet import Sheet, money
from bot.policy import Result

UNKNOWN_SUPPORT = "unknown:support_received"


def due(sheet: Sheet, support: int | None, more: int = 0) -> Result:
    """The calculation; `support` is the State's money to take off (đồng), None where nobody knows it.

    `more`: months supposed to be paid yet.
    """
    facts = sheet.facts
    since = facts.months_paid or 0
    return sheet.run(
        "lump_sum",
        average=facts.income,
        months_before_2014=facts.months_before,
        months_from_2014=since + more,
        M=support,
    )


def lump_sum(sheet: Sheet) -> None:
    """What is due, what is taken off, what is left; then what it costs to take it."""
    facts = sheet.facts
    support = None if facts.support_received in (None, UNKNOWN) else int(facts.support_received or 0)
    more = facts.months_more or 0
    values = due(sheet, support, more).values
    split = sheet.words("lump_sum_split_date")
    gaps = {"average": money(values["average"]), "paid": wording.term((facts.months_paid or 0) + more)}
    if facts.months_before:
        sheet.add("lump_head_before", before=wording.term(facts.months_before), split=split, **gaps)
    else:
        sheet.add("lump_head", **gaps)
    sheet.add("lump_due", amount=money(values["TC"]))
    if support is not None:
        sheet.add("lump_taken", amount=money(values["M"]))
        sheet.add("lump_left", amount=money(values["MH"]))
    sheet.notes()
    sheet.blank()
    sheet.add(
        "lump_conditions",
        joined=sheet.words("lump_sum_joined_before"),
        waiting=sheet.words("lump_sum_waiting_months"),
        under=sheet.words("lump_sum_under_years"),
    )
    sheet.add("lump_lost")
    if not facts.months_before:
        sheet.add("lump_all_since", split=split)
    sheet.add("lump_correct")
