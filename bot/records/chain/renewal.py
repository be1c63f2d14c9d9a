"""Renews the wrapping key, so that old backups of `data_key` end: what was erased is gone from them too."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import Connection, bindparam, select, update

from bot.privacy.citizen_keys import WrappedKey, Wrapping
from bot.records.chain.chain import Chain, Deed
from bot.records.chain.kinds import Kind
from bot.storage.chain_tables import DataKeyRow
from bot.storage.database import Database

#: A backup of keys older than this opens nothing any more.
RENEWED_AFTER = timedelta(days=30)
#: How long the key before is kept: another app may have wrapped with it a moment ago.
KEPT_AFTER = timedelta(days=2)
AT_ONCE = 500

_TABLE = DataKeyRow.metadata.tables[DataKeyRow.__tablename__]
_OLD = (
    select(_TABLE.c.id, _TABLE.c.holder, _TABLE.c.wrapped, _TABLE.c.wrapped_by)
    .where(_TABLE.c.wrapped_by != bindparam("newest"))
    .limit(AT_ONCE)
)
_REWRAPPED = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("of"), _TABLE.c.wrapped_by == bindparam("before"))
    .values(wrapped=bindparam("to"), wrapped_by=bindparam("by"))
)


class Renewal:
    """Wraps all data keys anew when their wrapping key has grown old."""

    def __init__(self, database: Database, chain: Chain, wrapping: Wrapping):
        self._database, self._chain, self._wrapping = database, chain, wrapping

    def renew(self, today: date) -> int:
        """Called daily; gives the number of keys wrapped anew. May be cut off at any point and called again.

        Raises DatabaseUnavailable, KeyRefused, SealBroken.
        """
        days = self._wrapping.days()
        if not days:
            return 0
        newest = days[-1]
        if today - date.fromisoformat(newest) >= RENEWED_AFTER:
            newest = self._wrapping.make(today)
            deed = Deed(Kind.KEYS_RENEWED, note={"wrapping": newest})
            self._database.together(lambda _: None, lambda connection: self._chain.append(connection, deed))
        count = sum(self._batches(newest, today))
        if today - date.fromisoformat(newest) >= KEPT_AFTER:
            for day in self._wrapping.days():
                if day < newest:
                    self._wrapping.destroy(day)
        return count

    def _batches(self, newest: str, today: date) -> Iterator[int]:
        def batch(connection: Connection) -> int:
            rows = [WrappedKey(*row) for row in connection.execute(_OLD, {"newest": newest})]
            for row in rows:
                again = self._wrapping.again(row, today)
                changes = {"of": row.id, "before": row.wrapped_by, "to": again.wrapped, "by": again.wrapped_by}
                connection.execute(_REWRAPPED, changes)
            return len(rows)

        while done := self._database.together(batch):
            yield done
