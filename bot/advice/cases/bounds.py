"""What each fact may be, from the dated figures, and the refusal that names it."""

from collections.abc import Callable
from datetime import date

from bot.advice import wording
from bot.advice.adviser import Adviser
from bot.advice.cases.facts import UNKNOWN, Facts
from bot.policy.months import YEAR

#: Beyond these a life of work or a life is a slip of the pen.
LONGEST_PAID = 50 * YEAR
OLDEST = 100


def income_bounds(adviser: Adviser, on: date, *, past: bool) -> tuple[int, int]:
    """Lowest and highest income, đồng a month; an average of the past reaches down to the oldest poverty line."""
    lines = adviser.policy.periods("rural_poverty_line")
    lowest = min(line.whole() for line in lines) if past else adviser.policy.figure("rural_poverty_line", on).whole()
    return lowest, adviser.policy.figure("max_income", on).whole()


def income_gaps(adviser: Adviser, on: date, *, past: bool) -> dict[str, str]:
    """The bounds of income and the rate as gaps of phrases."""
    low, high = income_bounds(adviser, on, past=past)
    rate = adviser.policy.figure("contribution_rate", on)
    return {
        "min_income": wording.dong(low),
        "max_income": wording.dong(high),
        "rate": wording.figure(rate.value, rate.unit),
    }


def birth_years(adviser: Adviser, on: date) -> tuple[int, int]:
    """First and last year of birth of those who can be members."""
    return on.year - OLDEST, on.year - adviser.policy.figure("joining_age", on).whole()


def prepay_years(adviser: Adviser, on: date) -> tuple[int, int]:
    """Fewest and most years that may be paid ahead."""
    policy = adviser.policy
    return policy.figure("prepay_years_min", on).whole(), policy.figure("prepay_years_max", on).whole()


def birth(adviser: Adviser, facts: Facts, on: date, _past: bool) -> str | None:
    """A year of birth that no member can have."""
    year = facts.born[0] if facts.birth_month else facts.birth_year
    low, high = birth_years(adviser, on)
    if year is None or low <= year <= high:
        return None
    return adviser.phrases("case.refused_birth", year=year, low=low, high=high)


def term(adviser: Adviser, facts: Facts, _on: date, _past: bool) -> str | None:
    """No month, or more than a life of work."""
    paid = (facts.months_paid or 0) + (facts.months_before or 0)
    if facts.months_paid is None or (facts.months_paid >= 1 and paid <= LONGEST_PAID):
        return None
    return _refused_term(adviser)


def more(adviser: Adviser, facts: Facts, _on: date, _past: bool) -> str | None:
    """A supposition beyond a life of work."""
    return _refused_term(adviser) if facts.months_more is not None and facts.months > LONGEST_PAID else None


def _refused_term(adviser: Adviser) -> str:
    return adviser.phrases("case.refused_months", low=wording.term(1), high=wording.term(LONGEST_PAID))


def income(adviser: Adviser, facts: Facts, on: date, past: bool) -> str | None:
    """An income that nobody could choose."""
    low, high = income_bounds(adviser, on, past=past)
    if facts.income is None or low <= facts.income <= high:
        return None
    return adviser.phrases("case.refused_income", **income_gaps(adviser, on, past=past))


def missing(adviser: Adviser, facts: Facts, on: date, _past: bool) -> str | None:
    """More months than may be paid at once, or none missing at all."""
    if facts.months_missing is None and facts.months_paid is None:
        return None
    least = adviser.policy.figure("pension_min_years", on).whole() * YEAR
    most = adviser.policy.figure("backpay_max_months", on).whole()
    paid = facts.months_missing is None
    months = least - facts.months if paid else facts.months_missing or 0
    gaps = {"low": wording.figure(1, "months"), "high": wording.figure(most, "months")}
    if 1 <= months <= most:
        return None
    if paid and months < 1:
        years = wording.term(least)
        return adviser.phrases("case.refused_enough", given=wording.term(facts.months), years=years, **gaps)
    return adviser.phrases("case.refused_missing", given=wording.term(max(0, months)), **gaps)


def ahead(adviser: Adviser, facts: Facts, on: date, _past: bool) -> str | None:
    """Other numbers of years than the law lets a member prepay."""
    low, high = prepay_years(adviser, on)
    if facts.prepay_years is None or low <= facts.prepay_years <= high:
        return None
    gaps = {"low": wording.term(low * YEAR), "high": wording.term(high * YEAR)}
    return adviser.phrases("case.refused_prepay_years", **gaps)


def support(adviser: Adviser, facts: Facts, _on: date, _past: bool) -> str | None:
    """Less than nothing."""
    told = facts.support_received
    if told is None or told == UNKNOWN or int(told) >= 0:
        return None
    return adviser.phrases("case.refused_support", least=wording.dong(0))


#: Fact → its refusal, None where it may be.
CHECKS: dict[str, Callable[[Adviser, Facts, date, bool], str | None]] = {
    "birth_month": birth,
    "months_paid": term,
    "months_more": more,
    "income": income,
    "months_missing": missing,
    "prepay_years": ahead,
    "support_received": support,
}
#: What a refused fact takes with it when it is forgotten.
FORGETS = {
    "birth_month": ("birth_month", "birth_year"),
    "months_paid": ("months_paid", "months_before"),
    "months_missing": ("months_missing", "months_paid", "months_more", "months_before"),
}
