"""How often a citizen wants to pay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.period import PERIODS, find_period, find_prepaid_years, without_quarter
from bot.language.text import strip_diacritics

EVERY = [
    ("đóng hàng tháng", 1),
    ("hằng tháng", 1),
    ("mỗi tháng đóng 1 lần", 1),
    ("đóng theo tháng", 1),
    ("1 tháng 1 lần", 1),
    ("tháng một lần", 1),
    ("đóng từng tháng", 1),
    ("đóng theo quý", 3),
    ("theo quy", 3),
    ("hàng quý", 3),
    ("3 tháng một lần", 3),
    ("3 tháng/lần", 3),
    ("ba tháng đóng một lần", 3),
    ("3t/lần", 3),
    ("đóng 3 tháng", 3),
    ("mỗi quý một lần", 3),
    ("6 tháng một lần", 6),
    ("6 tháng/1 lần", 6),
    ("sáu tháng đóng 1 lần", 6),
    ("nửa năm đóng một lần", 6),
    ("đóng nửa năm", 6),
    ("đóng luôn 6 tháng", 6),
    ("cả năm", 12),
    ("đóng cả năm luôn", 12),
    ("theo năm", 12),
    ("hàng năm", 12),
    ("1 năm đóng 1 lần", 12),
    ("một năm một lần", 12),
    ("12 tháng một lần", 12),
    ("mười hai tháng một lần", 12),
    ("đóng 12 tháng", 12),
    ("đóng 1 năm", 12),
    ("dong 1 nam 1 lan", 12),
]

NO_PERIOD = [
    "đã đóng 6 tháng",
    "em đóng 3 tháng rồi",
    "được đóng 12 tháng chưa",
    "đóng 15 năm",
    "đóng luôn 5 năm",
    "5 năm một lần",
    "4 tháng một lần",
    "mười năm hai tháng một lần",
    "quý khách",
    "quý cơ quan cho hỏi",
    "năm 2027",
    "hàng năm 2027",
    "tháng này đóng",
    "mỗi năm sau",
    "sinh năm 1970",
    "lương hưu hằng tháng lãnh ngày nào",
    "trợ cấp hàng tháng cho người già",
    "đang hưởng tuất hằng tháng",
    "mỗi năm tăng bao nhiêu phần trăm vậy anh chị",
    "gửi tờ khai cả tháng chưa thấy gì",
    "thiếu 6 tháng đóng một lần",
    "",
]

AHEAD = [
    ("đóng luôn 5 năm", 5),
    ("dong luon 5 nam", 5),
    ("đóng trước 2 năm", 2),
    ("nộp một lần cho 3 năm", 3),
    ("đóng một lần 5 năm", 5),
    ("đóng 5 năm một lần", 5),
    ("đóng 3 năm một lúc", 3),
    ("đóng gộp ba năm", 3),
    ("đóng cho 2 năm tới", 2),
    ("đóng 4 năm về sau", 4),
    ("năm năm một lần", 5),
]

NOT_AHEAD = [
    "đóng bù 5 năm còn thiếu",
    "đóng một lần cho 5 năm còn thiếu",
    "đã đóng 5 năm",
    "đóng 5 năm rồi",
    "đóng luôn 1 năm",
    "đóng theo quý",
    "rút một lần cho 7 năm",
    "thiếu 5 năm, đóng luôn 5 năm được không",
    "",
]


@pytest.mark.parametrize(("sentence", "months"), EVERY)
def test_periods_are_read(sentence, months):
    assert find_period(sentence) == months
    assert find_period(strip_diacritics(sentence).upper()) == months


@pytest.mark.parametrize("sentence", NO_PERIOD)
def test_terms_dates_and_polite_words_are_no_period(sentence):
    assert find_period(sentence) is None
    assert find_period(strip_diacritics(sentence)) is None


@pytest.mark.parametrize(("sentence", "years"), AHEAD)
def test_years_ahead_are_read_and_are_no_period(sentence, years):
    assert find_prepaid_years(sentence) == years
    assert find_prepaid_years(strip_diacritics(sentence)) == years
    assert find_period(sentence) is None


@pytest.mark.parametrize("sentence", NOT_AHEAD)
def test_missing_and_past_years_are_not_paid_ahead(sentence):
    assert find_prepaid_years(sentence) is None


@pytest.mark.parametrize(
    ("answer", "months"),
    [
        ("quý", 3), ("6 tháng", 6), ("1 năm", 12), ("một năm", 12), ("12", 12), ("nửa năm", 6), ("tháng ạ", 1),
        ("em chọn 3 tháng", 3), ("6t", 6), ("5 tháng", None), ("không", None), ("", None),
    ],
)  # fmt: skip
def test_bare_answers_count_only_where_they_were_asked_for(answer, months):
    assert find_period(answer, asked=True) == months
    assert find_period(answer) in (None, months)


@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    assert find_period(text, asked=True) in PERIODS | {None}
    years = find_prepaid_years(text)
    assert years is None or years >= 2


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("quý 3 tháng từ tháng 12/2026", "  từ tháng 12/2026"),
        ("đóng quý 4 từ tháng 12/2026", "đóng   từ tháng 12/2026"),
        ("quý 4 từ 12/2026", "  từ 12/2026"),
        ("quý 3/2027", "quý 3/2027"),
        ("đóng từ quý 3", "đóng từ quý 3"),
        ("quý 3 đóng 3 tháng 1 lần", "quý 3 đóng 3 tháng 1 lần"),
        ("", ""),
    ],
)
def test_a_month_named_stands_above_a_quarter(text, kept):
    assert without_quarter(text).split() == kept.split()
    assert without_quarter(strip_diacritics(text)).split() == strip_diacritics(kept).split()


@pytest.mark.parametrize("text", ["quý 3 tháng", "đóng quý 3 tháng từ tháng 12/2026", "theo quý ba tháng"])
def test_a_quarter_of_three_months_is_a_period(text):
    assert find_period(text) == 3
