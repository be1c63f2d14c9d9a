"""Each case on the project's own figures: the numbers, the limits of a message, the notes in words."""

import itertools
import re
from datetime import date

import pytest

from bot.advice.adviser import Day
from bot.advice.cases import talking
from bot.advice.cases.case import CASES
from bot.advice.cases.facts import UNKNOWN, Facts
from bot.outcomes import Outcome

NOVEMBER = Day(date(2026, 11, 21), date(2026, 11, 21))
NEW_YEAR = Day(date(2027, 1, 15), date(2026, 11, 21))
LONGEST_MESSAGE = 900


@pytest.fixture
def told(adviser):
    def tell(name: str, day: Day = NOVEMBER, **facts):
        return talking.result(adviser, CASES[name], Facts.of(facts), day)

    return tell


def holds(text: str, *parts: str) -> bool:
    return re.search(".*".join(re.escape(part) for part in parts), text, re.DOTALL) is not None


def test_retirement_age_of_the_roadmap(told):
    said = told("retirement", sex="F", birth_month="1970-09")
    assert said.outcome is Outcome.ANSWERED_CALCULATION
    assert (said.topic, said.aspect) == ("retirement_age", "calculate_for_me")
    assert holds(said.text, "Nữ sinh 9/1970", "57 tuổi 8 tháng", "5/2028", "1 năm 6 tháng", "6/2028", "15 năm")
    assert "Đúng cho ngày 21/11/2026" in said.text


def test_retirement_age_already_reached_names_what_is_open(told):
    text = told("retirement", sex="M", birth_month="1958-02").text
    assert holds(text, "đã đủ tuổi", "60 tuổi", "02/2018", "60 tháng")
    assert "được chọn hưởng" not in text, "the choice of an earlier age says nothing to them"


def test_a_year_of_birth_alone_counts_from_january_and_says_so(told):
    text = told("retirement", sex="F", birth_month="1971").text
    assert holds(text, "Nữ sinh 1971", "01/01 năm đó")


def test_pension_of_enough_years(told):
    text = told("pension", sex="F", months_paid=240, income=3_000_000).text
    assert holds(text, "nữ, đóng 20 năm", "55%", "1.650.000 đồng", "ước tính", "trượt giá")


def test_pension_of_a_man_is_another(told):
    assert "1.350.000 đồng" in told("pension", sex="M", months_paid=240, income=3_000_000).text


def test_a_supposition_counts_with_what_was_paid(told):
    text = told("pension", sex="F", months_paid=240, months_more=60, income=3_000_000).text
    assert holds(text, "đóng 25 năm", "65%", "1.950.000 đồng")


def test_too_few_years_say_what_is_missing_and_what_enough_would_give(told):
    text = told("pension", sex="F", months_paid=179, income=3_000_000).text
    assert holds(text, "14 năm 11 tháng", "còn thiếu 1 tháng", "45%", "1.350.000 đồng", "60 tháng")


def test_lump_sum_without_knowing_the_support(told):
    text = told("lump_sum", months_paid=120, income=3_000_000, support_received=UNKNOWN).text
    assert holds(text, "60.000.000 đồng", "chưa biết nên chưa trừ", "coi là đóng từ 01/01/2014")
    assert "Còn nhận" not in text


def test_lump_sum_with_support_and_years_before_2014(told):
    text = told("lump_sum", months_paid=60, months_before=36, income=3_000_000, support_received=3_960_000).text
    assert holds(text, "3 năm trước 01/01/2014", "43.500.000", "3.960.000", "Còn nhận: 39.540.000")
    assert "coi là đóng từ" not in text


def test_more_support_than_is_due_leaves_nothing(told):
    text = told("lump_sum", months_paid=12, income=1_500_000, support_received=90_000_000).text
    assert holds(text, "Còn nhận: 0 đồng", "chỉ trừ tới hết")


def test_less_than_a_year_is_a_reading(told):
    assert "chưa có hướng dẫn rõ" in told("lump_sum", months_paid=8, income=1_500_000, support_received=0).text


def test_missing_months_with_interest_apart(told):
    text = told("backpay", months_missing=24, income=2_000_000).text
    assert holds(text, "24 tháng", "10.560.000", "419.093", "10.979.093", "quy định chưa nói rõ")
    assert "Lưu ý" in text, "the figures are of confidence B"


