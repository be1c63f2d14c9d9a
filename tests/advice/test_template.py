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
