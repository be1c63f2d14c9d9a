"""Files that citizens sent, sealed; notices to staff."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ONE_OWNER = (
    "(report_id IS NULL AND conversation_id IS NOT NULL AND event_key IS NOT NULL AND received_at IS NOT NULL) OR "
    "(report_id IS NOT NULL AND conversation_id IS NULL AND event_key IS NULL AND received_at IS NULL)"
)


def upgrade() -> None:
    op.create_table(
        "sent_file",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("event_key", sa.String(length=64), nullable=True),
        sa.Column("conversation_id", sa.String(length=36), nullable=True),
        sa.Column("report_id", sa.String(length=36), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("thumbnail", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(ONE_OWNER, name=op.f("ck_sent_file_one_owner")),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_sent_file_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_sent_file_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_file")),
        sa.UniqueConstraint("event_key", name=op.f("uq_sent_file_event_key")),
        sqlite_with_rowid=False,
    )
    for column in ("conversation_id", "received_at", "report_id"):
        op.create_index(op.f(f"ix_sent_file_{column}"), "sent_file", [column])
    op.create_table(
        "sent_file_content",
        sa.Column("file_id", sa.String(length=36), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["sent_file.id"], name=op.f("fk_sent_file_content_file_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_sent_file_content")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("occasion", sa.String(length=10), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mail", sa.String(length=36), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("role", "kind", "number", "occasion", name=op.f("uq_notice_role")),
    )
    for column in ("next_at", "sent_at"):
        op.create_index(op.f(f"ix_notice_{column}"), "notice", [column])


def downgrade() -> None:
    op.drop_table("notice")
    op.drop_table("sent_file_content")
    op.drop_table("sent_file")
