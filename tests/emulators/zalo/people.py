"""Citizens as the platform knows them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.emulators.zalo.clock import Clock
from tests.emulators.zalo.ids import Ids
from tests.emulators.zalo.wire import Refused, invalid


@dataclass
class Citizen:
    """One citizen; `refuses` is the code (-217, -218, -227, -244) that every send to them gets."""

    user_id: str
    user_id_by_app: str
    name: str
    follower: bool = True
    last_interaction: datetime | None = None
    refuses: int | None = None
    shared_info: dict[str, Any] = field(default_factory=dict)
    #: Messages since the last interaction, for the rule of eight.
    answered: int = 0
    #: Ids of what they wrote, oldest first.
    wrote: list[str] = field(default_factory=list)

    def interacts(self, now: datetime) -> None:
        """Opens the window anew."""
        self.last_interaction, self.answered = now, 0


class People:
    """All citizens of the OA."""

    def __init__(self, ids: Ids, clock: Clock) -> None:
        self._ids, self._clock = ids, clock
        self._known: dict[str, Citizen] = {}

    def __iter__(self) -> Iterator[Citizen]:
        return iter(list(self._known.values()))

    def add(self, name: str = "Citizen", follower: bool = True, ago: timedelta | None = timedelta(0)) -> Citizen:
        """A citizen whose last interaction was `ago` (None: never)."""
        citizen = Citizen(self._ids.decimal(), self._ids.decimal(), name, follower)
        citizen.last_interaction = None if ago is None else self._clock.now() - ago
        self._known[citizen.user_id] = citizen
        return citizen

    def find(self, user_id: Any) -> Citizen:
        """By id, which must be a decimal string. Refused(-201, -213)."""
        if not isinstance(user_id, str) or not user_id.isdecimal():
            raise invalid("user_id")
        if user_id not in self._known:
            raise Refused(-213, "User has not followed OA")
        return self._known[user_id]
