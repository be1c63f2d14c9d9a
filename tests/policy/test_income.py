"""The lowest and highest income on each side of a change."""

from datetime import date
from decimal import Decimal

import pytest

from bot.policy import InputRefused
from bot.policy.income import income_bounds
from bot.policy.inputs import Inputs
from bot.policy.working import Working


def bounds(policy, on, **given):
    work = Working(policy, on)
    return income_bounds(work, Inputs(given), on), work


@pytest.mark.parametrize(
    ("on", "lowest", "highest"),
    [
        (date(2025, 7, 1), 1_500_000, 46_800_000),
        (date(2026, 6, 30), 1_500_000, 46_800_000),
        (date(2026, 7, 1), 1_500_000, 50_600_000),
        (date(2026, 12, 31), 1_500_000, 50_600_000),
        (date(2027, 1, 1), 2_200_000, 50_600_000),
        (date(2020, 1, 1), 700_000, 29_800_000),
        (date(2023, 7, 1), 1_500_000, 36_000_000),
    ],
)
def test_the_bounds_of_a_day(policy, on, lowest, highest):
    found, _ = bounds(policy, on)
    assert (found.lowest, found.highest) == (lowest, highest)


@pytest.mark.parametrize(
    ("income", "problem"),
    [(1_499_999, "below_min"), (1_500_000, ""), (50_600_000, ""), (50_600_001, "above_max"), (0, "below_min")],
)
def test_both_bounds_belong_to_what_is_allowed(policy, income, problem):
    found, _ = bounds(policy, date(2026, 11, 21))
    assert found.problem(Decimal(income)) == problem


def test_an_income_outside_is_refused_with_both_bounds(policy):
    found, _ = bounds(policy, date(2026, 11, 21))
    assert found.check(Decimal(2_000_000)) == 2_000_000
    with pytest.raises(InputRefused) as refused:
        found.check(Decimal(1_000_000))
    assert refused.value.allowed == {"min": Decimal(1_500_000), "max": Decimal(50_600_000)}


def test_the_figures_used_are_kept_with_their_sources(policy):
    found, work = bounds(policy, date(2026, 11, 21))
    assert [figure.key for figure in work.figures] == ["rural_poverty_line", "reference_level", "max_income_multiple"]
    assert "351/2025" in found.lowest_source
    assert "161/2026" in found.highest_source
    assert work.notes == []


def test_a_line_given_with_the_case_stands_for_the_one_in_force_and_is_noted(policy):
    found, work = bounds(policy, date(2026, 11, 21), poverty_line=2_000_000, reference_level=1_000_000)
    assert (found.lowest, found.highest) == (2_000_000, 20_000_000)
    assert work.notes == ["given:poverty_line", "given:reference_level"]
    assert found.lowest_source == ""


def test_a_given_line_equal_to_the_one_in_force_is_the_one_in_force(policy):
    found, work = bounds(policy, date(2026, 11, 21), poverty_line=1_500_000)
    assert work.notes == []
    assert "351/2025" in found.lowest_source


def test_where_no_reference_level_is_on_record_the_top_is_unknown(policy):
    found, work = bounds(policy, date(2018, 1, 1))
    assert found.highest is None
    assert work.notes == ["unknown:max_income"]
    assert found.problem(Decimal(10**12)) == ""
