"""Scores of a batch of turns: read with what came before and after them, weighed, written."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from bot.console.review.risk import Signs, reach, risk
from bot.console.review.standing import Pair, is_sampled, verdicts_of
from bot.console.review.weights import Weights
from bot.language.text import strip_diacritics
from bot.outcomes import Outcome
from bot.records import rankings
from bot.storage.feedback_tables import Feedback
from bot.storage.review_tables import ReviewScore
from bot.storage.tables import Interaction
from bot.storage.upsert import insert

SCORES = ReviewScore.metadata.tables[ReviewScore.__tablename__]
TURNS = Interaction.metadata.tables[Interaction.__tablename__]
_FEEDBACK = Feedback.metadata.tables[Feedback.__tablename__]

#: Outcomes in which nothing was said that could be right or wrong about social insurance.
_NOTHING_SAID = frozenset(
    {Outcome.SMALL_TALK, Outcome.FEEDBACK_RECEIVED, Outcome.WITH_OFFICER, Outcome.HANDED_OVER, Outcome.REPORT_RECEIVED}
)
REVIEWABLE = tuple(sorted(str(one) for one in Outcome if one not in _NOTHING_SAID))
#: Turns that belong to a form or to one calculation ask on, not again.
_ASKS_ON = frozenset({Outcome.COLLECTING, Outcome.ANSWERED_CALCULATION})
#: So soon after an answer the same question means that it was of no help.
AGAIN = timedelta(minutes=30)
#: So many days count for how many asked the like.
REACH_DAYS = 30
_READ = tuple(
    TURNS.c[name]
    for name in (
        *("id", "conversation_id", "channel", "accepted_at", "question", "pressed"),
        *("topic", "aspect", "confidence", "outcome"),
    )
)
#: What a later score changes; whose verdict a turn waits for is the verdicts' to say.
_CHANGED = ("topic", "aspect", "risk", "asked", "score", "reasons")


def reviewable() -> ColumnElement[bool]:
    """Whether a turn is one that the machine ended with something to judge."""
    # In a function, so that SQLite goes by moment or id: by the index of outcomes it would read nearly every turn.
    outcome = func.coalesce(TURNS.c.outcome, "")
    return outcome.in_(REVIEWABLE) & (TURNS.c.author == "machine") & TURNS.c.answered_at.is_not(None)


def subject(topic: str | None, aspect: str | None, ranking: rankings.Ranking) -> tuple[str | None, str | None]:
    """What a turn was about; where that was not sure, what it was likeliest about."""
    if aspect:
        return topic, aspect
    best = next((one for one in ranking if one.topic == topic), None) or next(iter(ranking), None)
    return (best.topic, best.aspect) if best else (topic, None)


@dataclass(slots=True)
class Around:
    """What is known around a batch of turns."""

    turns: dict[str, Any] = field(default_factory=dict)
    ranking: dict[str, rankings.Ranking] = field(default_factory=dict)
    bad: Counter[str] = field(default_factory=Counter)
    verdicts: dict[str, Pair] = field(default_factory=dict)
    asked: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)

    def subject(self, turn: Any) -> tuple[str | None, str | None]:
        """See `subject`."""
        return subject(turn.topic, turn.aspect, self.ranking.get(turn.id, ()))


def score(connection: Connection, weights: Weights, ids: Iterable[str], moment: datetime) -> int:
    """Write the scores of these turns; gives how many can be judged at all."""
    wanted = frozenset(ids)
    around = _around(connection, wanted)
    turns = [turn for turn in around.turns.values() if turn.id in wanted and rankings.tells(turn.question)]
    if not turns:
        return 0
    around.asked = _asked(connection, {around.subject(turn)[0] for turn in turns}, wanted, moment)
    around.asked.update(around.subject(turn) for turn in turns)
    again = _again(around)
    rows = [_row(weights, around, turn, again[turn.id]) for turn in turns]
    added = insert(connection, SCORES)
    changed = {name: added.excluded[name] for name in _CHANGED}
    connection.execute(added.on_conflict_do_update(index_elements=["interaction_id"], set_=changed), rows)
    return len(rows)


def earlier_in_talk(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Scored turns shortly before these in the same talks: they may have been asked again."""
    later = TURNS.alias("later_turn")
    query = (
        select(TURNS.c.id, TURNS.c.accepted_at, later.c.accepted_at.label("later_at"))
        .join(later, later.c.conversation_id == TURNS.c.conversation_id)
        .join(SCORES, SCORES.c.interaction_id == TURNS.c.id)
        .where(later.c.id.in_(list(ids)), TURNS.c.accepted_at < later.c.accepted_at)
    )
    return sorted({row.id for row in connection.execute(query) if row.later_at - row.accepted_at <= AGAIN} - set(ids))


