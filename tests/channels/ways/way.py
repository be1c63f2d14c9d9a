"""What the contract test needs of a channel: somebody who does things there, and what they get."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.house import House
from tests.channels.ways.served import Served

PATIENCE = 20.0
#: Everything a citizen (or a stranger) does somewhere; a channel can or refuses.
ACTS = frozenset(
    {
        *("picture", "file", "location", "sticker", "voice", "video", "link", "contact"),
        *("edit", "unknown", "block", "unblock", "out_of_order"),
    }
)


@dataclass(frozen=True)
class Shown:
    """One message as the citizen sees it: titles of its buttons in order, the bytes of its picture."""

    text: str
    buttons: tuple[str, ...] = ()
    picture: bytes | None = None


@dataclass(frozen=True)
class Refusal:
    """What somebody gets who does what the channel has no place for: an HTTP status and words for it."""

    status: int
    words: str


class Person(ABC):
    """One citizen of one channel."""

    #: The channel's id of this citizen.
    address: str

    @abstractmethod
    def says(self, text: str) -> None: ...

    @abstractmethod
    def presses(self, number: int) -> None:
        """The button of this number in the last message, counted from 0."""

    @abstractmethod
    def does(self, act: str) -> None:
        """One of ACTS; "edit" changes the last text."""

    @abstractmethod
    def repeats(self, times: int) -> None:
        """The last event comes so many times more."""

    @abstractmethod
    def says_reversed(self, texts: Sequence[str]) -> None:
        """Said in this order, delivered in the other one."""

    @abstractmethod
    def forges(self) -> int:
        """A stranger speaks for this citizen; gives the status they get."""

    @abstractmethod
    def garbles(self) -> int:
        """A message of ours that is none in form; gives the status it gets."""

    @abstractmethod
    def tries(self, act: str) -> Refusal:
        """What this channel cannot do, tried all the same."""

    @abstractmethod
    def got(self) -> list[Shown]:
        """Everything that arrived, in order."""

    def waits(self, count: int) -> list[Shown]:
        """At least so many messages."""
        wait(lambda: len(self.got()) >= count, lambda: f"{len(self.got())} of {count} messages arrived")
        return self.got()


class Way(ABC):
    """One channel with its platform, joined to a whole app."""

    name: str
    #: Buttons stand in the text by number; a typed "2" means the second.
    numbers_buttons: bool = False
    #: A link is a text like any other.
    links_are_text: bool = False
    #: The web waits for its answer; elsewhere it comes by itself.
    waits_for_answer: bool = False
    #: What a citizen cannot do here, and why.
    cannot: Mapping[str, str] = {}
    #: Characters of one message; None: no limit.
    longest: int | None = None
    #: What a request gets that is not the channel's, and one of a wrong form.
    forged_status: int = 403
    malformed_status: int = 200

    def __init__(self, house: House):
        self.house = house
        self.served: Served

    @abstractmethod
    def somebody(self) -> Person: ...

    @abstractmethod
    def close(self) -> None: ...


def wait(holds: Callable[[], bool], told: Callable[[], str] = lambda: "it did not come about") -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, told()
        time.sleep(0.02)
