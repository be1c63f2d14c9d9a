"""One row of the list: a turn in short."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from bot.records.answer_codes import shown
from bot.records.answer_receipts import BESIDE
from bot.storage.feedback_tables import AnswerReceipt
from bot.storage.review_tables import Review
from bot.storage.search_tables import SearchTurn
from bot.storage.tables import Interaction
from bot.storage.talk_tables import TalkMessage

_TABLE = SearchTurn.metadata.tables[SearchTurn.__tablename__]
_TURN = Interaction.metadata.tables[Interaction.__tablename__]
_CODE = AnswerReceipt.metadata.tables[AnswerReceipt.__tablename__]
_REVIEW = Review.metadata.tables[Review.__tablename__]
_SAID = TalkMessage.metadata.tables[TalkMessage.__tablename__]
_SHOWN = ("id", "conversation_id", "channel", "accepted_at", "question", "pressed", "topic", "aspect", "confidence")
_MORE = ("outcome", "author", "audience", "campaign", "replies", "as_of", "model_version", "data_version")
_ROWS = (
    select(
        _TABLE.c.number,
        _TABLE.c.verdict,
        _CODE.c.code,
        _SAID.c.officer,
        *(_TURN.c[name] for name in (*_SHOWN, *_MORE)),
    )
    .join(_TURN, _TURN.c.id == _TABLE.c.interaction_id)
    .outerjoin(_CODE, _CODE.c.interaction_id == _TABLE.c.interaction_id)
    .outerjoin(_SAID, _SAID.c.interaction_id == _TABLE.c.interaction_id)
    .where(_TABLE.c.number.in_(bindparam("numbers", expanding=True)))
    .order_by(_TABLE.c.number.desc())
)
_REVIEWED = (
    select(_REVIEW.c.interaction_id, _REVIEW.c.verdict)
    .where(_REVIEW.c.interaction_id.in_(bindparam("ids", expanding=True)))
    .order_by(_REVIEW.c.id)
)


@dataclass(frozen=True, slots=True)
class Row:
    """A turn; texts are masked. `review` is what staff judged last ("" where nobody has)."""

    number: int
    verdict: str | None
    code: str | None
    officer: str | None
    id: str
    conversation_id: str
    channel: str
    accepted_at: datetime
    question: str
    pressed: bool
    topic: str | None
    aspect: str | None
    confidence: float | None
    outcome: str
    author: str
    audience: str | None
    campaign: str | None
    replies: list[dict[str, Any]]
    as_of: Any
    model_version: str
    data_version: str
    review: str

    @property
    def answer(self) -> str:
        """What was answered, without what stood beside it."""
        return "\n\n".join(reply["text"] for reply in self.replies if BESIDE not in reply and reply.get("text"))

    @property
    def answer_code(self) -> str | None:
        """The code of its receipt as citizens see it."""
        return shown(self.code) if self.code else None

    @property
    def is_erased(self) -> bool:
        """Whether its words were wiped: a turn is never empty on both sides otherwise."""
        return not self.question and not self.replies


def rows_of(connection: Connection, numbers: Sequence[int]) -> list[Row]:
    """The rows of these numbers, the latest first."""
    if not numbers:
        return []
    found = connection.execute(_ROWS, {"numbers": list(numbers)}).all()
    reviews = _reviews(connection, [row.id for row in found])
    return [Row(**row._mapping, review=reviews.get(row.id, "")) for row in found]


def _reviews(connection: Connection, ids: list[str]) -> dict[str, str]:
    """What was judged last of each; nothing where it was taken back."""
    found = {row.interaction_id: row.verdict for row in connection.execute(_REVIEWED, {"ids": ids})}
    return {turn: verdict for turn, verdict in found.items() if verdict != "undone"}
