"""Since when somebody has been paying contributions: "đóng từ tháng 3/2015", "mới tham gia từ 8/2025"."""

import re
from datetime import date

from bot.language.dates import find_dates
from bot.language.view import spelled, view

_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)(?![\d/])")
_PAY = r"(?:đóng|tham gia|mua)"
_WHAT = r"(?: (?:bhxh|bảo hiểm|tự nguyện|xã hội|bhxhtn|tn|lần đầu))*"
_WHEN = r"(?: (?:từ|hồi|kể từ|vào|là|khoảng|năm|tháng|đầu|cuối|giữa|ngày))*"
_SINCE = re.compile(
    spelled(
        rf"\b(?:(?:bắt đầu|mới|đã)(?: (?:bắt đầu|{_PAY}))*|{_PAY}){_WHAT}"
        r" (?:từ|hồi|kể từ|vào)(?: (?:hồi|khoảng|năm|tháng|đầu|cuối|giữa|ngày))* ?$"
        # Without "từ" only words of a beginning say that it was the first: "đóng tháng 8/2025" is one payment.
        rf"|\bbắt đầu(?: {_PAY})?{_WHAT}{_WHEN} ?$"
        rf"|\bmới (?:tham gia|mua){_WHAT}{_WHEN} ?$"
        rf"|\blần đầu(?: tiên)?(?: {_PAY})?{_WHAT}{_WHEN} ?$"
        rf"|\btham gia{_WHAT} (?:từ |hồi |vào )?(?:năm|tháng)? ?$"
    )
)
#: "từ tháng 8/2025 tôi đóng", "8/2025 mới tham gia": the month before its verb.
_FROM = re.compile(spelled(r"\b(?:từ|kể từ)(?: (?:hồi|khoảng|năm|tháng))* ?$"))
_PAID_SINCE = re.compile(
    spelled(
        rf" ?,?(?: (?:đến nay|tới nay|đến giờ|tới giờ|§tôi|toi|em|mình|con|cháu|anh|chị|mẹ|bố|vợ|chồng|đã|thì|là))*"
        rf" (?:bắt đầu |mới )?{_PAY}(?!\w)"
    )
)
_BEGAN = re.compile(
    spelled(rf" ?,?(?: (?:§tôi|toi|em|mình|con|cháu|anh|chị|thì|là|đã))* (?:bắt đầu|mới)(?: bắt đầu)? {_PAY}(?!\w)")
)
#: What is only wanted was not paid.
_WANTED = re.compile(spelled(rf"\b(?:muốn|định|sẽ|tính|dự kiến)(?: (?:bắt đầu|mới|{_PAY}))+{_WHAT}{_WHEN} ?$"))


def find_first_paid(text: str, today: date) -> str | None:
    """The month of the first payment as YYYY-MM, None where `text` does not say it; a year alone is its January.

    Where payment is said to begin in several months, the earliest is the first.
    """
    seen = view(text).text
    months = [
        f"{when.year}-{when.month:02d}"
        for when in find_dates(seen, today)
        if when.exact != "year" and when.first_day <= today and _is_first(seen, when.start, when.end)
    ]
    if months:
        return min(months)
    for year in _YEAR.finditer(seen):
        if int(year["year"]) <= today.year and _is_first(seen, year.start(), year.end()):
            return f"{year['year']}-01"
    return None


def _is_first(seen: str, start: int, end: int) -> bool:
    """Whether the words around a month say that payment began in it."""
    before = seen[:start]
    if _WANTED.search(before):
        return False
    is_from = _FROM.search(before) and _PAID_SINCE.match(seen, end)
    return bool(_SINCE.search(before) or is_from or _BEGAN.match(seen, end))
