"""The lump sum of somebody's own years (BHXH một lần), in words."""

from datetime import date, timedelta

from bot.advice import wording
from bot.advice.cases.facts import UNKNOWN
from bot.advice.cases.sheet import Sheet, money
from bot.policy import Result
from bot.policy.months import YEAR

#: What the calculator is told of a grave illness, incapacity or disability: in all of them nothing is taken off.
SEVERE = "illness"


def eras(sheet: Sheet) -> tuple[int, int]:
    """Months before the border of the two multiples (2014) and since.

    A month is paid once: what exceeds the months from the border to the month asked for lies before it, whatever
    was told or left out.
    """
    facts = sheet.facts
    border = sheet.figure("lump_sum_split_date").day()
    room = max(0, (sheet.on.year - border.year) * YEAR + sheet.on.month - border.month + 1)
    since = min(facts.months_paid or 0, room)
    return (facts.months_before or 0) + (facts.months_paid or 0) - since, since


def later_first(sheet: Sheet) -> bool:
    """Whether the first payment was told and lies after the border, so that the border says nothing to this person."""
    first = _first_paid(sheet)
    return first is not None and first > sheet.figure("lump_sum_split_date").day()


def due(sheet: Sheet, support: int | None, more: int = 0) -> Result:
    """The calculation; `support` is the State's money to take off (đồng), None where nobody knows it.

    `more`: months supposed to be paid yet.
    """
    facts = sheet.facts
    before, since = eras(sheet)
    return sheet.run(
        "lump_sum",
        average=facts.income,
        months_before_2014=before or None,
        months_from_2014=since + more,
        M=support,
        case=SEVERE if facts.severe_illness else None,
    )


def closed(sheet: Sheet, months: int) -> str | None:
    """Why stopping to pay gives this person no right, by what was told (`years_enough`, `joined_after`), else None.

    `months`: paid in all when the lump sum would be taken. What was not told is taken as if it opened the way:
    nobody is refused for what An Sinh does not know.
    """
    facts = sheet.facts
    if facts.severe_illness:
        return None
    border, wait = sheet.figure("lump_sum_joined_before").day(), sheet.figure("lump_sum_waiting_months").whole()
    values = sheet.run(
        "lump_sum_conditions",
        first_contribution=_first_paid(sheet) or border - timedelta(days=1),
        stopped_months=wait,
        # Halves of a year count for the amount only; whether the years are enough goes by full years.
        years=months // YEAR,
    ).values
    return None if values["eligible"] else str(values["reason"])


def _first_paid(sheet: Sheet) -> date | None:
    """The first payment as told; not believed where more was paid than fits since: then something came before it."""
    facts = sheet.facts
    if not facts.first_paid:
        return None
    first = date.fromisoformat(f"{facts.first_paid}-01")
    fits = (sheet.on.year - first.year) * YEAR + sheet.on.month - first.month + 1
    return first if facts.months - (facts.months_more or 0) <= fits else None


def lump_sum(sheet: Sheet) -> None:
    """Whether there is a right by what was told, what is due, what is taken off; then what it costs to take it."""
    facts = sheet.facts
    reason = closed(sheet, facts.months)
    if reason:
        _no_right(sheet, reason)
    support = None if facts.support_received in (None, UNKNOWN) else int(facts.support_received or 0)
    more = facts.months_more or 0
    values = due(sheet, support, more).values
    split = sheet.words("lump_sum_split_date")
    before, since = eras(sheet)
    gaps = {"average": money(values["average"]), "paid": wording.term(since + more)}
    if before:
        sheet.add("lump_head_before", before=wording.term(before), split=split, **gaps)
    else:
        sheet.add("lump_head", **gaps)
    sheet.add("lump_due", amount=money(values["TC"]))
    if facts.severe_illness:
        sheet.add("lump_kept")
        sheet.add("lump_left", amount=money(values["MH"]))
    elif support is not None:
        sheet.add("lump_taken", amount=money(values["M"]))
        sheet.add("lump_left", amount=money(values["MH"]))
    sheet.notes()
    sheet.blank()
    if not reason:
        _conditions(sheet)
        sheet.add("lump_lost")
    if before > (facts.months_before or 0):
        sheet.add("lump_rest_before", split=split)
    # Before or since 2014 makes no difference below a year, nor to who first paid after it.
    elif not before and facts.months >= YEAR and not later_first(sheet):
        sheet.add("lump_all_since", split=split)
    if not reason:
        sheet.add("lump_correct")


def _no_right(sheet: Sheet, reason: str) -> None:
    """First of all: no right for having stopped, and which ways remain; the amount below is for those only."""
    sheet.add(
        f"lump_closed_{reason}",
        under=sheet.words("lump_sum_under_years"),
        joined=sheet.words("lump_sum_joined_before"),
        years=sheet.words("pension_min_years"),
    )
    sheet.add(
        f"lump_ways_{reason}", years=sheet.words("pension_min_years"), incapacity=sheet.words("lump_sum_incapacity")
    )
    sheet.blank()
    sheet.add("lump_if_other_way")


def _conditions(sheet: Sheet) -> None:
    incapacity = sheet.words("lump_sum_incapacity")
    if sheet.facts.severe_illness:
        sheet.add("lump_conditions_severe", incapacity=incapacity)
        return
    sheet.add(
        "lump_conditions",
        joined=sheet.words("lump_sum_joined_before"),
        waiting=sheet.words("lump_sum_waiting_months"),
        under=sheet.words("lump_sum_under_years"),
    )
    sheet.add("lump_severe_whole", incapacity=incapacity)
