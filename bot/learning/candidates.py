"""Candidates: read, approved by a second person, rejected, moved to another label, each act in the audit."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from bot.clock import now
from bot.learning import candidate_rows
from bot.learning.candidate import Candidate, Reason, State
from bot.learning.candidate_rows import Which, place_of
from bot.learning.corrections import judged
from bot.records.audit import Audit
from bot.storage.database import Database
from bot.storage.learning_tables import LearningCandidate, LearningSource
from bot.storage.personal import table

_TABLE, _SOURCE = table(LearningCandidate), table(LearningSource)
_OPEN = {State.PROPOSED}
#: Approved ones too: before they are in the data they may still be taken back.
_UNDOABLE = {State.APPROVED, State.REJECTED}


class Refused(Exception):
    """What may not be done with a candidate; `reason` is one word, `candidate` what it is now (None: gone)."""

    def __init__(self, reason: str, candidate: Candidate | None = None):
        super().__init__(reason)
        self.reason, self.candidate = reason, candidate


class Candidates:
    """Reads and decides. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, audit: Audit):
        self._database, self._audit = database, audit

    def of(self, id_: str) -> Candidate:
        """One. Raises Refused("gone")."""
        with self._database.looking() as connection:
            return self._one(connection, id_)

    def page(self, which: Which, after: str = "", most: int = 50) -> list[Candidate]:
        """At most so many of them, by label and id, those after a place."""
        with self._database.looking() as connection:
            return candidate_rows.some(connection, which, after, most)

    def every(self, which: Which) -> Iterator[Candidate]:
        """All of them, some at a time."""
        after = ""
        while found := self.page(which, after, 500):
            yield from found
            after = place_of(found[-1])

    def count(self, which: Which) -> int:
        """How many there are."""
        with self._database.looking() as connection:
            return candidate_rows.count(connection, which)

    def counts(self) -> dict[State, dict[str, int]]:
        """How many there are, by state and label."""
        query = select(_TABLE.c.state, _TABLE.c.label, func.count().label("many")).group_by(
            _TABLE.c.state, _TABLE.c.label
        )
        found: dict[State, dict[str, int]] = {state: {} for state in State}
        with self._database.looking() as connection:
            for row in connection.execute(query):
                found[State(row.state)][row.label] = row.many
        return found

    def approve(self, id_: str, version: int, by: str) -> Candidate:
        """Let a sentence be learnt; never by who corrected a turn behind it. Raises Refused."""

        def check(connection: Connection, one: Candidate) -> None:
            if by == one.proposed_by or by in one.reviewers:
                raise Refused("same_person", one)
            if not one.text:
                raise Refused("erased", one)
            if one.source == "review" and not self._still_judged(connection, one):
                raise Refused("corrected_anew", one)

        return self._decide(id_, version, by, State.APPROVED, "candidate_approved", check=check)

    def reject(self, id_: str, version: int, by: str, reason: Reason) -> Candidate:
        """Leave a sentence out. Raises Refused."""
        return self._decide(id_, version, by, State.REJECTED, "candidate_rejected", reason=reason)

    def undo(self, id_: str, version: int, by: str) -> Candidate:
        """Back to proposed, until it is exported. Raises Refused."""
        return self._decide(id_, version, by, State.PROPOSED, "candidate_undone", of=_UNDOABLE)

    def move(self, id_: str, version: int, by: str, label: str) -> Candidate:
        """Propose another label; who moves it is then the one who proposed. Raises Refused.

        The source is "moved" from then on: no verdict stands behind the new label but this one.
        """

        def check(_connection: Connection, one: Candidate) -> None:
            # To its own label it would only lose the verdict behind it.
            if one.label == label:
                raise Refused("same_label", one)

        changed: dict[str, Any] = {
            "label": label,
            "proposed_by": by,
            "proposed_at": now(),
            "source": "moved",
            "near": "",
        }
        return self._decide(id_, version, by, State.PROPOSED, "candidate_moved", check=check, why=label, **changed)

    def _decide(
        self,
        id_: str,
        version: int,
        by: str,
        state: State,
        what: str,
        *,
        of: set[State] = _OPEN,
        check: Any = None,
        why: str = "",
        reason: Reason | None = None,
        **more: Any,
    ) -> Candidate:
        """Change one, if it is as the page showed it."""

        def change(connection: Connection) -> Candidate:
            one = self._one(connection, id_)
            if one.version != version or one.state not in of:
                raise Refused("changed", one)
            if check:
                check(connection, one)
            # What undoes a decision names nobody: it waits for one again.
            decided = {"decided_by": by, "decided_at": now()} if state is not State.PROPOSED else _UNDECIDED
            values = {"state": state, "version": version + 1, "reason": reason, **decided, **more}
            mine = (_TABLE.c.id == id_) & (_TABLE.c.version == version)
            if not connection.execute(update(_TABLE).where(mine).values(values)).rowcount:
                raise Refused("changed", self._one(connection, id_))
            return self._one(connection, id_)

        def note(connection: Connection) -> None:
            self._audit(connection, by, what, f"candidate/{id_}", why or (reason or ""))

        return self._database.together(change, note)

    def _one(self, connection: Connection, id_: str) -> Candidate:
        found = candidate_rows.one(connection, id_)
        if found is None:
            raise Refused("gone")
        return found

    def _still_judged(self, connection: Connection, one: Candidate) -> bool:
        turns = connection.scalars(select(_SOURCE.c.interaction_id).where(_SOURCE.c.candidate_id == one.id)).all()
        return one.label in judged(connection, turns).values()


_UNDECIDED: dict[str, datetime | None] = {"decided_by": None, "decided_at": None}
