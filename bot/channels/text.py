"""Text at the border of a channel: as the citizen typed it on the way in, cut to the channel's size on the way out."""

import unicodedata

#: What a text is cut at, best first; the sentence's own mark stays with it.
_BREAKS = ("\n\n", "\n", ". ", "! ", "? ", "; ", " ")


def as_typed(raw: str) -> str:
    """`raw` in NFC (phones of one maker write NFD), without what no database stores: NUL, half a surrogate pair."""
    whole = raw.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return unicodedata.normalize("NFC", whole.replace("\0", ""))


def length(text: str) -> int:
    """UTF-16 code units, the most that any channel counts for a text: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, limit: int) -> list[str]:
    """`text` in NFC, in parts of at most `limit` UTF-16 units; nothing but spaces at a cut is lost.

    Cut at a paragraph, else a line, a sentence, a word; within a word only where half a message has none of these.
    """
    rest, parts = unicodedata.normalize("NFC", text).strip(), []
    while length(rest) > limit:
        cut = _cut(rest, _fitting(rest, limit))
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def _fitting(text: str, limit: int) -> int:
    """How many characters of `text` fit."""
    end = min(len(text), limit)
    while length(text[:end]) > limit:
        end -= (length(text[:end]) - limit + 1) // 2
    return end


def _cut(text: str, end: int) -> int:
    for mark in _BREAKS:
        # The break itself may stand right behind the last character that fits.
        found = text.rfind(mark, 0, end + len(mark.lstrip(".!?;")))
        if found >= end // 2:
            return found + len(mark.rstrip())
    return _between_letters(text, end)


def _between_letters(text: str, end: int) -> int:
    """Never between a letter and its accent, nor inside an emoji that is made of several."""
    cut = end
    while cut > end // 2 and (_joins(text[cut]) or text[cut - 1] == "\u200d"):
        cut -= 1
    return cut if cut > end // 2 else end


def _joins(char: str) -> bool:
    return unicodedata.category(char) in {"Mn", "Me", "Mc", "Cf"} or "\U0001f3fb" <= char <= "\U0001f3ff"
