"""Addresses in what was reported: shown as text with their host, never as something to press."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.language.claim_text import link_host

_WORD = re.compile(r"\S+")
#: Shortened addresses have hosts of any country: "bit.ly/abc".
_SHORT = re.compile(r"((?:[a-z0-9-]+\.)+[a-z]{2,})/", re.IGNORECASE)
_EDGES = "()[]{}<>\"'“”‘’,;:!?"


@dataclass(frozen=True, slots=True)
class WebLink:
    """An address as it was written, and the host that it leads to."""

    host: str
    text: str


def web_links(texts: Iterable[str]) -> tuple[WebLink, ...]:
    """The addresses in these texts, each once, in their order."""
    words = (word.strip(_EDGES) for text in texts for word in _WORD.findall(text))
    found = ((_host(word), word) for word in words if "." in word)
    return tuple(dict.fromkeys(WebLink(host, word) for host, word in found if host))


def _host(word: str) -> str:
    short = _SHORT.match(word)
    return link_host(word) or (short[1].lower() if short else "")
