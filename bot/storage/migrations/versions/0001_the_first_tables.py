"""The first tables: conversations, interactions with their evidence, buttons, reports."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

#: The closed list as it was when the table was made; a change of the list is a migration.
OUTCOMES = (
    "answered",
    "answered_calculation",
    "answered_rumour",
    "clarifying",
    "collecting",
    "suggested",
    "unanswered_out_of_scope",
    "unanswered_not_understood",
    "unanswered_not_settled",
    "report_received",
    "feedback_received",
    "handed_over",
    "with_officer",
    "small_talk",
    "refused",
    "error",
)


def upgrade() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("citizen", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
        sa.UniqueConstraint("channel", "citizen", name=op.f("uq_conversation_channel")),
    )
    op.create_table(
        "report",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("receipt_hash", sa.String(length=64), nullable=True),
        sa.CheckConstraint("kind IN ('fraud', 'misinformation')", name=op.f("ck_report_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("receipt_hash", name=op.f("uq_report_receipt_hash")),
    )
    op.create_table(
        "button",
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("intent", sa.String(length=64), nullable=False),
        sa.Column("aspect", sa.String(length=64), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name=op.f("fk_button_conversation_id")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_button")),
    )
    op.create_index(op.f("ix_button_conversation_id"), "button", ["conversation_id"], unique=False)

    op.create_table(
        "interaction",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("pressed", sa.Boolean(), nullable=False),
        sa.Column("topic", sa.String(length=64), nullable=True),
        sa.Column("aspect", sa.String(length=64), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column("replies", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("model_version", sa.String(length=64), nullable=False),
        sa.Column("data_version", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "outcome IN ({})".format(", ".join(f"'{one}'" for one in OUTCOMES)),
            name=op.f("ck_interaction_outcome"),
        ),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name=op.f("fk_interaction_conversation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interaction")),
        sa.UniqueConstraint("conversation_id", "message_id", name=op.f("uq_interaction_conversation_id")),
    )
    op.create_index(op.f("ix_interaction_accepted_at"), "interaction", ["accepted_at"], unique=False)
    op.create_index(op.f("ix_interaction_outcome"), "interaction", ["outcome"], unique=False)
    op.create_index(op.f("ix_interaction_topic"), "interaction", ["topic"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("interaction_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("figure", sa.String(length=64), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("unit", sa.String(length=16), nullable=True),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["interaction_id"], ["interaction.id"], name=op.f("fk_evidence_interaction_id")),
        sa.PrimaryKeyConstraint("interaction_id", "position", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_figure"), "evidence", ["figure"], unique=False)

    op.create_table(
        "receipt_due",
        sa.Column("interaction_id", sa.String(length=36), nullable=False),
        sa.Column("report_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["interaction_id"], ["interaction.id"], name=op.f("fk_receipt_due_interaction_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_receipt_due_report_id")),
        sa.PrimaryKeyConstraint("interaction_id", name=op.f("pk_receipt_due")),
        sa.UniqueConstraint("report_id", name=op.f("uq_receipt_due_report_id")),
    )


def downgrade() -> None:
    op.drop_table("receipt_due")
    op.drop_index(op.f("ix_evidence_figure"), table_name="evidence")

    op.drop_table("evidence")
    op.drop_index(op.f("ix_interaction_topic"), table_name="interaction")
    op.drop_index(op.f("ix_interaction_outcome"), table_name="interaction")
    op.drop_index(op.f("ix_interaction_accepted_at"), table_name="interaction")

    op.drop_table("interaction")
    op.drop_index(op.f("ix_button_conversation_id"), table_name="button")

    op.drop_table("button")
    op.drop_table("report")
    op.drop_table("conversation")
