"""What citizens think of answers: when they are asked, what the buttons mean, what is stored.

Feedback is bound to the answer it was asked about, and trains nothing by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import Connection, bindparam, insert, select

from bot.advice.advice import Button
from bot.advice.phrases import Phrases
from bot.outcomes import ANSWERS
from bot.records.answer_receipts import BESIDE
from bot.records.buttons import Drawn, drawn
from bot.storage import search_index
from bot.storage.feedback_tables import Feedback
from bot.storage.tables import Interaction

Verdict = Literal["good", "bad"]
Reason = Literal["unclear", "off_question", "incomplete", "doubted", "other"]
Way = Literal["button", "words"]

REASONS: tuple[Reason, ...] = get_args(Reason)
INTENTS: dict[str, Verdict] = {"feedback_good": "good", "feedback_bad": "bad"}
#: Messages of a turn beside which one more question would be chatter.
MOST_REPLIES = 2

#: Topics of people in trouble: whoever has just lost money is not asked how they liked the answer.
NEVER_AFTER = frozenset({"fraud_report", "complaint_denunciation"})

_ASKED = "asked"
_TABLE = Feedback.metadata.tables[Feedback.__tablename__]
_TURN = Interaction.metadata.tables[Interaction.__tablename__]
_GIVEN = insert(_TABLE)
_LAST_ANSWER = (
    select(_TURN.c.id)
    .where(
        _TURN.c.conversation_id == bindparam("conversation"),
        _TURN.c.outcome.in_(sorted(ANSWERS)),
        _TURN.c.accepted_at >= bindparam("since"),
    )
    .order_by(_TURN.c.accepted_at.desc(), _TURN.c.id.desc())
    .limit(1)
)
_CURRENT = (
    select(_TABLE.c.verdict, _TABLE.c.reason)
    .where(_TABLE.c.judged == bindparam("judged"))
    .order_by(_TABLE.c.given_at.desc(), _TABLE.c.given_in.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on one answer; a reason comes with a "no" only."""

    judged: str
    verdict: Verdict
    reason: Reason | None = None


def countdown(left: int | None, every: int, *, may_ask: bool) -> tuple[bool, int | None]:
    """After an answer: whether to ask now, and how many answers are left until the next time.

    The first answer of a talk is asked about (`left` 0), then every `every`-th; where the moment is not right the
    next answer takes its turn. None: not in this talk any more.
    """
    if left is None:
        return False, None
    left = max(left - 1, 0)
    return (True, every) if may_ask and left == 0 else (False, left)


def question(phrases: Phrases, judged: str) -> tuple[dict[str, Any], tuple[Drawn, ...]]:
    """The light question under an answer, as a reply, and what its buttons mean."""
    buttons = drawn(
        [
            Button(phrases("feedback.good_button"), "feedback_good", f"{_ASKED}.{judged}"),
            Button(phrases("feedback.bad_button"), "feedback_bad", f"{_ASKED}.{judged}"),
        ]
    )
    sent = [one.sent for one in buttons]
    return {"text": phrases("feedback.question"), "buttons": sent, "image": None, BESIDE: "feedback"}, buttons


def reasons(phrases: Phrases, judged: str) -> Iterable[Button]:
    """The buttons that say why an answer was of no help."""
    return [Button(phrases(f"feedback.reason_{one}"), "feedback_bad", f"{one}.{judged}") for one in REASONS]


def pressed(button: Button) -> Judgement | None:
    """What a pressed button says of which answer; None for any other button."""
    verdict = INTENTS.get(button.intent)
    why, dot, judged = (button.aspect or "").partition(".")
    if verdict is None or not dot:
        return None
    if why == _ASKED:
        return Judgement(judged, verdict)
    return Judgement(judged, "bad", why) if why in REASONS else None


def store(connection: Connection, given_in: str, judgement: Judgement, way: Way, moment: datetime) -> None:
    """Add a judgement to the record."""
    row = {
        "given_in": given_in,
        "judged": judgement.judged,
        "verdict": judgement.verdict,
        "reason": judgement.reason,
        "way": way,
        "given_at": moment,
    }
    connection.execute(_GIVEN, row)
    search_index.judged(connection, judgement.judged, judgement.verdict)


def last_answer(connection: Connection, conversation_id: str, since: datetime) -> str | None:
    """The answer that words of praise or blame are about: the last one given since then."""
    found: str | None = connection.scalar(_LAST_ANSWER, {"conversation": conversation_id, "since": since})
    return found


def current(connection: Connection, judged: str) -> Judgement | None:
    """What the citizen thinks of an answer now: what was said last counts."""
    row = connection.execute(_CURRENT, {"judged": judged}).one_or_none()
    return Judgement(judged, row.verdict, row.reason) if row else None