def test_missing_months_from_what_was_paid(told):
    assert (
        told("backpay", months_paid=156, income=2_000_000).text
        == told("backpay", months_missing=24, income=2_000_000).text
    )


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("backpay", {"months_missing": 24, "income": 3_000_000}),
        ("prepay", {"prepay_years": 3, "income": 3_000_000, "support_group": ["poor"]}),
    ],
)
def test_a_fund_rate_of_a_year_to_come_is_not_stated(told, name, facts):
    said = told(name, NEW_YEAR, **facts)
    assert said.outcome is Outcome.UNANSWERED_NOT_SETTLED
    assert not re.search(r"\d{2}\.\d{3}\.\d{3}", said.text)


def test_years_ahead_leave_the_support_in_a_line_of_its_own(told):
    text = told("prepay", prepay_years=3, income=3_000_000, support_group=["near_poor"]).text
    assert holds(text, "23.760.000", "1.241.115", "22.518.885", "132.000", "120 tháng", "không trừ sẵn")
    assert "17.7" not in text, "no sum after support: that is a reading of ours"


@pytest.mark.parametrize("income", [1_500_000, 1_999_999, 2_200_000, 49_999_999])
@pytest.mark.parametrize("years", [2, 5])
def test_years_ahead_say_which_poverty_line_counts_in_one_message(told, years, income):
    text = told("prepay", prepay_years=years, income=income, support_group=["near_poor"]).text
    assert "Hỗ trợ theo chuẩn nghèo lúc nộp" in text
    assert ("có được giữ không thì chưa rõ" in text) is (income < 2_200_000)
    assert len(text) <= LONGEST_MESSAGE, text


def test_both_lives_of_somebody_who_goes_on(told):
    text = told("compare", sex="F", birth_month="1975-03", months_paid=120, income=3_000_000, still_paying=True).text
    assert holds(text, "60.000.000", "đóng thêm 8 năm", "63.360.000", "12/2034", "1.530.000", "67 tuổi", "do anh/chị")


def test_the_even_age_can_be_checked_by_hand(told):
    # 60,000,000 + 63,360,000 = 123,360,000; ÷ 1,530,000 = 81 months from 12/2034 on: 9/2041, at 66 and a half.
    text = told("compare", sex="F", birth_month="1975-03", months_paid=120, income=3_000_000, still_paying=True).text
    assert "Khoảng 67 tuổi" in text


def test_who_stopped_too_early_is_told_what_is_missing(told):
    text = told("compare", sex="M", birth_month="1975-03", months_paid=120, income=3_000_000, still_paying=False).text
    assert holds(text, "không đóng thêm", "còn thiếu 5 năm", "1.200.000", "đóng một lần khi tới tuổi")
    assert "Khoảng" not in text


def test_who_has_twenty_years_cannot_take_it_for_stopping(told):
    text = told("compare", sex="F", birth_month="1960-03", months_paid=252, income=3_000_000, still_paying=False).text
    assert holds(text, "đã đủ 20 năm thì không rút được chỉ vì dừng đóng", "Có ngay khoảng 1.710.000")


BELOW_THE_NEXT = {"sex": "F", "birth_month": "1975-02", "months_paid": 120, "income": 1_500_000, "still_paying": True}


def test_months_under_a_later_poverty_line_are_paid_at_least_at_it(told):
    # 95 months from 11/2026 on: 2 × 22% × 1,500,000 + 93 × 22% × 2,200,000; average of 215 months × 51%.
    text = told("compare", **BELOW_THE_NEXT).text
    assert holds(text, "45.672.000", "11/2034", "919.423", "từ 01/01/2027 ít nhất 2.200.000 đồng")


def test_on_a_day_of_the_next_line_all_months_are_paid_at_it(told):
    text = told("compare", NEW_YEAR, **BELOW_THE_NEXT).text
    assert holds(text, "45.012.000", "920.873", "mức thấp nhất 2.200.000 đồng")
    assert "từ 01/01/2027" not in text


@pytest.mark.parametrize("change", [{"income": 2_200_000}, {"still_paying": False}, {"months_more": 2}])
def test_a_later_line_that_changes_nothing_is_not_named(told, change):
    assert "01/01/2027" not in told("compare", **{**BELOW_THE_NEXT, **change}).text


