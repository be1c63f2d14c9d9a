"""What the record says of questions that were misread: verdicts of staff, and the buttons that citizens tapped."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, select

from bot.learning.label import label_of
from bot.outcomes import Outcome
from bot.storage.learning_tables import LearningSource
from bot.storage.personal import table
from bot.storage.review_tables import Review
from bot.storage.tables import ButtonOffered, Interaction

_TURN, _BUTTON, _REVIEW = table(Interaction), table(ButtonOffered), table(Review)
_SOURCE = table(LearningSource)
#: Who corrects where a citizen's own tap did.
MACHINE = "ansinh"
_NEXT = _TURN.alias("following")
_UNDONE, _RIGHT, _WRONG_TOPIC = "undone", "right", "wrong_topic"
#: Turns looked at in one go.
BATCH = 2_000
#: A suggestion is taken at once or never; older ones are not looked at again and again.
TAPPED_WITHIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Correction:
    """A question (masked) of one turn and what it is about, as `by` says; `source` is "review" or "tapped"."""

    interaction: str
    conversation: str
    question: str
    label: str
    by: str
    source: str


def reviewed(connection: Connection, since: datetime) -> Iterator[Correction]:
    """Turns whose topic a member of staff set right and nobody contradicts."""
    wanted = _in_force(_REVIEW.c.reviewed_at >= since)
    rows = connection.execute(
        wanted.add_columns(_TURN.c.conversation_id, _TURN.c.question)
        .join(_TURN, _TURN.c.id == _REVIEW.c.interaction_id)
        .where(~_seen(_REVIEW.c.interaction_id), _TURN.c.pressed.is_(False))
        .order_by(_REVIEW.c.id)
        .limit(BATCH)
    ).all()
    for row in _undisputed(rows):
        if row.verdict == _WRONG_TOPIC and row.right_topic:
            label = label_of(row.right_topic, row.right_aspect)
            yield Correction(row.interaction_id, row.conversation_id, row.question, label, row.reviewer, "review")


def judged(connection: Connection, turns: Iterable[str]) -> dict[str, str]:
    """What is right for each of these turns, where staff said so and agree: its own label, or the corrected one."""
    found: dict[str, str] = {}
    wanted = list(turns)
    for start in range(0, len(wanted), BATCH):
        rows = connection.execute(
            _in_force(_REVIEW.c.interaction_id.in_(wanted[start : start + BATCH]))
            .add_columns(_TURN.c.topic, _TURN.c.aspect)
            .join(_TURN, _TURN.c.id == _REVIEW.c.interaction_id)
        ).all()
        for row in _undisputed(rows):
            if row.verdict == _RIGHT and row.topic:
                found[row.interaction_id] = label_of(row.topic, row.aspect)
            elif row.verdict == _WRONG_TOPIC and row.right_topic:
                found[row.interaction_id] = label_of(row.right_topic, row.right_aspect)
    return found


def correctors(connection: Connection, candidates: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Candidate and reviewer of each correction in force behind it, also of those that came after it was made."""
    corrected = (_REVIEW.c.verdict == _WRONG_TOPIC) & _SOURCE.c.candidate_id.in_(list(candidates))
    query = _in_force(corrected).join(_SOURCE, _SOURCE.c.interaction_id == _REVIEW.c.interaction_id)
    for row in connection.execute(query.add_columns(_SOURCE.c.candidate_id)):
        yield row.candidate_id, row.reviewer


def tapped(connection: Connection, moment: datetime) -> Iterator[Correction]:
    """Questions of the last days that were answered by suggestions, one of which the citizen then took."""
    rows = connection.execute(
        select(_TURN.c.id, _TURN.c.conversation_id, _TURN.c.question, _TURN.c.replies, _TURN.c.accepted_at)
        .where(
            _TURN.c.outcome == Outcome.SUGGESTED,
            _TURN.c.pressed.is_(False),
            _TURN.c.accepted_at >= moment - TAPPED_WITHIN,
            ~_seen(_TURN.c.id),
        )
        .order_by(_TURN.c.accepted_at.desc())
        .limit(BATCH)
    ).all()
    for row in rows:
        if label := _taken(connection, row):
            yield Correction(row.id, row.conversation_id, row.question, label, MACHINE, "tapped")


def _taken(connection: Connection, row: Any) -> str | None:
    """The label of the button that the next turn of the same talk pressed; None where it was no suggestion of ours."""
    following = connection.execute(
        select(_NEXT.c.pressed, _NEXT.c.topic, _NEXT.c.aspect, _NEXT.c.outcome)
        .where(_NEXT.c.conversation_id == row.conversation_id, _NEXT.c.accepted_at > row.accepted_at)
        .order_by(_NEXT.c.accepted_at)
        .limit(1)
    ).one_or_none()
    if following is None or not following.pressed or not following.topic or not following.aspect:
        return None
    payloads = [button["payload"] for reply in row.replies for button in _buttons(reply) if "payload" in button]
    offered = connection.execute(
        select(_BUTTON.c.intent, _BUTTON.c.aspect).where(
            _BUTTON.c.token.in_(payloads), _BUTTON.c.conversation_id == row.conversation_id
        )
    ).all()
    pair = (following.topic, following.aspect)
    return label_of(*pair) if pair in {(one.intent, one.aspect) for one in offered} else None


def _buttons(reply: dict[str, object]) -> list[dict[str, str]]:
    buttons = reply.get("buttons")
    return buttons if isinstance(buttons, list) else []


def _seen(turn: ColumnElement[str]) -> ColumnElement[bool]:
    return exists().where(_SOURCE.c.interaction_id == turn)


def _in_force(where: ColumnElement[bool]) -> Select[Any]:
    newer = _REVIEW.alias("newer")
    return select(
        _REVIEW.c.interaction_id,
        _REVIEW.c.reviewer,
        _REVIEW.c.verdict,
        _REVIEW.c.right_topic,
        _REVIEW.c.right_aspect,
    ).where(where, _REVIEW.c.verdict != _UNDONE, ~exists().where(newer.c.supersedes == _REVIEW.c.id))


def _undisputed(rows: Iterable[Row[Any]]) -> Iterator[Row[Any]]:
    """One row a turn, where all verdicts in force on it say the same."""
    by_turn: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        by_turn[row.interaction_id].append(row)
    for several in by_turn.values():
        if len({(row.verdict, row.right_topic, row.right_aspect) for row in several}) == 1:
            yield several[0]
