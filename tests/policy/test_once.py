"""What paying once has in common: a month's contribution, its bounds, the fund's rate."""

from decimal import Decimal

import pytest

from bot.policy import FigureNotInForce, InputRefused
from bot.policy.inputs import Inputs
from bot.policy.once import fund_rate, monthly_payment
from bot.policy.working import Working

from .conftest import TODAY


def test_a_month_is_the_share_of_the_income_with_three_lines_of_working(policy):
    work = Working(policy, TODAY)
    month = monthly_payment(work, Inputs({"income": 3_333_333}), TODAY)
    assert month.amount == Decimal("733333.26")
    assert (month.fund_rate, month.lowest) == (Decimal("0.0031"), 1_500_000)
    assert [(step.what, step.formula) for step in work.steps] == [
        ("income", ""),
        ("contribution_month", "0.22 × 3333333"),
        ("fund_rate_month", ""),
    ]
    assert all(step.counts == 0 for step in work.steps)


@pytest.mark.parametrize("income", [1_499_999, 50_600_001])
def test_an_income_nobody_may_choose_is_refused(policy, income):
    with pytest.raises(InputRefused) as refused:
        monthly_payment(Working(policy, TODAY), Inputs({"income": income}), TODAY)
    assert refused.value.field == "income"


def test_a_rate_of_the_case_goes_before_the_published_one_and_is_noted(policy):
    work = Working(policy, TODAY)
    assert fund_rate(work, Inputs({"r_month": 0.004}), TODAY) == (Decimal("0.004"), "")
    assert work.notes == ["given:r_month"]


def test_the_published_rate_given_again_is_the_published_one(policy):
    work = Working(policy, TODAY)
    rate, source = fund_rate(work, Inputs({"r_month": 0.0031}), TODAY)
    assert (rate, bool(source), work.notes) == (Decimal("0.0031"), True, [])


def test_percent_written_for_a_share_is_refused(policy):
    with pytest.raises(InputRefused):
        fund_rate(Working(policy, TODAY), Inputs({"r_month": 0.31}), TODAY)


def test_a_rate_not_yet_published_is_not_made_up(policy):
    with pytest.raises(FigureNotInForce):
        fund_rate(Working(policy, TODAY), Inputs({}), TODAY.replace(year=2027))
