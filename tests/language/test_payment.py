"""Money paid a month, money received, and incomes: told apart by the words around the amount."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.money import find_money
from bot.language.payment import find_paid, is_received, says_which
from bot.language.text import strip_diacritics


def of_first(find, text):
    return find(text, find_money(text)[0].start)


@pytest.mark.parametrize(
    "text",
    [
        "mỗi tháng nộp 1.700.000 đồng",
        "tiền đóng 330k",
        "nộp 264 nghìn",
        "mỗi tháng tôi trả 500k",
        "góp hàng tháng 330k",
    ],
)
def test_handed_over_is_surely_paid(text):
    assert of_first(find_paid, text) == "surely"
    assert of_first(find_paid, strip_diacritics(text)) == "surely"


@pytest.mark.parametrize(
    "text",
    ["đóng 330 nghìn mỗi tháng", "đóng 1 triệu một tháng", "em muốn đóng khoảng 2 triệu", "mức đóng 2 triệu",
     "đóng bảo hiểm mỗi tháng 660 nghìn"],
)  # fmt: skip
def test_contributed_may_be_either(text):
    assert of_first(find_paid, text) == "perhaps"


@pytest.mark.parametrize(
    "text",
    ["đóng mức 2 triệu", "lương 5 triệu", "thu nhập 5 triệu", "đóng theo mức 3 triệu", "đóng 20 năm mức 3 triệu",
     "chọn mức thu nhập 2 triệu", "5 triệu", "đóng với thu nhập 3 triệu", "đã nộp đến nay 20 triệu"],
)  # fmt: skip
def test_an_income_is_not_paid(text):
    assert of_first(find_paid, text) is None


@pytest.mark.parametrize("text", ["lương hưu 3 triệu", "muốn nhận 3 triệu một tháng", "hưu khoảng 2 triệu"])
def test_what_one_gets(text):
    assert of_first(is_received, text)


@pytest.mark.parametrize("text", ["đóng 3 triệu", "thu nhập 3 triệu", "lương 3 triệu, muốn có lương hưu"])
def test_what_one_does_not_get(text):
    assert not of_first(is_received, text)


@pytest.mark.parametrize(
    ("text", "which"),
    [("là tiền nộp", "payment"), ("số tiền đóng hàng tháng", "payment"), ("thu nhập", "income"),
     ("đó là mức thu nhập chọn", "income"), ("ừ", None), ("tiền nộp của mức thu nhập", None)],
)  # fmt: skip
def test_which_of_both(text, which):
    assert says_which(text) == which


@given(st.text(max_size=120), st.integers(0, 130))
def test_any_text_is_survived(text, start):
    find_paid(text, start)
    is_received(text, start)
    says_which(text)
