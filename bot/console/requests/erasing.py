"""The right to deletion in the hands of staff: what would go, and doing it once it was confirmed twice."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from bot.cases.officer import Officer, reason
from bot.cases.request_states import IllegalStep, Request
from bot.house import House
from bot.records.holds import Holds
from bot.storage.personal import Person
from bot.storage.schema import HOLDINGS
from bot.storage.tables import Conversation

_TALK = Conversation.metadata.tables[Conversation.__tablename__]


class Held(Exception):
    """The talk is under a legal hold and must stay."""


class NotConfirmed(ValueError):
    """The number of the request was not typed again."""


@dataclass(frozen=True, slots=True)
class Going:
    """Rows of one table that an erasure deletes (`is_whole`) or blanks."""

    table: str
    rows: int
    is_whole: bool


class Erasing:
    """Shows and does erasures for requests. Raises DatabaseUnavailable."""

    def __init__(self, house: House):
        self._house = house

    def held(self) -> frozenset[str]:
        """The holders that must stay."""
        room = self._house.record_room
        return Holds(room.database, room.chain).standing()

    def would_go(self, conversation_id: str) -> list[Going]:
        """What an erasure of this conversation takes away, counted table by table; those with nothing left out."""
        with self._house.database.looking() as connection:
            talk = connection.execute(select(_TALK).where(_TALK.c.id == conversation_id)).one_or_none()
            if talk is None:
                return []
            person = Person(conversation_id, talk.channel, talk.citizen)
            counted = [
                Going(
                    one.table.name,
                    connection.scalar(select(func.count()).select_from(one.table).where(one.rows(person))) or 0,
                    not one.values,
                )
                for one in HOLDINGS
            ]
        return [one for one in counted if one.rows]

    def erase(self, officer: Officer, request: Request, typed: str, why: str, moment: datetime) -> None:
        """Tell the citizen, erase, finish the request. `typed` is its number, typed again.

        Raises NotConfirmed, Held, and what `Requests.delete` raises: then nothing was erased.
        """
        if typed.strip() != str(request.number):
            raise NotConfirmed(str(request.number))
        if request.conversation_id is None:
            raise IllegalStep("there is no conversation any more")
        reason(why)
        if f"conversation:{request.conversation_id}" in self.held():
            raise Held(str(request.number))
        # Who decided it must be on record before anything goes; the tombstone names the request alone.
        self._house.record_room.audit.first(officer.id, "request.erase", f"request/{request.number}", why)
        requests = self._house.case_room.requests
        requests.delete(officer, request.number, why, version=request.version, moment=moment)
