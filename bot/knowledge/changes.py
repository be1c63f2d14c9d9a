"""Changes that staff propose: stored, decided by a second person, ended when they have landed in `data/`."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from bot.clock import now
from bot.knowledge.items import Item
from bot.knowledge.overlay import Approved
from bot.storage.database import Database, RowExists
from bot.storage.knowledge_tables import KnowledgeChange, KnowledgeStep

_CHANGE = KnowledgeChange.metadata.tables[KnowledgeChange.__tablename__]
_STEP = KnowledgeStep.metadata.tables[KnowledgeStep.__tablename__]
_DECIDED, _ENDED = _STEP.alias("decided"), _STEP.alias("ended")
DECIDED, ENDED = "decided", "ended"
APPROVED, REJECTED, WITHDRAWN = "approved", "rejected", "withdrawn"
LANDED, DROPPED = "landed", "dropped"
PENDING = "pending"
#: Written to the audit in the transaction of the act: who, what, about, why.
Audit = Callable[[Connection, str, str, str, str], object]


class ChangeRefused(ValueError):
    """A step that cannot be made; `reason` is one word: own, decided, stale, same, unknown."""

    def __init__(self, reason: str, by: str = ""):
        super().__init__(reason)
        self.reason, self.by = reason, by


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody wants an item to say instead of what it says, and why."""

    item: Item
    before: str
    after: str
    why: str
    review: int | None = None
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Who did what to a change."""

    what: str
    by: str
    at: datetime
    why: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Change:
    """A proposed change and what became of it."""

    id: str
    proposal: Proposal
    data_version: str
    proposed_by: str
    proposed_at: datetime
    decided: Step | None = None
    ended: Step | None = None

    @property
    def state(self) -> str:
        """One word: pending, approved, rejected, withdrawn, landed, dropped."""
        last = self.ended or self.decided
        return last.what if last else PENDING

    @property
    def item(self) -> Item:
        """What it changes."""
        return self.proposal.item


class Changes:
    """Stores changes and their steps; every act is audited in its transaction. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, audit: Audit):
        self._database, self._audit = database, audit

    def propose(self, proposal: Proposal, by: str, data_version: str) -> str:
        """Store a proposal; gives its id. Raises ChangeRefused where it changes nothing."""
        if proposal.before == proposal.after:
            raise ChangeRefused("same")
        made = str(uuid.uuid4())
        row = {
            "id": made,
            "item": proposal.item.key,
            "before": proposal.before,
            "after": proposal.after,
            "data_version": data_version,
            "why": proposal.why,
            "review_id": proposal.review,
            "undoes": proposal.undoes,
            "proposed_by": by,
            "proposed_at": now(),
        }
        self._database.together(
            lambda connection: connection.execute(insert(_CHANGE), row),
            lambda connection: self._audit(connection, by, "knowledge.proposed", f"change/{made}", proposal.item.key),
        )
        return made

    def decide(self, change: Change, what: str, by: str, why: str) -> None:
        """Approve, reject or withdraw. Raises ChangeRefused: own (nobody approves their own), decided (by whom)."""
        own = by == change.proposed_by
        if own is not (what == WITHDRAWN):
            raise ChangeRefused("own", change.proposed_by)
        self._step(change, DECIDED, what, by, why)

    def end(self, change: Change, what: str, by: str, why: str = "") -> None:
        """An approved change has landed in `data/`, or is dropped by hand. Raises ChangeRefused."""
        if change.decided is None or change.decided.what != APPROVED:
            raise ChangeRefused("decided")
        self._step(change, ENDED, what, by, why)

    def find(self, change_id: str) -> Change | None:
        """One change."""
        return next(iter(self._read(_JOINED.where(_CHANGE.c.id == change_id))), None)

    def of(self, item: Item) -> list[Change]:
        """All changes of an item, the newest first."""
        return self._read(_JOINED.where(_CHANGE.c.item == item.key).order_by(_CHANGE.c.proposed_at.desc()))

    def latest(self, state: str | None = None, most: int = 50, before: str | None = None) -> list[Change]:
        """Changes of a state (None: of all), the newest first; `before` is the id of the last one seen."""
        query = _JOINED.order_by(_CHANGE.c.proposed_at.desc(), _CHANGE.c.id.desc()).limit(most)
        if state == PENDING:
            query = query.where(_DECIDED.c.what.is_(None))
        elif state in {LANDED, DROPPED}:
            query = query.where(_ENDED.c.what == state)
        elif state:
            query = query.where(_DECIDED.c.what == state, _ENDED.c.what.is_(None))
        if before and (seen := self.find(before)):
            place = (_CHANGE.c.proposed_at < seen.proposed_at) | (
                (_CHANGE.c.proposed_at == seen.proposed_at) & (_CHANGE.c.id < seen.id)
            )
            query = query.where(place)
        return self._read(query)

    def approved(self) -> list[Approved]:
        """The approved changes that have not ended, in the order of their approval."""
        query = _JOINED.where(_DECIDED.c.what == APPROVED, _ENDED.c.what.is_(None)).order_by(_DECIDED.c.sequence)
        return [Approved(one.id, one.item, one.proposal.before, one.proposal.after) for one in self._read(query)]

    def mark(self) -> int:
        """A number that is higher after every step."""
        with self._database.looking() as connection:
            return connection.execute(select(func.max(_STEP.c.sequence))).scalar() or 0

    def _step(self, change: Change, stage: str, what: str, by: str, why: str) -> None:
        row = {"change_id": change.id, "stage": stage, "what": what, "by": by, "at": now(), "why": why}
        try:
            self._database.together(
                lambda connection: connection.execute(insert(_STEP), row),
                lambda connection: self._audit(connection, by, f"knowledge.{what}", f"change/{change.id}", why),
            )
        except RowExists:
            found = self.find(change.id)
            step = found and (found.ended if stage == ENDED else found.decided)
            raise ChangeRefused("decided", step.by if step else "") from None

    def _read(self, query: Select[Any]) -> list[Change]:
        with self._database.looking() as connection:
            return [_change(row) for row in connection.execute(query).mappings()]


def _columns(step: Any, name: str) -> list[Any]:
    return [step.c[column].label(f"{name}_{column}") for column in ("sequence", "what", "by", "at", "why")]


_JOINED = (
    select(_CHANGE, *_columns(_DECIDED, DECIDED), *_columns(_ENDED, ENDED))
    .outerjoin(_DECIDED, (_DECIDED.c.change_id == _CHANGE.c.id) & (_DECIDED.c.stage == DECIDED))
    .outerjoin(_ENDED, (_ENDED.c.change_id == _CHANGE.c.id) & (_ENDED.c.stage == ENDED))
)


def _change(row: Any) -> Change:
    proposal = Proposal(Item.of(row["item"]), row["before"], row["after"], row["why"], row["review_id"], row["undoes"])
    steps = [_step(row, name) for name in (DECIDED, ENDED)]
    return Change(row["id"], proposal, row["data_version"], row["proposed_by"], row["proposed_at"], *steps)


def _step(row: Any, name: str) -> Step | None:
    if row[f"{name}_what"] is None:
        return None
    return Step(*(row[f"{name}_{column}"] for column in ("what", "by", "at", "why", "sequence")))
