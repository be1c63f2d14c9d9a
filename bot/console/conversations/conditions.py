"""What a filter asks of a turn, as conditions of the database."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select

from bot.clock import VIETNAM
from bot.console.conversations.filters import Asked
from bot.storage.review_tables import Review
from bot.storage.search_index import number_of
from bot.storage.search_tables import SearchTurn
from bot.storage.talk_tables import TalkMessage

_TABLE = SearchTurn.metadata.tables[SearchTurn.__tablename__]
_REVIEW = Review.metadata.tables[Review.__tablename__]
_LATER = _REVIEW.alias("later")
_SAID = TalkMessage.metadata.tables[TalkMessage.__tablename__]
_EQUAL = ("channel", "topic", "aspect", "outcome", "audience", "campaign", "author")
Conditions = list[ColumnElement[bool]]


def conditions(asked: Asked, number: ColumnElement[int]) -> Conditions:
    """All that must hold, but for the words; `number` is the turn's, in whatever table it is read from."""
    equal = (_TABLE.c[name].in_(asked.of(name)) for name in _EQUAL if asked.of(name))
    said = [or_(*(_feedback(one) for one in asked.of("feedback")))] if asked.of("feedback") else []
    return [*within(asked, number), *equal, *said, *_others(asked)]


def within(asked: Asked, number: ColumnElement[int]) -> Conditions:
    """The days."""
    found: Conditions = []
    if asked.since:
        found.append(number >= number_of(_midnight(asked.since)))
    if asked.until:
        found.append(number < number_of(_midnight(asked.until + timedelta(days=1))))
    return found


def marked(asked: Asked) -> Iterator[list[str]]:
    """What PostgreSQL's index of words can be asked for beside them: of each list a turn must have one."""
    for name in _EQUAL:
        if values := asked.of(name):
            yield [f"{name}={value}" for value in values]
    if _is_marked(given := asked.of("feedback")):
        yield [f"verdict={one}" for one in given]


def unmarked(asked: Asked) -> Conditions:
    """What else must hold, but for the days."""
    given = asked.of("feedback")
    said = [] if _is_marked(given) or not given else [or_(*(_feedback(one) for one in given))]
    return [*said, *_others(asked)]


def _is_marked(feedback: tuple[str, ...]) -> bool:
    # Nothing marks a turn that nobody judged.
    return bool(feedback) and "none" not in feedback


def _others(asked: Asked) -> Conditions:
    found: Conditions = []
    if asked.confidence_from is not None:
        found.append(_TABLE.c.confidence >= asked.confidence_from / 100)
    if asked.confidence_to is not None:
        found.append(_TABLE.c.confidence <= asked.confidence_to / 100)
    if officers := asked.of("officer"):
        found.append(_TABLE.c.interaction_id.in_(select(_SAID.c.interaction_id).where(_SAID.c.officer.in_(officers))))
    if reviews := asked.of("review"):
        found.append(or_(*(_reviewed(one) for one in reviews)))
    return found


def _feedback(verdict: str) -> ColumnElement[bool]:
    return _TABLE.c.verdict.is_(None) if verdict == "none" else _TABLE.c.verdict == verdict


def _reviewed(how: str) -> ColumnElement[bool]:
    # An undone verdict is none, and neither is one that another took the place of.
    stands = and_(_REVIEW.c.verdict != "undone", ~exists().where(_LATER.c.supersedes == _REVIEW.c.id))
    if how == "no":
        return ~exists().where(_REVIEW.c.interaction_id == _TABLE.c.interaction_id, stands)
    wanted = stands if how == "yes" else and_(stands, _REVIEW.c.verdict == how)
    return _TABLE.c.interaction_id.in_(select(_REVIEW.c.interaction_id).where(wanted))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)
