"""An opinion or a wish that is announced and said in one message: "góp ý: chữ trên trang nhỏ quá"."""

import re
from typing import Literal

from bot.language.view import spelled

_BEFORE = r"^\W*(?:(?:dạ|cho|tôi|em|mình|tui|cháu|xin|muốn|có|gửi|chút|một) )*"
_KINDS: dict[Literal["opinion", "wish"], re.Pattern[str]] = {
    "opinion": re.compile(
        spelled(rf"{_BEFORE}(?:góp ý|đóng góp ý kiến|ý kiến)(?: (?:cho|với|về|là|như|sau|này|an|sinh|bot|trang))*")
        + r" ?:\s*(?P<words>\S.{9,})$",
        re.IGNORECASE | re.DOTALL,
    ),
    "wish": re.compile(
        spelled(rf"{_BEFORE}(?:kiến nghị|đề xuất|đề nghị)(?: (?:cho|với|về|là|như|sau|này))*")
        + r" ?:\s*(?P<words>\S.{9,})$",
        re.IGNORECASE | re.DOTALL,
    ),
}


def find_opinion(text: str) -> tuple[Literal["opinion", "wish"], str] | None:
    """Its kind and the words after the colon; None where the message announces none."""
    for kind, pattern in _KINDS.items():
        if found := pattern.match(text):
            return kind, found["words"].strip()
    return None
