"""Days, months and years as ISO 8601; "now", births and laws are none."""

from datetime import date

import pytest

from bot.language.named_dates import find_named_dates

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("ngày 1 tháng 7 năm 2025", ["2025-07-01"]),
        ("đóng từ 2010 đến 2022", ["2010", "2022"]),
        ("tháng sau, rồi tháng sau nữa", ["2026-12", "2027-01"]),
        ("năm nay em 30 tuổi", ["2026"]),
        ("hôm qua và ngày mai", ["2026-11-20", "2026-11-22"]),
        ("ngày kia", ["2026-11-23"]),
        ("bữa 15/10 tui nộp rồi", ["2026-10-15"]),
        ("15/10 tôi sẽ nộp", ["2027-10-15"]),
        ("quý 1/2027, q2/2027", ["2027-01", "2027-04"]),
        ("từ 2027 tới 2027", ["2027"]),
        ("bây giờ", []),
        ("từ 2000 đồng", []),
        ("nghị định 159/2025/NĐ-CP", []),
        ("sinh 3/1970", []),
        ("đường 3/2", []),
        ("đóng bốn tháng rồi", []),
    ],
)
def test_dates(text, dates):
    assert find_named_dates(text, TODAY) == dates
