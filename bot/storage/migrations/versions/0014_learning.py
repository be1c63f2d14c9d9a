"""Candidate sentences, replays of the record, models that were tried."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "learning_candidate",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("label", sa.String(length=130), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("near", sa.String(length=130), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("proposed_by", sa.String(length=64), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=64), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("export_id", sa.String(length=36), nullable=True),
        sa.Column("exported_by", sa.String(length=64), nullable=True),
        sa.Column("exported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('proposed', 'approved', 'exported', 'rejected')", name=op.f("ck_learning_candidate_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_candidate")),
    )
    op.create_index("ix_learning_candidate_conversation_id", "learning_candidate", ["conversation_id"])
    op.create_index("ix_learning_candidate_export_id", "learning_candidate", ["export_id"])
    op.create_index("ix_learning_candidate_state_label", "learning_candidate", ["state", "label", "id"])
    op.create_table(
        "learning_source",
        sa.Column("interaction_id", sa.String(length=36), nullable=False),
        sa.Column("candidate_id", sa.String(length=36), nullable=True),
        sa.Column("label", sa.String(length=130), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("left_out", sa.String(length=32), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("interaction_id", name=op.f("pk_learning_source")),
    )
    op.create_index("ix_learning_source_candidate_id", "learning_source", ["candidate_id"])
    op.create_table(
        "learning_replay",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("candidate", sa.String(length=64), nullable=False),
        sa.Column("against", sa.String(length=64), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_by", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("holder", sa.String(length=36), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("mended", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'cancelled', 'failed')", name=op.f("ck_learning_replay_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_replay")),
    )
    op.create_index("ix_learning_replay_asked_at", "learning_replay", ["asked_at"])
    op.create_index("ix_learning_replay_candidate", "learning_replay", ["candidate"])
    op.create_table(
        "learning_change",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("replay_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("interaction_id", sa.String(length=36), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("askers", sa.Integer(), nullable=False),
        sa.Column("expected", sa.String(length=130), nullable=True),
        sa.Column("before", sa.String(length=130), nullable=True),
        sa.Column("before_margin", sa.Double(), nullable=True),
        sa.Column("after", sa.String(length=130), nullable=True),
        sa.Column("after_margin", sa.Double(), nullable=True),
        sa.Column("harm", sa.String(length=16), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("passed_by", sa.String(length=64), nullable=True),
        sa.Column("passed_why", sa.Text(), nullable=True),
        sa.Column("passed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["replay_id"], ["learning_replay.id"], name=op.f("fk_learning_change_replay_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_change")),
        sa.UniqueConstraint("replay_id", "number", name=op.f("uq_learning_change_replay_id")),
    )
    op.create_index("ix_learning_change_interaction_id", "learning_change", ["interaction_id"])


def downgrade() -> None:
    for table in ("learning_change", "learning_replay", "learning_source", "learning_candidate"):
        op.drop_table(table)
