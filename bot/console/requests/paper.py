"""One request as its page shows it: both clocks, whether the citizen can be written to, what was done."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text

from bot.cases.request_reading import Happened, clock
from bot.cases.request_states import COPIED, COPIES, Kind, Request, Step
from bot.cases.urgency import Urgency
from bot.house import House
from bot.privacy.sealing import SealBroken
from bot.records.chain.chain import ENTRIES
from bot.storage.tables import Conversation

log = logging.getLogger(__name__)

_TALK = Conversation.metadata.tables[Conversation.__tablename__]
# As a literal: SQLite takes the small index of tombstones only for what its condition says.
_TOMBSTONES = select(ENTRIES.c.sequence, ENTRIES.c.moment, ENTRIES.c.note).where(text("kind = 'erased'"))


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stays of an erasure: its row in the chain, when, and what stands there."""

    sequence: int
    day: date
    note: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A request with all that its page says. `answer_clock`, `due_clock`: the two deadlines.

    `channel` is where the citizen talks (None: erased), `is_reachable` whether messages can be sent there.
    """

    request: Request
    answer_clock: Urgency
    due_clock: Urgency
    channel: str | None
    is_reachable: bool
    is_held: bool
    history: Sequence[Happened]
    tombstone: Tombstone | None

    @property
    def is_open(self) -> bool:
        """Whether anything is owed still."""
        return self.request.state in (Step.RECEIVED, Step.ANSWERED)

    @property
    def copies(self) -> Sequence[Happened]:
        """The copies of the data that were made."""
        return [one for one in self.history if one.what == COPIED]

    @property
    def is_copied(self) -> bool:
        """Whether a file with a copy is what this request is met with."""
        return self.request.kind in COPIES and self.request.conversation_id is not None

    @property
    def extension(self) -> Happened | None:
        """The one extension, if there was one."""
        return next((one for one in self.history if one.what == "extended"), None)


def paper(house: House, number: int, today: date, held: frozenset[str]) -> Paper:
    """Read it. `held` are the holders under a legal hold. Raises RequestUnknown, DatabaseUnavailable."""
    room = house.case_room
    request = room.requests.reading.get(number, today)
    is_open = request.state in (Step.RECEIVED, Step.ANSWERED)
    waits = request.answer_by if request.state is Step.RECEIVED else None
    is_deleted = request.kind is Kind.DELETE and request.state is Step.DONE
    return Paper(
        request=request,
        answer_clock=clock(room.clocks, request.asked_on, waits, today),
        due_clock=clock(room.clocks, request.asked_on, request.due_on if is_open else None, today),
        channel=None if is_deleted else _channel(house, request.conversation_id),
        is_reachable=not is_deleted and _is_reachable(house, request.conversation_id),
        is_held=f"conversation:{request.conversation_id}" in held,
        history=room.requests.reading.history(number),
        tombstone=_tombstone(house, number) if is_deleted else None,
    )


def _channel(house: House, conversation_id: str | None) -> str | None:
    with house.database.looking() as connection:
        return connection.scalar(select(_TALK.c.channel).where(_TALK.c.id == conversation_id))


def _is_reachable(house: House, conversation_id: str | None) -> bool:
    try:
        known = house.contacts.of(conversation_id) if conversation_id else None
    except SealBroken:
        # The request must be answered all the same, in time.
        log.warning("the address of a conversation with a request could not be opened")
        return False
    return known is not None and not known.unreachable_reason


def _tombstone(house: House, number: int) -> Tombstone | None:
    """The newest one that names the request as its approver."""
    named = _TOMBSTONES.where(ENTRIES.c.note.contains(f'"request/{number}"', autoescape=True))
    with house.database.looking() as connection:
        row = connection.execute(named.order_by(ENTRIES.c.sequence.desc()).limit(1)).one_or_none()
    return Tombstone(row.sequence, row.moment, row.note) if row else None
