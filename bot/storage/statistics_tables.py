"""What statistics are added up from: a short row a turn, counts by day and month, sets of citizens. All is derived.

Rows are made anew from the record whenever what they were made from changes (`statistics_due`, filled by triggers), and
can be made anew altogether (`ansinh statistics rebuild`).
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    and_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.outcomes import Outcome
from bot.storage.moments import day_of
from bot.storage.personal import Person, Rows, blanked, deleted, impersonal, table
from bot.storage.tables import Interaction, Moment
from bot.storage.tables import Table as Base

_NO_ROWID = {"sqlite_with_rowid": False}
_Number = BigInteger().with_variant(Integer, "sqlite")
#: Columns of counts. Each is defined in `bot.statistics.conditions`.
COUNTS = (
    *(
        "turns",
        "counted",
        "two_way",
        "substantive",
        "evidence_based",
        "unsourced",
        "officer",
        "pressed",
        "taken",
        "recontact",
    ),
    *("good", "bad", "answers_judged", "opinion", "wish", "served"),
    *("reason_unclear", "reason_off_question", "reason_incomplete", "reason_doubted", "reason_other"),
    *(f"o_{outcome}" for outcome in Outcome),
    *(f"h{hour:02}" for hour in range(24)),
    *(f"s{step:02}" for step in range(14)),
    *(f"w{step:02}" for step in range(9)),
)


class TurnPlace(Base):
    """The province and commune that a citizen named in a turn, as they are called today."""

    __tablename__ = "turn_place"

    interaction_id: Mapped[str] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"), primary_key=True)
    province: Mapped[str] = mapped_column(String(64))
    commune: Mapped[str | None] = mapped_column(String(128))


class StatisticsDue(Base):
    """A turn whose row is to be made anew: it ended, was judged, or changed its group."""

    __tablename__ = "statistics_due"

    number: Mapped[int] = mapped_column(_Number, primary_key=True, autoincrement=True)
    interaction_id: Mapped[str] = mapped_column(String(36))


class StatisticsStale(Base):
    """What is to be made anew: `grain` "f" the rows of the day `bucket`, "d" its counts, "m" those of the month."""

    __tablename__ = "statistics_stale"

    grain: Mapped[str] = mapped_column(String(1), primary_key=True)
    bucket: Mapped[date] = mapped_column(Date, primary_key=True)


class StatisticsCitizen(Base):
    """A number for each conversation, so that sets of citizens are small; `first_day` of a turn that counts."""

    __tablename__ = "statistics_citizen"

    number: Mapped[int] = mapped_column(_Number, primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), unique=True)
    channel: Mapped[str] = mapped_column(String(16))
    audience: Mapped[str] = mapped_column(String(32))
    first_day: Mapped[date | None] = mapped_column(Date, index=True)


class StatisticsTurn(Base):
    """What statistics ask of one turn. `audience` is the group its citizen told last; "" stands for nothing said.

    `speed` and `wait` are steps (`bot.statistics.steps`): how long the answer took, and where a person was asked for,
    how long the first reply took (None: none came).
    """

    __tablename__ = "statistics_turn"
    __table_args__ = (_NO_ROWID,)

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    accepted_at: Mapped[datetime] = mapped_column(Moment, primary_key=True)
    interaction_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    citizen: Mapped[int] = mapped_column(_Number)
    hour: Mapped[int] = mapped_column(SmallInteger)
    channel: Mapped[str] = mapped_column(String(16))
    audience: Mapped[str] = mapped_column(String(32))
    campaign: Mapped[str] = mapped_column(String(64))
    topic: Mapped[str] = mapped_column(String(64))
    aspect: Mapped[str] = mapped_column(String(64))
    outcome: Mapped[str] = mapped_column(String(32))
    author: Mapped[str] = mapped_column(String(16))
    is_counted: Mapped[bool]
    is_two_way: Mapped[bool]
    is_substantive: Mapped[bool]
    is_evidence_based: Mapped[bool]
    is_pressed: Mapped[bool]
    is_taken: Mapped[bool]
    is_recontact: Mapped[bool]
    verdict: Mapped[str | None] = mapped_column(String(8))
    reason: Mapped[str | None] = mapped_column(String(16))
    opinion: Mapped[str | None] = mapped_column(String(8))
    speed: Mapped[int | None] = mapped_column(SmallInteger)
    wait: Mapped[int | None] = mapped_column(SmallInteger)
    province: Mapped[str | None] = mapped_column(String(64))
    commune: Mapped[str | None] = mapped_column(String(128))


def _dimensions() -> list[Column[Any]]:
    return [
        Column("channel", String(16), primary_key=True),
        Column("audience", String(32), primary_key=True),
        Column("campaign", String(64), primary_key=True),
        Column("topic", String(64), primary_key=True),
    ]


def _bucket() -> list[Column[Any]]:
    """`grain` is "d" for the day `bucket`, "m" for the month that begins on it."""
    return [Column("grain", String(1), primary_key=True), Column("bucket", Date, primary_key=True)]


#: Counts of a day or month; "*" in a dimension is all its values together.
CELL = Table(
    "statistics_cell",
    Base.metadata,
    *_bucket(),
    *_dimensions(),
    *(Column(name, Integer, nullable=False) for name in COUNTS),
    sqlite_with_rowid=False,
)
#: Turns of an aspect, and those of them that were calculated.
ASPECT = Table(
    "statistics_aspect",
    Base.metadata,
    *_bucket(),
    *_dimensions(),
    Column("aspect", String(64), primary_key=True),
    Column("turns", Integer, nullable=False),
    Column("calculated", Integer, nullable=False),
    sqlite_with_rowid=False,
)
#: Turns in which a place was named.
PLACE = Table(
    "statistics_place",
    Base.metadata,
    *_bucket(),
    *_dimensions(),
    Column("province", String(64), primary_key=True),
    Column("commune", String(128), primary_key=True),
    Column("turns", Integer, nullable=False),
    sqlite_with_rowid=False,
)
#: Sets of citizens (Roaring bitmaps of their numbers): `kind` "any" had a turn that counts, "reached" got an answer,
#: "new" had their first one.
PEOPLE = Table(
    "statistics_people",
    Base.metadata,
    *_bucket(),
    Column("campaign", String(64), primary_key=True),
    Column("topic", String(64), primary_key=True),
    Column("kind", String(8), primary_key=True),
    Column("citizens", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
#: Sets of citizens by channel, and by the group that they told last.
GROUP = Table(
    "statistics_group",
    Base.metadata,
    Column("dimension", String(16), primary_key=True),
    Column("value", String(32), primary_key=True),
    Column("citizens", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)


class StatisticsState(Base):
    """`definition` is that of the code which made the rows, `folded_at` up to when the record is counted."""

    __tablename__ = "statistics_state"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    definition: Mapped[str] = mapped_column(String(64))
    folded_at: Mapped[datetime | None] = mapped_column(Moment)


_TURN, _CITIZEN, _PLACE = table(StatisticsTurn), table(StatisticsCitizen), table(TurnPlace)
_INTERACTION = table(Interaction)


def _of(at: Table) -> Rows:
    turns = select(_INTERACTION.c.id)
    return lambda person: at.c.interaction_id.in_(turns.where(_INTERACTION.c.conversation_id == person.conversation))


def _of_turns(person: Person) -> ColumnElement[bool]:
    """By day first: the rows have no index of ids."""
    mine = _INTERACTION.c.conversation_id == person.conversation
    days = select(day_of(_INTERACTION.c.accepted_at)).where(mine)
    return and_(_TURN.c.day.in_(days), _TURN.c.interaction_id.in_(select(_INTERACTION.c.id).where(mine)))


deleted(_PLACE, _of(_PLACE))
blanked(_TURN, _of_turns, audience="", province=None, commune=None)
impersonal(_TURN, *(one.name for one in _TURN.columns if one.name not in {"audience", "province", "commune"}))
blanked(_CITIZEN, lambda person: _CITIZEN.c.conversation_id == person.conversation, audience="")
impersonal(_CITIZEN, "number", "conversation_id", "channel", "first_day")
for _one in (table(StatisticsDue), table(StatisticsStale), table(StatisticsState), CELL, ASPECT, PLACE, PEOPLE, GROUP):
    impersonal(_one)

#: Everything that is made from the record, in an order in which it can go.
DERIVED = (
    table(StatisticsDue),
    table(StatisticsStale),
    _TURN,
    CELL,
    ASPECT,
    PLACE,
    PEOPLE,
    GROUP,
    _CITIZEN,
    table(StatisticsState),
)
