"""The last day of each way of paying."""

from datetime import date

import pytest

from bot.policy import InputRefused


@pytest.mark.parametrize(
    ("months", "window", "until"),
    [
        (1, 1, date(2026, 11, 30)),
        (3, 3, date(2027, 1, 31)),
        (6, 4, date(2027, 2, 28)),
        (12, 7, date(2027, 5, 31)),
    ],
)
def test_one_period(calc, months, window, until):
    values = calc("payment_deadline", start_month="2026-11", months=months).values
    assert values["pay_by"] == values[f"pay_by_{months}"] == until
    assert values["window_months"] == window
    assert values["start_month"] == "2026-11"


def test_all_periods_at_once(calc):
    values = calc("payment_deadline", start_month="2026-01").values
    assert values["pay_by_1"] == date(2026, 1, 31)
    assert values["pay_by_3"] == date(2026, 3, 31)
    assert values["pay_by_6"] == date(2026, 4, 30)
    assert values["pay_by_12"] == date(2026, 7, 31)
    assert "pay_by" not in values


def test_a_start_left_out_is_the_month_asked(calc):
    assert calc("payment_deadline", date(2027, 2, 10), months=1).values["pay_by"] == date(2027, 2, 28)


def test_each_deadline_names_its_clause(calc):
    sources = {step.what: step.source for step in calc("payment_deadline").steps}
    assert sources["pay_by_1"].endswith("điểm a")
    assert sources["pay_by_3"].endswith("điểm b")
    assert sources["pay_by_6"].endswith("điểm c")
    assert sources["pay_by_12"].endswith("điểm d")


@pytest.mark.parametrize("months", [0, 2, 24, 60])
def test_other_periods_are_refused(calc, months):
    with pytest.raises(InputRefused) as refused:
        calc("payment_deadline", months=months)
    assert refused.value.allowed == {"one_of": [1, 3, 6, 12]}
