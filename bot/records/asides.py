"""Turns that the app answers by itself, in any state of the talk: feedback, opinions, receipts of answers, privacy.

The engine never hears of them: a form stays open as it was, no word of an opinion fills a slot, and they work while
the engine is down.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy import Connection

from bot.advice.advice import Button
from bot.advice.adviser import Adviser
from bot.advice.answers import FURTHER, further_aspect
from bot.clock import now
from bot.outcomes import Outcome
from bot.records import feedback, opinions
from bot.records.buttons import drawn
from bot.records.feedback import Judgement
from bot.records.opinions import Kind
from bot.records.record import Said
from bot.records.talks import Awaited, wait_for

#: What an aside stores in the transaction that ends its turn.
Keep = Callable[[Connection], object]
#: What is said of the answer with this id, and what is stored, once the turn has an id.
Answering = Callable[[str], tuple[Said, Keep | None]]


@dataclass(frozen=True, slots=True)
class Aside:
    """A turn to be answered without the engine. `heard` is what is recorded of the message, masked or withheld."""

    heard: str
    answer: Answering
    #: Whether `heard` stands for words that are kept elsewhere, or not at all.
    is_withheld: bool = False
    #: Whether an open form waits for its answer still, so that its question is worth repeating.
    goes_on: bool = False


def said(outcome: Outcome, *texts: str, buttons: Sequence[Button] = (), topic: str | None = None) -> Said:
    """Texts of one turn; `buttons` under the last."""
    tokens = drawn(buttons)
    replies: list[dict[str, Any]] = [{"text": text, "buttons": [], "image": None} for text in texts]
    replies[-1]["buttons"] = [one.sent for one in tokens]
    return Said(outcome, replies, topic, buttons=tokens)


class Asides:
    """Says what asides say. Reads no database; `subject` of a judgement is topic and aspect of the answer judged."""

    def __init__(self, adviser: Adviser):
        self._adviser, self._phrase = adviser, adviser.phrases

    def judged(
        self, heard: str, conversation: str, judgement: Judgement, way: feedback.Way, subject: tuple[str, str] | None
    ) -> Aside:
        """Thank for a verdict, ask why it is a "no", and offer what may help instead."""
        topic = f"feedback_{judgement.verdict}"

        def answer(interaction: str) -> tuple[Said, Keep]:
            def keep(connection: Connection) -> None:
                feedback.store(connection, interaction, judgement, way, now())
                if judgement.reason == "other":
                    wait_for(connection, conversation, Awaited("reason", judgement.judged))

            text, buttons, outcome = self._reaction(judgement, subject)
            return said(outcome, text, buttons=buttons, topic=topic), keep

        return Aside(heard, answer, goes_on=judgement.reason != "other")

    def asked_for(self, heard: str, conversation: str, kind: Kind) -> Aside:
        """Invite an opinion: the next message is taken for it."""

        def answer(_interaction: str) -> tuple[Said, Keep]:
            keep = partial(wait_for, conversation_id=conversation, awaited=Awaited(kind))
            button = opinions.cancel_button(self._phrase)
            return said(Outcome.COLLECTING, self._phrase(f"feedback.ask_{kind}"), buttons=(button,)), keep

        return Aside(heard, answer)

    def taken(self, words: str, kind: Kind, judged: str | None) -> Aside:
        """Take masked words in as an opinion; the turn itself keeps none of them."""

        def answer(interaction: str) -> tuple[Said, Keep]:
            def keep(connection: Connection) -> None:
                opinions.store(connection, interaction, kind, words, moment=now(), judged=judged)

            buttons = opinions.buttons(self._phrase, interaction)
            text = self._phrase(f"feedback.received_{kind}")
            topic = "feedback_bad" if kind == "reason" else None
            return said(Outcome.FEEDBACK_RECEIVED, text, buttons=buttons, topic=topic), keep

        return Aside(self._phrase("feedback.withheld"), answer, is_withheld=True, goes_on=True)

    def cancelled(self, heard: str) -> Aside:
        """Nothing is written after all."""
        return self.plain(heard, self._phrase("feedback.cancelled"))

    def withdrawn(self, heard: str, given_in: str) -> Aside:
        """Take an opinion back."""

        def answer(_interaction: str) -> tuple[Said, Keep]:
            keep = partial(opinions.withdraw, given_in=given_in, moment=now())
            return said(Outcome.SMALL_TALK, self._phrase("feedback.withdrawn")), keep

        return Aside(heard, answer, goes_on=True)

    def privacy(self, heard: str, notice: Sequence[str]) -> Aside:
        """Repeat the notice and offer the questions about it."""
        choices = self._adviser.choices("privacy_rights")
        whole = "\n\n".join(notice)
        replies = said(Outcome.SUGGESTED, whole, choices.text, buttons=choices.buttons, topic="privacy_rights")
        return Aside(heard, lambda _: (replies, None))

    def plain(self, heard: str, *texts: str, outcome: Outcome = Outcome.SMALL_TALK, is_withheld: bool = False) -> Aside:
        """Say texts; nothing is stored beside the turn."""
        return Aside(heard, lambda _: (said(outcome, *texts), None), is_withheld, goes_on=True)

    def going_on(self, ending: Said, question: str) -> Said:
        """With the question of the form that is still open."""
        text = self._phrase("feedback.gone_on", question=question)
        return replace(ending, replies=[*ending.replies, {"text": text, "buttons": [], "image": None}])

    def _reaction(self, judgement: Judgement, subject: tuple[str, str] | None) -> tuple[str, Sequence[Button], Outcome]:
        done = Outcome.FEEDBACK_RECEIVED
        if judgement.verdict == "good":
            return self._phrase("feedback.good"), self._leading_on(subject), done
        match judgement.reason:
            case None:
                return self._phrase("feedback.bad"), list(feedback.reasons(self._phrase, judgement.judged)), done
            case "other":
                return self._phrase("feedback.ask_other"), [opinions.cancel_button(self._phrase)], done
            case "doubted":
                return self._phrase("feedback.thanks_doubted"), [self._adviser.person()], done
            case "off_question":
                return self._phrase("feedback.thanks_off_question"), [self._adviser.person()], done
            case reason:
                buttons = [*self._parts(subject), self._adviser.person()]
                return self._phrase(f"feedback.thanks_{reason}"), buttons, done

    def _leading_on(self, subject: tuple[str, str] | None) -> Sequence[Button]:
        answer = self._adviser.answers.find(*subject) if subject else None
        return self._adviser.following(answer) if answer else ()

    def _parts(self, subject: tuple[str, str] | None) -> list[Button]:
        answer = self._adviser.answers.find(*subject) if subject else None
        if answer is None:
            return []
        return [
            Button(self._phrase(f"frame.{part}_of_it"), answer.topic, further_aspect(answer.aspect, part))
            for part in FURTHER
            if answer.further(part)
        ]
