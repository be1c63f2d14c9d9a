"""Inbox and outbox: events before they are answered, messages until they are sent, who works at what."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "inbox_event",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("event", sa.String(length=64), nullable=False),
        sa.Column("lane", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'done', 'late', 'dead')", name=op.f("ck_inbox_event_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox_event")),
    )
    op.create_index("uq_inbox_event_channel_event", "inbox_event", ["channel", "event"], unique=True)
    op.create_index(op.f("ix_inbox_event_received_at"), "inbox_event", ["received_at"])
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_inbox_event_waiting",
        "inbox_event",
        ["lane", "number", "id"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_table(
        "lease",
        sa.Column("lane", sa.String(length=100), nullable=False),
        sa.Column("holder", sa.String(length=36), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("lane", name=op.f("pk_lease")),
    )
    op.create_index(op.f("ix_lease_holder"), "lease", ["holder"])
    op.create_table(
        "contact",
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("last_acted_at", MOMENT, nullable=True),
        sa.Column("unreachable_since", MOMENT, nullable=True),
        sa.Column("unreachable_reason", sa.Text(), nullable=True),
        sa.Column("silent_until", MOMENT, nullable=True),
        sa.Column("send_after", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name=op.f("fk_contact_conversation_id")),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_contact")),
    )
    op.create_table(
        "outbox_message",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("origin", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=9), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("trying_since", MOMENT, nullable=True),
        sa.Column("possible_duplicate", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("channel_message_id", sa.String(length=100), nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "state IN ('pending', 'sent', 'confirmed', 'failed', 'dead')", name=op.f("ck_outbox_message_state")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_outbox_message_conversation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
    )
    op.create_index("uq_outbox_message_origin_position", "outbox_message", ["origin", "position"], unique=True)
    op.create_index(op.f("ix_outbox_message_state"), "outbox_message", ["state"])
    op.create_index(op.f("ix_outbox_message_channel_message_id"), "outbox_message", ["channel_message_id"])
    op.create_index("ix_outbox_message_conversation", "outbox_message", ["conversation_id", "created_at"])
    unsent = sa.text("state IN ('pending', 'failed')")
    op.create_index(
        "ix_outbox_message_unsent",
        "outbox_message",
        ["conversation_id", "id"],
        sqlite_where=unsent,
        postgresql_where=unsent,
    )
    op.create_table(
        "send_try",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_send_try")),
    )
    op.create_index("ix_send_try_channel_at", "send_try", ["channel", "at"])


def downgrade() -> None:
    for table in ("send_try", "outbox_message", "contact", "lease", "inbox_event"):
        op.drop_table(table)
