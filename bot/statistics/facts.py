"""One row a turn, made from the record: every definition that a figure rests on, in SQL that both databases run."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Select,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    literal_column,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.orm import aliased

from bot.clock import VIETNAM
from bot.records import measures
from bot.statistics import reporting
from bot.statistics.steps import SPEEDS, WAITS
from bot.storage.feedback_tables import Feedback, Opinion
from bot.storage.moments import day_of, hour_of
from bot.storage.personal import table
from bot.storage.statistics_tables import StatisticsCitizen, StatisticsTurn, TurnPlace
from bot.storage.tables import Conversation, Interaction, Moment
from bot.storage.talk_tables import OfficerTalk
from bot.talks.speaking import OURS

FACT, CITIZEN, PLACE = table(StatisticsTurn), table(StatisticsCitizen), table(TurnPlace)
COLUMNS = tuple(column.name for column in FACT.columns)
#: Within so many seconds after an answer, and later than `measures.FOLLOW_UP_SECONDS`, a turn of its topic is a
#: re-contact.
RECONTACT_SECONDS = 7 * 24 * 60 * 60
#: What a later turn can change: an answer of so long ago.
LOOKS_BACK = timedelta(days=8)
#: A talk with a person opens while the turn that asks for it is answered.
_OPENS_WITHIN = 10


def day_begins(day: date) -> datetime:
    """The first moment of a day in Vietnam."""
    # In UTC: SQLite compares what is stored as text.
    return datetime.combine(day, time(), VIETNAM).astimezone(UTC)


def number_citizens(connection: Connection, talks: ColumnElement[bool]) -> None:
    """Give each conversation that has none its number, and put down the group that it told last."""
    known = select(CITIZEN.c.conversation_id).where(CITIZEN.c.conversation_id == Conversation.id)
    new = select(Conversation.id, Conversation.channel, func.coalesce(Conversation.audience, "")).where(
        talks, ~exists(known)
    )
    names = ["conversation_id", "channel", "audience"]
    connection.execute(insert(CITIZEN).from_select(names, new.order_by(Conversation.started_at, Conversation.id)))
    told = select(func.coalesce(Conversation.audience, "")).where(Conversation.id == CITIZEN.c.conversation_id)
    of = select(Conversation.id).where(talks)
    connection.execute(
        update(CITIZEN)
        .where(CITIZEN.c.conversation_id.in_(of), CITIZEN.c.audience != told.scalar_subquery())
        .values(audience=told.scalar_subquery())
    )


def write(connection: Connection, turns: Collection[str], tests: Collection[str]) -> set[date]:
    """Make the rows of some turns anew; gives the days that they lie on."""
    days = set(connection.scalars(select(day_of(Interaction.accepted_at)).where(Interaction.id.in_(turns)).distinct()))
    connection.execute(delete(FACT).where(FACT.c.day.in_(days), FACT.c.interaction_id.in_(turns)))
    connection.execute(insert(FACT).from_select(COLUMNS, made(tests, Interaction.id.in_(turns))))
    return days


def write_day(connection: Connection, day: date, tests: Collection[str]) -> None:
    """Make all rows of a day anew."""
    connection.execute(delete(FACT).where(FACT.c.day == day))
    connection.execute(_of_day(tuple(tests)), {"begins": day_begins(day), "ends": day_begins(day + timedelta(days=1))})


@cache
def _of_day(tests: tuple[str, ...]) -> Insert:
    begins, ends = bindparam("begins", type_=Moment), bindparam("ends", type_=Moment)
    source = made(tests, Interaction.accepted_at >= begins, Interaction.accepted_at < ends)
    return insert(FACT).from_select(COLUMNS, source)


def on_day(day: date) -> ColumnElement[bool]:
    """Turns that were accepted on a day in Vietnam."""
    return and_(
        Interaction.accepted_at >= day_begins(day), Interaction.accepted_at < day_begins(day + timedelta(days=1))
    )


def made(tests: Collection[str], *where: ColumnElement[bool]) -> Select[Any]:
    """The rows as they ought to be: turns that ended, without those of trials (campaigns of `tests`)."""
    turn, talk = Interaction, Conversation
    campaign = func.coalesce(turn.campaign, "")
    verdict = _last_feedback(Feedback.verdict)
    values: dict[str, Any] = {
        "day": day_of(turn.accepted_at),
        "accepted_at": turn.accepted_at,
        "interaction_id": turn.id,
        "citizen": CITIZEN.c.number,
        "hour": hour_of(turn.accepted_at),
        "channel": turn.channel,
        "audience": CITIZEN.c.audience,
        "campaign": campaign,
        "topic": reporting.topic(),
        "aspect": reporting.aspect(),
        "outcome": reporting.outcome(),
        "author": turn.author,
        "is_counted": measures.counted(),
        "is_two_way": measures.two_way(),
        "is_substantive": measures.substantive(),
        "is_evidence_based": measures.evidence_based(),
        "is_pressed": turn.pressed,
        "is_taken": _taken(),
        "is_recontact": _recontact(),
        "verdict": verdict,
        "reason": _last_feedback(Feedback.reason),
        "opinion": select(Opinion.kind)
        .where(Opinion.given_in == turn.id, Opinion.withdrawn_at.is_(None))
        .scalar_subquery(),
        "speed": _speed(),
        "wait": _wait(),
        "province": PLACE.c.province,
        # A province alone has a commune of no name; where no place was told, there is none.
        "commune": case((PLACE.c.province.is_not(None), func.coalesce(PLACE.c.commune, "")), else_=null()),
    }
    source = (
        select(*(values[name].label(name) for name in COLUMNS))
        .join(talk, talk.id == turn.conversation_id)
        .join(CITIZEN, CITIZEN.c.conversation_id == turn.conversation_id)
        .outerjoin(PLACE, PLACE.c.interaction_id == turn.id)
        .where(turn.outcome.is_not(None), *where)
    )
    if tests:
        source = source.where(campaign.not_in(tests), func.coalesce(talk.campaign, "").not_in(tests))
    return source


def _last_feedback(column: Any) -> ColumnElement[Any]:
    """What the citizen said last of the answer."""
    return (
        select(column)
        .where(Feedback.judged == Interaction.id)
        .order_by(Feedback.given_at.desc(), Feedback.given_in.desc())
        .limit(1)
        .scalar_subquery()
    )


def _taken() -> ColumnElement[bool]:
    """Choices were shown, and the citizen's next turn was one of them, within a day."""
    later = aliased(Interaction)
    following = (
        select(later.pressed)
        .where(
            later.conversation_id == Interaction.conversation_id,
            later.accepted_at > Interaction.accepted_at,
            measures.seconds_between(Interaction.accepted_at, later.accepted_at) <= measures.FOLLOW_UP_SECONDS,
        )
        .order_by(later.accepted_at, later.id)
        .limit(1)
        .scalar_subquery()
    )
    return case((Interaction.outcome == "suggested", func.coalesce(following, literal(False))), else_=literal(False))


