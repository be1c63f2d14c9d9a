"""Who was told a figure as it was on a day, and the correction they are sent: once each, also after a crash."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, insert, select, update

from bot.advice.adviser import Adviser, Day
from bot.advice.template import fill
from bot.clock import now, today
from bot.knowledge.changes import Audit
from bot.outbox.contacts import Contacts
from bot.storage.database import Database, RowExists
from bot.storage.knowledge_tables import KnowledgeCorrection, KnowledgeTold
from bot.storage.queue_tables import OutboxMessage
from bot.storage.tables import Conversation, EvidenceUsed, Interaction
from bot.voice import Tell

_CORRECTION = KnowledgeCorrection.metadata.tables[KnowledgeCorrection.__tablename__]
_TOLD = KnowledgeTold.metadata.tables[KnowledgeTold.__tablename__]
_USED = EvidenceUsed.metadata.tables[EvidenceUsed.__tablename__]
_TURN = Interaction.metadata.tables[Interaction.__tablename__]
_TALK = Conversation.metadata.tables[Conversation.__tablename__]
_MESSAGE = OutboxMessage.metadata.tables[OutboxMessage.__tablename__]
#: Talks told in one go; the chore comes back for the rest.
BATCH = 100
#: Why a talk was not told: the page has no way back, the channel says so, an earlier correction said it already.
NO_WAY_BACK, UNREACHABLE, EARLIER = "no_way_back", "unreachable", "earlier"
TAKEN = ""


class CorrectionRefused(ValueError):
    """A step that cannot be made; `reason` is one word: own, sent."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Talk:
    """One talk in which the figure was said, `turn` one of its turns; `citizen` is the pseudonym."""

    conversation: str
    citizen: str
    channel: str
    answers: int
    first: datetime
    last: datetime
    turn: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A message to all of them; `text` has placeholders."""

    id: str
    figure: str
    told_on: date
    text: str
    prepared_by: str
    prepared_at: datetime
    sent_by: str | None
    sent_at: datetime | None
    done_at: datetime | None


class Recalls:
    """Finds who was told, prepares and sends corrections. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, adviser: Adviser, contacts: Contacts, audit: Audit):
        self._database, self._adviser, self._contacts, self._audit = database, adviser, contacts, audit

    def by_channel(self, figure: str, on: date) -> dict[str, int]:
        """Channel → talks in which the figure was said as it was on that day."""
        columns = _TALK.c.channel, func.count(_TALK.c.id.distinct())
        query = _who(figure, on).with_only_columns(*columns).group_by(_TALK.c.channel)
        with self._database.looking() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def talks(self, figure: str, on: date, most: int, after: str = "") -> list[Talk]:
        """At most so many talks, by their id; `after` is the last one seen."""
        columns = (
            _TALK.c.id,
            _TALK.c.citizen,
            _TALK.c.channel,
            func.count(_TURN.c.id.distinct()),
            func.min(_TURN.c.accepted_at).label("first"),
            func.max(_TURN.c.accepted_at).label("last"),
            func.max(_TURN.c.id).label("turn"),
        )
        query = _who(figure, on).with_only_columns(*columns).group_by(_TALK.c.id, _TALK.c.citizen, _TALK.c.channel)
        with self._database.looking() as connection:
            rows = connection.execute(query.where(_TALK.c.id > after).order_by(_TALK.c.id).limit(most))
            return [Talk(*row) for row in rows]

    def every(self, figure: str, on: date) -> Iterator[Talk]:
        """All of them, a batch at a time."""
        found = self.talks(figure, on, BATCH)
        while found:
            yield from found
            found = self.talks(figure, on, BATCH, found[-1].conversation)

    def said(self, text: str) -> str:
        """The correction as citizens read it today, with its sources. Raises TemplateError, PolicyError."""
        day = Day(today(), today())
        filled = fill(text, self._adviser.policy, day.as_of)
        return self._adviser.sourced(filled.text, filled.figures, (), "A", day)

    def prepare(self, figure: str, on: date, text: str, by: str) -> str:
        """Keep a correction for a manager to send; gives its id."""
        made = str(uuid.uuid4())
        row = {
            "id": made,
            "figure": figure,
            "told_on": on,
            "text": text,
            "prepared_by": by,
            "prepared_at": now(),
        }
        self._database.together(
            lambda connection: connection.execute(insert(_CORRECTION), row),
            lambda connection: self._audit(connection, by, "knowledge.correction_prepared", f"figure/{figure}", made),
        )
        return made

    def send(self, correction: Correction, by: str) -> None:
        """Let it go out from now on. Raises CorrectionRefused: own (whoever wrote it does not send it), sent."""
        if correction.prepared_by == by:
            raise CorrectionRefused("own")
        mine = (_CORRECTION.c.id == correction.id) & _CORRECTION.c.sent_at.is_(None)

        def mark(connection: Connection) -> None:
            if not connection.execute(update(_CORRECTION).where(mine).values(sent_by=by, sent_at=now())).rowcount:
                raise CorrectionRefused("sent")

        about = f"figure/{correction.figure}"
        self._database.together(
            mark, lambda connection: self._audit(connection, by, "knowledge.correction_sent", about, correction.id)
        )

    def of(self, figure: str) -> list[Correction]:
        """The corrections of a figure, the newest first."""
        return self._read(_CORRECTION.c.figure == figure)

    def find(self, correction_id: str) -> Correction | None:
        """One of them."""
        return next(iter(self._read(_CORRECTION.c.id == correction_id)), None)

    def run(self, tell: Tell) -> int:
        """Tell everybody who is not told yet of every correction that is under way; gives how many were taken on."""
        under_way = self._read(_CORRECTION.c.sent_at.is_not(None) & _CORRECTION.c.done_at.is_(None))
        return sum(self._run(one, tell) for one in under_way)

    def progress(self, correction: Correction) -> dict[str, int]:
        """How far it is: a state of the outbox, or why a talk could not be told → talks."""
        origin = "recall/" + _TOLD.c.correction_id + "/" + _TOLD.c.conversation_id
        state = func.coalesce(_MESSAGE.c.state, _TOLD.c.reason)
        query = (
            select(state, func.count())
            .select_from(_TOLD)
            .outerjoin(_MESSAGE, (_MESSAGE.c.origin == origin) & (_MESSAGE.c.position == 0))
            .where(_TOLD.c.correction_id == correction.id)
            .group_by(state)
        )
        with self._database.looking() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def _run(self, correction: Correction, tell: Tell) -> int:
        reply: list[dict[str, Any]] = [{"text": self.said(correction.text), "buttons": [], "image": None}]
        taken = 0
        while waiting := self._waiting(correction):
            for conversation, earlier in waiting:
                reason = EARLIER if earlier else self._told(correction, conversation, tell, reply)
                taken += reason == TAKEN
                self._mark(correction, conversation, reason)
        done = update(_CORRECTION).where(_CORRECTION.c.id == correction.id).values(done_at=now())
        self._database.together(lambda connection: connection.execute(done))
        return taken

    def _told(self, correction: Correction, conversation: str, tell: Tell, reply: Sequence[Mapping[str, Any]]) -> str:
        if tell(conversation, reply, f"recall/{correction.id}/{conversation}"):
            return TAKEN
        return NO_WAY_BACK if self._contacts.of(conversation) is None else UNREACHABLE

    def _waiting(self, correction: Correction) -> list[tuple[str, bool]]:
        """Talks that are not told, each with whether an earlier correction of the same told it."""
        seen = select(_TOLD.c.conversation_id).where(_TOLD.c.correction_id == correction.id)
        same = (_CORRECTION.c.figure == correction.figure) & (_CORRECTION.c.told_on == correction.told_on)
        earlier = (
            select(_TOLD.c.conversation_id)
            .join(_CORRECTION, _CORRECTION.c.id == _TOLD.c.correction_id)
            .where(same, _TOLD.c.reason == TAKEN, _TOLD.c.conversation_id == _TALK.c.id)
            .exists()
        )
        query = (
            _who(correction.figure, correction.told_on)
            .with_only_columns(_TALK.c.id, earlier)
            .where(_TALK.c.id.not_in(seen), _TURN.c.accepted_at <= correction.sent_at)
            .distinct()
            .order_by(_TALK.c.id)
            .limit(BATCH)
        )
        with self._database.looking() as connection:
            return [(row[0], bool(row[1])) for row in connection.execute(query)]

    def _mark(self, correction: Correction, conversation: str, reason: str) -> None:
        row = {"correction_id": correction.id, "conversation_id": conversation, "reason": reason, "at": now()}
        try:
            self._database.together(lambda connection: connection.execute(insert(_TOLD), row))
        except RowExists:
            # Another app was quicker; the outbox keeps one message of the two.
            return

    def _read(self, where: ColumnElement[bool]) -> list[Correction]:
        query = select(_CORRECTION).where(where).order_by(_CORRECTION.c.prepared_at.desc())
        with self._database.looking() as connection:
            return [Correction(**row) for row in connection.execute(query).mappings()]


def _who(figure: str, on: date) -> Select[Any]:
    """Turns that said the figure in the version of that day, with their talks."""
    return (
        select(_TALK)
        .join(_TURN, _TURN.c.conversation_id == _TALK.c.id)
        .join(_USED, _USED.c.interaction_id == _TURN.c.id)
        .where(
            _USED.c.figure == figure,
            _USED.c.effective_from <= on,
            _USED.c.effective_to.is_(None) | (_USED.c.effective_to >= on),
        )
    )
