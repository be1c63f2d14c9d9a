"""Months of support already received."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.supported import find_supported_months
from bot.language.text import strip_diacritics


@pytest.mark.parametrize(
    ("sentence", "months"),
    [
        ("đã được hỗ trợ 118 tháng", 118),
        ("em được nhà nước hỗ trợ 36 tháng rồi", 36),
        ("được hỗ trợ 10 năm rồi", 120),
        ("nhà nước đã hỗ trợ tôi 5 năm 3 tháng", 63),
        ("118 tháng đã hỗ trợ", 118),
        ("em đóng 8 năm, nhà nước hỗ trợ được 5 năm 3 tháng", 63),
        ("số tháng được hỗ trợ: 24 tháng", 24),
        ("hổ trợ 24 tháng rồi", 24),
        ("em hỏi về hỗ trợ, nhà nước hỗ trợ em 24 tháng rồi", 24),
        ("chưa được hỗ trợ tháng nào", 0),
        ("em chưa được hỗ trợ", 0),
        ("chưa nhận hỗ trợ lần nào", 0),
        ("chưa từng được hỗ trợ ạ", 0),
    ],
)
def test_support_received(sentence, months):
    assert find_supported_months(sentence) == months
    assert find_supported_months(strip_diacritics(sentence).upper()) == months


@pytest.mark.parametrize(
    "sentence",
    [
        "đóng được 8 năm rồi",
        "em đóng 118 tháng",
        "hỗ trợ tối đa 120 tháng",
        "được hỗ trợ không quá 10 năm",
        "còn được hỗ trợ 2 năm nữa",
        "hỗ trợ thêm 12 tháng",
        "hỗ trợ bao nhiêu tiền",
        "đóng bù 5 năm có được hỗ trợ không",
        "hỗ trợ cho người tham gia bảo hiểm xã hội tự nguyện ở xã đã đóng 5 năm",
        "được hỗ trợ 66.000 đồng",
        "đóng 8 năm, có được hỗ trợ gì không",
        "hỗ trợ từ tháng 7 năm 2025",
        "quy định hỗ trợ 10 năm đúng không",
        "",
    ],
)
def test_contributions_and_rules_are_no_support_received(sentence):
    assert find_supported_months(sentence) is None


@pytest.mark.parametrize(
    ("answer", "months"),
    [("36 tháng", 36), ("36", 36), ("3 năm", 36), ("chưa", 0), ("mới tham gia", 0), ("không nhớ", None)],
)
def test_bare_answers_count_only_where_they_were_asked_for(answer, months):
    assert find_supported_months(answer, asked=True) == months
    assert find_supported_months(answer) is None


@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    months = find_supported_months(text, asked=True)
    assert months is None or months >= 0
