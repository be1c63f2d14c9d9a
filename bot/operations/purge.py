"""Ends what is older than the schedule of retention allows: `ansinh purge`, a transaction a talk or report."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, delete, select, update

from bot.operations.purge_rows import Looking, Over
from bot.privacy.retention import Schedule, Way
from bot.records.chain import HOUSE, Chain, Deed, Kind, of_report
from bot.records.chain.chain import CONTENTS, ENTRIES
from bot.records.erasure import Erasure, Ground
from bot.storage.case_tables import CaseFile, CaseLink, CaseMessage
from bot.storage.database import Database
from bot.storage.file_tables import SentFile, SentFileContent
from bot.storage.personal import table
from bot.storage.queue_tables import OutboxMessage
from bot.storage.tables import Report

#: Rows deleted in one transaction: short enough that no turn waits.
AT_ONCE = 200

_REPORT, _CASE, _MESSAGE, _LINK = table(Report), table(CaseFile), table(CaseMessage), table(CaseLink)
_FILE, _FILE_CONTENT, _OUT = table(SentFile), table(SentFileContent), table(OutboxMessage)


class Purge:
    """A purge on `day`; `logs` is the folder of logs."""

    def __init__(
        self, database: Database, schedule: Schedule, *, chain: Chain, erasure: Erasure, logs: Path, day: date
    ):
        self._database, self._chain, self._erasure, self._day = database, chain, erasure, day
        self._looking = Looking(schedule, logs, day)

    def going(self) -> list[Over]:
        """What would go, kind by kind; nothing is touched. Raises DatabaseUnavailable."""
        return list(self._looking.all(self._database))

    def run(self, approver: str) -> dict[str, int]:
        """End what is over; gives the number of each kind. `approver` is the account that the chain names.

        It can be stopped at any moment and run again. Raises DatabaseUnavailable, KeyRefused.
        """
        done = {one.kind: self._end(one, approver) for one in self.going()}
        if any(done.values()):
            note = {"approver": approver, "day": self._day, "ended": done}
            self._database.together(
                lambda _: None, lambda connection: self._chain.append(connection, Deed(Kind.PURGED, HOUSE, note=note))
            )
        return done

    def _end(self, one: Over, approver: str) -> int:
        if one.way is Way.ERASE:
            return sum(self._erase(one.kind, talk, approver) for talk in one.going)
        if one.way is Way.REPORT:
            return sum(self._empty(one.kind, report, approver) for report in one.going)
        if one.way is Way.DELETE:
            return sum(self._delete(rows) for rows in _parts(one.going))
        for file in one.going:
            Path(file).unlink(missing_ok=True)
        return len(one.going)

    def _erase(self, kind: str, talk: str, approver: str) -> int:
        with self._database.looking() as connection:
            if not self._looking.is_over(connection, kind, talk):
                return 0
        self._erasure.erase(talk, Ground.RETENTION_OVER, approver, self._day)
        return 1

    def _delete(self, rows: tuple[str, ...]) -> int:
        gone = delete(_OUT).where(_OUT.c.id.in_([int(row) for row in rows]))
        return self._database.together(lambda connection: connection.execute(gone).rowcount)

    def _empty(self, kind: str, report: str, approver: str) -> int:
        """Take a report's words, files, links and key; its number and its steps stay for the count of cases."""
        emptied: list[bool] = []

        def words(connection: Connection) -> None:
            emptied[:] = [self._looking.is_over(connection, kind, report)]
            if emptied[0]:
                _without_words(connection, report)

        def bury(connection: Connection) -> None:
            key = self._chain.keys.find(connection, of_report(report)) if emptied[0] else None
            if key:
                note = {"ground": Ground.RETENTION_OVER, "approver": approver, "day": self._day}
                self._chain.append(connection, Deed(Kind.ERASED, HOUSE, note=note, tombstone_of=key))
                sealed = select(ENTRIES.c.sequence).where(ENTRIES.c.key_id == key)
                connection.execute(delete(CONTENTS).where(CONTENTS.c.sequence.in_(sealed)))
                self._chain.keys.destroy(connection, key)

        self._database.together(words, bury)
        return int(emptied[0])


def _without_words(connection: Connection, report: str) -> None:
    files = select(_FILE.c.id).where(_FILE.c.report_id == report)
    connection.execute(delete(_FILE_CONTENT).where(_FILE_CONTENT.c.file_id.in_(files)))
    connection.execute(delete(_FILE).where(_FILE.c.report_id == report))
    connection.execute(delete(_LINK).where(_LINK.c.report_id == report))
    connection.execute(update(_MESSAGE).where(_MESSAGE.c.report_id == report).values(text=""))
    connection.execute(update(_CASE).where(_CASE.c.report_id == report).values(clues=None))
    connection.execute(update(_REPORT).where(_REPORT.c.id == report).values(content={}, receipt_hash=None))


def _parts(rows: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]
