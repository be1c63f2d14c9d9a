"""Legal holds: a talk or a report that must stay whatever its age, for a court, an inspection or a dispute.

A hold is an entry of the chain, its release another one: neither can be made unseen, and neither needs a table.
"""

from enum import StrEnum

from sqlalchemy import Connection, bindparam, func, select

from bot.records.chain import HOUSE, Chain, Deed, Kind
from bot.records.chain.chain import ENTRIES
from bot.storage.database import Database

_SINCE = (
    select(ENTRIES.c.sequence, ENTRIES.c.about, ENTRIES.c.kind)
    .where(ENTRIES.c.sequence > bindparam("seen"), ENTRIES.c.kind.in_((Kind.HELD, Kind.RELEASED)))
    .order_by(ENTRIES.c.sequence)
)
_HEAD = select(func.max(ENTRIES.c.sequence))
#: What a hold can be on, before the id: as the holders of keys are named.
_HOLDERS = ("conversation:", "report:")


class HoldGround(StrEnum):
    """Why something is held. Written into the chain, so no word is renamed."""

    COURT = "court"
    INSPECTION = "inspection"
    DISPUTE = "dispute"
    INCIDENT = "incident"
    ORDERED = "ordered"


class HoldRefused(ValueError):
    """What a hold cannot be placed on, or lifted from: says why."""


class Standing:
    """The holders that are held, followed as the chain grows: each look reads only what is new."""

    def __init__(self) -> None:
        self._held: set[str] = set()
        self._seen = 0

    def now(self, connection: Connection) -> frozenset[str]:
        """Those held, as the transaction of `connection` sees it."""
        head = connection.scalar(_HEAD) or 0
        for row in connection.execute(_SINCE, {"seen": self._seen}):
            (self._held.add if row.kind == Kind.HELD else self._held.discard)(row.about)
        self._seen = max(self._seen, head)
        return frozenset(self._held)


class Holds:
    """Places and lifts holds on holders such as `conversation:<id>` and `report:<id>`."""

    def __init__(self, database: Database, chain: Chain):
        self._database, self._chain = database, chain

    def place(self, holder: str, ground: HoldGround, officer: str, why: str) -> None:
        """Hold from now on; on one that is held already, another ground is added. Raises HoldRefused."""
        if not holder.startswith(_HOLDERS):
            raise HoldRefused(f"{holder!r} must begin with one of {', '.join(_HOLDERS)}")
        self._append(Kind.HELD, holder, officer, why, HoldGround(ground))

    def lift(self, holder: str, officer: str, why: str) -> None:
        """Hold no longer. Raises HoldRefused where nothing is held."""
        with self._database.looking() as connection:
            if holder not in Standing().now(connection):
                raise HoldRefused(f"{holder} is not held")
        self._append(Kind.RELEASED, holder, officer, why, None)

    def standing(self) -> frozenset[str]:
        """The holders that are held now."""
        with self._database.looking() as connection:
            return Standing().now(connection)

    def _append(self, kind: Kind, holder: str, officer: str, why: str, ground: HoldGround | None) -> None:
        if not why.strip():
            raise HoldRefused("a hold and its end need a reason")
        deed = Deed(
            kind, HOUSE, {"who": officer, "why": why}, about=holder, note={"ground": ground} if ground else None
        )
        self._database.together(lambda _: None, lambda connection: self._chain.append(connection, deed))
