"""State and provincial support of one payment (hỗ trợ của Nhà nước, của địa phương)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.policy.groups import GROUPS
from bot.policy.inputs import Inputs
from bot.policy.rounding import HALF_UP_DONG, dong
from bot.policy.working import Working


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of ``contribution rate × rural poverty line`` and where it stands."""

    share: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class MonthlySupport:
    """Support of one supported month, whole đồng."""

    state: int
    local: int


def best_group(work: Working, groups: list[str], on: date) -> str:
    """Of several groups at once the one with the highest State rate: rates are never added."""
    return max(groups, key=lambda group: work.policy.figure(GROUPS[group], on).number())


def state_rate(work: Working, inputs: Inputs, group: str, on: date) -> Rate:
    """The State rate of the group on the day of payment; a ``state_rate`` given with the case stands for
    it.
    """
    share, source = work.given_or("state_rate", inputs.number_or_none("state_rate", 0, 1), GROUPS[group], on)
    return Rate(share, source)


def local_rate(work: Working, inputs: Inputs, group: str, on: date) -> Rate:
    """The province's rate on top; zero with a note where the table holds nothing that may be stated."""
    given = inputs.number_or_none("local_rate", 0, 1)
    if given is not None:
        work.note("given:local_rate")
        return Rate(given, "")
    if "province" not in inputs:
        return Rate(Decimal(0), "")
    province = work.policy.topups.province(str(inputs.raw("province")))
    figure = province and work.policy.topups.rate(province.slug, group, on)
    if not figure:
        work.note("ask:province_topup")
        return Rate(Decimal(0), "")
    work.use(figure)
    return Rate(figure.number(), figure.legal_basis)


def monthly_support(gross: int, rate: Decimal, line: Decimal, state: Rate, local: Rate) -> MonthlySupport:
    """Support of a month; both together never exceed the contribution itself."""
    base = rate * line
    from_state = min(gross, dong(base * state.share))
    return MonthlySupport(from_state, min(gross - from_state, dong(base * local.share)))


def supported_months(work: Working, months: int, before: int, on: date) -> int:
    """How many of the next months are still supported, after ``before`` months already supported."""
    cap = work.whole("support_months_cap", on)
    left = min(months, max(0, cap - before))
    if left < months:
        work.note("support_ends_in_period")
    return left


def rounding_of(exact: Decimal) -> str:
    """How an amount was rounded to whole đồng; empty where it was whole already."""
    return HALF_UP_DONG if exact != dong(exact) else ""
