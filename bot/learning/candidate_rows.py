"""Rows of candidates as they are read: which of them, in which order, with all who corrected a turn behind each."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from bot.learning.candidate import Candidate, State, candidate_of
from bot.learning.corrections import correctors
from bot.storage.learning_tables import LearningCandidate, LearningSource
from bot.storage.personal import table

TABLE, _SOURCE = table(LearningCandidate), table(LearningSource)


@dataclass(frozen=True, slots=True)
class Which:
    """Which candidates: in one of `states`, of `label` (or of this topic), of an export, among `ids` (None: any)."""

    states: tuple[State, ...] = tuple(State)
    label: str = ""
    export: str = ""
    ids: Collection[str] | None = None


def one(connection: Connection, id_: str) -> Candidate | None:
    """One of them."""
    row = connection.execute(select(TABLE).where(TABLE.c.id == id_)).mappings().one_or_none()
    return candidate_of(row, _reviewers(connection, [id_])[id_]) if row else None


def some(connection: Connection, which: Which, after: str, most: int) -> list[Candidate]:
    """At most so many, by label and id, those after a place."""
    query = _chosen(select(TABLE), which).order_by(TABLE.c.label, TABLE.c.id).limit(most)
    if after:
        last_label, _, last_id = after.rpartition(".")
        query = query.where((TABLE.c.label > last_label) | ((TABLE.c.label == last_label) & (TABLE.c.id > last_id)))
    rows = connection.execute(query).mappings().all()
    reviewers = _reviewers(connection, [row["id"] for row in rows])
    return [candidate_of(row, reviewers[row["id"]]) for row in rows]


def count(connection: Connection, which: Which) -> int:
    """How many there are."""
    return connection.scalar(_chosen(select(func.count()).select_from(TABLE), which)) or 0


def place_of(one_: Candidate) -> str:
    """Where a list goes on."""
    return f"{one_.label}.{one_.id}"


def _chosen(query: Select[Any], which: Which) -> Select[Any]:
    query = query.where(TABLE.c.state.in_(which.states))
    if which.label:
        below = TABLE.c.label.startswith(f"{which.label}/", autoescape=True)
        query = query.where((TABLE.c.label == which.label) | below)
    if which.export:
        query = query.where(TABLE.c.export_id == which.export)
    if which.ids is not None:
        query = query.where(TABLE.c.id.in_(sorted(which.ids)))
    return query


def _reviewers(connection: Connection, ids: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    wanted = list(ids)
    query = select(_SOURCE.c.candidate_id, _SOURCE.c.by).where(_SOURCE.c.candidate_id.in_(wanted))
    for candidate, by in (*connection.execute(query), *correctors(connection, wanted)):
        found[candidate].add(by)
    return {id_: frozenset(found[id_]) for id_ in wanted}
