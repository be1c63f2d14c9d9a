"""Each calculation asked for in one question, in words, with its sources; refusals leave it to the ordinary text."""

from datetime import date

import pytest

from bot.advice.adviser import Day
from bot.advice.asked.speaking import ASKED, answer
from bot.outcomes import Outcome

TODAY = date(2026, 11, 21)
YEARS = [{"year": year, "months": 12, "income": 700_000} for year in range(2018, 2022)]
PERIODS = [*YEARS, {"year": 2022, "months": 12, "income": 1_500_000}]
LONG = [{"year": year, "months": 12, "income": 1_500_000} for year in range(2011, 2026)]
DRAW = {"first_contribution": None, "stopped_months": None, "age_reached": False}


def spoken(adviser, name, given, day=TODAY):
    return answer(adviser, name, given, Day(day, TODAY))


CASES = [
    ("household_health", {"persons": 2}, ("1.366.200", "956.340", "2.322.540")),
    ("household_health", {"persons": 1}, ("1.366.200",)),
    ("funeral", {"months_paid": 60}, ("25.300.000", "2.530.000")),
    ("funeral", {"months_paid": 59}, ("chưa có", "60 tháng")),
    ("survivor_pensioner", {"monthly_pension": 2_000_000, "months_received": 24}, ("37 tháng", "74.000.000")),
    ("survivor_lump", {"average": 2_000_000, "months_before": 0, "months_since": 84}, ("28.000.000", "01/01/2014")),
    ("survivor_lump", {"average": 2_000_000, "months_before": 24, "months_since": 60}, ("26.000.000",)),
    ("maternity", {"months_paid_in_12_before_birth": 6, "children": 2}, ("4.000.000", "2 con")),
    ("maternity", {"months_paid_in_12_before_birth": 6, "children": 1}, ("2.000.000", "một con")),
    ("maternity", {"months_paid_in_12_before_birth": 5, "children": 1}, ("chưa được",)),
    ("penal_fraud", {"amount_taken": 50_000_000}, ("khoản 1", "100.000.000", "3 tháng đến 2 năm")),
    ("penal_fraud", {"amount_taken": 9_900_000}, ("chưa đủ định lượng", "10.000.000")),
    ("refund", {"income": 1_500_000, "remaining_months": 4, "method": 12, "groups": ["other"]}, ("1.056.000",)),
    ("refund", {"income": 1_500_000, "remaining_months": 12, "method": 24, "groups": ["other"]}, ("2.959.422",)),
    (
        "retirement_lump",
        {"gender": "F", "average": 2_000_000, "months_at_age": 360, "months_after": 36},
        ("12.000.000",),
    ),
    ("article23", {"avg": 2_000_000, "months_paid": 120, "Tdt": None}, ("75 tháng", "540.000")),
    ("article23", {"avg": 10_000_000, "months_paid": 174, "Tdt": 162}, ("538 tháng", "1.793.333,33")),
    ("article23", {"avg": 2_000_000, "months_paid": 120, "Tdt": 100}, ("đóng thêm một lần 13.500.000",)),
    ("social_pension", {"age": 75, "poor_household": False, "pension": 0}, ("540.000",)),
    ("social_pension", {"age": 72, "poor_household": False, "pension": 0}, ("75 tuổi", "70 tuổi")),
    ("social_pension", {"age": 68, "poor_household": True, "pension": 0}, ("70 tuổi",)),
    ("social_pension", {"age": 76, "poor_household": False, "pension": 900_000}, ("900.000", "thấp hơn 540.000")),
    ("reference_level", {"figure": "reference_level"}, ("2.530.000", "50.600.000")),
    ("reference_level", {"figure": "rural_poverty_line"}, ("1.500.000", "2.200.000")),
    ("lowest_payment", {"groups": ["poor"]}, ("330.000", "165.000")),
    ("pension_target", {"target": 3_000_000, "gender": "F", "years": None}, ("6.667.000", "4.000.000", "880.000")),
    ("pension_target", {"target": 3_000_000, "gender": None, "years": None}, ("Nữ, đóng 15", "Nam, đóng 20")),
    ("pension_target", {"target": 40_000_000, "gender": "M", "years": 15}, ("ngoài khoảng",)),
    ("pension_rate", {"gender": "F", "months": 183}, ("15,5 năm", "46%")),
    ("pension_rate", {"gender": "M", "months": 179}, ("chưa đủ điều kiện", "1 tháng")),
    ("of_years", {"periods": PERIODS, "gender": None, "draws": False}, ("59.712.000", "995.200")),
    ("of_years", {"periods": PERIODS, "gender": "F", "draws": True}, ("9.952.000",)),
    ("of_years", {"periods": LONG, "gender": "F", "draws": False}, ("45%", "lương hưu khoảng")),
    ("price_coefficient", {"year": "2012"}, ("1,51",)),
    ("lump_sum_conditions", {**DRAW, "years": 6, "first_contribution": "2020-03", "stopped_months": 12}, ("điểm đ",)),
    ("lump_sum_conditions", {**DRAW, "years": 21, "first_contribution": "2004-01"}, ("chưa được", "20 năm")),
    ("lump_sum_conditions", {**DRAW, "years": 1, "first_contribution": "2025-08"}, ("chưa được", "01/7/2025")),
    ("lump_sum_conditions", {**DRAW, "years": 12, "age_reached": True}, ("điểm a", "36 tháng")),
    ("backpay_conditions", {"months_paid": 120, "reached_retirement_age": True}, ("Được", "60 tháng")),
    ("backpay_conditions", {"months_paid": 170, "reached_retirement_age": False}, ("Chưa được", "10 tháng")),
    ("backpay_conditions", {"months_paid": 100, "reached_retirement_age": True}, ("Đóng tiếp 20 tháng",)),
    ("backpay_conditions", {"months_paid": 190, "reached_retirement_age": True}, ("không còn thiếu",)),
    ("pension_floor", {"computed_pension": 900_000}, ("hưởng đúng 900.000",)),
]


