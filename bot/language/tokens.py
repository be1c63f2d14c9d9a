"""Words, numbers and marks of a text, for finders that read word by word."""

import re
from typing import NamedTuple

#: A number keeps its separators: "2.000.000", "2,5". Groups parted by spaces are joined by the finder.
_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?(?!\d)|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?(?!\d)"
    r"|\d{1,3}(?:'\d{3})+(?!\d)|\d+(?:[.,]\d+)?)|(?P<word>[^\W\d_]+)|(?P<mark>[^ ])"
)


class Token(NamedTuple):
    """A "word", "number" or "mark" with its offsets in the view; a line break is a mark."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The tokens of a view's text."""
    return [Token(found.lastgroup or "mark", found[0], *found.span()) for found in _TOKEN.finditer(text)]
