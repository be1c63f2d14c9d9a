"""Many turns at once: what a month of talk is made of, without a transaction a turn."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import insert

from bot.clock import VIETNAM
from bot.storage.database import Database
from bot.storage.personal import table
from bot.storage.tables import Conversation, EvidenceUsed, Interaction


@dataclass(frozen=True)
class Turn:
    """One answered question, by a citizen of its own."""

    day: date
    topic: str | None = "pension_amount"
    aspect: str | None = "how_calculated"
    channel: str = "zalo"
    audience: str | None = None
    campaign: str = "ordinary"
    outcome: str = "answered"
    model: str = "m1"
    sourced: bool = True
    hour: int = 9


def write(database: Database, turns: list[Turn]) -> list[str]:
    """Put turns on the record in one transaction; gives their ids."""
    people, rows, sources = [], [], []
    for number, one in enumerate(turns):
        person, turn = str(uuid.uuid4()), str(uuid.uuid4())
        when = datetime.combine(one.day, time(one.hour, number % 60), VIETNAM).astimezone(UTC)
        people.append(
            {
                "id": person,
                "channel": one.channel,
                "citizen": uuid.uuid4().hex,
                "started_at": when,
                "audience": one.audience,
                "campaign": one.campaign,
            }
        )
        rows.append(
            {
                "id": turn,
                "conversation_id": person,
                "channel": one.channel,
                "message_id": turn,
                "accepted_at": when,
                "answered_at": when + timedelta(seconds=1),
                "question": "câu hỏi bịa để thử",
                "pressed": False,
                "topic": one.topic,
                "aspect": one.aspect,
                "replies": [],
                "outcome": one.outcome,
                "as_of": one.day,
                "model_version": one.model,
                "data_version": "d1",
                "author": "machine",
                "campaign": one.campaign,
            }
        )
        if one.sourced:
            sources.append(
                {
                    "interaction_id": turn,
                    "position": 0,
                    "figure": "reference_level",
                    "label": "Mức tham chiếu",
                    "legal_basis": "Nghị định 161/2026/NĐ-CP",
                    "effective_from": date(2026, 7, 1),
                }
            )
    with database.engine.begin() as connection:
        for of, some in ((Conversation, people), (Interaction, rows), (EvidenceUsed, sources)):
            if some:
                connection.execute(insert(table(of)), some)
    return [str(row["id"]) for row in rows]


def days(first: str, many: int) -> list[date]:
    """So many days in a row."""
    start = date.fromisoformat(first)
    return [start + timedelta(days=number) for number in range(many)]
