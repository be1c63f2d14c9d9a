"""The search index of the record: derived from it, wiped with it, rebuilt from it (`ansinh reindex`)."""

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.personal import blanked, impersonal, table
from bot.storage.tables import Interaction, Table

#: SQLite's full-text table (FTS5) of the words, by `search_turn.number`; the ORM knows no such tables.
WORDS = "search_words"
LISTED = ["channel", "topic", "aspect", "outcome", "confidence", "author", "audience", "campaign", "verdict"]
UNFILED = text("NOT has_words")
JUDGED, GROUPED = text("verdict IS NOT NULL"), text("audience IS NOT NULL")
EMPTY = text("number IS NULL")
#: Columns whose values PostgreSQL's index of words has beside the words, and the bits of `number` that one of its
#: stretches of time spans: three days.
MARKED, STRETCH = ("channel", "topic", "aspect", "outcome", "author", "audience", "campaign", "verdict"), 28
_PARTS = (f"'number=' || CAST(number >> {STRETCH} AS text)", *(f"'{name}=' || {name}" for name in MARKED))
MARKS = f"ARRAY[{', '.join(_PARTS)}]"
#: PostgreSQL's alone, and of an expression: neither SQLite nor Alembic's comparison can be told of it. What waits to be
#: merged into it is read through by every search, so it is merged sooner than PostgreSQL would (kilobytes).
WORDS_INDEX = "ix_search_turn_words"
WORDS_INDEX_MADE = (
    f"CREATE INDEX IF NOT EXISTS {WORDS_INDEX} ON search_turn USING gin (words, ({MARKS}))"
    " WITH (gin_pending_list_limit = 512)"
)


class SearchTurn(Table):
    """What lists ask of a turn that has ended, in short rows: reading all of them is quick, whatever is asked.

    `number` is when the message was accepted, in milliseconds since 2020, moved on where it is taken: its order is
    that of time. `verdict` is what the citizen said last of the answer. `words` are those of question and answer as
    `bot.language.search` folds them, on PostgreSQL; on SQLite they are in `search_words` and this column is empty.
    """

    __tablename__ = "search_turn"
    __table_args__ = (
        # PostgreSQL keeps the words in the rows; what lists ask is read from this alone. Empty on SQLite.
        Index("ix_search_turn_list", "number", postgresql_include=LISTED, sqlite_where=EMPTY),
        # Of what few turns have, and is asked for often.
        Index("ix_search_turn_verdict", "verdict", "number", sqlite_where=JUDGED, postgresql_where=JUDGED),
        Index("ix_search_turn_audience", "audience", "number", sqlite_where=GROUPED, postgresql_where=GROUPED),
        # A campaign is of few weeks. SQLite, which does not know that most turns have the same, gets along without.
        Index("ix_search_turn_campaign", "campaign", "number", sqlite_where=EMPTY),
        Index("ix_search_turn_unfiled", "number", sqlite_where=UNFILED, postgresql_where=UNFILED),
    )

    number: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    interaction_id: Mapped[str] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"), unique=True)
    channel: Mapped[str] = mapped_column(String(16))
    topic: Mapped[str | None] = mapped_column(String(64))
    aspect: Mapped[str | None] = mapped_column(String(64))
    outcome: Mapped[str] = mapped_column(String(32))
    confidence: Mapped[float | None]
    author: Mapped[str] = mapped_column(String(16))
    audience: Mapped[str | None] = mapped_column(String(32))
    campaign: Mapped[str | None] = mapped_column(String(64))
    verdict: Mapped[str | None] = mapped_column(String(8))
    has_words: Mapped[bool] = mapped_column(default=False)
    words: Mapped[str | None] = mapped_column(Text().with_variant(TSVECTOR(), "postgresql"))


_TURN, _INTERACTION = table(SearchTurn), table(Interaction)

# On SQLite a trigger takes the words out of the full-text table when this column is set to nothing.
blanked(
    _TURN,
    lambda person: _TURN.c.interaction_id.in_(
        _INTERACTION.select()
        .with_only_columns(_INTERACTION.c.id)
        .where(_INTERACTION.c.conversation_id == person.conversation)
    ),
    audience=None,
    words=None,
)
impersonal(
    *(_TURN, "number", "interaction_id", "channel", "topic", "aspect", "outcome", "confidence", "author", "audience"),
    *("campaign", "verdict", "has_words"),
)
