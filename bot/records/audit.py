"""Who looked at or changed what, and why: each act an entry of the chain, sealed with the house's key."""

from dataclasses import asdict, dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from bot.privacy.citizen_keys import DataKey
from bot.records.chain import HOUSE, Chain, Deed, Kind
from bot.records.chain.chain import CONTENTS, ENTRIES
from bot.records.chain.entry import Entry, place
from bot.storage.database import Database

_LATEST = (
    select(ENTRIES.c.sequence, ENTRIES.c.moment, CONTENTS.c.sealed)
    .join(CONTENTS, CONTENTS.c.sequence == ENTRIES.c.sequence)
    .where(ENTRIES.c.kind == Kind.AUDIT)
    .order_by(ENTRIES.c.sequence.desc())
)


@dataclass(frozen=True, slots=True)
class Act:
    """`who` did `what` (one word, such as "report_read") to `about` (such as "report/<id>"), and `why` they said."""

    who: str
    what: str
    about: str
    why: str


@dataclass(frozen=True, slots=True)
class Done:
    """An act that is on record."""

    sequence: int
    moment: datetime
    act: Act


class Audit:
    """Writes and reads the audit. It never says which citizen wrote a report: `about` names the case."""

    def __init__(self, database: Database, chain: Chain):
        self._database, self._chain = database, chain

    def __call__(self, connection: Connection, who: str, what: str, about: str, why: str = "") -> Entry:
        """Append an act to the chain in the transaction that does it; what it raises undoes the act."""
        return self._chain.append(connection, Deed(Kind.AUDIT, content=asdict(Act(who, what, about, why))))

    def first(self, who: str, what: str, about: str, why: str = "") -> None:
        """Put a reading on record, durably, before anything is read: who gets an error here must not read.

        Raises DatabaseUnavailable, KeyRefused.
        """
        self._database.together(lambda _: None, lambda connection: self(connection, who, what, about, why))

    def latest(self, most: int, before: int | None = None) -> list[Done]:
        """At most so many acts, the latest first; `before` is the sequence of the last one that was seen."""
        query = _LATEST.limit(most)
        if before is not None:
            query = query.where(ENTRIES.c.sequence < before)
        with self._database.looking() as connection:
            rows = connection.execute(query).all()
            house = self._chain.keys.of(connection, HOUSE)[HOUSE] if rows else None
        return [Done(row.sequence, row.moment, _act(house, row.sequence, row.sealed)) for row in rows] if house else []


def _act(house: DataKey, sequence: int, sealed: bytes) -> Act:
    return msgspec.json.decode(house.open(sealed, place(sequence)), type=Act)
