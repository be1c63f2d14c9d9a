"""How fast somebody may write: a machine that floods us is put on record and answered once, not a thousand times."""

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from enum import Enum

WINDOW = timedelta(minutes=1)
#: Who is told that they write too fast is not told again for so long.
TOLD_AGAIN = timedelta(minutes=5)
#: Senders, and messages, that one process keeps in mind, the latest.
_KEPT = 10_000


class Speed(Enum):
    """What to do with a message."""

    USUAL = "answer it"
    TELL = "say that it is too fast"
    HOLD = "put it on record and say nothing"


class Pace:
    """Counts messages by their lane. Of one process: what another one works off is counted there."""

    def __init__(self, a_minute: int):
        self._most = a_minute
        self._seen: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._told: dict[str, datetime] = {}
        self._judged: OrderedDict[int, Speed] = OrderedDict()

    def of(self, lane: str, message: int, received: datetime) -> Speed:
        """Count a message that was received then; tried again (the engine was away), it counts once."""
        if message not in self._judged:
            self._judged[message] = self._judge(lane, received)
            if len(self._judged) > _KEPT:
                self._judged.popitem(last=False)
        return self._judged[message]

    def _judge(self, lane: str, received: datetime) -> Speed:
        times = self._seen.setdefault(lane, deque(maxlen=self._most + 1))
        self._seen.move_to_end(lane)
        times.append(received)
        if len(self._seen) > _KEPT:
            gone, _ = self._seen.popitem(last=False)
            self._told.pop(gone, None)
        if len(times) <= self._most or times[-1] - times[0] > WINDOW:
            return Speed.USUAL
        told = self._told.get(lane)
        if told and timedelta() <= received - told < TOLD_AGAIN:
            return Speed.HOLD
        self._told[lane] = received
        return Speed.TELL
