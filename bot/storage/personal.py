"""What each table holds of a citizen, and how it is wiped: a column that nobody has spoken for fails a test.

A room that adds a table says here, column by column, which of four things it is: `deleted` with the person, `blanked`,
`impersonal`, or `apart` (a person's words that hang on no conversation and have their own way out).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, literal, select, update

from bot.storage import chain_tables, feedback_tables, tables


@dataclass(frozen=True, slots=True)
class Person:
    """A citizen on a channel, as the tables know one: a conversation with its pseudonym."""

    conversation: str
    channel: str
    citizen: str


Rows = Callable[[Person], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Holding:
    """Rows of a person in one table: deleted, or blanked where `values` says what their columns are set to."""

    table: Table
    rows: Rows
    values: Mapping[str, Any] = field(default_factory=dict)

    def wipe(self, connection: Connection, person: Person) -> int:
        """Wipe what the table holds of `person`; gives the number of rows."""
        rows = self.rows(person)
        if self.values:
            return connection.execute(update(self.table).where(rows).values(self.values)).rowcount
        return connection.execute(delete(self.table).where(rows)).rowcount


#: In the order in which they are wiped.
HOLDINGS: list[Holding] = []
#: By table, the columns that need no wiping, each with the reason.
SPOKEN_FOR: dict[str, dict[str, str]] = {}


def deleted(table: Table, rows: Rows) -> None:
    """The person's rows go whole."""
    HOLDINGS.append(Holding(table, rows))


def blanked(table: Table, rows: Rows, **values: Any) -> None:
    """The person's rows stay for the count of things, their words go: `values` are what is put in their place."""
    HOLDINGS.append(Holding(table, rows, values))


def impersonal(table: Table, *columns: str) -> None:
    """Columns (all, if none is named) that tell nothing of a person once the others are wiped."""
    _speak_for(table, columns, "impersonal")


def apart(table: Table, why: str, *columns: str) -> None:
    """Columns that hold a person's words but hang on no conversation; `why` says how they end."""
    _speak_for(table, columns, why)


def undeclared(every: Mapping[str, Table]) -> list[str]:
    """Columns of the tables of a schema that nobody has spoken for, as "table.column"."""
    whole = {one.table.name for one in HOLDINGS if not one.values}
    spoken = {name: set(columns) for name, columns in SPOKEN_FOR.items()}
    for one in HOLDINGS:
        spoken.setdefault(one.table.name, set()).update(one.values)
    return [
        f"{name}.{column.name}"
        for name, table in sorted(every.items())
        for column in table.columns
        if name not in whole and column.name not in spoken.get(name, set())
    ]


def _speak_for(table: Table, columns: tuple[str, ...], why: str) -> None:
    for name in columns or tuple(column.name for column in table.columns):
        # A column that was renamed must not stay spoken for under its old name.
        SPOKEN_FOR.setdefault(table.name, {})[table.columns[name].name] = why


def _of_interactions(table: Table) -> Rows:
    return lambda person: table.c.interaction_id.in_(
        select(_INTERACTION.c.id).where(_INTERACTION.c.conversation_id == person.conversation)
    )


def _of_conversation(table: Table) -> Rows:
    return lambda person: table.c.conversation_id == person.conversation


def table(of: type[tables.Table]) -> Table:
    """The table behind a mapped class."""
    return of.metadata.tables[of.__tablename__]


_CONVERSATION, _INTERACTION = table(tables.Conversation), table(tables.Interaction)
_PICTURE, _DUE, _BUTTON = table(tables.PictureShown), table(tables.ReceiptDue), table(tables.ButtonOffered)
_MEMORY, _REPORT = table(tables.WorkingMemory), table(tables.Report)
_CODE, _OPINION = table(feedback_tables.AnswerReceipt), table(feedback_tables.Opinion)
#: Stands where a channel's own id stood.
ERASED = "erased-"

deleted(_PICTURE, _of_interactions(_PICTURE))
deleted(_DUE, _of_interactions(_DUE))
deleted(_BUTTON, _of_conversation(_BUTTON))
# The code stays without its answer: whoever asks for it is told that it was erased.
blanked(_CODE, _of_interactions(_CODE), interaction_id=None, digest="")
impersonal(_CODE, "code")
blanked(
    _OPINION,
    lambda person: _OPINION.c.given_in.in_(
        select(_INTERACTION.c.id).where(_INTERACTION.c.conversation_id == person.conversation)
    ),
    words="",
)
impersonal(_OPINION, "given_in", "kind", "judged", "received_at", "withdrawn_at")
impersonal(table(feedback_tables.Feedback))
deleted(_MEMORY, _of_conversation(_MEMORY))
blanked(
    _INTERACTION,
    _of_conversation(_INTERACTION),
    question="",
    replies=[],
    audience=None,
    message_id=literal(ERASED) + _INTERACTION.c.id,
)
impersonal(
    *(_INTERACTION, "id", "conversation_id", "channel", "accepted_at", "answered_at", "pressed", "topic", "aspect"),
    *("confidence", "outcome", "as_of", "model_version", "data_version", "author", "audience", "campaign"),
)
# The next message of the same account opens another conversation.
blanked(
    _CONVERSATION,
    lambda person: _CONVERSATION.c.id == person.conversation,
    citizen=literal(ERASED) + _CONVERSATION.c.id,
    audience=None,
)
impersonal(
    *(_CONVERSATION, "id", "channel", "started_at", "audience", "campaign"),
    *("notice_version", "notice_at", "seen_at", "feedback_in", "awaiting"),
)
impersonal(table(tables.EvidenceUsed))
impersonal(_REPORT, "id", "kind", "received_on")
apart(_REPORT, "known by its receipt alone, handled under a legal duty", "content", "receipt_hash")
impersonal(table(tables.ChannelGrant))
impersonal(table(chain_tables.ChainEntry))
apart(table(chain_tables.ChainContent), "deleted with the key of its holder, after the tombstone")
apart(table(chain_tables.DataKeyRow), "destroyed after the tombstone")
