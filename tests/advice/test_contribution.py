"""The contribution in words: money paid, periods, what a province adds, what is known to add nothing."""

from dataclasses import replace
from datetime import date

import pytest

from bot.advice import contribution, contribution_paid
from bot.advice.adviser import Day
from bot.advice.contribution_province import lowest_in_province
from bot.advice.contribution_told import Told, gross_income, with_income
from bot.outcomes import Outcome

DAY = Day(date(2026, 11, 21), date(2026, 11, 21))
TOLD = Told(2_000_000, ("near_poor",))


@pytest.mark.parametrize(
    ("paid", "group", "province", "income"),
    [
        (264_000, "other", None, 1_500_000),
        (330_000, "other", None, 1_800_000),
        (165_000, "poor", None, 1_500_000),
        (247_500, "other", "nghe_an", 1_500_000),
        (1_000_000, "near_poor", None, 5_145_455),
    ],
)
def test_the_income_behind_money_paid_gives_that_money_back(adviser, paid, group, province, income):
    told = with_income(adviser, Told(0, (group,), province=province, paid=paid), DAY)
    assert told.income == income
    assert f"còn đóng {paid:,} đồng".replace(",", ".") in contribution.result(adviser, told, DAY).text


def test_without_support_left_the_money_is_the_whole_contribution(adviser):
    told = with_income(adviser, Told(0, ("other",), supported=120, paid=330_000), DAY)
    assert told.income == 1_500_000
    assert gross_income(adviser, told, DAY) is None


def test_the_other_reading_of_money_paid(adviser):
    told = with_income(adviser, Told(0, ("other",), paid=330_000), DAY)
    assert gross_income(adviser, told, DAY) == 1_500_000
    assert gross_income(adviser, replace(told, paid=264_000), DAY) is None


def test_money_paid_that_nobody_can_pay(adviser):
    little = with_income(adviser, Told(0, ("poor",), paid=100_000), DAY)
    assert "165.000 đồng" in contribution_paid.paid_refusal(adviser, little, DAY)
    much = with_income(adviser, Told(0, ("poor",), paid=20_000_000), DAY)
    assert "50.600.000 đồng" in contribution_paid.paid_refusal(adviser, much, DAY)
    right = with_income(adviser, Told(0, ("poor",), paid=300_000), DAY)
    assert contribution_paid.paid_refusal(adviser, right, DAY) is None


def test_nothing_is_said_of_money_paid_where_an_income_was_told(adviser):
    assert contribution_paid.paid_note(adviser, TOLD, DAY) is None


@pytest.mark.parametrize(
    ("months", "amount", "until"),
    [(3, "924.000 đồng", "31/01/2027"), (6, "1.848.000 đồng", "28/02/2027"), (12, "3.696.000 đồng", "31/5/2027")],
)
def test_the_period_asked_for_with_its_last_day(adviser, months, amount, until):
    text = contribution.result(adviser, replace(TOLD, months=months), DAY).text
    assert f"Đóng một lần cho {months} tháng: {amount}, nộp chậm nhất ngày {until}" in text
    assert "Nếu đóng một lần cho" not in text


def test_without_a_period_all_are_shown(adviser):
    assert "3 tháng: 924.000 đồng; 6 tháng: 1.848.000 đồng" in contribution.result(adviser, TOLD, DAY).text


@pytest.mark.parametrize(
    ("province", "name", "group", "words"),
    [
        ("nghe_an", "Nghệ An", "other", "Nghệ An hỗ trợ thêm 5%: trừ 16.500 đồng"),
        ("ho_chi_minh", "TP.HCM", "other", "TP.HCM không hỗ trợ thêm cho nhóm này"),
        ("ha_tinh", "Hà Tĩnh", "other", "không có số liệu hỗ trợ thêm của Hà Tĩnh"),
        ("nghe_an", "Nghệ An", "ethnic", "không có số liệu hỗ trợ thêm của Nghệ An"),
        # Told by an advertisement alone: nothing may be stated.
        ("ha_noi", "Hà Nội", "other", "không có số liệu hỗ trợ thêm của Hà Nội"),
    ],
)
def test_what_a_province_adds(adviser, province, name, group, words):
    told = Told(1_500_000, (group,), province=province, province_name=name)
    assert words in contribution.result(adviser, told, DAY).text


def test_the_lowest_payment_in_a_province(adviser):
    advice = lowest_in_province(adviser, Told(0, (), province="nghe_an", province_name="Nghệ An"), DAY)
    assert advice.outcome is Outcome.ANSWERED_CALCULATION
    assert "Người khác: 247.500 đồng (trong đó tỉnh, thành phố hỗ trợ thêm 16.500 đồng)" in advice.text
    assert "Dân tộc thiểu số: 231.000 đồng\n" in advice.text
    assert "province_topup.nghe_an.other" in {one.figure for one in advice.evidence}
    assert len(advice.text) <= 900


def test_the_lowest_payment_of_the_new_year(adviser):
    told = Told(0, (), date(2027, 1, 1), "nghe_an", "Nghệ An")
    assert "2.200.000 đồng" in lowest_in_province(adviser, told, DAY).text


def test_which_money_is_asked_with_words_that_answer_it(adviser):
    question = contribution_paid.which_money(adviser, 2_000_000, DAY)
    assert [one.text for one in question.buttons] == ["nộp 2.000.000 đồng mỗi tháng", "mức thu nhập 2.000.000 đồng"]


@pytest.mark.parametrize(
    ("income", "day", "months", "fixed", "silent"),
    [
        (1_500_000, date(2026, 11, 21), None, False, True),  # twelve months from now reach into 2027
        (5_000_000, date(2026, 11, 21), None, True, False),  # and this income is above the new line
        (1_500_000, date(2026, 11, 21), 1, False, False),
        (5_000_000, date(2027, 1, 15), None, False, False),  # no change is known after that
    ],
)
def test_a_payment_that_reaches_past_a_new_poverty_line_says_what_is_fixed_and_what_is_open(
    adviser, income, day, months, fixed, silent
):
    told = Told(income, ("other",), months=months)
    text = contribution.result(adviser, told, Day(day, date(2026, 11, 21))).text
    assert ("chuẩn nghèo lúc nộp" in text) is fixed
    assert ("có được giữ không thì chưa rõ" in text) is silent
    assert len(text) <= 900


@pytest.mark.parametrize(
    ("paid", "groups", "income", "support"),
    [
        (165_000, ["poor"], 1_500_000, 165_000),
        (264_000, ["other"], 1_500_000, 66_000),
        (440_000, [], 2_000_000, 0),
        (165_000, [], None, 0),
        (100_000, ["poor"], None, 0),
    ],
)
def test_in_a_case_money_paid_is_net_only_where_the_group_is_told(adviser, paid, groups, income, support):
    assert contribution_paid.income_behind(adviser, paid, groups, DAY) == (income, support)
