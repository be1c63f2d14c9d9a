"""One interaction a turn: accepted once, added to by the actions, finished with exactly one outcome."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Connection, bindparam, insert, select, update

from bot.clock import now
from bot.records import repeats
from bot.records.chain import Chain
from bot.records.chain.contents import finished
from bot.records.past_turns import PastTurns
from bot.records.record import Record, Said
from bot.storage import search_index
from bot.storage.database import Database, RowExists
from bot.storage.tables import Interaction

#: What else is done in a transaction of a turn; perhaps twice (`Database.together`).
Keep = Callable[[Connection], object]
#: The same where a turn ends: it is given what is on record then.
AtEnd = Callable[[Connection, Record], object]
#: How masking names the code of a report.
RECEIPT_CODE = "[MA_BIEN_NHAN_"

_TABLE = Interaction.metadata.tables[Interaction.__tablename__]
_ACCEPTED = insert(_TABLE)
_KNOWN = select(_TABLE.c.id, _TABLE.c.question).where(
    _TABLE.c.conversation_id == bindparam("conversation"), _TABLE.c.message_id == bindparam("message")
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is kept of an inbound message; `text` is masked already, `original` goes sealed into the chain alone."""

    conversation_id: str
    channel: str
    message_id: str
    text: str
    as_of: date
    pressed: bool = False
    original: str | None = None


@dataclass(slots=True)
class _Held:
    """What is said in a try of a turn and not written yet."""

    attempt: int
    said: list[Said] = field(default_factory=list)