def _around(connection: Connection, ids: frozenset[str]) -> Around:
    of = select(*_READ).where(reviewable())
    batch = connection.execute(of.where(TURNS.c.id.in_(sorted(ids)))).all()
    if not batch:
        return Around()
    talks = sorted({turn.conversation_id for turn in batch})
    first, last = min(turn.accepted_at for turn in batch), max(turn.accepted_at for turn in batch)
    near = of.where(TURNS.c.conversation_id.in_(talks), TURNS.c.accepted_at.between(first, last + AGAIN))
    turns = {turn.id: turn for turn in (*batch, *connection.execute(near))}
    ranking = rankings.of_turns(connection, list(turns))
    return Around(turns, ranking, _bad(connection, ids), verdicts_of(connection, sorted(ids)))


def _bad(connection: Connection, ids: frozenset[str]) -> Counter[str]:
    """How often the citizen said "no" to a turn; nothing where the last word was a "yes"."""
    query = select(_FEEDBACK.c.judged, _FEEDBACK.c.verdict).where(_FEEDBACK.c.judged.in_(sorted(ids)))
    count: Counter[str] = Counter()
    for row in connection.execute(query.order_by(_FEEDBACK.c.given_at, _FEEDBACK.c.given_in)):
        count[row.judged] = count[row.judged] + 1 if row.verdict == "bad" else 0
    return count


def _asked(
    connection: Connection, topics: set[str | None], without: frozenset[str], moment: datetime
) -> Counter[tuple[str | None, str | None]]:
    """How many scored turns of the last 30 days were about the same, by topic and aspect."""
    query = (
        select(SCORES.c.topic, SCORES.c.aspect, func.count())
        .where(
            SCORES.c.topic.in_(sorted(one for one in topics if one)),
            SCORES.c.accepted_at >= moment - timedelta(days=REACH_DAYS),
            SCORES.c.interaction_id.not_in(sorted(without)),
        )
        .group_by(SCORES.c.topic, SCORES.c.aspect)
    )
    return Counter({(topic, aspect): count for topic, aspect, count in connection.execute(query)})


def _again(around: Around) -> Counter[str]:
    """How often each turn's question was asked again in its talk shortly after."""
    talks: dict[str, list[Row[Any]]] = defaultdict(list)
    for turn in sorted(around.turns.values(), key=lambda one: one.accepted_at):
        talks[turn.conversation_id].append(turn)
    count: Counter[str] = Counter()
    for turns in talks.values():
        for at, turn in enumerate(turns):
            count[turn.id] = sum(_is_again(around, turn, later) for later in turns[at + 1 :])
    return count


def _is_again(around: Around, turn: Any, later: Any) -> bool:
    if later.accepted_at - turn.accepted_at > AGAIN or later.pressed or not rankings.tells(later.question):
        return False
    if {turn.outcome, later.outcome} & _ASKS_ON:
        return False
    same = around.subject(turn)
    return _bare(turn.question) == _bare(later.question) or (same[1] is not None and same == around.subject(later))


def _bare(text: str) -> str:
    return " ".join(strip_diacritics(text).lower().split())


def _row(weights: Weights, around: Around, turn: Any, again: int) -> dict[str, Any]:
    topic, aspect = around.subject(turn)
    ranking = around.ranking.get(turn.id, ())
    signs = Signs(topic, turn.outcome, turn.confidence, turn.pressed, ranking, bad=around.bad[turn.id], again=again)
    found, reasons = risk(weights, signs)
    verdicts, sampled = around.verdicts.get(turn.id, Pair()), is_sampled(turn.id, weights.sample.every)
    asked = around.asked[topic, aspect]
    return {
        "interaction_id": turn.id,
        "accepted_at": turn.accepted_at,
        "channel": turn.channel,
        "topic": topic,
        "aspect": aspect,
        "risk": found,
        "asked": asked,
        "score": found * reach(weights, asked),
        "reasons": reasons,
        "sampled": sampled,
        "waits_for": verdicts.waits_for(sampled=sampled),
        "first_by": verdicts.first.reviewer if verdicts.first else None,
    }
