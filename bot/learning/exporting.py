"""Approved sentences into the training data: as a patch that people read, or written into a checkout.

`data/` is the truth: a candidate that is exported is only marked so, and what the data holds already is left out.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select, update

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
        with self._database.looking() as connection:
            rows = [one for one in self._rows(connection, (State.EXPORTED,)) if one.export_id == export_id]
        known = self._read()
        return Export(tuple(rows), (), change_of(known, [(one.label, one.text) for one in rows if one.text]))

    def export(self, by: str, moment: datetime) -> str | None:
        """Mark what waits as exported; gives the id of the export, None where nothing waits."""
        found = self.waiting()
        return self._mark(found.added, by, moment) if found.added or found.removed else None

    def apply(self, root: Path, by: str, moment: datetime) -> Export:
        """Write what waits into the files of a checkout, and mark it. Raises NoPlace, OSError."""
        found = self.waiting(Sentences.of(root))
        found.change.write(root)
        if found.added or found.removed:
            self._mark(found.added, by, moment)
        return found

    def missing(self) -> int:
        """How many were exported and are not in the data that runs here."""
        held = {(line.label, line.text) for line in self._read()}
        with self._database.looking() as connection:
            rows = self._rows(connection, (State.EXPORTED,))
        return sum(one.text != "" and (one.label, one.text) not in held for one in rows)

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

    def _mark(self, added: Sequence[Candidate], by: str, moment: datetime) -> str:
        export_id = str(uuid.uuid4())
        mine = _TABLE.c.id.in_([one.id for one in added]) & _TABLE.c.state.in_((State.APPROVED, State.EXPORTED))
        marked = {"exported_by": by, "exported_at": moment, "export_id": export_id, "version": _TABLE.c.version + 1}

        def store(connection: Connection) -> None:
            connection.execute(update(_TABLE).where(mine).values(state=State.EXPORTED, **marked))

        def note(connection: Connection) -> None:
            self._audit(connection, by, "candidates_exported", f"export/{export_id}", str(len(added)))

        self._database.together(store, note)
        return export_id

    def _export(self, known: Sentences, fresh: Sequence[Candidate]) -> Export:
        removed = self._of_the_erased(known)
        change = change_of(known, [(one.label, one.text) for one in fresh], removed)
        return Export(tuple(fresh), removed, change)

    def _of_the_erased(self, known: Sentences) -> tuple[Line, ...]:
        """Lines that came from a person who has been erased since."""
        query = select(_TABLE.c.digest).where(_TABLE.c.text == "", _TABLE.c.state == State.EXPORTED)
        with self._database.looking() as connection:
            gone = frozenset(connection.scalars(query))
        return tuple(line for line in known if digest_of(self._key, line.text) in gone) if gone else ()

    def _rows(self, connection: Connection, states: tuple[State, ...]) -> list[Candidate]:
        query = select(_TABLE).where(_TABLE.c.state.in_(states)).order_by(_TABLE.c.label, _TABLE.c.id)
        return [candidate_of(row) for row in connection.execute(query).mappings()]
