"""Money handed back for months paid ahead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy import InputRefused
from bot.policy.calculators import run

from .conftest import TODAY


@pytest.mark.parametrize(
    ("group", "months", "left", "amount"),
    [
        ("other", 12, 4, 1_056_000),
        ("near_poor", 6, 3, 594_000),
        ("poor", 3, 2, 330_000),
        ("ethnic", 12, 12, 2_772_000),
        ("other", 12, 0, 0),
    ],
)
def test_the_own_part_of_the_remaining_months_comes_back(calc, group, months, left, amount):
    values = calc("refund", income=1_500_000, group=group, months=months, remaining_months=left).values
    assert values["refund"] == values["HT"] == amount


def test_a_period_not_named_is_a_year(calc):
    assert calc("refund", income=1_500_000, group="other", remaining_months=4).values["refund"] == 1_056_000


def test_years_ahead_come_back_as_they_were_discounted(calc):
    result = calc("refund", income=1_500_000, years=2, remaining_months=12, M=792_000)
    assert abs(result.values["refund"] - 2_959_422) <= 2
    assert "reading:refund_support_months" in result.notes


def test_the_support_of_the_remaining_months_is_read_from_the_group(calc):
    told = calc("refund", income=1_500_000, years=2, remaining_months=12, M=792_000)
    read = calc("refund", income=1_500_000, years=2, remaining_months=12, group="other")
    assert told.values == read.values


def test_the_whole_of_a_prepayment_comes_back_less_its_support(calc):
    paid = calc("prepayment", income=3_000_000, years=4).values["MD1_before_support"]
    back = calc("refund", income=3_000_000, years=4, remaining_months=48, group="poor").values
    assert back["refund"] == paid - 165_000 * 48


def test_the_poverty_line_of_the_payment_counts(calc):
    old = calc("refund", income=2_200_000, group="other", remaining_months=1, pay_month="2026-12").values["refund"]
    new = calc("refund", income=2_200_000, group="other", remaining_months=1, pay_month="2027-01").values["refund"]
    assert (old, new) == (418_000, 387_200)


@pytest.mark.parametrize("reason", ["compulsory", "lump_sum", "death", "pension"])
def test_the_four_reasons_of_the_decree(calc, reason):
    assert (
        calc("refund", income=1_500_000, group="other", remaining_months=1, reason=reason).values["refund"] == 264_000
    )


@pytest.mark.parametrize(
    ("given_", "field"),
    [
        ({"reason": "moved"}, "reason"),
        ({"months": 1}, "months"),
        ({"months": 24}, "months"),
        ({"years": 6}, "years"),
        ({"remaining_months": 13}, "remaining_months"),
        ({"years": 2, "remaining_months": 25}, "remaining_months"),
        ({"group": None}, "group"),
        ({"M": 10_000_000}, "M"),
        ({"income": 1_000_000}, "income"),
    ],
)
def test_other_cases_are_refused(calc, given_, field):
    case = {"income": 1_500_000, "group": "other", "remaining_months": 4} | given_
    with pytest.raises(InputRefused) as refused:
        calc("refund", **case)
    assert refused.value.field == field


@given(st.integers(1_500_000, 50_600_000), st.integers(2, 5), st.data())
def test_the_working_adds_up_and_nothing_is_made_of_it(policy, income, years, data):
    left = data.draw(st.integers(0, years * 12))
    case = {"income": income, "years": years, "group": "other", "remaining_months": left}
    result = run(policy, "refund", case, TODAY)
    whole = run(policy, "prepayment", {"income": income, "years": years}, TODAY).values["MD1_before_support"]
    assert result.counted() == result.values["refund"]
    assert 0 <= result.values["refund"] <= whole
