"""Files turns in the search index: a row as each ends, in the same transaction; its words within seconds."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, text, update

from bot.language.search import folded, vector
from bot.storage.feedback_tables import Feedback
from bot.storage.search_tables import UNFILED, WORDS, SearchTurn
from bot.storage.tables import Interaction

_TABLE = SearchTurn.metadata.tables[SearchTurn.__tablename__]
_TURN = Interaction.metadata.tables[Interaction.__tablename__]
_GIVEN = Feedback.metadata.tables[Feedback.__tablename__]
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
#: Key of a reply that stands beside the answer: a notice, the question for feedback.
_BESIDE = "beside"
_KEPT = ("channel", "topic", "aspect", "outcome", "confidence", "author", "audience", "campaign")
_COLUMNS = ("number", "interaction_id", *_KEPT, "has_words")
#: Written out: this is done in every turn, and made by SQLAlchemy it costs half as much again.
_ADDED = "INSERT INTO search_turn ({}) VALUES ({}) ON CONFLICT (number) DO NOTHING"
_ADDED_ON = {
    "sqlite": _ADDED.format(", ".join(_COLUMNS), ", ".join("?" for _ in _COLUMNS)),
    "postgresql": _ADDED.format(", ".join(_COLUMNS), ", ".join("%s" for _ in _COLUMNS)),
}
_JUDGED = update(_TABLE).where(_TABLE.c.interaction_id == bindparam("of")).values(verdict=bindparam("said"))
_MISSING = (
    select(_TURN.c.id, _TURN.c.accepted_at, *(_TURN.c[name] for name in _KEPT))
    .outerjoin(_TABLE, _TABLE.c.interaction_id == _TURN.c.id)
    .where(_TURN.c.answered_at.is_not(None), _TABLE.c.number.is_(None), _TURN.c.accepted_at >= bindparam("since"))
    .order_by(_TURN.c.accepted_at)
    .limit(bindparam("most"))
)
_VERDICTS = (
    select(_GIVEN.c.judged, _GIVEN.c.verdict)
    .where(_GIVEN.c.judged.in_(bindparam("ids", expanding=True)))
    .order_by(_GIVEN.c.given_at, _GIVEN.c.given_in)
)
# Both rows are locked: an erasure beside this one must not blank the words between their reading and their filing.
_UNFILED = (
    select(_TABLE.c.number, _TURN.c.question, _TURN.c.replies)
    .join(_TURN, _TURN.c.id == _TABLE.c.interaction_id)
    .where(UNFILED)
    .order_by(_TABLE.c.number)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_IS_ANY = select(_TABLE.c.number).where(UNFILED).limit(1)
_FILED = (
    update(_TABLE)
    .where(_TABLE.c.number == bindparam("of"))
    .values(has_words=True, words=bindparam("words", type_=_TABLE.c.words.type))
)
_FILED_SQLITE = update(_TABLE).where(_TABLE.c.number == bindparam("of")).values(has_words=True)
_WORDS_OF_SQLITE = f"INSERT INTO {WORDS} (rowid, words) VALUES (?, ?)"  # noqa: S608  a name of ours
_AT_ONCE = 1_000


def number_of(moment: datetime) -> int:
    """The number of a turn that was accepted at `moment`, if it is free."""
    return (moment - EPOCH) // _MILLISECOND


def moment_of(number: int) -> datetime:
    """When the turn of a number was accepted, to some milliseconds."""
    return EPOCH + number * _MILLISECOND


def add(connection: Connection, interaction: str, accepted_at: datetime, kept: Iterable[Any]) -> None:
    """File a turn that has ended, without its words; `kept` has what `_KEPT` names, in its order."""
    number, step, rest = number_of(accepted_at), 1, (interaction, *kept, False)
    statement = _ADDED_ON[connection.dialect.name]
    while connection.exec_driver_sql(statement, (number, *rest)).rowcount == 0:
        # Farther and farther, so that many messages of one moment do not all look at all places.
        number += step
        step *= 2


def judged(connection: Connection, interaction: str, verdict: str) -> None:
    """A citizen said what an answer was worth; what is said last counts."""
    connection.execute(_JUDGED, {"of": interaction, "said": verdict})


def is_behind(connection: Connection) -> bool:
    """Whether there are turns whose words are not filed yet."""
    return connection.scalar(_IS_ANY) is not None


def file_words(connection: Connection) -> int:
    """File the words of some turns that wait for it, the oldest first; gives how many."""
    rows = connection.execute(_UNFILED, {"most": _AT_ONCE}).all()
    if not rows:
        return 0
    texts = {row.number: _words(row.question, row.replies) for row in rows}
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_WORDS_OF_SQLITE, [(number, " ".join(words)) for number, words in texts.items()])
        connection.execute(_FILED_SQLITE, [{"of": number} for number in texts])
    else:
        connection.execute(_FILED, [{"of": number, "words": vector(words)} for number, words in texts.items()])
    return len(rows)


def fill(connection: Connection) -> int:
    """File every turn that is not filed, with its words: for rows that came by another way. Gives how many."""
    count, since = 0, EPOCH
    while rows := connection.execute(_MISSING, {"since": since, "most": _AT_ONCE}).all():
        for row in rows:
            add(connection, row.id, row.accepted_at, row[2:])
        for interaction, verdict in connection.execute(_VERDICTS, {"ids": [row.id for row in rows]}).all():
            judged(connection, interaction, verdict)
        count, since = count + len(rows), rows[-1].accepted_at
    while file_words(connection):
        pass
    return count


def forget_all(connection: Connection) -> None:
    """Empty the index; on SQLite a trigger empties the table of words."""
    connection.execute(delete(_TABLE))


def tidy(connection: Connection) -> None:
    """Take out of SQLite's full-text table what was deleted from it: till then its segments keep the words."""
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"INSERT INTO {WORDS} ({WORDS}) VALUES ('optimize')"))  # noqa: S608  a name of ours


def _words(question: str, replies: Iterable[Mapping[str, Any]]) -> list[str]:
    return [word for one in _texts(question, replies) for word in folded(one)]


def _texts(question: str, replies: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What of a turn is searched: the question, and the answer without what stands beside it."""
    yield question
    for reply in replies:
        if _BESIDE not in reply and reply.get("text"):
            yield reply["text"]
