"""PostgreSQL's index of words also has what a turn is beside them; campaigns in order; SQLite's empty one goes."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_NAME, _TABLE = "ix_search_turn_words", "search_turn"
_MARKED = ("channel", "topic", "aspect", "outcome", "author", "audience", "campaign", "verdict")
_PARTS = ("'number=' || CAST(number >> 28 AS text)", *(f"'{name}=' || {name}" for name in _MARKED))
_MADE = (
    f"CREATE INDEX {_NAME} ON {_TABLE} USING gin (words, (ARRAY[{', '.join(_PARTS)}]))"
    " WITH (gin_pending_list_limit = 512)"
)


def upgrade() -> None:
    op.drop_index(_NAME, _TABLE)
    op.create_index(
        "ix_search_turn_campaign",
        _TABLE,
        ["campaign", "number"],
        sqlite_where=sa.text("number IS NULL"),
    )
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_MADE)


def downgrade() -> None:
    op.drop_index("ix_search_turn_campaign", _TABLE)
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index(_NAME, _TABLE)
    op.create_index(_NAME, _TABLE, ["words"], postgresql_using="gin", sqlite_where=sa.text("words IS NOT NULL"))
