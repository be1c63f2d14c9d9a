"""Amounts of money in citizens' sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.money import Money, find_money
from bot.language.text import strip_diacritics

AMOUNTS = [
    ("2tr", [2_000_000]),
    ("lương em 5tr", [5_000_000]),
    ("2 triệu rưỡi", [2_500_000]),
    ("thu nhập 2tr5 một tháng", [2_500_000]),
    ("2tr55 thì đóng bao nhiêu", [2_550_000]),
    ("2tr050", [2_050_000]),
    ("2.5tr", [2_500_000]),
    ("chọn mức 2,5 triệu", [2_500_000]),
    ("2.25 triệu", [2_250_000]),
    ("500k", [500_000]),
    ("500K/tháng", [500_000]),
    ("500 k thôi", [500_000]),
    ("1500000 k đóng được hả", [1_500_000]),
    ("165ka", [165_000]),
    ("500 nghìn", [500_000]),
    ("500 ngàn đồng", [500_000]),
    ("500 ngan", [500_000]),
    ("500ngàn", [500_000]),
    ("66 nghìn đồng", [66_000]),
    ("2.000.000đ", [2_000_000]),
    ("2.000.000 đồng/tháng", [2_000_000]),
    ("2 000 000 vnd", [2_000_000]),
    ("2,000,000 VNĐ", [2_000_000]),
    ("2'000'000", [2_000_000]),
    ("1.500.000,00 đồng", [1_500_000]),
    ("66000đ", [66_000]),
    ("66.000 d", [66_000]),
    ("1500000", [1_500_000]),
    ("đóng 330000 thôi được không", [330_000]),
    ("mức 330.000/tháng", [330_000]),
    ("mức 330.000/1 tháng", [330_000]),
    ("hai triệu", [2_000_000]),
    ("Hai Triệu Đồng", [2_000_000]),
    ("một triệu rưỡi", [1_500_000]),
    ("triệu rưỡi một tháng", [1_500_000]),
    ("tầm triệu hai thôi", [1_200_000]),
    ("tr rưỡi", [1_500_000]),
    ("nửa triệu", [500_000]),
    ("hai triệu tám", [2_800_000]),
    ("hai triệu mốt một tháng", [2_100_000]),
    ("ba triệu tư", [3_400_000]),
    ("hai triệu năm trăm nghìn", [2_500_000]),
    ("hai triệu năm trăm", [2_500_000]),
    ("một triệu tám trăm ngàn đồng", [1_800_000]),
    ("2 triệu 500 ngàn", [2_500_000]),
    ("2 triệu 500", [2_500_000]),
    ("2 triệu 5 trăm", [2_500_000]),
    ("2tr500k", [2_500_000]),
    ("50 triệu 600 nghìn đồng", [50_600_000]),
    ("1 tỷ", [1_000_000_000]),
    ("1 tỷ 2", [1_200_000_000]),
    ("một tỉ hai trăm triệu", [1_200_000_000]),
    ("1 củ", [1_000_000]),
    ("2 củ rưỡi", [2_500_000]),
    ("5 cu mot thang", [5_000_000]),
    ("2 xị", [200_000]),
    ("3 chai", [3_000_000]),
    ("5 lít", [500_000]),
    ("hai trăm ba mươi lăm nghìn", [235_000]),
    ("trăm rưỡi nghìn", [150_000]),
    ("ba trăm rưỡi", [350_000]),
    ("đóng ba trăm rưỡi một tháng", [350_000]),
    ("3 trăm rưỡi thôi", [350_000]),
    ("hai triệu năm trăm rưỡi", [2_550_000]),
    ("2 triệu 2", [2_200_000]),
    ("2tr2", [2_200_000]),
    ("một triệu tám", [1_800_000]),
    ("1 củ rưỡi", [1_500_000]),
    ("thu nhập 2 triệu 2 hộ nghèo đóng bao nhiêu", [2_200_000]),
    ("mức hai triệu hai hộ cận nghèo", [2_200_000]),
    ("một triệu tám người dân tộc", [1_800_000]),
    ("2 triệu 2 người cùng đóng", [2_000_000]),
    ("hai triệu hai hộ khẩu", [2_000_000]),
    ("một trăm lẻ năm nghìn", [105_000]),
    ("sáu mươi sáu nghìn", [66_000]),
    ("chục triệu", [10_000_000]),
    ("3 chục triệu", [30_000_000]),
    ("5 trăm nghìn", [500_000]),
    ("2 trieu ruoi", [2_500_000]),
    ("hai trieu", [2_000_000]),
    ("HAI TRIEU RUOI", [2_500_000]),
    ("mot trieu ruoi", [1_500_000]),
    ("luong 4 trieu 500 nghin dong", [4_500_000]),
    ("bon tram nghin", [400_000]),
    ("2  TRIỆU    RƯỠI", [2_500_000]),
    ("lương5tr", [5_000_000]),
    ("từ 2 đến 3 triệu", [2_000_000, 3_000_000]),
    ("khoảng 2-3 triệu", [2_000_000, 3_000_000]),
    ("1,5 - 2 triệu", [1_500_000, 2_000_000]),
    ("lương 300k -500k", [300_000, 500_000]),
    ("đang đóng 330.000đ, muốn lên 660.000đ", [330_000, 660_000]),
    ("1.500 triệu", [1_500_000]),
    ("2.500 nghìn", [2_500_000]),
    ("tháng 3 500 nghìn", [500_000]),
    ("mười năm hai triệu", [2_000_000]),
    ("đóng 5 năm 2 triệu", [2_000_000]),
    ("lương 5 triệu năm 2026", [5_000_000]),
    ("lương 5 triệu năm nay", [5_000_000]),
    ("hai triệu ba mẹ em cùng đóng", [2_000_000]),
    ("2 triệu 3 tháng", [2_000_000]),
    ("2tr1 tháng", [2_000_000]),
    ("2 triệu 1 tháng", [2_000_000]),
    ("công ty trả 5 triệu", [5_000_000]),
    ("0 đồng", [0]),
]

NO_AMOUNT = [
    "em muốn đóng 15 năm",
    "12 tháng thì sao",
    "tháng 12 k đóng được",
    "năm 2026 dong bao nhieu",
    "năm 2027 đóng thế nào",
    "15/01/2027",
    "15012027",
    "nghị định 159/2025/NĐ-CP",
    "luật 41/2024/QH15 điều 36 khoản 3 điểm đ",
    "22% hay 20 %",
    "0912345678",
    "0912 345 678",
    "+84 912 345 678",
    "gọi 1900 9068",
    "hotline 19009068",
    "CCCD 079091001234",
    "mã otp 483920",
    "2 ngân hàng",
    "5 đồng nghiệp của em",
    "3 tỷ lệ hỗ trợ",
    "hợp đồng 12 tháng",
    "2 trường hợp",
    "60 tuổi",
    "mấy chục triệu",
    "vài triệu",
    "bao nhiêu tiền một tháng",
    "100000 người tham gia",
    "công văn 1520/BHXH-TST",
    "sổ cũ, luật cũ 2014",
    "em 60 k đóng được nữa",
    "phòng 200 ngõ 15",
    "1 tí nữa em gọi",
    "lop 12 chuyen nganh",
    "20 triều đình",
    "[CCCD_1] có đúng không",
    "nq84 của tp",
    "ba trăm rưỡi người",
]


@pytest.mark.parametrize(("sentence", "expected"), AMOUNTS)
def test_amounts_are_read_in_dong(sentence, expected):
    assert [money.amount_dong for money in find_money(sentence)] == expected


@pytest.mark.parametrize("sentence", NO_AMOUNT)
def test_other_numbers_are_no_amounts(sentence):
    assert find_money(sentence) == []


@pytest.mark.parametrize("sentence", ["âm 5 triệu", "-5tr", "lương: -5tr", "lương -5tr", "am 5 trieu", "−5 triệu"])
def test_negative_amounts_keep_their_sign_apart(sentence):
    (money,) = find_money(sentence)
    assert (money.amount_dong, money.negative) == (5_000_000, True)


def test_a_dash_between_two_amounts_is_no_sign():
    assert [money.negative for money in find_money("2tr - 3tr, 300k-500k, 4-5 triệu")] == [False] * 6


def test_places_point_into_the_text_as_it_was_given():
    text = "lương\u200b  ２ Triệu   rưỡi đồng nhé, còn anh 500k"
    assert [text[money.start : money.end] for money in find_money(text)] == ["２ Triệu   rưỡi đồng", "500k"]


@pytest.mark.parametrize(("sentence", "expected"), [one for one in AMOUNTS if one[1]])
def test_diacritics_make_no_difference(sentence, expected):
    # "mot ti" is "một tí" as well, "tam trieu" is eight million.
    if sentence not in {"một tỉ hai trăm triệu", "tầm triệu hai thôi"}:
        assert [money.amount_dong for money in find_money(strip_diacritics(sentence))] == expected


@given(st.integers(min_value=100_000, max_value=999_999_999))
def test_formatted_amounts_come_back(dong):
    dotted = f"{dong:,}".replace(",", ".")
    for text in (f"{dotted} đồng", f"{dotted}đ", f"{dong:,} vnd", f"{dong}đ", dotted, f"nộp {dotted} đồng một tháng"):
        assert [money.amount_dong for money in find_money(text)] == [dong], text


@given(st.integers(min_value=1, max_value=999), st.integers(min_value=0, max_value=9))
def test_millions_with_a_tail_come_back(millions, tail):
    expected = millions * 1_000_000 + tail * 100_000
    for text in (f"{millions}tr{tail}", f"{millions} triệu {tail} trăm nghìn", f"{millions},{tail} triệu"):
        if "0 trăm" not in text:
            assert [money.amount_dong for money in find_money(text)] == [expected], text


@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    for money in find_money(text):
        assert isinstance(money, Money)
        assert money.amount_dong >= 0
        assert 0 <= money.start < money.end <= len(text)


@given(
    st.lists(
        st.sampled_from(["2", "tr", "triệu", "năm", "k", "-", "rưỡi", "trăm", "500", ".", "đ", "đến", "nửa", "\n"])
    )
)
def test_any_heap_of_its_own_words_is_survived(words):
    for separator in ("", " "):
        find_money(separator.join(words))
