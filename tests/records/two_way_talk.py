"""A citizen at a house whose engine answers nothing but pressed buttons: the two-way side runs for real."""

import asyncio
import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from bot.advice.advice import Button
from bot.advice.adviser import Day
from bot.channels.message import InboundMessage, Reply
from bot.clock import today
from bot.dialogue import Dialogue
from bot.engine_client import EngineUnavailable
from bot.house import House
from bot.outcomes import Outcome
from bot.privacy.pseudonym import pseudonym
from bot.records.answer_receipts import BESIDE
from bot.records.buttons import drawn, store
from bot.records.record import Said
from bot.storage.feedback_tables import Feedback, Opinion
from bot.storage.tables import Conversation, Interaction

SUBJECT = ("contribution_level", "min_monthly_payment")
QUESTION = "Câu trả lời này có giúp được anh/chị không?"


class Engine:
    """Answers pressed buttons as the house does, and what it is told to say next; keeps the state it is told to."""

    def __init__(self, house: House):
        self._house = house
        self.turns: list[Any] = []
        self.says_next: Said | None = None
        self.state: dict[str, Any] = {}
        self.is_down = False

    async def turn(self, turn: Any) -> dict[str, Any]:
        if self.is_down:
            raise EngineUnavailable("down")
        self.turns.append(turn)
        if said := self.says_next or self._answer(turn):
            self._house.interactions.contribute(turn.interaction_id, said)
        self.says_next = None
        return self.state

    def _answer(self, turn: Any) -> Said | None:
        if not (turn.button and turn.button.aspect):
            return None
        advice = self._house.adviser.answer(turn.button.intent, turn.button.aspect, Day(turn.as_of, today()))
        buttons = drawn(advice.buttons)
        replies = [{"text": advice.text, "buttons": [one.sent for one in buttons], "image": None}]
        return Said(advice.outcome, replies, advice.topic, advice.aspect, evidence=advice.evidence, buttons=buttons)


class Talk:
    """One citizen on one channel."""

    def __init__(self, house: House, channel: str = "web"):
        self.house, self.engine = house, Engine(house)
        self._dialogue = Dialogue(house, self.engine)  # type: ignore[arg-type]
        self.channel, self.sender = channel, str(uuid.uuid4())

    def says(self, text: str | None = None, payload: str | None = None, **more: Any) -> Reply:
        message_id = more.pop("message_id", str(uuid.uuid4()))
        message = InboundMessage(self.channel, self.sender, message_id, text, payload, **more)
        self.last = asyncio.run(self._dialogue.answer(message))
        return self.last

    def asks(self, topic: str = SUBJECT[0], aspect: str = SUBJECT[1], **more: Any) -> Reply:
        """Press a button that leads to an answer, as if it had been offered before."""
        offered, conversation = drawn((Button("câu hỏi", topic, aspect),)), self.conversation
        self.house.database.together(lambda connection: store(connection, conversation, offered))
        return self.says(payload=offered[0].token, **more)

    def presses(self, title: str, reply: Reply | None = None) -> Reply:
        shown = [one for each in (reply or self.last).replies for one in each["buttons"] if one["title"] == title]
        assert len(shown) == 1, (title, [each["buttons"] for each in (reply or self.last).replies])
        return self.says(payload=shown[0]["payload"])

    @property
    def conversation(self) -> str:
        return self.house.conversations.of(self.channel, pseudonym(self.house.key, self.channel, self.sender))

    @property
    def is_asked(self) -> bool:
        """Whether the last reply asks for feedback."""
        return QUESTION in [one["text"] for one in self.last.replies if one.get(BESIDE) == "feedback"]

    def state(self) -> Conversation:
        with self.house.database.reading() as session:
            return session.scalars(select(Conversation).where(Conversation.id == self.conversation)).one()

    def turns(self) -> list[Interaction]:
        with self.house.database.reading() as session:
            rows = select(Interaction).where(Interaction.conversation_id == self.conversation)
            return list(session.scalars(rows.order_by(Interaction.accepted_at)))

    def feedback(self) -> list[Feedback]:
        with self.house.database.reading() as session:
            mine = select(Feedback).where(Feedback.given_in.in_([one.id for one in self.turns()]))
            return list(session.scalars(mine.order_by(Feedback.given_at)))

    def opinions(self) -> list[Opinion]:
        with self.house.database.reading() as session:
            mine = select(Opinion).where(Opinion.given_in.in_([one.id for one in self.turns()]))
            return list(session.scalars(mine.order_by(Opinion.received_at)))

    def pause(self, long: timedelta) -> None:
        """Let the last turn have been so long ago."""
        with self.house.database.session() as session:
            moved = self.state().seen_at - long
            session.execute(update(Conversation).where(Conversation.id == self.conversation).values(seen_at=moved))


def report(text: str = "Đã nhận tin báo.") -> Said:
    return Said(Outcome.REPORT_RECEIVED, [{"text": text, "buttons": [], "image": None}], "fraud_report", "make_report")
