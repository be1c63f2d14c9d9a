"""Since when somebody has been paying contributions: "đóng từ tháng 3/2015", "mới tham gia từ 8/2025"."""

import re
from datetime import date

from bot.language.dates import find_dates
from bot.language.view import spelled, view

_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)(?![\d/])")
_PAYING = r"(?:đóng|tham gia|mua)(?: (?:bhxh|bảo hiểm|tự nguyện|xã hội|lần đầu))*"
_SINCE = re.compile(
    spelled(
        rf"\b(?:(?:bắt đầu|mới|đã)(?: (?:bắt đầu|đóng|tham gia|mua))*|{_PAYING})"
        r" (?:từ|hồi|kể từ|vào)(?: (?:hồi|khoảng|năm|tháng))* ?$"
        r"|\blần đầu (?:đóng |tham gia )?(?:là |vào |năm |tháng )*$"
    )
)


def find_first_paid(text: str, today: date) -> str | None:
    """The month of the first payment as YYYY-MM, None where `text` does not say it; a year alone is its January."""
    seen = view(text).text
    for when in find_dates(seen, today):
        if when.exact != "year" and _SINCE.search(seen[: when.start]) and when.first_day <= today:
            return f"{when.year}-{when.month:02d}"
    for year in _YEAR.finditer(seen):
        if _SINCE.search(seen[: year.start()]) and int(year["year"]) <= today.year:
            return f"{year['year']}-01"
    return None
