"""Talks beside the dialogue: opened by a turn, silent while an officer holds them, left again by the citizen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, exists, select

from bot.advice.phrases import Phrases
from bot.channels.message import InboundMessage
from bot.clock import now
from bot.language.shortcuts import Shortcuts
from bot.language.text import clean, neutral
from bot.outcomes import Outcome
from bot.privacy.masking import mask
from bot.privacy.sealing import Seal, SealBroken
from bot.records.buttons import Buttons
from bot.records.ending import Light
from bot.records.interactions import AtEnd, Interactions
from bot.records.record import Record, Said
from bot.storage.database import Database
from bot.storage.tables import EvidenceUsed
from bot.storage.upsert import insert
from bot.talks import rows
from bot.talks.hours import OfficeHours
from bot.talks.page_messages import PageMessages
from bot.talks.speaking import Speaking
from bot.talks.talk import Reason, State, Talk
from bot.talks.words import Words

#: What is handed over in these topics has a room of its own; a talk would lead from a report to its author.
OWN_ROOMS = frozenset({"fraud_report", "misinformation", "complaint_denunciation", "privacy_rights"})
#: A turn that tells the code of a report is never silenced: the code is told once.
ALWAYS_SAID = frozenset({Outcome.REPORT_RECEIVED.value})
#: Characters of a message that is kept while an officer listens.
LONGEST_KEPT = 2_000

_USED = EvidenceUsed.metadata.tables[EvidenceUsed.__tablename__]


@dataclass(frozen=True, slots=True)
class Rules:
    """`idle`: how long a citizen waits for an officer who has gone; `quiet`: silence after which a talk ends."""

    idle: timedelta
    quiet: timedelta


@dataclass(frozen=True, slots=True)
class Listened:
    """A message that is not the machine's to answer: its masked words, what is said to it, whether it leads back."""

    text: str
    said: Said
    leaves: bool = False