def _recontact() -> ColumnElement[bool]:
    """The answer's topic came up again, later than a day after it and within a week."""
    later = aliased(Interaction)
    gap = measures.seconds_between(Interaction.answered_at, later.accepted_at)
    again = exists().where(
        later.conversation_id == Interaction.conversation_id,
        later.topic == Interaction.topic,
        measures.counted(later),
        later.accepted_at > Interaction.answered_at,
        gap > measures.FOLLOW_UP_SECONDS,
        gap <= RECONTACT_SECONDS,
    )
    return and_(measures.substantive(), again)


def _speed() -> ColumnElement[int | None]:
    """The step of how long the machine took; nothing for what officers write, and for what began on our side."""
    waited = Interaction.answered_at.is_(None) | (Interaction.author != "machine")
    began_here = Interaction.message_id.startswith(OURS, autoescape=True)
    milliseconds = measures.milliseconds_between(Interaction.accepted_at, Interaction.answered_at)
    return case((or_(waited, began_here), null()), else_=_step(milliseconds, [end * 1000 for end in SPEEDS]))


def _wait() -> ColumnElement[int | None]:
    """The step of how long the talk that this turn asked for waited for a person's first reply."""
    talk = aliased(OfficerTalk)
    first = (
        select(_step(measures.seconds_between(talk.opened_at, talk.first_reply_at), WAITS))
        .where(
            talk.conversation_id == Interaction.conversation_id,
            talk.opened_at >= Interaction.accepted_at,
            measures.seconds_between(Interaction.answered_at, talk.opened_at) <= _OPENS_WITHIN,
            talk.first_reply_at.is_not(None),
        )
        .order_by(talk.opened_at)
        .limit(1)
        .scalar_subquery()
    )
    return case((Interaction.outcome == "handed_over", first), else_=null())


def _step(took: ColumnElement[Any], ends: Iterable[float]) -> ColumnElement[int | None]:
    listed = list(ends)
    steps: list[Any] = [(took <= end, literal_column(str(at))) for at, end in enumerate(listed)]
    return case((took.is_(None), null()), *steps, else_=literal_column(str(len(listed))))
