"""The two-way side of the record, put together: what the app hears and answers by itself, what it adds to each turn."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import select

from bot.advice.advice import Button
from bot.advice.adviser import Adviser
from bot.clock import now, today
from bot.language.answer_code import asks_for_code, find_code
from bot.language.opinion import find_opinion
from bot.language.shortcuts import Shortcuts
from bot.outcomes import Outcome
from bot.privacy.masking import mask
from bot.records import feedback, opinions
from bot.records.answer_codes import read
from bot.records.answer_receipts import AnswerReceipts, Erased, Witness
from bot.records.asides import Aside, Asides
from bot.records.audience import Audiences
from bot.records.campaigns import Campaigns
from bot.records.corrections import Corrections
from bot.records.ending import Ending, Light
from bot.records.guesses import Guesses
from bot.records.interactions import AtEnd, Keep
from bot.records.notice import Notice
from bot.records.opinions import Kind
from bot.records.receipt_words import ReceiptWords
from bot.records.record import Said
from bot.records.talks import Awaited, TalkState
from bot.records.told_places import ToldPlaces
from bot.storage.database import Database
from bot.storage.tables import Interaction

_TURN = Interaction.metadata.tables[Interaction.__tablename__]
_KINDS: dict[str, Kind] = {"opinion": "opinion", "wish": "wish"}
_VERDICTS: dict[str, feedback.Verdict] = {"good": "good", "bad": "bad"}
#: Outcomes of a turn that ended with the question of a form.
_ASKING = (Outcome.COLLECTING.value, Outcome.CLARIFYING.value)


class TwoWay:
    """What citizens say of the answers, and what every answer carries."""

    def __init__(self, database: Database, adviser: Adviser, data: Path, ending: Ending):
        self._database, self._phrases = database, adviser.phrases
        self._asides, self.ending = Asides(adviser), ending
        self._commands = Shortcuts.load(data / "answers" / "sources" / "feedback.toml")
        self.receipts, self.words = ending.receipts, ReceiptWords(adviser.phrases)
        self.corrections = Corrections(adviser.policy)
        #: Wrong codes by address and by conversation.
        self.guesses = Guesses()

    @classmethod
    def build(
        cls,
        database: Database,
        adviser: Adviser,
        data: Path,
        *,
        places: ToldPlaces,
        key: bytes,
        pause: timedelta,
        feedback_every: int,
        operator: str = "",
        witnesses: Sequence[Witness] = (),
    ) -> "TwoWay":
        """From the data folder and the settings; `key` is that of the installation.

        Raises OSError, ValueError and KeyError where data is wrong.
        """
        ending = Ending(
            phrases=adviser.phrases,
            receipts=AnswerReceipts(database, key, witnesses),
            audiences=Audiences.load(data / "offices" / "audience.toml"),
            campaigns=Campaigns.load(data / "offices" / "campaigns.toml"),
            notice=Notice.of(adviser.phrases, pause, operator),
            places=places,
            feedback_every=feedback_every,
        )
        return cls(database, adviser, data, ending)

    def closing(self, light: Light) -> AtEnd:
        """What is added to a turn when it ends."""
        return partial(self.ending, light=light)

    def pressed(self, conversation: str, button: Button) -> Aside | None:
        """The aside that a button stands for; None where it is the engine's."""
        if judgement := feedback.pressed(button):
            subject = self._subject(conversation, judgement.judged)
            # A judgement of another talk's answer cannot come from here: tokens are bound to their conversation.
            return self._asides.judged(button.title, conversation, judgement, "button", subject)
        if (act := opinions.pressed(button)) is None:
            return None
        if act[0] in (opinions.WITHDRAW, opinions.IS_QUESTION):
            return self._asides.withdrawn(button.title, act[1])
        return self._asides.cancelled(button.title)

    def question_in(self, button: Button) -> tuple[str, Keep] | None:
        """The words of an opinion that was a question, and what takes them back; None for other buttons."""
        act, given_in = opinions.pressed(button) or ("", "")
        if act != opinions.IS_QUESTION:
            return None
        with self._database.looking() as connection:
            words = opinions.words_of(connection, given_in)
        return (words, partial(opinions.withdraw, given_in=given_in, moment=now())) if words else None

    def said(self, conversation: str, text: str, *, leads_out: bool, in_form: Callable[[], bool]) -> Aside | None:
        """The aside that a message is, by its words or by what was asked for; None where it is the engine's.

        `leads_out`: the words are one of the ways out of every state. `in_form` is asked only where it counts.
        """
        command = self._commands.intent(text)
        if aside := self._awaited_said(conversation, text, command, leads_out=leads_out):
            return aside
        if (kind := _KINDS.get(command or "")) is not None:
            return self._asides.asked_for(text, conversation, kind)
        if command == "privacy":
            return self._asides.privacy(text, self.ending.notice.texts)
        return self._of_code(conversation, text) or self._opinion_in(text, in_form)

    def coded(self, conversation: str, text: str) -> Aside | None:
        """The aside of a message with a whole code of an answer: before anybody takes its digits for another code."""
        place = find_code(text)
        return self._receipt(conversation, text, place) if place and read(text[slice(*place)]) else None

    def open_question(self, conversation: str) -> str | None:
        """The question that an open form waits for the answer of."""
        asked = (
            select(_TURN.c.replies)
            .where(_TURN.c.conversation_id == conversation, _TURN.c.outcome.in_(_ASKING), _TURN.c.topic.is_not(None))
            .order_by(_TURN.c.accepted_at.desc())
            .limit(1)
        )
        with self._database.looking() as connection:
            replies = connection.scalar(asked)
        return str(replies[-1]["text"]) if replies else None

    def going_on(self, conversation: str, ending: Said) -> Said:
        """What an aside says, with the question of the form that is open."""
        question = self.open_question(conversation)
        return self._asides.going_on(ending, question) if question else ending

    def _awaited_said(self, conversation: str, text: str, command: str | None, *, leads_out: bool) -> Aside | None:
        """What the words are where they were asked for."""
        with self._database.looking() as connection:
            awaited = TalkState.load(connection, conversation).awaited(now())
        if awaited is None or not text:
            return None
        if awaited.kind == "feedback":
            return self._verdict(conversation, text, command, awaited)
        if command == "cancel":
            return self._asides.cancelled(text)
        is_another = leads_out or (command is not None and command not in _VERDICTS)
        return None if is_another else self._asides.taken(mask(text).text, awaited.kind, awaited.judged)

    def _verdict(self, conversation: str, text: str, command: str | None, awaited: Awaited) -> Aside | None:
        if awaited.judged is None or command not in _VERDICTS:
            return None
        judgement = feedback.Judgement(awaited.judged, _VERDICTS[command])
        return self._asides.judged(text, conversation, judgement, "words", self._subject(conversation, awaited.judged))

    def _of_code(self, conversation: str, text: str) -> Aside | None:
        if place := find_code(text):
            return self._receipt(conversation, text, place)
        return self._asides.plain(text, self._phrases("receipt.what_is_it")) if asks_for_code(text) else None

    def _opinion_in(self, text: str, in_form: Callable[[], bool]) -> Aside | None:
        found = find_opinion(text)
        return None if found is None or in_form() else self._asides.taken(mask(found[1]).text, found[0], None)

    def _receipt(self, conversation: str, text: str, place: tuple[int, int]) -> Aside:
        start, end = place
        heard = mask(f"{text[:start]}{self._phrases('receipt.withheld')}{text[end:]}").text
        if seconds := self.guesses.seconds_barred(conversation):
            return self._wrong(heard, "too_many", minutes=max(1, round(seconds / 60)))
        found = self.receipts.find(text[start:end])
        if isinstance(found, Erased):
            return self._wrong(heard, "erased")
        if found:
            changes = self.corrections.since(found.evidence, today())
            return self._asides.plain(heard, *self.words.in_chat(found, changes), is_withheld=True)
        if read(text[start:end]) is None:
            return self._wrong(heard, "mistyped")
        self.guesses.wrong(conversation)
        return self._wrong(heard, "unknown")

    def _wrong(self, heard: str, why: str, **gaps: object) -> Aside:
        text = self._phrases(f"receipt.{why}", **gaps)
        return self._asides.plain(heard, text, outcome=Outcome.CLARIFYING, is_withheld=True)

    def _subject(self, conversation: str, interaction: str) -> tuple[str, str] | None:
        judged = select(_TURN.c.topic, _TURN.c.aspect).where(
            _TURN.c.id == interaction, _TURN.c.conversation_id == conversation
        )
        with self._database.looking() as connection:
            row = connection.execute(judged).one_or_none()
        return (row.topic, row.aspect) if row and row.topic and row.aspect else None
