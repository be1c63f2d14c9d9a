"""What a replay would change: read by rule and by what became of it, single ones let pass by a person."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select, update

from bot.clock import now
from bot.learning.harm import Rules
from bot.learning.reading import DOUBT
from bot.learning.replay import Change, ReplayRefused
from bot.records.audit import Audit
from bot.storage.database import Database
from bot.storage.learning_tables import LearningChange
from bot.storage.personal import table
from bot.storage.tables import Interaction

CHANGE, _TURN = table(LearningChange), table(Interaction)
#: What of the changes: questions of citizens, harm that blocks, what was let pass, what becomes right.
KINDS = ("asked", "harm", "passed", "mended")


class Changes:
    """Raises DatabaseUnavailable."""

    def __init__(self, database: Database, audit: Audit, rules: Rules):
        self._database, self._audit, self._rules = database, audit, rules

    def page(self, id_: str, rule: str = "", after: str = "", most: int = 50, kind: str = "") -> list[Change]:
        """Those of a replay, harm first (by weight), those after a place; `rule`: of this one, or "none".

        Raises ReplayRefused.
        """
        with self._database.looking() as connection:
            return list(self._page(connection, self._chosen(id_, rule, kind), after, most))

    def every(self, id_: str, rule: str = "", kind: str = "") -> Iterator[Change]:
        """All of them, some at a time."""
        after = ""
        while found := self.page(id_, rule, after, 500, kind):
            yield from found
            after = place_of(found[-1])

    def one(self, id_: str, number: int) -> Change | None:
        """One by its number."""
        with self._database.looking() as connection:
            only = [*self._chosen(id_, "", ""), CHANGE.c.number == number]
            return next(self._page(connection, only, "", 1), None)

    def count(self, id_: str, rule: str = "", kind: str = "") -> int:
        """How many there are."""
        query = select(func.count()).select_from(CHANGE).where(*self._chosen(id_, rule, kind))
        with self._database.looking() as connection:
            return connection.scalar(query) or 0

    def counts(self, id_: str) -> dict[str, int]:
        """How many would change, by rule; "none" breaks none."""
        query = select(CHANGE.c.harm, func.count().label("many")).where(CHANGE.c.replay_id == id_)
        with self._database.looking() as connection:
            return {row.harm or "none": row.many for row in connection.execute(query.group_by(CHANGE.c.harm))}

    def let_pass(self, id_: str, number: int, by: str, why: str) -> None:
        """Let one harmful change pass, for a reason. Raises ReplayRefused."""
        if not why.strip():
            raise ReplayRefused("why")
        passed = {"passed_by": by, "passed_why": why.strip(), "passed_at": now()}
        self._set(id_, number, CHANGE.c.passed_by.is_(None), passed, by=by, what="change_let_pass")

    def hold_again(self, id_: str, number: int, by: str) -> None:
        """Take that back. Raises ReplayRefused."""
        held = dict.fromkeys(("passed_by", "passed_why", "passed_at"))
        self._set(id_, number, CHANGE.c.passed_by.is_not(None), held, by=by, what="change_held_again")

    def _set(
        self, id_: str, number: int, state: ColumnElement[bool], values: dict[str, Any], *, by: str, what: str
    ) -> None:
        mine = and_(CHANGE.c.replay_id == id_, CHANGE.c.number == number, CHANGE.c.harm != "", state)
        why = values["passed_why"] or ""

        def store(connection: Connection) -> None:
            if not connection.execute(update(CHANGE).where(mine).values(values)).rowcount:
                raise ReplayRefused("changed")

        self._database.together(
            store, lambda connection: self._audit(connection, by, what, f"replay/{id_}/{number}", why)
        )

    def _chosen(self, id_: str, rule: str, kind: str) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = [CHANGE.c.replay_id == id_, CHANGE.c.after.is_not(None)]
        if rule:
            found.append(CHANGE.c.harm == ("" if rule == "none" else rule))
        if kind == "asked":
            found.append(CHANGE.c.kind == "asked")
        elif kind == "mended":
            found += [_fits(CHANGE.c.after), ~_fits(CHANGE.c.before)]
        elif kind:
            found += [CHANGE.c.harm.in_(self._rules.blocking), CHANGE.c.passed_by.is_(None) == (kind == "harm")]
        return found

    def _page(
        self, connection: Connection, chosen: list[ColumnElement[bool]], after: str, most: int
    ) -> Iterator[Change]:
        query = (
            select(CHANGE, _TURN.c.question)
            .join(_TURN, _TURN.c.id == CHANGE.c.interaction_id, isouter=True)
            .where(*chosen)
            .order_by(CHANGE.c.weight.desc(), CHANGE.c.number)
            .limit(most)
        )
        for row in connection.execute(_beyond(query, after)).mappings():
            fields = {name: row[name] for name in Change.__slots__ if name != "words"}
            yield Change(**fields, words=row["words"] or row["question"] or "")


def _beyond(query: Select[Any], after: str) -> Select[Any]:
    if not after:
        return query
    weight, number = _place(after)
    return query.where((CHANGE.c.weight < weight) | ((CHANGE.c.weight == weight) & (CHANGE.c.number > number)))


def _fits(label: ColumnElement[Any]) -> ColumnElement[bool]:
    """`bot.learning.reading.fits` in the database: of a topic alone every aspect fits that is no doubt."""
    expected = CHANGE.c.expected
    below = func.substr(label, 1, func.length(expected) + 1) == expected + "/"
    return and_(expected.is_not(None), (label == expected) | (below & ~label.endswith(DOUBT)))


def place_of(change: Change) -> str:
    """Where a list goes on."""
    return f"{change.weight!r}_{change.number}"


def _place(after: str) -> tuple[float, int]:
    weight, _, number = after.rpartition("_")
    try:
        return float(weight), int(number)
    except ValueError:
        raise ReplayRefused("after") from None
