"""Talks that officers hold: queue and holder, what was said from here, notes, what waits until the end."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_OPEN = sa.text("state IN ('waiting', 'held')")
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "officer_talk",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_reply_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=8), nullable=True),
        sa.CheckConstraint("reason IN ('asked', 'late', 'chosen')", name=op.f("ck_officer_talk_reason")),
        sa.CheckConstraint("state IN ('waiting', 'held', 'ended')", name=op.f("ck_officer_talk_state")),
        sa.CheckConstraint(
            "ended_by IS NULL OR ended_by IN ('officer', 'citizen', 'silence')", name=op.f("ck_officer_talk_ended_by")
        ),
        _of("officer_talk", "conversation_id", "conversation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer_talk")),
    )
    op.create_index(
        "uq_officer_talk_open",
        "officer_talk",
        ["conversation_id"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index("ix_officer_talk_state_opened", "officer_talk", ["state", "opened_at", "id"])
    for column in ("conversation_id", "opened_at", "holder"):
        op.create_index(op.f(f"ix_officer_talk_{column}"), "officer_talk", [column])
    op.create_table(
        "talk_message",
        sa.Column("number", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("talk_id", sa.String(length=36), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("interaction_id", sa.String(length=36), nullable=False),
        sa.Column("author", sa.String(length=8), nullable=False),
        sa.Column("officer", sa.String(length=64), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("author IN ('officer', 'machine')", name=op.f("ck_talk_message_author")),
        _of("talk_message", "talk_id", "officer_talk", "CASCADE"),
        _of("talk_message", "conversation_id", "conversation"),
        _of("talk_message", "interaction_id", "interaction"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_talk_message")),
        sa.UniqueConstraint("interaction_id", name=op.f("uq_talk_message_interaction_id")),
    )
    op.create_index("ix_talk_message_conversation", "talk_message", ["conversation_id", "number"])
    for column in ("talk_id", "said_at"):
        op.create_index(op.f(f"ix_talk_message_{column}"), "talk_message", [column])
    op.create_table(
        "talk_note",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("talk_id", sa.String(length=36), nullable=False),
        sa.Column("author", sa.String(length=64), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _of("talk_note", "talk_id", "officer_talk", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk_note")),
    )
    op.create_index(op.f("ix_talk_note_talk_id"), "talk_note", ["talk_id"])
    op.create_table(
        "talk_withheld",
        sa.Column("origin", sa.String(length=80), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=False),
        _of("talk_withheld", "conversation_id", "conversation"),
        sa.PrimaryKeyConstraint("origin", name=op.f("pk_talk_withheld")),
    )
    op.create_index(op.f("ix_talk_withheld_conversation_id"), "talk_withheld", ["conversation_id"])


def _of(table: str, column: str, other: str, on_delete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=on_delete)


def downgrade() -> None:
    for table in ("talk_withheld", "talk_note", "talk_message", "officer_talk"):
        op.drop_table(table)
