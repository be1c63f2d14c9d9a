"""Yes and no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.text import strip_diacritics
from bot.language.yesno import yes_or_no

YES = [
    "có", "dạ có", "có ạ", "dạ", "vâng", "vâng ạ", "ừ", "uh", "ok", "OK em", "oke", "đúng", "đúng rồi", "phải",
    "đúng vậy", "được", "được ạ", "đồng ý", "chính xác", "chuẩn", "rồi", "dạ rồi ạ", "thôi được", "cũng được",
    "yes", "Có ạ, tôi có sổ", "em có", "tất nhiên", "dạ vâng", "dạ đúng ạ", "đc",
]  # fmt: skip
NO = [
    "không", "ko", "k", "dạ không", "không ạ", "hông", "hok", "khum", "chưa", "dạ chưa", "em chưa", "sai",
    "không phải", "không đúng", "không được", "không đồng ý", "thôi", "đừng", "no", "chẳng có", "không có",
    "hổng có", "ừ không", "bỏ qua",
]  # fmt: skip
NEITHER = [
    "có không", "có phải không?", "không biết", "em không rõ", "không nhớ", "chưa biết", "hình như có",
    "chắc là có", "để hỏi lại", "2 triệu", "hộ nghèo", "đúng không?", "được không ạ", "có hay không", "", "?",
    "???", "cơ quan bhxh ở đâu", "co quan bhxh o dau", "có sẵn tiền nên em muốn đóng luôn một lần",
    "không đóng bắt buộc thì đóng tự nguyện được chứ", "sai tên trên sổ sửa sao", "tháng 12",
]  # fmt: skip


@pytest.mark.parametrize("text", YES)
def test_yes(text):
    assert yes_or_no(text) is True
    assert yes_or_no(strip_diacritics(text)) is True
    assert yes_or_no(f" {text.upper()}. ") is True


@pytest.mark.parametrize("text", NO)
def test_no(text):
    assert yes_or_no(text) is False
    if text != "đừng":  # "dung" is "đúng"
        assert yes_or_no(strip_diacritics(text)) is False


@pytest.mark.parametrize("text", NEITHER)
def test_neither(text):
    assert yes_or_no(text) is None


@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    assert yes_or_no(text) in (True, False, None)
