"""Every calculator on every day from the new law to the end of 2027: it answers, and changes with the data only."""

from datetime import date

import pytest

from bot.policy.calculators import CALCULATORS, run
from tests.every_day import changes, days

from .test_calculators import CASES

#: What is published year by year, told with the case: the fund's rate, the table of price coefficients.
RATE, TABLE = {"r_month": 0.0031}, {"settlement_year": 2026}
PUBLISHED = {
    "prepayment": RATE,
    "backpayment": RATE,
    "refund": RATE,
    "average": TABLE,
    "pension": TABLE,
    "lump_sum": TABLE,
}
#: Outputs that name months and days: they go on with the calendar.
CALENDAR = {
    "pay_month",
    "start_month",
    "pay_by",
    "pay_by_1",
    "pay_by_3",
    "pay_by_6",
    "pay_by_12",
    "reached",
    "months_left",
}


def results(policy, name: str):
    """Day, outputs but for the calendar, figures; on every day worth asking for."""
    for on in days(policy.all_figures()):
        result = run(policy, name, CASES[name] | PUBLISHED.get(name, {}), on)
        assert result.as_of == on
        yield on, {key: value for key, value in result.values.items() if key not in CALENDAR}, result.figures


@pytest.mark.parametrize("name", sorted(CALCULATORS))
def test_a_calculator_answers_every_day_and_changes_only_where_a_figure_of_its_own_does(policy, name):
    before, changed, keys = None, [], set()
    for on, values, figures in results(policy, name):
        if before not in (None, values):
            changed.append(on)
        before = values
        keys |= {figure.key for figure in figures if not figure.key.startswith("province_topup.")}
    assert set(changed) <= set(changes(figure for key in keys for figure in policy.periods(key)))


#: Officer's list: what changes on which day, from the texts of law.
CHANGES = {
    # Region IV minimum wage 3,700,000 (NĐ 293/2025): the premium of accident insurance.
    date(2026, 1, 1): {"accident"},
    # Reference level 2,530,000 (NĐ 161/2026), social pension 540,000 (NĐ 335/2026).
    date(2026, 7, 1): {
        "article23",
        "contribution",
        "funeral",
        "household_health",
        "pension_floor",
        "social_pension",
    },
    # Rural poverty line 2,200,000 (NĐ 351/2025): the lowest income and every support.
    date(2027, 1, 1): {"contribution", "prepayment", "refund"},
}


def test_what_changes_on_which_day_is_what_the_law_changes(policy):
    found: dict[date, set[str]] = {}
    for name in CALCULATORS:
        before = None
        for on, values, _ in results(policy, name):
            if before not in (None, values):
                found.setdefault(on, set()).add(name)
            before = values
    assert found == CHANGES


def test_every_date_of_the_figures_is_looked_at_with_the_days_beside_it(policy):
    looked = days(policy.all_figures())
    for day in (date(2025, 7, 1), date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 2), date(2027, 12, 31)):
        assert day in looked
    assert looked == sorted(set(looked))
    assert all(day in looked for day in changes(policy.all_figures()))
