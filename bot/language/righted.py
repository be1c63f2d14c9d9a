"""What stays of a sentence that takes something back: "không phải Nghệ An mà Hà Tĩnh" → "Hà Tĩnh"."""

import re

from bot.language.view import spelled, view

_NOT = r"(?:không|ko|k|kg|khg|hông|hổng|chẳng) (?:phải|phai|fai)"
#: "không phải A mà là B", "không phải A đâu, B".
_DENIED_FIRST = re.compile(
    spelled(rf"\b{_NOT}(?: là| ở)? [^,.;?!]{{1,40}}?(?: đâu)?,?(?: mà(?: là| ở)?| (?:phải )?là) ")
)
#: "B chứ không phải A", "B, không phải A".
_DENIED_LAST = re.compile(
    spelled(rf",? ?(?:\bchứ (?:không|ko|k|kg|hông)(?: phải)?|, ?{_NOT})(?: là| ở)? [^,.;?!]{{1,40}}")
)


def righted(text: str) -> str:
    """`text` without what it denies, where it says what holds instead; else `text` as it is."""
    seen = view(text)
    for pattern in (_DENIED_FIRST, _DENIED_LAST):
        for match in pattern.finditer(seen.text):
            start, end = seen.place(match.start(), match.end())
            rest = f"{text[:start]} {text[end:]}".strip()
            if any(char.isalnum() for char in rest):
                return rest
    return text
