"""The year, slot by slot: how many turns each has, the talks in it, their turns in the order of time."""

import heapq
from collections.abc import Callable, Iterator
from datetime import date
from itertools import accumulate
from random import Random

from bot.operations.seeding.citizens import Citizen, Citizens
from bot.operations.seeding.moments import DAY, OFFSET, local_day, start_of
from bot.operations.seeding.story import Story
from bot.operations.seeding.turn import Turn

#: Seconds of a slot; talks of one begin in any order.
SLOT = 600
_HOUR = 3600
Opened = Callable[[Citizen, int], None]


class Year:
    """The days `first` to `last`, both included."""

    def __init__(self, story: Story, first: date, last: date, wanted: int):
        self._begins, self._ends, self._wanted = start_of(first), start_of(last) + DAY, wanted
        slots = range(self._begins, self._ends, SLOT)
        weights = [self._weight(story, start) for start in slots]
        whole = sum(weights)
        self._until = [round(wanted * sum_ / whole) for sum_ in accumulate(weights)]
        self._slots = slots

    def turns(
        self,
        by: Random,
        citizens: Citizens,
        talk: Callable[[Citizen, int, int], list[Turn]],
        opened: Opened,
        turn_to: Callable[[date], None],
    ) -> Iterator[Turn]:
        """Exactly so many turns as were wanted. `talk` of a citizen, a moment (ms) and the first number; `opened` is
        told of who is new before their first turn comes, `turn_to` of each day."""
        waiting: list[tuple[int, int, Turn]] = []
        made, day = 0, date.min
        for start, until in zip(self._slots, self._until, strict=True):
            if local_day(start) != day:
                turn_to(day := local_day(start))
            while waiting and waiting[0][0] < start * 1000:
                yield heapq.heappop(waiting)[2]
            gone = (start - self._begins) / (self._ends - self._begins)
            while made < until:
                moment = start * 1000 + int(by.random() * SLOT * 1000)
                citizen = citizens.come(by, moment, gone)
                if citizen.is_new:
                    opened(citizen, moment)
                turns = talk(citizen, moment, made)[: self._wanted - made]
                for turn in turns:
                    heapq.heappush(waiting, (turn.accepted, turn.number, turn))
                made += len(turns)
        while waiting:
            yield heapq.heappop(waiting)[2]

    def _weight(self, story: Story, start: int) -> float:
        gone = (start - self._begins) / (self._ends - self._begins)
        return story.weight(local_day(start), (start + OFFSET) % DAY // _HOUR, start, gone)
