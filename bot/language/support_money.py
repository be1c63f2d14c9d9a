"""Whether an amount of money is one that the State gave: "nhà nước hỗ trợ tôi 4 triệu"."""

import re

from bot.language.view import spelled, view

_SUPPORT = re.compile(spelled(r"\b(?:hỗ trợ|hổ trợ|nhà nước (?:cho|góp|đóng))(?!\w)"))
_CLAUSE_END = re.compile(r"[,.;!?\n](?!\d)")


def is_support(text: str, start: int) -> bool:
    """Whether the amount that begins at `start` of `text` follows the words of support in its own clause."""
    before = _CLAUSE_END.split(view(text[:start]).text)[-1]
    return bool(_SUPPORT.search(before))
