"""Reviews of answers by staff: rankings of the model, verdicts, scores of risk."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
#: What of a verdict nobody changes; its note goes when the citizen's words go.
_FIXED = (
    "id, interaction_id, reviewer, verdict, right_topic, right_aspect, to_content, model_version, round, sampled,"
    " reviewed_at, seconds, supersedes"
)


def upgrade() -> None:
    op.create_table(
        "turn_ranking",
        sa.Column("interaction_id", sa.String(length=36), nullable=False),
        sa.Column("pairs", sa.JSON(), nullable=False),
        _of_turn("turn_ranking", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("interaction_id", name=op.f("pk_turn_ranking")),
    )
    op.create_table(
        "review",
        sa.Column("id", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("interaction_id", sa.String(length=36), nullable=False),
        sa.Column("reviewer", sa.String(length=64), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("right_topic", sa.String(length=64), nullable=True),
        sa.Column("right_aspect", sa.String(length=64), nullable=True),
        sa.Column("to_content", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("model_version", sa.String(length=64), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("sampled", sa.Boolean(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("supersedes", _NUMBER, nullable=True),
        sa.CheckConstraint(
            "verdict IN ('right', 'incomplete', 'wrong', 'wrong_topic', 'undone')", name=op.f("ck_review_verdict")
        ),
        sa.CheckConstraint("round IN (1, 2)", name=op.f("ck_review_round")),
        sa.CheckConstraint("verdict = 'wrong_topic' OR right_topic IS NULL", name=op.f("ck_review_right_topic")),
        _of_turn("review"),
        sa.ForeignKeyConstraint(["supersedes"], ["review.id"], name=op.f("fk_review_supersedes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint("supersedes", name=op.f("uq_review_supersedes")),
    )
    op.create_index(op.f("ix_review_interaction_id"), "review", ["interaction_id"])
    op.create_index(op.f("ix_review_reviewed_at"), "review", ["reviewed_at"])
    op.create_index("ix_review_reviewer_reviewed_at", "review", ["reviewer", "reviewed_at"])
    op.create_table(
        "review_score",
        sa.Column("interaction_id", sa.String(length=36), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("topic", sa.String(length=64), nullable=True),
        sa.Column("aspect", sa.String(length=64), nullable=True),
        sa.Column("risk", sa.Double(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("sampled", sa.Boolean(), nullable=False),
        sa.Column("waits_for", sa.String(length=6), nullable=False),
        sa.Column("first_by", sa.String(length=64), nullable=True),
        sa.CheckConstraint("waits_for IN ('first', 'second', 'nobody')", name=op.f("ck_review_score_waits_for")),
        _of_turn("review_score", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("interaction_id", name=op.f("pk_review_score")),
    )
    op.create_index(op.f("ix_review_score_accepted_at"), "review_score", ["accepted_at"])
    op.create_index("ix_review_score_queue", "review_score", ["waits_for", "score", "interaction_id"])
    op.create_index("ix_review_score_topic_queue", "review_score", ["waits_for", "topic", "score"])
    op.create_index("ix_review_score_waiting_since", "review_score", ["waits_for", "accepted_at"])
    op.create_index("ix_review_score_order", "review_score", ["score", "interaction_id"])
    op.create_index("ix_review_score_alike", "review_score", ["topic", "aspect", "accepted_at"])
    connection = op.get_bind()
    for statement in _POSTGRESQL if connection.dialect.name == "postgresql" else _SQLITE:
        connection.exec_driver_sql(statement)


def _of_turn(table: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_interaction_id")
    return sa.ForeignKeyConstraint(["interaction_id"], ["interaction.id"], name=name, ondelete=ondelete)


_SQLITE = (
    f"CREATE TRIGGER review_update BEFORE UPDATE OF {_FIXED} ON review"
    " BEGIN SELECT RAISE(ABORT, 'review: append only'); END",
    "CREATE TRIGGER review_delete BEFORE DELETE ON review BEGIN SELECT RAISE(ABORT, 'review: append only'); END",
    # REPLACE deletes without a DELETE trigger, so what is inserted is looked at before it can conflict.
    "CREATE TRIGGER review_insert BEFORE INSERT ON review WHEN EXISTS (SELECT 1 FROM review WHERE id = NEW.id OR"
    " supersedes = NEW.supersedes) BEGIN SELECT RAISE(ABORT, 'review: append only'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION ansinh_review_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION"
    " '%%: append only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$",
    f"CREATE TRIGGER review_update BEFORE UPDATE OF {_FIXED} ON review"
    " FOR EACH ROW EXECUTE FUNCTION ansinh_review_stays()",
    "CREATE TRIGGER review_delete BEFORE DELETE ON review FOR EACH ROW EXECUTE FUNCTION ansinh_review_stays()",
    "CREATE TRIGGER review_truncate BEFORE TRUNCATE ON review"
    " FOR EACH STATEMENT EXECUTE FUNCTION ansinh_review_stays()",
)


def downgrade() -> None:
    for table in ("review_score", "review", "turn_ranking"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION ansinh_review_stays()")
