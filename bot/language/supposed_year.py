"""A year told alone to suppose another time: "2027 thì sao", "thế năm 2028"."""

import re

from bot.language.view import spelled, view

_YEAR = re.compile(
    spelled(
        r"(?:(?:à|ờ|thế|vậy|còn|nếu|tính|đóng|sang|qua|tới|từ|cho|giả sử|năm|đến) )*(?P<year>20[2-4]\d)"
        r"(?: (?:thì|là|được|phải|đóng|sao|thế nào|bao nhiêu|mấy|nhiêu|ạ|hả|ra))*[ ?.!]*"
    )
)


def supposed_year(text: str) -> int | None:
    """The year that is all a message names, None where it says more."""
    found = _YEAR.fullmatch(view(text).text.strip())
    return int(found["year"]) if found else None
