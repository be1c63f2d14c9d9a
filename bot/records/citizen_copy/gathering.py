"""Reads what is kept of one citizen, table by table as declared, in one state of the database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from bot.privacy.sealing import SealBroken
from bot.records.citizen_copy.declaration import Declaration, Part
from bot.records.erasure import UnknownConversation
from bot.storage.case_tables import DataRequest, DataRequestEvent
from bot.storage.database import Database
from bot.storage.feedback_tables import Feedback
from bot.storage.personal import Person, Rows, table
from bot.storage.schema import HOLDINGS, MODULES
from bot.storage.tables import Conversation, EvidenceUsed, Interaction

#: Gives the words behind a sealed column of a row. What it raises as SealBroken is told as unreadable.
Opener = Callable[[Row[Any]], object]
#: By table and column.
Openers = Mapping[tuple[str, str], Opener]
#: The rows of somebody in a table that knows them only by a key.
Finder = Callable[[Connection, Person], list[dict[str, object]]]

_TALK, _TURN = table(Conversation), table(Interaction)
_REQUEST, _EVENT, _EVIDENCE, _FEEDBACK = (table(one) for one in (DataRequest, DataRequestEvent, EvidenceUsed, Feedback))
_TABLES = MODULES[0].Table.metadata.tables


def _turns(person: Person) -> Any:
    return select(_TURN.c.id).where(_TURN.c.conversation_id == person.conversation)


#: Of tables that an erasure leaves alone: they tell nothing more once the words of a talk are gone.
_ALSO: dict[str, Rows] = {
    _EVIDENCE.name: lambda person: _EVIDENCE.c.interaction_id.in_(_turns(person)),
    _FEEDBACK.name: lambda person: _FEEDBACK.c.given_in.in_(_turns(person)),
    _REQUEST.name: lambda person: _REQUEST.c.conversation_id == person.conversation,
    _EVENT.name: lambda person: _EVENT.c.request_id.in_(
        select(_REQUEST.c.id).where(_REQUEST.c.conversation_id == person.conversation)
    ),
}
#: By table, the rows of a person.
OF_PERSON: dict[str, Rows] = {one.table.name: one.rows for one in HOLDINGS} | _ALSO


@dataclass(frozen=True, slots=True)
class Gathered:
    """One part of a copy: the rows with the columns that are given."""

    table: str
    part: Part
    rows: list[dict[str, object]]


class Gathering:
    """Gathers. `openers` open what is sealed, `finders` find what hangs on no conversation, by table."""

    def __init__(self, database: Database, declaration: Declaration, openers: Openers, finders: Mapping[str, Finder]):
        self._database, self.declaration = database, declaration
        self._openers, self._finders = openers, finders

    def of(self, conversation_id: str) -> list[Gathered]:
        """All parts that give anything, empty ones too. Raises UnknownConversation, DatabaseUnavailable."""
        with self._database.snapshot() as connection:
            person = _person(connection, conversation_id)
            return [
                Gathered(name, part, self._rows(connection, person, name, part))
                for name, part in self.declaration.parts.items()
                if part.given
            ]

    def _rows(self, connection: Connection, person: Person, name: str, part: Part) -> list[dict[str, object]]:
        if name in self._finders:
            return self._finders[name](connection, person)
        kept = _TABLES[name]
        query = select(kept).where(OF_PERSON[name](person)).order_by(*_order(kept))
        return [
            {column: self._value(name, column, row) for column in part.given} for row in connection.execute(query).all()
        ]

    def _value(self, name: str, column: str, row: Row[Any]) -> object:
        opener = self._openers.get((name, column))
        if opener is None:
            value: object = row._mapping[column]
            return value
        try:
            return opener(row)
        except (SealBroken, LookupError):
            return self.declaration.text["unreadable"]


def _person(connection: Connection, conversation_id: str) -> Person:
    row = connection.execute(select(_TALK).where(_TALK.c.id == conversation_id)).one_or_none()
    if row is None:
        raise UnknownConversation(conversation_id)
    return Person(conversation_id, row.channel, row.citizen)


def _order(kept: Table) -> list[Any]:
    """By the first moment that a table knows, else by its key: as things happened."""
    moments = [column for column in kept.columns if column.name.endswith("_at") and not column.nullable]
    return [*moments[:1], *kept.primary_key.columns]
