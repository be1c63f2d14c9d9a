"""Whole messages through all finders at once: what one finder reads, no other may read as its own."""

from datetime import date

import pytest

from bot.language.birth import find_birth
from bot.language.dates import find_month
from bot.language.duration import find_durations
from bot.language.household import find_groups
from bot.language.money import find_money
from bot.language.period import find_period, find_prepaid_years
from bot.language.province import Provinces
from bot.language.supported import find_supported_months
from bot.language.text import strip_diacritics
from bot.settings import PROJECT

TODAY = date(2026, 11, 21)
PROVINCES = Provinces.load(PROJECT / "data" / "offices" / "provinces.toml")


def heard(text: str) -> dict[str, object]:
    """What the finders read, without what they did not find."""
    birth = find_birth(text, TODAY)
    province = PROVINCES.first(text)
    read = {
        "money": [money.amount_dong for money in find_money(text)],
        "terms": [term.months for term in find_durations(text)],
        "month": find_month(text, TODAY),
        "birth": (birth.year, birth.month) if birth else None,
        "groups": set(find_groups(text)),
        "period": find_period(text),
        "ahead": find_prepaid_years(text),
        "province": province.slug if province else None,
        "supported": find_supported_months(text),
    }
    return {name: value for name, value in read.items() if value or value == 0}


MESSAGES = [
    (
        "Em sinh 3/1985, hộ cận nghèo ở Nghệ An, muốn đóng 2 triệu rưỡi theo quý từ tháng 1/2027",
        {
            "money": [2_500_000],
            "month": (2027, 1),
            "birth": (1985, 3),
            "groups": {"near_poor"},
            "period": 3,
            "province": "nghe_an",
        },
    ),
    (
        "Tôi 56 tuổi, đóng bắt buộc được 8 năm 3 tháng, giờ muốn đóng tự nguyện mỗi tháng 500k",
        {"money": [500_000], "terms": [99], "birth": (1970, None), "period": 1},
    ),
    (
        "Nhà em người Khmer ở Trà Vinh, đã được hỗ trợ 36 tháng, sang năm đóng bao nhiêu",
        {"terms": [36], "month": (2027, 1), "groups": {"ethnic"}, "province": "vinh_long", "supported": 36},
    ),
    (
        "Không thuộc diện nào, thu nhập 5tr, đóng luôn 5 năm thì hết mấy tiền",
        {"money": [5_000_000], "terms": [60], "groups": {"other"}, "ahead": 5},
    ),
    (
        "Theo nghị định 159/2025/NĐ-CP thì hộ nghèo được hỗ trợ 50% tối đa 120 tháng phải không",
        {"terms": [120], "groups": {"poor"}},
    ),
    (
        "CCCD [CCCD_1], sđt [DIEN_THOAI_1], em ở hn đóng 330.000đ/tháng",
        {"money": [330_000], "province": "ha_noi"},
    ),
    (
        "Hồi 2015 công ty đóng cho em 22%, nghỉ năm 2019",
        {},
    ),
    (
        "Mức thấp nhất 330.000 đồng, cao nhất 11.132.000 đồng, em chọn triệu rưỡi, 6 tháng đóng một lần",
        {"money": [330_000, 11_132_000, 1_500_000], "period": 6},
    ),
    (
        "Gọi 1900 9068 không ai nghe, thứ 7 có làm việc không?",
        {},
    ),
    (
        "Vợ em sinh con tháng 3 năm sau thì được trợ cấp 2 triệu phải không",
        {"money": [2_000_000], "month": (2027, 3)},
    ),
    (
        "Mẹ 61 tuổi đóng thêm 5 năm còn thiếu một lần được không, mỗi tháng lấy mức 2tr2",
        {"money": [2_200_000], "terms": [60], "birth": (1965, None), "period": 1},
    ),
    (
        "Em ở đặc khu Phú Quốc, tháng sau đóng 12 tháng một lần, chưa được hỗ trợ lần nào",
        {
            "month": (2026, 12),
            "groups": {"island_commune"},
            "period": 12,
            "province": "an_giang",
            "supported": 0,
        },
    ),
    (
        "không phải hộ nghèo, đóng 1 củ 1 tháng tính từ t12",
        {"money": [1_000_000], "month": (2026, 12)},
    ),
    ("cho em hỏi thủ tục đăng ký ạ", {}),
    ("", {}),
]


@pytest.mark.parametrize(("message", "expected"), MESSAGES)
def test_a_message_is_read_by_the_right_finders(message, expected):
    assert heard(message) == expected


#: Without marks "em ở hn" is read all the same; these change their meaning.
CHANGED = {"Vợ em sinh con tháng 3 năm sau thì được trợ cấp 2 triệu phải không"}


@pytest.mark.parametrize(("message", "expected"), [one for one in MESSAGES if one[0] not in CHANGED])
def test_and_so_it_is_without_diacritics(message, expected):
    assert heard(strip_diacritics(message)) == expected


@pytest.mark.parametrize(("message", "expected"), MESSAGES)
def test_and_so_it_is_in_capitals_with_loose_spaces(message, expected):
    assert heard(message.upper().replace(" ", "  ")) == expected
