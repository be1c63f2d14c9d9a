"""Placeholders: the only door for numbers into sentences."""

from datetime import date

import pytest

from bot.advice.template import TemplateError, bare_numbers, fill
from bot.policy import FigureNotInForce, FigureUnknown, Policy
from bot.settings import PROJECT

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Thấp nhất {line}.", "Thấp nhất 1.500.000 đồng."),
        ("Sang năm {line@2027-01-01}.", "Sang năm 2.200.000 đồng."),
        ("Đến {line.to}, từ {line@2027-01-01.from}.", "Đến 31/12/2026, từ 01/01/2027."),
        ("Đóng {rate}.", "Đóng 22%."),
        ("Ví dụ {eg 2000000 VND}.", "Ví dụ 2.000.000 đồng."),
        ("Ví dụ {eg $line VND}.", "Ví dụ 1.500.000 đồng."),
        ("Theo [[Điều 31 khoản 2]] thì được.", "Theo Điều 31 khoản 2 thì được."),
    ],
)
def test_placeholders_are_filled(policy, text, filled):
    assert fill(text, policy, DAY).text == filled


def test_figures_used_are_remembered_once_each_with_their_period(policy):
    filled = fill("{line} {rate} {line} {line@2027-01-01}", policy, DAY)
    assert [(one.key, one.value) for one in filled.figures[::2]] == [("line", 1_500_000), ("line", 2_200_000)]
    assert len(filled.figures) == 3


def test_the_day_decides_the_figure(policy):
    assert fill("{line}", policy, date(2027, 1, 15)).text == "2.200.000 đồng"


def test_a_calculator_fills_a_placeholder():
    policy = Policy.load(PROJECT / "data" / "policy")
    text = "{calc contribution gross income=$rural_poverty_line}, {calc contribution near_poor income=2000000}"
    assert fill(text, policy, DAY).text == "330.000 đồng, 308.000 đồng"
    assert fill(text, policy, DAY).figures


def test_a_calculator_can_look_at_another_day():
    policy = Policy.load(PROJECT / "data" / "policy")
    text = "{calc contribution gross income=$rural_poverty_line on=2027-01-01}"
    assert fill(text, policy, DAY).text == "484.000 đồng"


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        # 45% × 3,000,000 = 1,350,000 a month; fifteen years of it.
        ("{calc pension pension gender=F average=3000000 years=15 times=180}", "243.000.000 đồng"),
        # 3,000,000 ÷ 45% = 6,666,667, shown to the nearest thousand.
        ("{calc pension_target required_income.15 gender=F target=3000000 years=15}", "6.667.000 đồng"),
        ("{calc social_pension age_needed:count age=80 pension=0}", "75"),
    ],
)
def test_a_calculators_output_may_be_added_up_or_be_a_part_of_a_table(text, filled):
    assert fill(text, Policy.load(PROJECT / "data" / "policy"), DAY).text == filled


def test_a_figure_of_another_day_may_be_given_to_a_calculator_and_is_remembered():
    policy = Policy.load(PROJECT / "data" / "policy")
    text = "{calc backpayment MD2_before_support income=$rural_poverty_line missing_months=24 r_month=%s}"
    ahead = fill(text % "$fund_rate_month@2026-12-31", policy, date(2027, 1, 15))
    # (1 + r) × ((1 + r)^24 − 1) ÷ r with r = 0.31%: 24.9525 months of 484,000
    assert ahead.text == "12.077.003 đồng"
    assert {("fund_rate_month", date(2026, 1, 1)), ("rural_poverty_line", date(2027, 1, 1))} <= {
        (one.key, one.effective_from) for one in ahead.figures
    }
    with pytest.raises(FigureNotInForce):
        fill(text % "$fund_rate_month", policy, date(2027, 1, 15))


@pytest.mark.parametrize("part", ["required_income.16", "required_income.15.x", "outside.0"])
def test_a_part_that_is_not_there_is_named(part):
    policy = Policy.load(PROJECT / "data" / "policy")
    with pytest.raises(TemplateError, match="it gives required_income"):
        fill(f"{{calc pension_target {part} gender=F target=3000000 years=15}}", policy, DAY)


@pytest.mark.parametrize("text", ["{Line}", "{line rate}", "{eg 5}", "{eg true VND}", "{}x{ }", "{line.until}"])
def test_what_is_no_placeholder_is_named(policy, text):
    with pytest.raises(TemplateError):
        fill(text, policy, DAY)


def test_an_unknown_output_of_a_calculator_names_the_known_ones():
    policy = Policy.load(PROJECT / "data" / "policy")
    with pytest.raises(TemplateError, match="payable"):
        fill("{calc contribution price income=2000000 group=poor}", policy, DAY)


def test_an_open_figure_has_no_end(policy):
    with pytest.raises(TemplateError, match="no end"):
        fill("{rate.to}", policy, DAY)


def test_unknown_figures_and_days_without_law_are_policy_errors(policy):
    with pytest.raises(FigureUnknown):
        fill("{nothing}", policy, DAY)
    with pytest.raises(FigureNotInForce):
        fill("{line}", policy, date(2021, 12, 31))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("đóng {line} theo [[Điều 31]]", []),
        ("đóng 22% và 1.500.000", ["22", "1.500.000"]),
        ("từ 01/7/2025", ["01/7/2025"]),
        ("{line} trong 12 tháng", ["12"]),
    ],
)
def test_bare_numbers_are_found(text, numbers):
    assert bare_numbers(text) == numbers
