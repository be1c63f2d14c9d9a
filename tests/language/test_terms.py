"""What a term is: paid, to be paid yet, missing, before 2014, or none of these."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.terms import Terms, find_terms
from bot.language.text import strip_diacritics

SAID = [
    ("đóng 10 năm", Terms(paid=120)),
    ("đã đóng được 12 năm 5 tháng", Terms(paid=149)),
    ("tham gia 180 tháng", Terms(paid=180)),
    ("12 năm mức 2 triệu một tháng", Terms(paid=144)),
    ("tôi có 15 năm rồi", Terms(paid=180)),
    ("bắt buộc 7 năm, tự nguyện 4 năm", Terms(paid=132)),
    ("đóng 15 năm, trong đó 8 năm công ty", Terms(paid=180)),
    ("đóng 10 năm, trong đó trước 2014 đóng 3 năm", Terms(paid=84, before=36)),
    ("trước 2014 đóng 3 năm, từ 2014 đóng 5 năm", Terms(paid=60, before=36)),
    ("trước năm 2014 được 26 tháng", Terms(before=26)),
    ("còn thiếu 24 tháng", Terms(missing=24)),
    ("thiếu mất 3 năm rưỡi", Terms(missing=42)),
    ("thiếu 3 năm nữa mới đủ 15 năm", Terms(missing=36)),
    ("đóng 12 năm, giờ thiếu 3 năm", Terms(paid=144, missing=36)),
    ("nếu đóng thêm 5 năm thì sao", Terms(more=60)),
    ("đóng tiếp 2 năm", Terms(more=24)),
    ("đóng 2 năm nữa", Terms(more=24)),
    ("đóng 10 năm, nghỉ việc 1 năm", Terms(paid=120)),
]
NOT_TERMS = [
    "còn 5 năm nữa về hưu", "nghỉ đóng 2 năm rồi", "dừng 12 tháng", "nộp cho đủ 15 năm", "chưa đủ 15 năm",
    "được hỗ trợ 120 tháng", "mỗi 3 tháng", "cách đây 4 năm", "làm công nhân 10 năm", "2 triệu 1 tháng",
    "sinh năm 1970", "tôi 50 tuổi", "chờ 12 tháng", "",
]  # fmt: skip


@pytest.mark.parametrize(("text", "terms"), SAID)
def test_terms(text, terms):
    assert find_terms(text, 2014) == terms


@pytest.mark.parametrize("text", ["đóng 10 năm", "còn thiếu 24 tháng", "nếu đóng thêm 5 năm thì sao"])
def test_terms_without_marks(text):
    assert find_terms(strip_diacritics(text), 2014) == find_terms(text, 2014)


@pytest.mark.parametrize("text", NOT_TERMS)
def test_other_terms_are_not_payment(text):
    assert find_terms(text, 2014) == Terms()


def test_two_terms_without_a_word_that_parts_them_say_nothing():
    assert find_terms("đóng 10 năm với 15 năm", 2014).paid is None


def test_the_year_that_parts_is_given():
    assert find_terms("trước 2014 đóng 3 năm", 2018).before is None


@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    found = find_terms(text, 2014)
    assert all(months is None or months >= 0 for months in (found.paid, found.before, found.more, found.missing))
