"""The parts of a filter as they stand above the list, each with the address that is without it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from bot.console.conversations.filters import NAMES, without
from bot.console.conversations.words import NAMES as LABELS
from bot.console.conversations.words import NO_TOPIC, WORDED, Labels


@dataclass(frozen=True, slots=True)
class Chip:
    """`path` is the list without it; `value` is a word of ours (`is_word`), to be translated, or as it was typed."""

    label: str
    value: str
    path: str
    is_word: bool


def chips(place: str, query: Mapping[str, list[str]], labels: Labels) -> list[Chip]:
    """One for each part of the filter in an address."""
    found = []
    for name in NAMES:
        for value in dict.fromkeys(one for one in query.get(name, []) if one.strip()):
            rest = urlencode(without(query, name, value), doseq=True)
            called = _aspect(query, value, labels) if name == "aspect" else labels.of(name, value)
            found.append(Chip(LABELS[name], called, f"{place}?{rest}", name in WORDED or called == NO_TOPIC))
    return found


def _aspect(query: Mapping[str, list[str]], value: str, labels: Labels) -> str:
    return labels.aspect((query.get("topic") or [""])[0], value)
