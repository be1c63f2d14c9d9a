"""How a calculated value is compared with an expected one."""

from datetime import date
from decimal import Decimal

import pytest

from bot.policy.compare import EXPLAINS, Comparison
from bot.policy.wordings import Wordings

WORDS = Wordings({}, {"new_rates_apply": {"next_payment": ("tiếp theo",)}, "not_allowed": {"yes": ("không được",)}})


def same(got, expected, key="x", tolerance=0):
    return Comparison(WORDS, Decimal(tolerance)).same(key, got, expected)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (330_000, 330_000),
        (Decimal("330000.00"), 330_000),
        (Decimal("0.20"), Decimal("0.2")),
        (Decimal("842250.00"), Decimal("842250.0")),
        (Decimal("74.07407407"), Decimal("74.07")),
        (True, True),
        (False, False),
        (None, None),
        ("đ", "đ"),
        ("214 khoản 1", "214 KHOẢN 1"),
        ("tù 3 tháng-2 năm", "tù 3 tháng – 2 năm"),
        ([1, 2], [1, 2]),
        ([], []),
        ({"a": 1, "b": 2}, {"a": 1}),
        ({"rate": Decimal("0.51"), "pension": 1_530_000}, {"rate": Decimal("0.51"), "note": "x"}),
        (date(1965, 1, 1), "1965-01-01"),
        (date(1965, 1, 1), "01/01/1965"),
        (date(1965, 1, 1), "1/1/1965"),
        (date(1965, 1, 1), "01/01"),
        (date(1965, 1, 1), "1965-01"),
        (1000, "to nearest 1.000"),
    ],
)
def test_these_agree(got, expected):
    assert same(got, expected)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (330_000, 330_001),
        (330_000, "330001"),
        (Decimal("842250.04"), Decimal("842250.0")),
        (Decimal("1871666.67"), Decimal("1871666.66")),
        (Decimal("74.07407407"), Decimal("74.08")),
        (Decimal("0.5"), 0),
        (True, False),
        (True, 1),
        (1, True),
        (None, 0),
        (0, None),
        (None, False),
        ("a", None),
        ("đ", "a"),
        ("khoản 1", "khoản 2"),
        ([1, 2], [2, 1]),
        ([1, 2], [1]),
        ([1], 1),
        (1, [1]),
        ({"a": 1}, {"a": 2}),
        ({"a": 1}, {"b": 1}),
        (1, {"a": 1}),
        (date(1965, 1, 1), "1965-01-02"),
        (1000, "to nearest 100"),
        (1000, "between 100 and 1.000"),
        (None, "x"),
    ],
)
def test_these_do_not(got, expected):
    assert not same(got, expected)


@pytest.mark.parametrize(
    ("got", "tolerance", "agree"), [(100, 0, True), (102, 2, True), (98, 2, True), (103, 2, False), (97, 2, False)]
)
def test_a_tolerance_is_allowed_both_ways(got, tolerance, agree):
    assert same(got, 100, tolerance=tolerance) is agree


def test_a_code_agrees_with_its_wording():
    assert same("next_payment", "từ kỳ đóng tiếp theo", key="new_rates_apply")
    assert not same("next_payment", "ngay", key="new_rates_apply")
    assert not same("next_payment", "từ kỳ đóng tiếp theo", key="other")


FACTS = {"allowed": True, "missing_months": 60, "max_months": 60, "years_needed": 15}


@pytest.mark.parametrize(
    "told",
    [
        "tối đa 5 năm, cho đủ 15 năm",
        "≤ 60 tháng, đủ 15 năm",
        "NĐ 159/2025 Điều 7: tối đa 60 tháng",
        "từ 01/7/2025: 60 tháng",
    ],
)
def test_a_rule_in_words_is_known_by_its_numbers(told):
    assert same(FACTS, told)


@pytest.mark.parametrize("told", ["tối đa 10 năm", "đủ 20 năm", "không được đóng 60 tháng", "có", ""])
def test_a_rule_with_other_numbers_is_another_rule(told):
    assert not same(FACTS, told)


def test_a_rule_may_also_be_a_yes_or_no():
    assert same(FACTS, True)
    assert not same(FACTS, False)
    assert same({"allowed": False}, False)


def differences(got, expected):
    return Comparison(WORDS).differences(got, expected)


def test_each_difference_is_told_with_both_values():
    assert differences({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}) == ["b: got 2, expected 3", "c: not calculated"]
    assert differences({"a": 1}, {"a": 1}) == []


@pytest.mark.parametrize("key", sorted(EXPLAINS))
def test_explanations_are_not_compared(key):
    assert differences({}, {key: "anything"}) == []


def test_a_key_answered_under_another_name_agrees():
    got = {"new_rates_apply": "next_payment", "new_rates_from": "2026-03"}
    assert differences(got, {"new_rates_apply": "2026-03"}) == []
    assert differences(got, {"new_rates_apply": "2026-04"}) != []


@pytest.mark.parametrize(
    ("got", "expected", "same"),
    [
        (["đóng tiếp", "bảo lưu"], ["Bảo lưu", "đóng tiếp"], True),
        (["đóng tiếp", "đóng tiếp"], ["đóng tiếp", "bảo lưu"], False),
        (["đóng tiếp"], ["đóng tiếp", "đóng tiếp"], False),
        ([], [], True),
        ([1, 2], [2, 1], False),
        ([1, 2], [1, 2], True),
        ("đóng tiếp", ["đóng tiếp"], False),
    ],
)
def test_words_in_any_order_amounts_in_theirs(policy, got, expected, same):
    assert Comparison(policy.wordings).same("alternatives", got, expected) is same
