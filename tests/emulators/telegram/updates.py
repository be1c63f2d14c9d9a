"""The queue of updates: numbered, filtered, kept for a day, and put out of order on request."""

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

LIFE = timedelta(hours=24)
#: Sent only when asked for by name.
ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
FIRST_UPDATE = 710_000_001
Order = Literal["as_sent", "reversed", "shuffled"]
Update = dict[str, Any]


@dataclass(frozen=True)
class Attempt:
    """One request to the webhook: when, and the HTTP status or what went wrong instead."""

    at: datetime
    status: int | None
    error: str | None


@dataclass(eq=False)
class Pending:
    """An update that nobody confirmed yet."""

    update: Update
    chat: int
    due: datetime
    until: datetime
    busy: bool = False
    attempts: list[Attempt] = field(default_factory=list)

    @property
    def update_id(self) -> int:
        return int(self.update["update_id"])


class Updates:
    """`pending` in the order of sending; `all` everything that was ever queued; `ignored` what the filter kept out."""

    def __init__(self, first: int = FIRST_UPDATE) -> None:
        self._count = itertools.count(first)
        self._held: list[Pending] | None = None
        self.pending: list[Pending] = []
        self.all: list[Pending] = []
        self.ignored: list[str] = []
        #: The kinds the bot asked for; empty: the default.
        self.allowed: list[str] = []
        #: How many times each new update is sent.
        self.copies = 1

    def add(self, kind: str, chat: int, content: dict[str, Any], now: datetime) -> Update | None:
        """Queue an update; None when the bot did not ask for this kind."""
        if (kind not in self.allowed) if self.allowed else (kind in ON_REQUEST):
            self.ignored.append(kind)
            return None
        update = {"update_id": next(self._count), kind: content}
        for _ in range(self.copies):
            self._put(Pending(update, chat, now, now + LIFE))
        return update

    def repeat(self, update_id: int, now: datetime) -> None:
        old = next(each for each in self.all if each.update_id == update_id)
        self._put(Pending(old.update, old.chat, now, now + LIFE))

    def hold(self) -> None:
        self._held = []

    def release(self, order: Order = "as_sent", seed: int = 0) -> None:
        held, self._held = self._held or [], None
        if order == "reversed":
            held.reverse()
        elif order == "shuffled":
            random.Random(seed).shuffle(held)
        self.pending += held

    def count(self) -> int:
        """pending_update_count."""
        return len({each.update_id for each in [*self.pending, *(self._held or [])]})

    def expire(self, now: datetime) -> None:
        self.pending = [each for each in self.pending if each.until > now or each.busy]

    def drop(self) -> None:
        self.pending.clear()

    def remove(self, each: Pending) -> None:
        """Confirmed through the webhook; quiet when dropped in between."""
        self.pending = [other for other in self.pending if other is not each]

    def confirm(self, offset: int) -> None:
        """getUpdates' offset: everything before it is read; a negative one keeps that many of the last."""
        numbers = sorted({each.update_id for each in self.pending})
        first = offset if offset >= 0 else (numbers[max(0, len(numbers) + offset)] if numbers else 0)
        self.pending = [each for each in self.pending if each.update_id >= first]

    def first(self, limit: int) -> Sequence[Update]:
        unique = {each.update_id: each.update for each in self.pending}
        return list(itertools.islice(unique.values(), limit))

    def _put(self, each: Pending) -> None:
        self.all.append(each)
        (self.pending if self._held is None else self._held).append(each)
