"""A question about another time is answered by the figures of that time, or by no figure at all."""

from datetime import date

import pytest

from bot.advice.adviser import Day
from bot.advice.asked.speaking import answer
from bot.outcomes import Outcome

TODAY = date(2026, 11, 22)
YEAR_2025 = (date(2025, 1, 1), date(2025, 12, 31))
JUNE_2025 = (date(2025, 6, 1), date(2025, 6, 30))
LUMP = {"average": 2_000_000, "months_before": 0, "months_since": 72}
PENSIONER = {"monthly_pension": 2_000_000, "months_received": 10}


def spoken(adviser, name, **given):
    return answer(adviser, name, given, Day(TODAY, TODAY))


@pytest.mark.parametrize(
    ("when", "amount", "day"),
    [
        ((date(2026, 3, 1), date(2026, 3, 31)), "23.400.000", "01/3/2026"),
        ((date(2025, 7, 1), date(2025, 7, 31)), "23.400.000", "01/7/2025"),
        ((date(2026, 7, 1), date(2026, 7, 31)), "25.300.000", "01/7/2026"),
    ],
)
def test_the_funeral_allowance_of_the_month_of_death(adviser, when, amount, day):
    advice = spoken(adviser, "funeral", months_paid=72, when=when)
    assert amount in advice.text
    assert f"Đúng cho ngày {day}" in advice.text


@pytest.mark.parametrize(
    ("name", "given"), [("funeral", {"months_paid": 72}), ("survivor_lump", LUMP), ("survivor_pensioner", PENSIONER)]
)
def test_before_the_law_of_today_no_amount_is_stated(adviser, name, given):
    advice = spoken(adviser, name, **given, when=JUNE_2025)
    assert advice.outcome is Outcome.UNANSWERED_NOT_SETTLED
    assert "quy định khi ấy" in advice.text
    assert "đồng" not in advice.text


@pytest.mark.parametrize("when", [YEAR_2025, (date(2026, 1, 1), date(2026, 12, 31))])
def test_a_year_in_which_figures_change_needs_its_month(adviser, when):
    advice = spoken(adviser, "funeral", months_paid=72, when=when)
    assert advice.outcome is Outcome.CLARIFYING
    assert "tháng nào" in advice.text
    assert "đồng" not in advice.text


@pytest.mark.parametrize(
    ("groups", "when", "there", "absent"),
    [
        ([], YEAR_2025, ("330.000", "nhóm hộ"), "484.000"),
        (["poor"], JUNE_2025, ("330.000", "99.000", "231.000"), "165.000"),
        (["poor"], (date(2025, 7, 1), date(2025, 7, 31)), ("165.000",), "231.000"),
        (["ethnic", "poor"], (date(2027, 1, 1), date(2027, 12, 31)), ("484.000", "242.000"), "330.000"),
        (["poor"], YEAR_2025, ("tháng nào",), "000"),
        ([], (date(2032, 1, 1), date(2032, 12, 31)), ("không nêu con số",), "000"),
    ],
)
def test_the_lowest_payment_of_another_time(adviser, groups, when, there, absent):
    text = spoken(adviser, "lowest_payment", groups=groups, when=when).text
    assert all(one in text for one in there), text
    assert absent not in text


def test_a_level_of_another_year(adviser):
    text = spoken(adviser, "reference_level", figure="rural_poverty_line", when=YEAR_2025).text
    assert "2.200.000" not in text.partition("\n")[0]
    later = spoken(
        adviser, "reference_level", figure="rural_poverty_line", when=(date(2027, 1, 1), date(2027, 12, 31))
    ).text
    assert "2.200.000" in later
