"""The State's support a member received over time (M), month by month from the dated rates and poverty lines."""

from datetime import date
from decimal import Decimal

from bot.policy.errors import FigureNotInForce
from bot.policy.groups import GROUPS
from bot.policy.rounding import dong
from bot.policy.working import Working


def support_received(work: Working, days: list[date], groups: list[str], share: Decimal | None) -> int:
    """Sum of ``rate × poverty line × support`` over the months paid, đồng.

    Each month counts with the figures of its own time, up to the cap of months. ``share`` stands for the rates
    of the groups where the case gives it; months before the State supported anyone count nothing.
    """
    total, counted = Decimal(0), 0
    for day in sorted(days):
        try:
            cap, rate = work.whole("support_months_cap", day), work.number("contribution_rate", day)
        except FigureNotInForce:
            continue
        if counted >= cap:
            work.note("support_ends_in_period")
            break
        k = share if share is not None else max(work.number(GROUPS[group], day) for group in groups)
        total += rate * work.number("rural_poverty_line", day) * k
        counted += 1
    work.step("supported_months", counted, "months")
    return dong(total)
