"""The search index of the record."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from bot.storage.search_index import fill

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# Words are folded and split before they come here; a verdict of accents would be the tokenizer's own.
_SQLITE = (
    "CREATE VIRTUAL TABLE search_words USING fts5(words, tokenize = 'ascii', columnsize = 0)",
    "CREATE TRIGGER search_turn_gone AFTER DELETE ON search_turn"
    " BEGIN DELETE FROM search_words WHERE rowid = OLD.number; END",
    "CREATE TRIGGER search_turn_blanked AFTER UPDATE OF words ON search_turn WHEN NEW.words IS NULL"
    " BEGIN DELETE FROM search_words WHERE rowid = OLD.number; END",
)
_LISTED = ["channel", "topic", "aspect", "outcome", "confidence", "author", "audience", "campaign", "verdict"]


def upgrade() -> None:
    op.create_table(
        "search_turn",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("interaction_id", sa.String(length=36), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("topic", sa.String(length=64), nullable=True),
        sa.Column("aspect", sa.String(length=64), nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column("author", sa.String(length=16), nullable=False),
        sa.Column("audience", sa.String(length=32), nullable=True),
        sa.Column("campaign", sa.String(length=64), nullable=True),
        sa.Column("verdict", sa.String(length=8), nullable=True),
        sa.Column("has_words", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text().with_variant(TSVECTOR(), "postgresql"), nullable=True),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_search_turn_interaction_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_turn")),
        sa.UniqueConstraint("interaction_id", name=op.f("uq_search_turn_interaction_id")),
    )
    for name, columns, where in (
        ("unfiled", ["number"], sa.text("NOT has_words")),
        ("verdict", ["verdict", "number"], sa.text("verdict IS NOT NULL")),
        ("audience", ["audience", "number"], sa.text("audience IS NOT NULL")),
    ):
        op.create_index(f"ix_search_turn_{name}", "search_turn", columns, sqlite_where=where, postgresql_where=where)
    op.create_index(
        "ix_search_turn_list",
        "search_turn",
        ["number"],
        postgresql_include=_LISTED,
        sqlite_where=sa.text("number IS NULL"),
    )
    op.create_index(
        "ix_search_turn_words",
        "search_turn",
        ["words"],
        postgresql_using="gin",
        sqlite_where=sa.text("words IS NOT NULL"),
    )
    op.create_index("ix_interaction_conversation_id", "interaction", ["conversation_id", "accepted_at"])
    connection = op.get_bind()
    for statement in _SQLITE if connection.dialect.name == "sqlite" else ():
        connection.exec_driver_sql(statement)
    fill(connection)


def downgrade() -> None:
    op.drop_index("ix_interaction_conversation_id", "interaction")
    op.drop_table("search_turn")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_words")
