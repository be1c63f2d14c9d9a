"""A sentence → the facts of a case: only those it tells, only those the case uses."""

from datetime import date
from decimal import Decimal

import pytest

from bot.advice.cases.case import CASES
from bot.advice.cases.facts import UNKNOWN
from bot.telling_case import Listening, number_without_unit, told_about

TODAY = date(2026, 11, 21)
INCOMES = (1_500_000, 50_600_000)
RATE = Decimal("0.22")


def told(text: str, case: str, **light) -> dict:
    return told_about(text, CASES[case], Listening(TODAY, 2014, RATE, incomes=INCOMES, **light))


@pytest.mark.parametrize(
    ("text", "case", "facts"),
    [
        ("nữ, đóng 20 năm, mức 3 triệu", "pension", {"sex": "F", "months_paid": 240, "income": 3_000_000}),
        ("nữ sinh 9/1970 đóng 20 năm", "retirement", {"sex": "F", "birth_year": 1970, "birth_month": "1970-09"}),
        ("sinh năm 1970", "retirement", {"birth_year": 1970}),
        ("nữ 5/1968, đóng 14 năm, mức 2 triệu, đã dừng, nên giữ hay rút", "compare",
         {"sex": "F", "birth_year": 1968, "birth_month": "1968-05", "months_paid": 168, "income": 2_000_000,
          "still_paying": False}),
        ("nam, 12/3/1970", "retirement", {"sex": "M", "birth_year": 1970, "birth_month": "1970-03"}),
        ("nữ, đóng từ 5/2018", "retirement", {"sex": "F"}),
        ("sinh năm 2030", "retirement", {"birth_year": 2030}),
        ("tôi 56 tuổi", "retirement", {}),
        ("nếu đóng thêm 5 năm thì sao", "compare", {"months_more": 60}),
        ("thế nghỉ đóng luôn thì sao", "compare", {"still_paying": False}),
        ("thiếu 24 tháng, mức 2 triệu", "backpay", {"months_missing": 24, "income": 2_000_000}),
        ("đã đóng 13 năm", "backpay", {"months_paid": 156}),
        ("đóng trước 3 năm mức 2 triệu hộ nghèo", "prepay",
         {"prepay_years": 3, "income": 2_000_000, "support_group": ["poor"]}),
        ("2 năm thôi", "prepay", {"prepay_years": 2}),
        ("mức 3 triệu, nhà nước hỗ trợ 4 triệu", "lump_sum", {"income": 3_000_000, "support_received": 4_000_000}),
        ("mức 3 triệu, nhà nước hỗ trợ 4 triệu", "pension", {"income": 3_000_000}),
        ("âm 5 triệu", "pension", {"income": -5_000_000}),
        ("chào chị", "pension", {}),
        ("đổi mức cao nhất", "pension", {"income": 50_600_000}),
        ("lương hưu cao nhất là mấy", "pension", {}),
        ("nữ chứ không phải nam", "retirement", {"sex": "F"}),
        ("tôi bị ung thư", "lump_sum", {"severe_illness": True}),
        ("tôi bị ung thư", "pension", {}),
        ("đóng từ 8/2025", "lump_sum", {"first_paid": "2025-08"}),
        ("mỗi tháng nộp 330 nghìn", "pension",
         {"income": 1_500_000, "paid_money": {"amount": 330_000, "sure": True}}),
        ("mỗi tháng đóng 2 triệu", "pension", {"income": None, "paid_money": {"amount": 2_000_000, "sure": False}}),
        ("nộp 330 nghìn", "retirement", {}),
        ("muốn lương hưu 3 triệu", "pension", {}),
        ("nhà nước hỗ trợ 4 triệu, mức 3 triệu", "pension", {"income": 3_000_000}),
    ],
)  # fmt: skip
def test_a_sentence(text, case, facts):
    assert told(text, case) == facts


@pytest.mark.parametrize(
    ("text", "case", "light", "facts"),
    [
        ("nam", "pension", {"asked": "sex"}, {"sex": "M"}),
        ("9/1970", "retirement", {"asked": "birth_month"}, {"birth_year": 1970, "birth_month": "1970-09"}),
        ("1970", "retirement", {"asked": "birth_month"}, {"birth_year": 1970}),
        ("5", "retirement", {"asked": "birth_month", "birth_year": 1970},
         {"birth_year": 1970, "birth_month": "1970-05"}),
        ("tháng 5", "retirement", {"birth_year": 1970}, {}),
        ("à không, tháng 5", "retirement", {"birth_year": 1970}, {"birth_year": 1970, "birth_month": "1970-05"}),
        ("chỉ có năm", "retirement", {"asked": "birth_month", "birth_year": 1970},
         {"birth_year": 1970, "birth_month": "1970"}),
        ("sinh 3/1972", "retirement", {"asked": "birth_month", "birth_year": 1970},
         {"birth_year": 1972, "birth_month": "1972-03"}),
        ("24 tháng", "backpay", {"asked": "months_missing"}, {"months_missing": 24}),
        ("đã đóng được 13 năm", "backpay", {"asked": "months_missing"}, {"months_paid": 156}),
        ("3 năm", "prepay", {"asked": "prepay_years"}, {"prepay_years": 3}),
        ("3", "prepay", {"asked": "prepay_years"}, {"prepay_years": 3}),
        ("4 triệu", "lump_sum", {"asked": "support_received"}, {"support_received": 4_000_000}),
        ("không nhớ", "lump_sum", {"asked": "support_received"}, {"support_received": UNKNOWN}),
        ("không", "lump_sum", {"asked": "support_received"}, {"support_received": 0}),
        ("mức thấp nhất", "pension", {"asked": "income"}, {"income": 1_500_000}),
        ("còn", "compare", {"asked": "still_paying"}, {"still_paying": True}),
        ("tháng 2", "retirement", {"asked": "birth_month"}, {"month_alone": 2}),
        ("1971", "retirement", {"asked": "birth_month", "month_alone": 2},
         {"birth_year": 1971, "birth_month": "1971-02", "month_alone": None}),
        ("là thu nhập", "pension", {"asked": "income", "paid_money": {"amount": 2_000_000, "sure": False}},
         {"income": 2_000_000, "paid_money": None}),
        ("tiền nộp", "pension", {"asked": "income", "paid_money": {"amount": 2_000_000, "sure": False}},
         {"income": 9_090_909, "paid_money": {"amount": 2_000_000, "sure": True}}),
        ("mức sàn", "backpay", {"asked": "income"}, {"income": 1_500_000}),
    ],
)  # fmt: skip
def test_an_answer(text, case, light, facts):
    assert told(text, case, **light) == facts


def test_a_bare_number_answers_the_question_for_a_term_only():
    assert number_without_unit("12", "months_paid") == 12
    assert number_without_unit("12", "months_missing") == 12
    assert number_without_unit("12", "prepay_years") is None
    assert number_without_unit("12", None) is None
    assert number_without_unit("12 năm", "months_paid") is None
