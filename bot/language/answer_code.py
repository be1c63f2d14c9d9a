"""The code of an answer in a message: "biên nhận 7K2M-Q9XD-4HTC", "mã câu trả lời …", or the code alone."""

import re

from bot.language.view import spelled

_BETWEEN = r"[ \-‐-―._]*"
_GROUP = r"[0-9A-Za-z]{4}"
#: Three groups of four; sixteen digits are the receipt of a report.
_CODE = rf"(?P<code>{_GROUP}{_BETWEEN}{_GROUP}{_BETWEEN}{_GROUP})(?![0-9A-Za-z])(?!{_BETWEEN}\d{{4}}(?!\d))"
_NAME = (
    r"(?:biên nhận|mã(?: của)? câu trả lời|mã trả lời|mã biên nhận|câu trả lời(?: có)? mã|tra mã|xem(?: lại)? mã|"
    r"kiểm tra mã|xác minh mã)"
)
_NAMED = re.compile(
    spelled(rf"\b{_NAME}(?!\w)(?: (?:số|là))?") + rf"[^0-9A-Za-z\n]{{0,5}}{_CODE}",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"\W*(?:#|[Mm][ãa] )?{_CODE}\W*")
_ASKS = re.compile(
    spelled(
        r"(?:(?:cho|tôi|em|mình|xin|muốn|cần|hỏi|xem|tra|tra cứu|kiểm tra|lại) )*"
        r"(?:mã(?: của)? câu trả lời|mã trả lời|biên nhận câu trả lời)"
        r"(?: (?:ở đâu|là gì|đâu|này|đó|ạ|để làm gì|của tôi|của em))*"
    ),
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")


def find_code(text: str) -> tuple[int, int] | None:
    """Where in `text` a code of an answer stands, right or wrong; None where no code is asked about.

    A code that stands alone must hold a digit: three words of four letters are words.
    """
    if named := _NAMED.search(text):
        return named.span("code")
    alone = _ALONE.fullmatch(text)
    return alone.span("code") if alone and _DIGIT.search(alone["code"]) else None


def asks_for_code(text: str) -> bool:
    """Whether the whole message names such a code and gives none: "mã câu trả lời là gì"."""
    return bool(_ASKS.fullmatch(text.strip(" .,!?")))
