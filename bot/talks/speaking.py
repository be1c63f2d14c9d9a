"""Says something to a citizen outside a turn of theirs: on record, and on its way, in one transaction."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select

from bot.clock import today
from bot.outcomes import Outcome
from bot.privacy.masking import mask
from bot.records.interactions import Interactions, Question
from bot.records.record import Record, Said
from bot.storage.tables import Conversation
from bot.talks.page_messages import PageMessages
from bot.talks.talk import Talk
from bot.talks.words import Words

#: How the record knows that a turn began on our side; no channel's own id looks so.
OURS = "officer:"
#: Puts replies into the outbox, under an origin; False where the conversation has none (the web) or nobody is there.
WayOut = Callable[[Connection, str, str, Sequence[Mapping[str, Any]]], bool]

_CONVERSATION = Conversation.metadata.tables[Conversation.__tablename__]
_CHANNEL = select(_CONVERSATION.c.channel).where(_CONVERSATION.c.id == bindparam("of"))


@dataclass(frozen=True, slots=True)
class Speech:
    """What is said: `text` as the citizen gets it, `shown_as` as a channel shows it, `mark` what stands on record in
    place of a question; `said` brings outcome, topic and evidence, its replies are made here."""

    text: str
    mark: str
    author: str = "machine"
    officer: str | None = None
    shown_as: str | None = None
    said: Said | None = None
    #: Tells a form that was sent twice.
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is on record; `original` goes into the chain alone."""

    record: Record
    original: str


class Speaking:
    """Writes turns that begin on our side."""

    def __init__(self, interactions: Interactions, words: Words, page: PageMessages):
        self._interactions, self.words, self.page = interactions, words, page
        #: Says nothing until the app gives its outbox.
        self.way_out: WayOut = lambda *_: False

    def say(self, connection: Connection, talk: Talk, speech: Speech) -> Spoken:
        """Put it on record and on its way; `chained` must follow at the end of the transaction.

        Raises RowExists where the same form was taken before.
        """
        # An approved text names numbers of agencies alone.
        is_approved = speech.author == "machine" or speech.said is not None
        masked = speech.text if is_approved else mask(speech.text, allowed=[self.words.phrases.hotline]).text
        given = speech.said or Said(Outcome.WITH_OFFICER)
        reply: dict[str, Any] = {"text": masked, "buttons": [], "image": None}
        said = Said(Outcome.WITH_OFFICER, [reply], given.topic, given.aspect, None, given.evidence)
        channel = str(connection.scalar(_CHANNEL, {"of": talk.conversation_id}))
        key = f"{OURS}{speech.key or uuid.uuid4()}"
        message = Question(talk.conversation_id, channel, key, speech.mark, today())
        record = self._interactions.state(connection, message, said, speech.author)
        sent: list[dict[str, Any]] = [{"text": speech.shown_as or speech.text, "buttons": [], "image": None}]
        has_way = self.way_out(connection, talk.conversation_id, record.interaction_id, sent)
        self.page.put(connection, talk, record, None if has_way else speech.text, speech.officer)
        return Spoken(record, speech.text)

    def chained(self, connection: Connection, spoken: Spoken) -> None:
        """Append it to the chain: the last act of its transaction."""
        self._interactions.chained(connection, spoken.record, spoken.original)
