"""The keys of those the record tells of: one row each, in a table that data backups leave out."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, or_, select

from bot.clock import today
from bot.privacy.citizen_keys import DataKey, WrappedKey, Wrapping, opened
from bot.privacy.pseudonym import KeyRefused
from bot.storage.chain_tables import DataKeyRow
from bot.storage.upsert import insert as insert_or

#: Holder of the key for what belongs to no person; it is never destroyed.
HOUSE = "house"

_TABLE = DataKeyRow.metadata.tables[DataKeyRow.__tablename__]
_COLUMNS = (_TABLE.c.id, _TABLE.c.holder, _TABLE.c.wrapped, _TABLE.c.wrapped_by)
# Two at most, in a statement that is always the same: this is asked in every turn.
_OF = select(*_COLUMNS).where(or_(_TABLE.c.holder == bindparam("one"), _TABLE.c.holder == bindparam("other")))
_BY_ID = select(*_COLUMNS).where(_TABLE.c.id.in_(bindparam("ids", expanding=True)))
_DESTROYED = delete(_TABLE).where(_TABLE.c.id == bindparam("of"))
_MADE = insert(_TABLE)


def of_conversation(conversation_id: str) -> str:
    """The holder that a conversation is."""
    return f"conversation:{conversation_id}"


def of_report(report_id: str) -> str:
    """The holder that a report is: a key of its own, so that it holds no thread to a conversation."""
    return f"report:{report_id}"


class Keys:
    """Finds, makes and destroys keys. Nothing is cached: a key that was destroyed is gone in every process."""

    def __init__(self, wrapping: Wrapping):
        self._wrapping = wrapping

    def of(self, connection: Connection, *holders: str, is_new: bool = False) -> dict[str, DataKey]:
        """The keys of one or two `holders`, made where there is none; the house's only with a new chain.

        Raises KeyRefused where the keys are not those of this database, SealBroken where a row was changed.
        """
        rows = self._rows(connection, holders)
        missing = [holder for holder in holders if holder not in rows]
        if missing:
            if HOUSE in missing and not is_new:
                raise KeyRefused("the table data_key lacks the keys of this record; restore it from the key backup")
            for holder in missing:
                self._make(connection, holder)
            rows = self._rows(connection, holders)
        return {holder: self._wrapping.open(row) for holder, row in rows.items()}

    def find(self, connection: Connection, holder: str) -> str | None:
        """The id of the holder's key; None where there is none, or none any more."""
        row = self._rows(connection, (holder,)).get(holder)
        return row.id if row else None

    def by_id(self, connection: Connection, ids: Iterable[str]) -> dict[str, DataKey]:
        """Those of the keys that are there and whole."""
        found = connection.execute(_BY_ID, {"ids": list(ids)})
        return opened(self._wrapping, (WrappedKey(*row) for row in found))

    def destroy(self, connection: Connection, key_id: str) -> None:
        """Delete a key; the database refuses it unless the chain has its tombstone."""
        connection.execute(_DESTROYED, {"of": key_id})

    def _rows(self, connection: Connection, holders: Sequence[str]) -> dict[str, WrappedKey]:
        found = connection.execute(_OF, {"one": holders[0], "other": holders[-1]})
        return {row.holder: WrappedKey(*row) for row in found}

    def _make(self, connection: Connection, holder: str) -> None:
        key = self._wrapping.fresh(holder, today())
        row = {"id": key.id, "holder": key.holder, "wrapped": key.wrapped, "wrapped_by": key.wrapped_by}
        if connection.dialect.name == "sqlite":
            connection.execute(_MADE, row)
        else:
            # Another app may make it at the same moment; then its key is the key.
            connection.execute(insert_or(connection, _TABLE).values(row).on_conflict_do_nothing())
