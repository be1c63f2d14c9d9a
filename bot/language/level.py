"""An income told without a figure: "mức thấp nhất", "mức cao nhất"."""

import re
from typing import Literal

from bot.language.view import spelled, view

_LOWEST = re.compile(
    spelled(r"\b(?:thấp nhất|tối thiểu|ít nhất|nhỏ nhất|rẻ nhất|bét nhất|bèo nhất|min|mức sàn|giá sàn)(?!\w)")
)
_HIGHEST = re.compile(spelled(r"\b(?:cao nhất|tối đa|nhiều nhất|lớn nhất|max|kịch trần|mức trần)(?!\w)"))


def find_extreme(text: str) -> Literal["lowest", "highest"] | None:
    """Which end of what may be chosen `text` names, None where it names none or both."""
    seen = view(text).text
    low, high = bool(_LOWEST.search(seen)), bool(_HIGHEST.search(seen))
    if low == high:
        return None
    return "lowest" if low else "highest"
