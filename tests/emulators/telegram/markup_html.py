"""Telegram's HTML parse mode: text without tags, entities in UTF-16 units, and its own words for what is wrong."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from tests.emulators.telegram.errors import bad

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
}
TAG = re.compile(r"""<(/?)([^\s>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""")
HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
SPOILER = re.compile(r"""\bclass\s*=\s*["']?tg-spoiler["']?""")
#: The only named references that Telegram knows; any other ampersand stands for itself.
REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")

Entity = dict[str, Any]


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units, so an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


@dataclass
class Reading:
    """A text being read; `open` holds the tags that wait for their end."""

    source: str
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    open: list[tuple[str, int, str]] = field(default_factory=list)

    def run(self) -> None:
        position = 0
        while (less := self.source.find("<", position)) >= 0:
            self._say(self.source[position:less])
            position = self._tag(less)
        self._say(self.source[position:])
        if self.open:
            raise wrong(f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"')

    def _say(self, plain: str) -> None:
        self.text += REFERENCE.sub(lambda found: unescape(found[0]), plain)

    def _tag(self, at: int) -> int:
        found = TAG.match(self.source, at)
        offset = len(self.source[:at].encode())
        closing = self.source.startswith("</", at)
        if found is None:
            raise wrong(f"Unclosed {'end' if closing else 'start'} tag at byte offset {offset}")
        name, rest = found[2].lower(), found[3]
        if closing:
            self._end(name, offset)
        else:
            self._begin(name, rest, offset)
        return found.end()

    def _begin(self, name: str, rest: str, offset: int) -> None:
        if name not in KINDS:
            raise wrong(f'Unsupported start tag "{name}" at byte offset {offset}')
        if name == "span" and not SPOILER.search(rest):
            raise wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
        link = HREF.search(rest) if name == "a" else None
        self.open.append((name, units(self.text), next(filter(None, link.groups()), "") if link else ""))

    def _end(self, name: str, offset: int) -> None:
        if not self.open:
            raise wrong(f"Unexpected end tag at byte offset {offset}")
        opened, begun, link = self.open.pop()
        if name not in {opened, ""}:
            raise wrong(f'Unmatched end tag at byte offset {offset}, expected "</{opened}>", found "</{name}>"')
        length = units(self.text) - begun
        if length and (opened != "a" or link):
            entity = {"type": KINDS[opened], "offset": begun, "length": length}
            self.entities.append(entity | ({"url": unescape(link)} if link else {}))


def wrong(why: str) -> Exception:
    return bad(f"can't parse entities: {why}")


def parse(source: str) -> tuple[str, list[Entity]]:
    """Text and entities (outer ones first). Refused(400)."""
    reading = Reading(source)
    reading.run()
    return reading.text, sorted(reading.entities, key=lambda each: (each["offset"], -each["length"]))