@pytest.mark.parametrize(("name", "given", "words"), CASES)
def test_the_answer_in_words(adviser, name, given, words):
    advice = spoken(adviser, name, given)
    assert advice.outcome is Outcome.ANSWERED_CALCULATION
    assert all(word in advice.text for word in words), advice.text
    assert len(advice.text) <= 900
    assert advice.evidence
    assert "Đúng cho ngày 21/11/2026" in advice.text


def test_every_calculation_is_tested():
    assert {name for name, _, _ in CASES} == set(ASKED)


def test_every_calculation_is_recorded_under_an_aspect_that_exists(adviser):
    for one in ASKED.values():
        assert adviser.answers.find(one.topic, one.aspect), one


@pytest.mark.parametrize(
    ("name", "given"),
    [
        # Less than sixty months: the sum of the money paid is not known from the words.
        ("survivor_lump", {"average": 2_000_000, "months_before": 0, "months_since": 24}),
        ("refund", {"income": 1_500_000, "remaining_months": 4, "method": 5, "groups": ["other"]}),
        ("lump_sum_conditions", {**DRAW, "years": 6, "first_contribution": "2020-03"}),
        # Before the table of voluntary insurance begins, and not published yet.
        ("price_coefficient", {"year": "2005"}),
        ("price_coefficient", {"year": "2031"}),
    ],
)
def test_what_cannot_be_calculated_is_left_to_the_text(adviser, name, given):
    assert spoken(adviser, name, given) is None


def test_the_day_decides(adviser):
    before = spoken(adviser, "household_health", {"persons": 1}, date(2026, 3, 10))
    assert "1.263.600" in before.text
    assert "Đúng cho ngày 10/3/2026" in before.text


def test_a_figure_past_its_review_is_not_stated(adviser):
    late = answer(adviser, "funeral", {"months_paid": 60}, Day(TODAY, date(2040, 1, 1)))
    assert late.outcome is Outcome.UNANSWERED_NOT_SETTLED
    assert "25.300.000" not in late.text
