"""What was paid so far, told apart from what is wanted, missing, supported or asked about."""

import pytest

from bot.language.contributed import find_contributed


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("đã đóng 13 năm", 156),
        ("đóng được 8 năm 6 tháng rồi", 102),
        ("m đóng đc 5n3t r", 63),
        ("tham gia 17 năm", 204),
        ("có 12 năm đóng bảo hiểm", 144),
        ("đã đóng 9 năm bắt buộc và 4 năm tự nguyện", 156),
        ("đóng 5 năm tự nguyện, trước đó công ty đóng 3 năm", 96),
        ("làm công ty 6 năm có đóng bhxh, giờ đóng tiếp 3 năm nữa", 72),
        ("đóng bảy năm mấy tháng rồi", 84),
        ("đóng được 14 năm, muốn đóng nốt 1 năm", 168),
        ("toi dong duoc 10 nam 3 thang roi", 123),
    ],
)
def test_paid(text, months):
    assert find_contributed(text) == months


@pytest.mark.parametrize(
    "text",
    [
        "muốn đóng luôn 5 năm", "còn thiếu 3 năm nữa mới đủ 15 năm", "đã được hỗ trợ 24 tháng rồi", "bầu 5 tháng rồi",
        "nên đóng nốt 10 tháng còn lại", "đóng trước 3 năm thì hết bao nhiêu", "mấy năm thì được lương hưu", "",
        "đã đóng 3 năm hay đã đóng 4 năm",
    ],
)  # fmt: skip
def test_not_paid_or_not_certain(text):
    assert find_contributed(text) is None
