"""Who was told a figure: needed when a decree changes it or a mistake is found."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from bot.storage.database import Database
from bot.storage.tables import Conversation, EvidenceUsed, Interaction

#: Rows fetched at a time; a figure such as the contribution rate stands in most answers.
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Told:
    """One answer that stood on the figure. `citizen` is the pseudonym; `value` in the figure's own unit."""

    interaction: str
    citizen: str
    channel: str
    answered_at: datetime | None
    as_of: date
    topic: str | None
    aspect: str | None
    value: Any
    unit: str | None
    effective_from: date | None
    effective_to: date | None
    texts: list[str]


def recall(database: Database, figure: str, in_force_on: date | None = None) -> Iterator[Told]:
    """Answers whose evidence used `figure`, oldest first; with a day, only the version in force on it."""
    query = (
        select(EvidenceUsed, Interaction, Conversation)
        .join(Interaction, Interaction.id == EvidenceUsed.interaction_id)
        .join(Conversation, Conversation.id == Interaction.conversation_id)
        .where(EvidenceUsed.figure == figure)
        .order_by(Interaction.accepted_at, Interaction.id, EvidenceUsed.position)
        .execution_options(yield_per=AT_ONCE)
    )
    if in_force_on:
        query = query.where(
            EvidenceUsed.effective_from <= in_force_on,
            EvidenceUsed.effective_to.is_(None) | (EvidenceUsed.effective_to >= in_force_on),
        )
    with database.reading() as session:
        for used, turn, conversation in session.execute(query):
            yield Told(
                interaction=turn.id,
                citizen=conversation.citizen,
                channel=turn.channel,
                answered_at=turn.answered_at,
                as_of=turn.as_of,
                topic=turn.topic,
                aspect=turn.aspect,
                value=used.value,
                unit=used.unit,
                effective_from=used.effective_from,
                effective_to=used.effective_to,
                texts=[reply["text"] for reply in turn.replies],
            )
