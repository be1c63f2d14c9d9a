"""The mark of a demonstration: whether a database holds invented talk, and whether it may."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Select, insert, or_, select, update

from bot.operations.seeding import MARK
from bot.records.chain import Kind
from bot.storage.chain_tables import ChainEntry
from bot.storage.demonstration_tables import Demonstration
from bot.storage.tables import Conversation, Table

#: The one row that there is.
ONE = 1
_AFTER_MARK = MARK[:-1] + chr(ord(MARK[-1]) + 1)

_TABLE = Table.metadata.tables[Demonstration.__tablename__]
_ROW = select(_TABLE)


class SeedRefused(Exception):
    """Why nothing is invented, or removed: names what is in the way and the way out."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a database says of its demonstration; see `Demonstration`."""

    first: date
    last: date
    seed: int
    data_version: str
    wanted: int
    written: int = 0
    batches: int = 0
    finished_at: datetime | None = None


def read(connection: Connection) -> Mark | None:
    """The mark, None where there is none."""
    row = connection.execute(_ROW).one_or_none()
    return Mark(**{name: getattr(row, name) for name in Mark.__dataclass_fields__}) if row else None


def begin(connection: Connection, mark: Mark, moment: datetime) -> None:
    """Set the mark, before the first invented row."""
    kept = {name: getattr(mark, name) for name in Mark.__dataclass_fields__}
    connection.execute(insert(_TABLE).values(id=ONE, started_at=moment, **kept))


def go_on(connection: Connection, written: int, batches: int, finished_at: datetime | None = None) -> None:
    """How far it is, in the transaction that goes so far."""
    connection.execute(update(_TABLE).values(written=written, batches=batches, finished_at=finished_at))


def real_talk() -> Select[str]:
    """Conversations that nobody has invented."""
    citizen = Conversation.citizen
    return select(Conversation.id).where(or_(citizen < MARK, citizen >= _AFTER_MARK))


def require_unused(connection: Connection, *, begun: bool = False) -> None:
    """Raises SeedRefused where there is real talk, or the chain of the record has begun; what a whole demonstration
    ends with, the first entry alone, is in nobody's way if `begun`."""
    if connection.execute(real_talk().limit(1)).first():
        raise SeedRefused(
            "this database holds talk of real citizens; invented talk goes into one of its own: name an empty folder in"
            " ANSINH_HOME, or an empty database in ANSINH_DATABASE_URL"
        )
    kinds = connection.scalars(select(ChainEntry.kind).limit(2)).all()
    if kinds and not (begun and kinds == [Kind.BEGUN]):
        raise SeedRefused(
            "the record of this database has begun (`ansinh up` or `ansinh admin create` ran on it): nothing can be"
            " slipped in before it, nor taken out; name an empty folder in ANSINH_HOME, or an empty database in"
            " ANSINH_DATABASE_URL"
        )
