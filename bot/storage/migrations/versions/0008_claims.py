"""Claims: what people pass on, how often and by which host, who is to be told, the verdicts with their versions.

What a citizen's message writes has no rowid on SQLite: its order would tell who wrote when.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

#: The closed lists as they were when the tables were made; a change of a list is a migration.
STATES = ("open", "published")
VERDICTS = ("false", "partly_true", "misread", "not_settled")
WAYS = ("asked", "reported")


def upgrade() -> None:
    op.create_table(
        "claim",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("wordings", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("verdict_on", sa.Date(), nullable=True),
        _one_of("claim", "state", STATES),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sqlite_with_rowid=False,
    )
    for column in ("state", "opened_on", "noticed_at"):
        op.create_index(op.f(f"ix_claim_{column}"), "claim", [column])
    op.create_table(
        "claim_verdict",
        sa.Column("claim_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("refutation", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.String(length=1), nullable=False),
        sa.Column("review_by", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.String(length=64), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.String(length=64), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        _one_of("claim_verdict", "verdict", VERDICTS),
        _of_claim("claim_verdict"),
        sa.PrimaryKeyConstraint("claim_id", "version", name=op.f("pk_claim_verdict")),
    )
    op.create_table(
        "claim_sighting",
        sa.Column("claim", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("host", sa.String(length=128), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        _one_of("claim_sighting", "way", WAYS),
        sa.PrimaryKeyConstraint("claim", "day", "host", "way", name=op.f("pk_claim_sighting")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim_follower",
        sa.Column("claim_id", sa.String(length=32), nullable=False),
        sa.Column("follower", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("told_version", sa.Integer(), nullable=False),
        _of_claim("claim_follower"),
        sa.PrimaryKeyConstraint("claim_id", "follower", name=op.f("pk_claim_follower")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("claim_follower", "claim_sighting", "claim_verdict", "claim"):
        op.drop_table(table)


def _one_of(table: str, column: str, allowed: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(repr(one) for one in allowed)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


def _of_claim(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f(f"fk_{table}_claim_id"))
