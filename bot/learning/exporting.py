"""Approved sentences into the training data: as a patch that people read, or written into a checkout.

`data/` is the truth: a candidate that is exported is only marked so, and what the data holds already is left out.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, func, select, update

from bot.clock import VIETNAM
from bot.learning.candidate import Candidate, State, candidate_of
from bot.learning.data import Line, Sentences
from bot.learning.digest import digest_of
from bot.learning.patch import Change, change_of
from bot.records.audit import Audit
from bot.storage.database import Database
from bot.storage.learning_tables import LearningCandidate
from bot.storage.personal import table

_TABLE = table(LearningCandidate)
#: Exported before its writer asked to be forgotten.
_ERASED = (_TABLE.c.text == "") & (_TABLE.c.state == State.EXPORTED)


@dataclass(frozen=True, slots=True)
class Export:
    """What goes into the data: `added` candidates, `removed` lines whose person was erased, and the change itself."""

    added: tuple[Candidate, ...]
    removed: tuple[Line, ...]
    change: Change

    def patch(self, by: str, moment: datetime) -> str:
        """As a file: who and when stand before the diff; empty where nothing changes."""
        if not self.change.after:
            return ""
        head = [
            "An Sinh: a change of the training data (data/nlu), to be read and then applied with: git apply",
            f"exported {moment.astimezone(VIETNAM):%Y-%m-%d %H:%M} by {by}",
            f"{self.change.added} sentences added, {self.change.removed} taken out because their writer was forgotten",
        ]
        for one in self.added:
            decided = one.decided_at.astimezone(VIETNAM).strftime("%Y-%m-%d") if one.decided_at else ""
            head.append(f"{one.label}: corrected by {one.proposed_by}, approved by {one.decided_by} on {decided}")
        return self.change.diff(head)


class Exporting:
    """Raises DatabaseUnavailable. `read` gives the training data that the patch is against."""

    def __init__(self, database: Database, key: bytes, audit: Audit, read: Callable[[], Sentences]):
        self._database, self._key, self._audit, self._read = database, key, audit, read

    def waiting(self, sentences: Sentences | None = None) -> Export:
        """What is approved and not in the data, also if it was exported before and never applied."""
        known = sentences or self._read()
        with self._database.looking() as connection:
            rows = self._rows(connection, (State.APPROVED, State.EXPORTED))
        held = {(line.label, line.text) for line in known}
        fresh = [one for one in rows if one.text and (one.label, one.text) not in held and one.label in known.labels]
        return self._export(known, fresh)

    def past(self, export_id: str) -> Export:
        """The same of one export, against the data of now; empty once all of it is applied."""
        mine = _TABLE.c.export_id == export_id
        known = self._read()
        with self._database.looking() as connection:
            rows = self._rows(connection, (State.EXPORTED,), mine)
        added = tuple(one for one in rows if one.text and one.label in known.labels)
        removed = self._of_the_erased(known, mine)
        return Export(added, removed, change_of(known, [(one.label, one.text) for one in added], removed))

    def made(self, export_id: str) -> tuple[str, datetime] | None:
        """By whom and when an export was made; None where there is none of that number."""
        query = select(_TABLE.c.exported_by, _TABLE.c.exported_at).where(_TABLE.c.export_id == export_id).limit(1)
        with self._database.looking() as connection:
            row = connection.execute(query).one_or_none()
        return (row[0], row[1]) if row else None

    def export(self, by: str, moment: datetime) -> str | None:
        """Mark what waits as exported; gives the id of the export, None where nothing waits (any more)."""
        return self._mark(self.waiting(), by, moment)

    def apply(self, root: Path, by: str, moment: datetime) -> Export:
        """Write what waits into the files of a checkout, and mark it. Raises NoPlace, OSError."""
        found = self.waiting(Sentences.of(root))
        found.change.write(root)
        self._mark(found, by, moment)
        return found

    def missing(self) -> list[Candidate]:
        """Those that were exported and are not in the data that runs here."""
        held = {(line.label, line.text) for line in self._read()}
        with self._database.looking() as connection:
            rows = self._rows(connection, (State.EXPORTED,))
        return [one for one in rows if one.text and (one.label, one.text) not in held]

    def exports(self) -> list[tuple[str, str, datetime, int]]:
        """The latest exports: id, by whom, when, how many sentences."""
        query = (
            select(_TABLE.c.export_id, _TABLE.c.exported_by, _TABLE.c.exported_at, func.count())
            .where(_TABLE.c.export_id.is_not(None))
            .group_by(_TABLE.c.export_id, _TABLE.c.exported_by, _TABLE.c.exported_at)
            .order_by(_TABLE.c.exported_at.desc())
            .limit(20)
        )
        with self._database.looking() as connection:
            return [(row[0], row[1], row[2], row[3]) for row in connection.execute(query)]

    def _mark(self, found: Export, by: str, moment: datetime) -> str | None:
        """Of two who export at the same moment the second marks nothing."""
        seen = {one.id: one.version for one in found.added} | self._erased_in(found.removed)
        if not seen:
            return None
        export_id = str(uuid.uuid4())
        marked = {"exported_by": by, "exported_at": moment, "export_id": export_id, "version": _TABLE.c.version + 1}
        kept: list[str] = []

        def store(connection: Connection) -> None:
            query = select(_TABLE.c.id, _TABLE.c.version).where(_TABLE.c.id.in_(sorted(seen))).with_for_update()
            kept[:] = [row.id for row in connection.execute(query).all() if seen[row.id] == row.version]
            mine = _TABLE.c.id.in_(kept)
            connection.execute(update(_TABLE).where(mine).values(state=State.EXPORTED, **marked))

        def note(connection: Connection) -> None:
            if kept:
                self._audit(connection, by, "candidates_exported", f"export/{export_id}", str(len(kept)))

        self._database.together(store, note)
        return export_id if kept else None

    def _export(self, known: Sentences, fresh: Sequence[Candidate]) -> Export:
        removed = self._of_the_erased(known)
        change = change_of(known, [(one.label, one.text) for one in fresh], removed)
        return Export(tuple(fresh), removed, change)

    def _of_the_erased(self, known: Sentences, *where: ColumnElement[bool]) -> tuple[Line, ...]:
        """Lines that came from a person who has been erased since."""
        query = select(_TABLE.c.digest).where(_ERASED, *where)
        with self._database.looking() as connection:
            gone = frozenset(connection.scalars(query))
        return tuple(line for line in known if digest_of(self._key, line.text) in gone) if gone else ()

    def _erased_in(self, lines: Sequence[Line]) -> dict[str, int]:
        """Id and version of the candidates that lines to be taken out came from."""
        digests = sorted({digest_of(self._key, line.text) for line in lines})
        query = select(_TABLE.c.id, _TABLE.c.version).where(_ERASED, _TABLE.c.digest.in_(digests))
        with self._database.looking() as connection:
            return {row.id: row.version for row in connection.execute(query)}

    def _rows(self, connection: Connection, states: tuple[State, ...], *where: ColumnElement[bool]) -> list[Candidate]:
        query = select(_TABLE).where(_TABLE.c.state.in_(states), *where).order_by(_TABLE.c.label, _TABLE.c.id)
        return [candidate_of(row) for row in connection.execute(query).mappings()]
