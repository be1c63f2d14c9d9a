"""Claims that staff merge and split, with what an undo needs."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("claim", sa.Column("merged_into", sa.String(length=32), nullable=True))
    op.create_index(op.f("ix_claim_merged_into"), "claim", ["merged_into"])
    op.create_table(
        "claim_move",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("from_claim", sa.String(length=32), nullable=False),
        sa.Column("to_claim", sa.String(length=32), nullable=False),
        sa.Column("is_new", sa.Boolean(), nullable=False),
        sa.Column("worded", sa.JSON(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("carried", sa.JSON(), nullable=False),
        sa.Column("verdict_on", sa.Date(), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_by", sa.String(length=64), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.String(length=64), nullable=True),
        sa.Column("undone_why", sa.Text(), nullable=True),
        sa.CheckConstraint("kind IN ('merge', 'split')", name=op.f("ck_claim_move_kind")),
        sa.ForeignKeyConstraint(["from_claim"], ["claim.id"], name=op.f("fk_claim_move_from_claim")),
        sa.ForeignKeyConstraint(["to_claim"], ["claim.id"], name=op.f("fk_claim_move_to_claim")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_claim_move")),
    )
    for column in ("from_claim", "to_claim"):
        op.create_index(op.f(f"ix_claim_move_{column}"), "claim_move", [column])
    op.create_table(
        "claim_moved_sighting",
        _of_move("claim_moved_sighting"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("host", sa.String(length=128), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("move", "day", "host", "way", name=op.f("pk_claim_moved_sighting")),
    )
    op.create_table(
        "claim_moved_follower",
        _of_move("claim_moved_follower"),
        sa.Column("follower", sa.String(length=64), nullable=False),
        sa.Column("told_version", sa.Integer(), nullable=False),
        sa.Column("is_new", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("move", "follower", name=op.f("pk_claim_moved_follower")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_claim_moved_follower_follower"), "claim_moved_follower", ["follower"])


def downgrade() -> None:
    for table in ("claim_moved_follower", "claim_moved_sighting", "claim_move"):
        op.drop_table(table)
    op.drop_index(op.f("ix_claim_merged_into"), "claim")
    op.drop_column("claim", "merged_into")


def _of_move(table: str) -> sa.Column[int]:
    key = sa.ForeignKey("claim_move.number", name=op.f(f"fk_{table}_move"))
    return sa.Column("move", sa.Integer(), key, nullable=False)