class Interactions(PastTurns):
    """Writes interactions, and reads them. Every method is one transaction and may be repeated without harm."""

    def __init__(self, database: Database, model_version: str, data_version: str, chain: Chain | None = None):
        """Every turn that ends is appended to `chain`; left out only where no record is kept (benchmarks)."""
        super().__init__(database)
        self._chain = chain
        self._model_version = model_version
        #: Of the texts and figures that turns are answered from; another once staff have changed one.
        self.data_version = data_version
        self._held: dict[str, _Held] = {}
        #: Of turns under way: what was typed, beside the masked words that stand for it.
        self._typed: dict[str, tuple[str, str]] = {}

    @property
    def model_version(self) -> str:
        """The model that reads what is accepted now."""
        return self._model_version

    def read_by(self, model_version: str) -> None:
        """From the next message on another model reads."""
        self._model_version = model_version

    def accept(self, question: Question, also: Keep | None = None) -> tuple[str, bool]:
        """Store a message before anything is done with it. Gives its interaction's id, and False if it was known.
        `also` looks up in the same transaction what the turn begins with."""
        row = self._row(question)

        def store(connection: Connection) -> None:
            connection.execute(_ACCEPTED, row)
            if also:
                also(connection)

        try:
            self._database.together(store)
        except RowExists:
            # The channel sent the message again: the other copy is the one that counts.
            return self._known(question) or str(row["id"]), False
        self._note_typed(str(row["id"]), question)
        return str(row["id"]), True

    def hold(self, interaction_id: str) -> int:
        """Gather what actions of this process say in a turn until `finish` writes it: one transaction for all.

        Actions of another process write at once, as they do in a turn that nobody holds. Gives the number of this
        try: what an engine that was stopped says later, in an earlier one, is not heard.
        """
        before = self._held.get(interaction_id)
        held = self._held[interaction_id] = _Held(before.attempt + 1 if before else 1)
        return held.attempt

    def holds(self, interaction_id: str) -> bool:
        """Whether a turn was held and its end could not be written."""
        return interaction_id in self._held

    def contribute(self, interaction_id: str, said: Said, attempt: int | None = None) -> None:
        """Add what an action said in a try of a turn. A turn that is finished already is left as it is."""
        held = self._held.get(interaction_id)
        if held is not None:
            if attempt in (None, held.attempt):
                held.said.append(said)
            return

        def add(connection: Connection) -> None:
            record = Record.load(connection, interaction_id)
            if record.answered_at is None:
                record.write(connection, [said])

        self._database.together(add)

    def withhold(self, interaction_id: str, marker: str) -> None:
        """Replace the citizen's words by `marker`: what a report says is kept with the report alone."""
        with self._database.session() as session:
            session.execute(update(Interaction).where(Interaction.id == interaction_id).values(question=marker))

    def finish(
        self, interaction_id: str, fallback: Said, also: AtEnd | None = None, closing: AtEnd | None = None
    ) -> Record:
        """Close a turn; `fallback` is what it ends with where no action said anything. `closing` adds to what was
        said before it is written, `also` stores in the same transaction what the next turn begins with. Gives what is
        on record now."""
        kept = self._held.get(interaction_id)
        held = kept.said if kept else []
        ended: list[Record] = []

        def end(connection: Connection) -> Record:
            ended.clear()
            record = Record.load(connection, interaction_id)
            if record.answered_at is None:
                said = [*held] if held or record.outcome else [fallback]
                record.write(connection, said, now(), closing)
                _file(connection, record)
                ended.append(record)
                if also:
                    also(connection, record)
            return record

        def chained(connection: Connection) -> None:
            for record in ended:
                self._append(connection, record)

        record = self._database.together(end, chained)
        self._held.pop(interaction_id, None)
        self._typed.pop(interaction_id, None)
        return record

    def state(self, connection: Connection, message: Question, said: Said, author: str) -> Record:
        """A turn that begins on our side, whole, within a transaction; `chained` must be its last act.

        `message.text` stands in place of a question. Raises RowExists where the message was taken before.
        """
        row = self._row(message)
        connection.execute(_ACCEPTED, row)
        record = Record.load(connection, str(row["id"]))
        record.author = author
        record.write(connection, [said], now())
        _file(connection, record)
        return record

    def chained(self, connection: Connection, record: Record, original: str | None) -> None:
        """Append a turn of `state` to the chain, with what was typed."""
        if self._chain:
            self._chain.append(connection, finished(record, original))

    def close_unfinished(self, fallback: Said, channel: str, older_than: timedelta = timedelta()) -> int:
        """Give every turn of a channel that a crash cut off its one outcome.

        For channels whose requests wait for the answer; what came through the inbox is taken up again from there.
        """
        cut = select(Interaction.id).where(
            Interaction.answered_at.is_(None),
            Interaction.channel == channel,
            Interaction.accepted_at <= now() - older_than,
        )
        if self._chain:
            self._database.together(self._chain.begin)
        with self._database.reading() as session:
            cut_off = session.scalars(cut).all()
        for interaction_id in cut_off:
            self.finish(interaction_id, fallback)
        return len(cut_off)

    def _row(self, question: Question) -> dict[str, object]:
        return {
            "id": str(uuid.uuid4()),
            "conversation_id": question.conversation_id,
            "channel": question.channel,
            "message_id": question.message_id,
            "accepted_at": now(),
            "question": question.text,
            "pressed": question.pressed,
            "as_of": question.as_of,
            "model_version": self._model_version,
            "data_version": self.data_version,
            "replies": [],
        }

    def _known(self, question: Question) -> str | None:
        """The interaction of a message that came again; of one that is still open, what was typed is noted anew."""
        found = self._find(question)
        if found and question.original is not None and not self.is_answered(found):
            self._note_typed(found, question)
        return found

    def _note_typed(self, interaction_id: str, question: Question) -> None:
        # A receipt code must not lie beside its conversation, not even sealed: it leads to a report.
        if self._chain and question.original is not None and RECEIPT_CODE not in question.text:
            self._typed[interaction_id] = question.text, question.original

    def _append(self, connection: Connection, record: Record) -> None:
        """Put a turn that ended into the chain; what was withheld on the way has no original either."""
        if self._chain:
            masked, original = self._typed.get(record.interaction_id, (None, None))
            kept = original if masked == record.heard.question else None
            self._chain.append(connection, finished(record, kept))

    def _find(self, question: Question) -> str | None:
        of = {"conversation": question.conversation_id, "message": question.message_id}
        with self._database.looking() as connection:
            found = connection.execute(_KNOWN, of).one_or_none()
        if found is None:
            return None
        repeats.tell_of(question.channel, pressed=question.pressed, stored=found.question, again=question.text)
        return str(found.id)


def _file(connection: Connection, record: Record) -> None:
    """Put a turn that ends into the search index."""
    heard = record.heard
    kept = (heard.channel, record.topic, record.aspect, record.outcome, record.confidence)
    more = (record.author, record.audience, record.campaign)
    search_index.add(connection, record.interaction_id, heard.accepted_at, (*kept, *more))
