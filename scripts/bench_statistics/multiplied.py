"""A large record out of a small one: each talk many times over, under new ids, in the order of its days."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, inspect, text

from bot.storage.database import Database
from bot.storage.guard import unguarded

#: Letters that no id begins with, so that a copy's id is nobody else's.
_LETTERS = "ghijklmnopqrstuvwxyz"
#: One turn in so many names a place.
_TELLS_A_PLACE = 8


@dataclass(frozen=True, slots=True)
class Copied:
    """A table that is copied; `ids` get a new beginning, `plain` columns get a short value, `where` leaves rows out."""

    name: str
    ids: tuple[str, ...]
    plain: dict[str, str] = field(default_factory=dict)
    where: str = "true"
    order: str = ""


COPIED = (
    Copied("conversation", ("id", "citizen"), order="s.started_at"),
    Copied("interaction", ("id", "conversation_id"), {"replies": "'[]'"}, order="s.accepted_at"),
    Copied("turn_place", ("interaction_id",)),
    Copied("evidence", ("interaction_id",), {"label": "''", "value": "null", "legal_basis": "'x'"}, "s.position <= 2"),
    Copied("feedback", ("given_in", "judged"), order="s.given_at"),
    Copied("opinion", ("given_in", "judged"), {"words": "''"}),
    Copied("officer_talk", ("id", "conversation_id")),
)


def multiply(database: Database, source: str, copies: int) -> None:
    """Fill the empty tables of a database from those of the schema `source`, each row `copies` times."""
    with database.engine.begin() as connection, unguarded(connection):
        put_back = list(_taken_away(connection))
        connection.execute(text("create temporary table copies (beginning varchar(2))"))
        beginnings = [""] + [a + b for a in _LETTERS for b in _LETTERS]
        connection.execute(text("insert into copies values (:one)"), [{"one": one} for one in beginnings[:copies]])
        for one in COPIED:
            connection.execute(text(_statement(connection, one, source)))
        for statement in put_back:
            connection.execute(text(statement))


def _statement(connection: Connection, of: Copied, source: str) -> str:
    columns = [column["name"] for column in inspect(connection).get_columns(of.name)]
    values = [of.plain.get(name, _anew(name) if name in of.ids else f"s.{name}") for name in columns]
    order = f" order by {of.order}" if of.order else ""
    return (
        f"insert into {of.name} ({', '.join(columns)}) select {', '.join(values)}"  # noqa: S608  names of this file
        f" from {source}.{of.name} s cross join copies c where {of.where}{order}"
    )


def _anew(column: str) -> str:
    return f"c.beginning || substr(s.{column}, length(c.beginning) + 1)"


def _taken_away(connection: Connection) -> Iterator[str]:
    """Take triggers and indexes off the tables that are filled; gives what puts them back."""
    names = ", ".join(f"'{one.name}'" for one in COPIED)
    if connection.dialect.name == "sqlite":
        listed = (
            f"select type, name, sql from sqlite_master where tbl_name in ({names}) and type in ('index', 'trigger')"  # noqa: S608
        )
        for kind, name, sql in connection.execute(text(f"{listed} and sql is not null")).all():
            connection.execute(text(f"drop {kind} {name}"))
            yield sql
        return
    for one in COPIED:
        connection.execute(text(f"alter table {one.name} disable trigger all"))
        yield f"alter table {one.name} enable trigger all"
    listed = f"select indexname, indexdef from pg_indexes where schemaname = 'public' and tablename in ({names})"  # noqa: S608
    constraints = set(connection.scalars(text("select conname from pg_constraint")))
    for name, definition in connection.execute(text(listed)).all():
        if name not in constraints:
            connection.execute(text(f"drop index {name}"))
            yield definition
