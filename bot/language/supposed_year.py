"""A year told alone to suppose another time: "2027 thì sao", "thế năm 2028", "còn năm sau thì sao"."""

import re
from datetime import date

from bot.language.months import relative_year
from bot.language.view import spelled, view

_YEAR = re.compile(
    spelled(
        r"(?:(?:à|ờ|thế|vậy|còn|nếu|tính|đóng|sang|qua|tới|từ|cho|giả sử|năm|đến) )*"
        r"(?:(?P<year>20[2-4]\d)|(?P<rel>năm nay|năm sau|năm tới|sang năm))"
        r"(?: (?:thì|là|được|phải|đóng|sao|thế nào|bao nhiêu|mấy|nhiêu|ạ|hả|ra))*[ ?.!]*"
    )
)


def supposed_year(text: str, today: date) -> int | None:
    """The year that is all a message names, by its number or from `today`; None where it says more."""
    found = _YEAR.fullmatch(view(text).text.strip())
    if not found:
        return None
    return int(found["year"]) if found["year"] else relative_year(found["rel"], today)
