"""The answering side of an interaction while its turn is open: read, added to, written back in one transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from bot.advice.advice import Evidence
from bot.outcomes import Outcome, combine
from bot.records import rankings
from bot.records.buttons import Drawn, store
from bot.storage.tables import EvidenceUsed, Interaction

_TURN = Interaction.metadata.tables[Interaction.__tablename__]
_USED = EvidenceUsed.metadata.tables[EvidenceUsed.__tablename__]
#: What actions change of an interaction.
_SAID = ("outcome", "topic", "aspect", "confidence", "replies", "answered_at", "author", "audience", "campaign")
#: What was accepted, which no action changes but `withhold`.
_HEARD = ("channel", "message_id", "accepted_at", "question", "pressed", "model_version", "data_version")
#: What is kept of a piece of evidence.
_SOURCE = ("figure", "label", "value", "unit", "legal_basis", "effective_from", "effective_to")

# Locked on PostgreSQL, where several apps may add to one turn; on SQLite the transaction itself is the lock.
_FOUND = (
    select(_TURN.c.conversation_id, _TURN.c.as_of, *(_TURN.c[name] for name in (*_SAID, *_HEARD)))
    .where(_TURN.c.id == bindparam("of"))
    .with_for_update()
)
_FOUND_SOURCES = (
    select(*(_USED.c[name] for name in _SOURCE))
    .where(_USED.c.interaction_id == bindparam("of"))
    .order_by(_USED.c.position)
)
_CHANGED = update(_TURN).where(_TURN.c.id == bindparam("of")).values({name: bindparam(name) for name in _SAID})
_ADDED_SOURCES = insert(_USED)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing an action said in a turn. `replies` are as sent: text, buttons, image; `buttons` what those mean;
    `ranking` what else the message may have been about."""

    outcome: Outcome
    replies: list[dict[str, Any]] = field(default_factory=list)
    topic: str | None = None
    aspect: str | None = None
    confidence: float | None = None
    evidence: tuple[Evidence, ...] = ()
    buttons: tuple[Drawn, ...] = ()
    ranking: rankings.Ranking = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """The asking side of an interaction; `question` is masked, or withheld."""

    channel: str
    message_id: str
    accepted_at: datetime
    question: str
    pressed: bool
    model_version: str
    data_version: str


#: What changes a record before its end is written.
Closing = Callable[[Connection, "Record"], object]


@dataclass(slots=True)
class Record:
    """What an interaction answers: exactly what is stored once its transaction is committed."""

    interaction_id: str
    conversation_id: str
    as_of: date
    outcome: str | None
    topic: str | None
    aspect: str | None
    confidence: float | None
    replies: list[dict[str, Any]]
    answered_at: datetime | None
    evidence: list[Evidence]
    heard: Heard
    author: str = "machine"
    audience: str | None = None
    campaign: str | None = None
    #: The code of its receipt, made when the turn ends; kept in a table of its own.
    answer_code: str | None = None
    #: What the message may have been about, of what was said in this transaction; kept in a table of its own.
    ranking: rankings.Ranking = ()

    @classmethod
    def load(cls, connection: Connection, interaction_id: str) -> "Record":
        """The record as it stands, its row locked until the transaction ends."""
        of = {"of": interaction_id}
        row = connection.execute(_FOUND, of).one()._asdict()
        heard = Heard(*(row.pop(name) for name in _HEARD))
        # Before the first word there is no evidence to be asked for.
        sources = connection.execute(_FOUND_SOURCES, of) if row["outcome"] else ()
        return cls(interaction_id, **row, evidence=[Evidence(*source) for source in sources], heard=heard)

    def write(
        self,
        connection: Connection,
        said: Iterable[Said],
        answered_at: datetime | None = None,
        closing: Closing | None = None,
    ) -> None:
        """Add what was said and store it; with a moment, the turn ends, and `closing` adds what every end has."""
        known = len(self.evidence)
        for one in said:
            self._add(one)
            store(connection, self.conversation_id, one.buttons)
        if self.ranking and not self.heard.pressed and rankings.tells(self.heard.question):
            rankings.keep(connection, self.interaction_id, self.ranking)
        if self.heard.question and not rankings.tells(self.heard.question):
            self._forget_the_guess()
        if closing:
            closing(connection, self)
        self.answered_at = answered_at
        connection.execute(_CHANGED, {"of": self.interaction_id, **{name: getattr(self, name) for name in _SAID}})
        added = [
            {
                "interaction_id": self.interaction_id,
                "position": position,
                **{name: getattr(source, name) for name in _SOURCE},
            }
            for position, source in enumerate(self.evidence[known:], known)
        ]
        if added:
            connection.execute(_ADDED_SOURCES, added)

    def _forget_the_guess(self) -> None:
        """Of words that are kept elsewhere: the model gives the same words the same number, which would lead back."""
        self.confidence = None
        if self.outcome == Outcome.COLLECTING:
            self.topic = self.aspect = None

    def _add(self, said: Said) -> None:
        earlier = Outcome(self.outcome) if self.outcome else None
        if combine(earlier, said.outcome) is not earlier:
            self.outcome = said.outcome.value
            self.topic, self.aspect, self.confidence = said.topic, said.aspect, said.confidence
            self.ranking = said.ranking
        self.replies = [*self.replies, *said.replies]
        known = {(one.figure, one.legal_basis) for one in self.evidence}
        for one in said.evidence:
            if (one.figure, one.legal_basis) not in known:
                known.add((one.figure, one.legal_basis))
                self.evidence.append(one)
