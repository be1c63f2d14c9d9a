"""A builder of talks: what was said when, with which outcome, and what came of it."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import update

from bot.clock import VIETNAM
from bot.storage.database import Database
from bot.storage.feedback_tables import Feedback, Opinion
from bot.storage.statistics_tables import TurnPlace
from bot.storage.tables import Conversation, EvidenceUsed, Interaction
from bot.storage.talk_tables import OfficerTalk

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=VIETNAM)


def at(day: str, clock: str = "12:00") -> datetime:
    """A moment in Vietnam."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=VIETNAM)


class Talks:
    """Writes rows as the app leaves them; every method gives the id of what it wrote."""

    def __init__(self, database: Database):
        self.database = database

    def conversation(self, channel: str = "zalo", audience: str | None = None, campaign: str | None = None) -> str:
        """A citizen on a channel."""
        one = str(uuid.uuid4())
        with self.database.session() as session:
            session.add(
                Conversation(
                    id=one,
                    channel=channel,
                    citizen=uuid.uuid4().hex,
                    started_at=NOON.astimezone(UTC),
                    audience=audience,
                    campaign=campaign,
                )
            )
        return one

    def turn(
        self,
        of: str | None = None,
        when: datetime = NOON,
        topic: str | None = "pension_amount",
        outcome: str | None = "answered",
        *,
        aspect: str | None = "how_calculated",
        took: float = 0.25,
        sources: int = 1,
        place: tuple[str, str | None] | None = None,
        question: str = "lương hưu tính sao",
        campaign: str | None = "ordinary",
        **other: Any,
    ) -> str:
        """A turn of conversation `of` (a new one on Zalo where none is named), answered `took` seconds later."""
        of = of or self.conversation()
        one = str(uuid.uuid4())
        when = when.astimezone(UTC)
        with self.database.session() as session:
            talk = session.get_one(Conversation, of)
            values: dict[str, Any] = {
                "answered_at": when + timedelta(seconds=took) if outcome else None,
                "as_of": when.astimezone(VIETNAM).date(),
                "model_version": "m1",
                "data_version": "d1",
                "replies": [{"text": "Lương hưu bằng …"}],
                **other,
            }
            turn = Interaction(
                id=one,
                conversation_id=of,
                channel=talk.channel,
                message_id=values.pop("message_id", one),
                accepted_at=when,
                question=question,
                topic=topic,
                aspect=aspect,
                outcome=outcome,
                campaign=campaign,
                **values,
            )
            turn.evidence = [
                EvidenceUsed(
                    position=number,
                    figure="rural_poverty_line",
                    label="Chuẩn nghèo",
                    legal_basis="Nghị định 07/2021/NĐ-CP",
                    effective_from=date(2022, 1, 1),
                )
                for number in range(sources)
            ]
            session.add(turn)
            session.flush()
            if place:
                session.add(TurnPlace(interaction_id=one, province=place[0], commune=place[1]))
        return one

    def feedback(
        self, judged: str, verdict: str = "good", reason: str | None = None, given_in: str | None = None
    ) -> str:
        """What a citizen thought of a turn; said in a turn of its own where none is named."""
        with self.database.session() as session:
            turn = session.get_one(Interaction, judged)
            of, when = turn.conversation_id, turn.accepted_at + timedelta(minutes=1)
        given_in = given_in or self.turn(of, when, None, "feedback_received", aspect=None, sources=0, pressed=True)
        with self.database.session() as session:
            session.add(
                Feedback(given_in=given_in, judged=judged, verdict=verdict, reason=reason, way="button", given_at=when)
            )
        return given_in

    def opinion(self, given_in: str, kind: str = "opinion", judged: str | None = None) -> str:
        """An opinion, wish or reason given in a turn."""
        with self.database.session() as session:
            moment = session.get_one(Interaction, given_in).accepted_at
            session.add(Opinion(given_in=given_in, kind=kind, judged=judged, words="nên nhắc hạn", received_at=moment))
        return given_in

    def withdraw(self, given_in: str) -> None:
        """The citizen takes an opinion back."""
        with self.database.session() as session:
            session.execute(update(Opinion).where(Opinion.given_in == given_in).values(withdrawn_at=NOON, words=""))

    def officer(self, turn: str, after: float | None = 120.0) -> str:
        """The talk that a handed-over turn opened, replied to `after` seconds (None: not yet)."""
        one = str(uuid.uuid4())
        with self.database.session() as session:
            asked = session.get_one(Interaction, turn)
            opened = asked.accepted_at + timedelta(milliseconds=100)
            session.add(
                OfficerTalk(
                    id=one,
                    conversation_id=asked.conversation_id,
                    reason="asked",
                    state="waiting" if after is None else "ended",
                    opened_at=opened,
                    heard_at=opened,
                    first_reply_at=None if after is None else opened + timedelta(seconds=after),
                    ended_at=None if after is None else opened + timedelta(seconds=after + 60),
                    ended_by=None if after is None else "officer",
                )
            )
        return one

    def group(self, of: str, audience: str | None) -> None:
        """The citizen tells (another) group of theirs."""
        with self.database.session() as session:
            session.execute(update(Conversation).where(Conversation.id == of).values(audience=audience))
