"""Terms in months."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.duration import find_durations
from bot.language.text import strip_diacritics

TERMS = [
    ("15 năm 3 tháng", [183]),
    ("em đóng được 15 năm rồi", [180]),
    ("15 năm và 3 tháng", [183]),
    ("15 năm lẻ 3 tháng", [183]),
    ("15năm", [180]),
    ("15 năm rưỡi", [186]),
    ("2,5 năm", [30]),
    ("hai năm rưỡi", [30]),
    ("năm rưỡi", [18]),
    ("nửa năm", [6]),
    ("118 tháng", [118]),
    ("118 thg", [118]),
    ("7th", [7]),
    ("14n7t", [175]),
    ("14n 7th", [175]),
    ("14n7 tháng", [175]),
    ("20n", [240]),
    ("mười lăm năm", [180]),
    ("muoi lam nam", [180]),
    ("MƯỜI LĂM NĂM", [180]),
    ("mười năm", [120]),
    ("năm năm", [60]),
    ("hai mươi năm", [240]),
    ("hai mươi lăm năm", [300]),
    ("mười năm lẻ ba tháng", [123]),
    ("mười hai năm bảy tháng", [151]),
    ("15 nam 3 thang", [183]),
    ("đóng bắt buộc 8 năm, tự nguyện 2 năm 6 tháng", [96, 30]),
    ("thiếu 5 năm nữa", [60]),
    ("còn thiếu 18 tháng", [18]),
    ("đóng thêm 60 tháng", [60]),
    ("từ 2 đến 5 năm", [24, 60]),
    ("2-5 năm", [24, 60]),
    ("đóng một năm thôi", [12]),
    ("em mới tham gia 1 tháng", [1]),
    ("sáu tháng", [6]),
    ("một trăm hai mươi tháng", [120]),
    ("10 năm tháng 3", [120]),
    ("bảo lưu 3 năm 11 tháng", [47]),
]

NO_TERM = [
    "tháng 3 năm 2027",
    "tháng ba năm 2027",
    "ngày 15 tháng 3",
    "15 tháng 3 năm 2027",
    "ngày 15 tháng 3 năm 1970",
    "mùng 5 tháng giêng",
    "2 triệu một tháng",
    "đóng 2tr 1 tháng",
    "bao nhiêu 1 tháng",
    "bao nhiêu tiền một năm",
    "500k/1 tháng",
    "1 tháng nhiêu tiền",
    "một năm hết bao nhiêu",
    "3 tháng một lần",
    "6 tháng/lần",
    "1 năm đóng 1 lần",
    "nửa năm một lần",
    "61 tuổi 6 tháng",
    "quý 3 năm 2026",
    "năm 2026",
    "năm 2026 tháng 12",
    "15/3 năm 2026",
    "tháng này",
    "sinh năm 1970",
    "luật 41/2024/QH15",
    "60 tuổi",
    "hợp đồng",
    "năm nay",
    "[MA_BHXH_1]",
]


@pytest.mark.parametrize(("sentence", "months"), TERMS)
def test_terms_are_read_in_months(sentence, months):
    assert [term.months for term in find_durations(sentence)] == months


@pytest.mark.parametrize(("sentence", "months"), TERMS)
def test_diacritics_make_no_difference(sentence, months):
    assert [term.months for term in find_durations(strip_diacritics(sentence))] == months


@pytest.mark.parametrize("sentence", NO_TERM)
def test_dates_ages_and_rates_are_no_terms(sentence):
    assert find_durations(sentence) == []
    assert find_durations(strip_diacritics(sentence)) == []


def test_places_point_into_the_text():
    text = "Đã  đóng 15  NĂM 3 tháng"
    (term,) = find_durations(text)
    assert text[term.start : term.end] == "15  NĂM 3 tháng"


@given(st.integers(1, 60), st.integers(1, 11))
def test_every_way_of_writing_years_and_months(years, months):
    expected = [years * 12 + months]
    for text in (
        f"{years} năm {months} tháng",
        f"{years}n{months}t",
        f"{years} nam {months} thang",
        f"{years}n {months}th",
    ):
        assert [term.months for term in find_durations(text)] == expected, text


@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    for term in find_durations(text):
        assert term.months >= 0
        assert 0 <= term.start < term.end <= len(text)


@given(
    st.lists(st.sampled_from(["15", "2,5", "năm", "tháng", "n", "t", "rưỡi", "nửa", "mười", "lẻ", "-", "đến", "lần"]))
)
def test_any_heap_of_its_own_words_is_survived(words):
    for separator in ("", " "):
        find_durations(separator.join(words))
