"""Approved changes laid over `data/`: which apply, which have landed there, which contradict it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from bot.knowledge.blocks import BlockError
from bot.knowledge.items import Item, with_words, words_of


class State(StrEnum):
    """What an approved change is to the files."""

    APPLIED = "applied"
    LANDED = "landed"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Approved:
    """A change that was approved and has not ended."""

    id: str
    item: Item
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Overlay:
    """`files` with the changes in them, and what each change is."""

    files: Mapping[str, str]
    states: Mapping[str, State]

    def of(self, state: State) -> list[str]:
        """The changes of one state, in order."""
        return [key for key, one in self.states.items() if one is state]


def laid(files: Mapping[str, str], changes: Iterable[Approved]) -> Overlay:
    """The changes, in the order of their approval, over `files`; a contradicted item is left as the files have it."""
    of_items: dict[Item, list[Approved]] = {}
    for change in changes:
        of_items.setdefault(change.item, []).append(change)
    result, states = dict(files), dict[str, State]()
    for item, chain in of_items.items():
        found = states_of(words_of(result, item), chain)
        states |= found
        if State.APPLIED in found.values():
            try:
                result = with_words(result, item, chain[-1].after)
            except BlockError:
                states |= dict.fromkeys(found, State.CONFLICT)
    return Overlay(result, states)


def states_of(words: str | None, chain: Sequence[Approved]) -> dict[str, State]:
    """The states of the changes of one item, whose words in the files are `words`."""
    landed = max((number for number, one in enumerate(chain, 1) if one.after == words), default=0)
    rest = chain[landed:]
    follows = all(one.before == earlier.after for earlier, one in pairwise(rest))
    well = not rest or (rest[0].before == words and follows)
    return {one.id: State.LANDED for one in chain[:landed]} | {
        one.id: State.APPLIED if well else State.CONFLICT for one in rest
    }
