"""The questions of the record as a replay asks them: each wording once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, select

from bot.language.reading import readable
from bot.learning.corrections import judged
from bot.outcomes import Outcome
from bot.storage.personal import table
from bot.storage.review_tables import Review
from bot.storage.tables import Interaction

_TURN, _REVIEW = table(Interaction), table(Review)
#: Turns that no model was asked about, and those whose words are kept elsewhere.
_UNREAD = (Outcome.WITH_OFFICER, Outcome.ERROR, Outcome.REPORT_RECEIVED, Outcome.FEEDBACK_RECEIVED)


@dataclass(slots=True)
class Asked:
    """One wording: a turn that stands for it, how many turns had it, what staff say is right (None: nothing)."""

    turn: str
    askers: int = 0
    expected: str | None = None


def read_by_a_model(since: datetime) -> tuple[ColumnElement[bool], ...]:
    """Turns since then that were typed and read by a model."""
    return (
        _TURN.c.accepted_at >= since,
        _TURN.c.pressed.is_(False),
        _TURN.c.outcome.is_not(None),
        _TURN.c.outcome.not_in(_UNREAD),
        _TURN.c.question != "",
    )


def recorded(connection: Connection, since: datetime) -> list[Asked]:
    """Every distinct question since then that was typed and read by a model."""
    right = judged(connection, connection.scalars(_REVIEWED, {"since": since}).all())
    rows = connection.execute(
        select(_TURN.c.id, _TURN.c.question).where(*read_by_a_model(since)).execution_options(yield_per=1_000)
    )
    found: dict[str, Asked] = {}
    disputed: set[str] = set()
    for row in rows:
        if is_marker(row.question):
            continue
        words = readable(row.question)
        one = found.setdefault(words, Asked(row.id))
        one.askers += 1
        if label := right.get(row.id):
            if one.expected not in {None, label}:
                disputed.add(words)
            one.expected = label
    for words in disputed:
        found[words].expected = None
    return list(found.values())


def is_marker(question: str) -> bool:
    """Whether only a marker is on record: "[Nội dung tin báo, lưu riêng]"."""
    return question.startswith("[") and question.endswith("]")


_REVIEWED = (
    select(_REVIEW.c.interaction_id)
    .join(_TURN, _TURN.c.id == _REVIEW.c.interaction_id)
    .where(_TURN.c.accepted_at >= bindparam("since", type_=_TURN.c.accepted_at.type))
    .distinct()
)
