"""A sentence → slots of the contribution calculator: only those it tells, only where it cannot be misread."""

from datetime import date

import pytest

from bot.language.province import Provinces
from bot.settings import PROJECT
from bot.telling import Light, money_in, told_in

TODAY = date(2026, 11, 21)
INCOMES = (1_500_000, 50_600_000)
PROVINCES = Provinces.load(PROJECT / "data" / "offices" / "provinces.toml")


def told(text, **light):
    return told_in(text, TODAY, PROVINCES, Light(incomes=INCOMES, **light))


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("hộ nghèo mức 2 triệu", {"income": 2_000_000, "support_group": ["poor"]}),
        ("không phải Nghệ An mà Hà Tĩnh", {"province": "ha_tinh"}),
        ("2027 thì sao", {"pay_month": "2027-01-01"}),
        ("2026 thì sao", {"pay_month": "2026-11-01"}),
        ("2020 thì sao", {}),
        ("đóng 6 tháng một lần", {"payment_months": 6}),
        ("muốn lương hưu 3 triệu", {}),
        ("mức 2 triệu hay 4 triệu", {}),
        ("tôi đã đóng tổng cộng 20 triệu", {}),
        ("đổi mức cao nhất", {"income": 50_600_000}),
        ("mức cao nhất là bao nhiêu", {}),
        ("tôi không phải hộ nghèo", {"support_group": None}),
        ("à không phải hộ nghèo", {"support_group": None}),
        ("à không, cận nghèo", {"support_group": ["near_poor"]}),
        ("à không hộ nghèo", {"support_group": ["poor"]}),
        ("quý 3 tháng từ tháng 12/2026", {"pay_month": "2026-12-01", "payment_months": 3}),
        ("đóng quý 4 từ tháng 12/2026", {"pay_month": "2026-12-01"}),
        ("còn năm sau thì sao", {"pay_month": "2027-01-01"}),
    ],
)
def test_a_sentence(text, slots):
    assert told(text) == slots


@pytest.mark.parametrize(
    ("text", "light", "slots"),
    [
        ("mức sàn", {"asked": "income"}, {"income": 1_500_000}),
        ("thấp nhất là bao nhiêu", {"asked": "income"}, {}),
        ("không", {"asked": "support_group"}, {"support_group": ["other"]}),
        ("nộp 300 nghìn", {}, {"income": None, "paid_money": {"amount": 300_000, "sure": True}}),
        ("đóng 300 nghìn", {}, {"income": None, "paid_money": {"amount": 300_000, "sure": True}}),
        ("đóng 3 triệu", {}, {"income": None, "paid_money": {"amount": 3_000_000, "sure": False}}),
    ],
)
def test_an_answer(text, light, slots):
    assert told(text, **light) == slots


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("tiền nộp", {"paid_money": {"amount": 3_000_000, "sure": True}}),
        ("mức thu nhập", {"income": 3_000_000, "paid_money": None}),
        ("4 triệu", {"income": 4_000_000, "paid_money": None}),
        ("ừ", {}),
    ],
)
def test_an_amount_told_before_is_settled(text, slots):
    assert money_in(text, Light(paid_money={"amount": 3_000_000, "sure": False})) == slots
