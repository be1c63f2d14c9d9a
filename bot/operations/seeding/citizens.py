"""The invented citizens: few come often, most come once. Kept small, as there are hundreds of thousands of them."""

import hashlib
from array import array
from dataclasses import dataclass
from random import Random

from bot.operations.seeding import MARK
from bot.operations.seeding.moments import DAY
from bot.operations.seeding.story import Story
from bot.operations.seeding.wording import Lot

#: Talks among which somebody who comes back soon is looked for.
LATELY = 3_000
#: Seconds that lie between two talks of one citizen at least.
APART = DAY // 2


def marked_id(millis: int, number: int) -> str:
    """An id that sorts by time and says that its row was invented: version 8, `8de0`. `number` is used once."""
    time = f"{millis:012x}"
    return f"{time[:8]}-{time[8:]}-8de0-8000-{number:012x}"


@dataclass(slots=True)
class Citizen:
    """One citizen on a channel, with what the conversation's row ends up saying; moments in milliseconds."""

    place: int
    conversation: str
    channel: str
    is_new: bool


class Citizens:
    """All citizens so far, by their place."""

    def __init__(self, story: Story, seed: int):
        self._story, self._seed = story, seed
        self._channels = Lot[str](story.table["channels"].items())
        self.conversations: list[str] = []
        self.channels: list[str] = []
        self.audiences: list[str | None] = []
        self.campaigns: list[str | None] = []
        self.seen = array("q")
        self.noticed = array("q")
        self._talks = array("L")

    def __len__(self) -> int:
        return len(self.conversations)

    def come(self, by: Random, millis: int, gone: float) -> Citizen:
        """Who begins a talk at a moment; `gone` is the share of the period that is behind."""
        place = self._known(by, millis, gone)
        if place is None:
            return self._new(by, millis)
        self._talks.append(place)
        return Citizen(place, self.conversations[place], self.channels[place], is_new=False)

    def pseudonym(self, place: int) -> str:
        """Marked, and as long as a real one may be."""
        return MARK + hashlib.sha256(f"{self._seed}/{place}".encode()).hexdigest()[:48]

    def _known(self, by: Random, millis: int, gone: float) -> int | None:
        first, last = self._story.table["returning"]
        if not self._talks or by.random() >= first + (last - first) * gone:
            return None
        # Who talked often is drawn often: the tail becomes a heavy one.
        count = len(self._talks)
        since = max(0, count - LATELY) if by.random() < self._story.table["recent"] else 0
        place = self._talks[since + int(by.random() * (count - since))]
        return place if millis - self.seen[place] > APART * 1000 else None

    def _new(self, by: Random, millis: int) -> Citizen:
        place = len(self.conversations)
        citizen = Citizen(place, marked_id(millis, place), self._channels.draw(by), is_new=True)
        self.conversations.append(citizen.conversation)
        self.channels.append(citizen.channel)
        self.audiences.append(None)
        self.campaigns.append(None)
        self.seen.append(millis)
        self.noticed.append(0)
        self._talks.append(place)
        return citizen