def test_months_supposed_for_a_pension_are_paid_at_the_lines_of_their_time(told):
    # 122 × 1,500,000 + 58 × 2,200,000 = 310,600,000; ÷ 180 = 1,725,556; × 45% = 776,500.
    text = told("pension", sex="F", months_paid=120, months_more=60, income=1_500_000).text
    assert holds(text, "1.725.556", "776.500", "từ 01/01/2027 ít nhất 2.200.000 đồng")
    assert "lấy đúng mức anh/chị cho" not in text
    short = told("pension", sex="F", months_paid=120, months_more=24, income=1_000_000).text
    # (120 × 1,000,000 + 2 × 1,500,000 + 22 × 2,200,000) ÷ 144 × 45%
    assert holds(short, "535.625", "mức thấp nhất 1.500.000 đồng, từ 01/01/2027")


def test_who_has_the_age_is_told_so_and_may_pay_what_is_missing_now(told):
    person = {"sex": "M", "birth_month": "1960-03", "months_paid": 144, "income": 3_000_000}
    text = told("compare", **person, still_paying=False).text
    assert holds(text, "Đã đủ tuổi nghỉ hưu nhưng còn thiếu 3 năm", "được đóng một lần ngay bây giờ")
    assert not re.search(r"Lúc \d|khi tới tuổi", text)
    later = told("compare", **person, months_more=12).text
    assert holds(later, "Lúc 11/2027 còn thiếu 2 năm", "được đóng một lần ngay lúc đó")


def test_who_has_the_age_and_misses_more_than_may_be_paid_at_once_is_not_told_that_it_may(told):
    text = told("compare", sex="M", birth_month="1960-03", months_paid=12, income=3_000_000, still_paying=False).text
    assert holds(text, "Đã đủ tuổi nghỉ hưu nhưng còn thiếu 14 năm", "trợ cấp hằng tháng")
    assert not re.search(r"được đóng một lần|Lúc \d", text)


def test_who_paid_below_todays_lowest_goes_on_at_the_lowest(told):
    text = told("compare", sex="F", birth_month="1990-02", months_paid=60, income=1_000_000, still_paying=True).text
    assert holds(text, "134.728.000", "mức thấp nhất 1.500.000 đồng, từ 01/01/2027 ít nhất 2.200.000 đồng")


PEOPLE = [
    {"sex": sex, "birth_month": birth, "months_paid": paid, "income": income, **going}
    for sex, birth, paid, income, going in itertools.product(
        "FM",
        ("1950-12", "1966", "1969-11", "1990-10"),
        (1, 167, 180, 241),
        (700_000, 1_499_999, 50_600_000),
        ({"still_paying": True}, {"still_paying": False}, {"months_more": 67}, {"months_more": 1, "months_before": 35}),
    )
]


def test_both_lives_fit_one_message_whoever_asks(told):
    for day, person in itertools.product((NOVEMBER, NEW_YEAR), PEOPLE):
        said = told("compare", day, **person)
        assert said.outcome is Outcome.ANSWERED_CALCULATION, person
        assert len(said.text) <= LONGEST_MESSAGE, (len(said.text), person, said.text)
        assert not re.search(r"[{}]|None|\bnên rút|\bnên giữ|\bhãy\b", said.text), said.text


@pytest.mark.parametrize("name", ["retirement", "pension", "lump_sum"])
def test_the_others_fit_too(told, name):
    for day, person in itertools.product((NOVEMBER, NEW_YEAR), PEOPLE):
        said = told(name, day, **{"support_received": 90_000_000, **person})
        assert said.outcome is Outcome.ANSWERED_CALCULATION, person
        assert len(said.text) <= LONGEST_MESSAGE, (len(said.text), said.text)


def test_a_result_stands_on_dated_figures(told):
    said = told("pension", sex="F", months_paid=240, income=3_000_000)
    assert {"pension_min_years", "pension_rate_start_female"} <= {one.figure for one in said.evidence}
    assert all(one.legal_basis for one in said.evidence)
    assert len(said.buttons) == 3


def test_a_figure_past_its_review_is_not_stated(told):
    late = Day(date(2026, 11, 21), date(2031, 1, 1))
    assert told("pension", late, sex="F", months_paid=240, income=3_000_000).outcome is Outcome.UNANSWERED_NOT_SETTLED


def test_inputs_that_no_rule_covers_are_asked_for_again(told):
    said = told("prepay", prepay_years=9, income=3_000_000, support_group=["poor"])
    assert said.outcome is Outcome.CLARIFYING