class Talks:
    """Between the dialogue and the officers. Raises DatabaseUnavailable."""

    def __init__(
        self, database: Database, key: bytes, ways: tuple[Buttons, Shortcuts], speaking: Speaking, rules: Rules
    ):
        """`ways`: what leads back to the machine, pressed or said."""
        self.database, self.speaking, self.rules = database, speaking, rules
        self.words, self.page = speaking.words, speaking.page
        (self._buttons, self._shortcuts), self._seal = ways, Seal(key, "withheld")

    @classmethod
    def build(
        cls,
        database: Database,
        data: Path,
        key: bytes,
        phrases: Phrases,
        interactions: Interactions,
        *,
        buttons: Buttons,
        rules: Rules,
        named: bool,
    ) -> "Talks":
        """From the data folder. Raises OSError, ValueError and KeyError where data is wrong."""
        words = Words(phrases, OfficeHours.load(data / "offices"), named)
        speaking = Speaking(interactions, words, PageMessages(database, key))
        shortcuts = Shortcuts.load(data / "answers" / "sources" / "talks.toml")
        return cls(database, key, (buttons, shortcuts), speaking, rules)

    def is_held(self, conversation_id: str) -> bool:
        """Whether an officer answers there now."""
        with self.database.looking() as connection:
            talk = rows.open_talk(connection, conversation_id)
        return talk is not None and talk.is_held

    def keeps_still(self, connection: Connection, conversation_id: str) -> bool:
        """As `is_held`, in a transaction that is about to say something."""
        rows.lock(connection, conversation_id)
        talk = rows.open_talk(connection, conversation_id)
        return talk is not None and talk.is_held

    def hears(self, conversation_id: str, message: InboundMessage) -> Listened | None:
        """What a message is where an officer answers, or is waited for; None where it is the machine's."""
        with self.database.looking() as connection:
            talk = rows.open_talk(connection, conversation_id)
        if talk is None:
            return None
        text, meant = self._meant(conversation_id, message)
        if talk.is_held:
            if meant is None:
                return Listened(text, Said(Outcome.WITH_OFFICER))
            return Listened(text, self._said("by_citizen"), leaves=True)
        return Listened(text, self._said("no_more_waiting"), leaves=True) if meant == "back" else None

    def closing(self, light: Light, inner: AtEnd, *, leaves: bool) -> AtEnd:
        """What `inner` adds to a turn when it ends, and before that: silence where an officer holds the talk, the way
        into the queue where a person was asked for. `leaves`: the citizen goes back to the machine."""

        def close(connection: Connection, record: Record) -> None:
            rows.lock(connection, record.conversation_id)
            talk = rows.open_talk(connection, record.conversation_id)
            if talk and leaves:
                self.end(connection, talk, "citizen")
                talk = None
            if talk and talk.is_held and light.author == "machine":
                _silence(connection, record)
            inner(connection, record)
            if talk:
                rows.change(connection, talk, heard_at=now())
            is_asked = record.outcome == Outcome.HANDED_OVER and record.topic not in OWN_ROOMS
            if is_asked and not (talk and talk.is_held):
                self._queue(connection, record, talk)

        return close

    def end(self, connection: Connection, talk: Talk, by: str) -> None:
        """Nobody holds or awaits it any more; the news that waited go out."""
        rows.change(connection, talk, state=State.ENDED.value, ended_at=now(), ended_by=by)
        self.release(connection, talk.conversation_id)

    def withholds(
        self, connection: Connection, conversation_id: str, origin: str, replies: Sequence[Mapping[str, Any]]
    ) -> bool:
        """Keep news of the machine until the officer has handed back; False where nobody holds the talk."""
        if not self.keeps_still(connection, conversation_id):
            return False
        row = {
            "origin": origin,
            "conversation_id": conversation_id,
            "sealed": self._seal.close(msgspec.json.encode(list(replies)), origin),
            "put_at": now(),
        }
        connection.execute(insert(connection, rows.WITHHELD).values(row).on_conflict_do_nothing())
        return True

    def release(self, connection: Connection, conversation_id: str) -> None:
        """Send the news that waited."""
        of = rows.WITHHELD.c.conversation_id == conversation_id
        kept = connection.execute(select(rows.WITHHELD).where(of).order_by(rows.WITHHELD.c.put_at)).all()
        for row in kept:
            try:
                replies = msgspec.json.decode(self._seal.open(row.sealed, row.origin))
            except (SealBroken, msgspec.MsgspecError):
                continue
            self.speaking.way_out(connection, conversation_id, row.origin, replies)
        if kept:
            connection.execute(delete(rows.WITHHELD).where(of))

    def place(self, connection: Connection, talk: Talk) -> str:
        """What somebody who waits is told."""
        moment = now()
        return self.words.place(rows.ahead_of(connection, talk), rows.last_waits(connection, moment), moment)

    def _queue(self, connection: Connection, record: Record, talk: Talk | None) -> None:
        if talk is None:
            # A late message comes without a topic: nobody was asked what it is about.
            reason = Reason.ASKED if record.topic else Reason.LATE
            talk = rows.opened(connection, record.conversation_id, reason, now())
        if record.replies:
            told: dict[str, Any] = {"text": self.place(connection, talk), "buttons": [], "image": None}
            record.replies = [*record.replies[:-1], told, record.replies[-1]]

    def _meant(self, conversation_id: str, message: InboundMessage) -> tuple[str, str | None]:
        """The masked words of a message, and "back" or "stop" where they lead to the machine."""
        if message.payload is not None:
            button = self._buttons.pressed(conversation_id, message.payload)
            title = button.title if button else self.words.phrases("hearing.mark_button")
            return title, "stop" if button and button.intent == "stop" else None
        text = neutral(clean(message.text or ""))
        masked = mask(text).text[:LONGEST_KEPT] or self.words.phrases("hearing.mark_text")
        return masked, self._shortcuts.intent(text)

    def _said(self, name: str) -> Said:
        return Said(Outcome.SMALL_TALK, [{"text": self.words(name), "buttons": [], "image": None}])


def _silence(connection: Connection, record: Record) -> None:
    """The machine says nothing: its turn began before an officer took the talk, or was never its own."""
    if record.outcome in ALWAYS_SAID:
        return
    record.outcome, record.replies = Outcome.WITH_OFFICER.value, []
    record.topic = record.aspect = record.confidence = None
    stored = select(exists().where(_USED.c.interaction_id == record.interaction_id))
    if not connection.scalar(stored):
        record.evidence = []
