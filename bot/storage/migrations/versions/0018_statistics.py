"""What statistics are added up from, and triggers that tell of every change in the record."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_COUNTS = (
    *(
        "turns",
        "counted",
        "two_way",
        "substantive",
        "evidence_based",
        "unsourced",
        "officer",
        "pressed",
        "taken",
        "recontact",
    ),
    *("good", "bad", "answers_judged", "opinion", "wish", "served"),
    *("reason_unclear", "reason_off_question", "reason_incomplete", "reason_doubted", "reason_other"),
    *("o_answered", "o_answered_calculation", "o_answered_rumour", "o_clarifying", "o_collecting", "o_suggested"),
    *("o_unanswered_out_of_scope", "o_unanswered_not_understood", "o_unanswered_not_settled", "o_report_received"),
    *("o_feedback_received", "o_handed_over", "o_with_officer", "o_small_talk", "o_refused", "o_error"),
    *(f"h{hour:02}" for hour in range(24)),
    *(f"s{step:02}" for step in range(14)),
    *(f"w{step:02}" for step in range(9)),
)
#: Table, act, which row's turns are due: an SQL that selects their ids, with NEW or OLD for the row.
_TELLS = (
    (
        "interaction_ended",
        "interaction",
        "UPDATE OF outcome, topic, author, campaign",
        "SELECT NEW.id WHERE NEW.outcome IS NOT NULL",
    ),
    ("interaction_came", "interaction", "INSERT", "SELECT NEW.id WHERE NEW.outcome IS NOT NULL"),
    ("feedback_given", "feedback", "INSERT", "SELECT NEW.judged UNION SELECT NEW.given_in"),
    ("opinion_given", "opinion", "INSERT", "SELECT NEW.given_in UNION SELECT NEW.judged WHERE NEW.judged IS NOT NULL"),
    (
        *("opinion_changed", "opinion", "UPDATE OF kind, withdrawn_at"),
        "SELECT NEW.given_in UNION SELECT NEW.judged WHERE NEW.judged IS NOT NULL",
    ),
    ("place_told", "turn_place", "INSERT", "SELECT NEW.interaction_id"),
    ("place_gone", "turn_place", "DELETE", "SELECT OLD.interaction_id"),
    (
        *("group_told", "conversation", "UPDATE OF audience, campaign"),
        "SELECT id FROM interaction WHERE conversation_id = NEW.id AND outcome IS NOT NULL",
    ),
    (
        *("talk_replied", "officer_talk", "UPDATE OF first_reply_at"),
        "SELECT id FROM interaction WHERE conversation_id = NEW.conversation_id AND outcome = 'handed_over'",
    ),
)
#: An UPDATE of a column that did not change tells nothing.
_ONLY_CHANGES = {
    "group_told": "OLD.audience IS DISTINCT FROM NEW.audience OR OLD.campaign IS DISTINCT FROM NEW.campaign",
}


def upgrade() -> None:
    _raw_tables()
    _counts()
    for name, table, act, turns in _TELLS:
        _trigger(name, table, act, turns)
    # What the record holds already is made day by day once the app runs.
    day = (
        "date(accepted_at, '+7 hours')" if _is_sqlite() else "cast(accepted_at at time zone 'Asia/Ho_Chi_Minh' as date)"
    )
    op.execute(f"INSERT INTO statistics_stale (grain, bucket) SELECT DISTINCT 'f', {day} FROM interaction")  # noqa: S608


def downgrade() -> None:
    for name, table, _, _ in _TELLS:
        op.execute(f"DROP TRIGGER statistics_{name}" + ("" if _is_sqlite() else f" ON {table}"))
        if not _is_sqlite():
            op.execute(f"DROP FUNCTION ansinh_statistics_{name}")
    for table in ("state", "group", "people", "place", "aspect", "cell", "turn", "citizen", "stale", "due"):
        op.drop_table(f"statistics_{table}")
    op.drop_table("turn_place")


def _raw_tables() -> None:
    op.create_table(
        "turn_place",
        _of("turn_place", "interaction_id", "interaction"),
        sa.Column("province", sa.String(64), nullable=False),
        sa.Column("commune", sa.String(128), nullable=True),
        *_key("turn_place", "interaction_id"),
    )
    op.create_table(
        "statistics_due",
        sa.Column("number", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("interaction_id", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_statistics_due")),
    )
    op.create_table("statistics_stale", *_bucket(), *_key("statistics_stale", "grain", "bucket"))
    op.create_table(
        "statistics_citizen",
        sa.Column("number", _NUMBER, autoincrement=True, nullable=False),
        _of("statistics_citizen", "conversation_id", "conversation"),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("audience", sa.String(32), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_statistics_citizen")),
        sa.UniqueConstraint("conversation_id", name=op.f("uq_statistics_citizen_conversation_id")),
    )
    op.create_index(op.f("ix_statistics_citizen_first_day"), "statistics_citizen", ["first_day"])
    op.create_table(
        "statistics_turn",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("interaction_id", sa.String(36), nullable=False),
        sa.Column("citizen", _NUMBER, nullable=False),
        sa.Column("hour", sa.SmallInteger(), nullable=False),
        *_dimensions(),
        sa.Column("aspect", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("author", sa.String(16), nullable=False),
        *(
            sa.Column(f"is_{name}", sa.Boolean(), nullable=False)
            for name in ("counted", "two_way", "substantive", "evidence_based", "pressed", "taken", "recontact")
        ),
        sa.Column("verdict", sa.String(8), nullable=True),
        sa.Column("reason", sa.String(16), nullable=True),
        sa.Column("opinion", sa.String(8), nullable=True),
        sa.Column("speed", sa.SmallInteger(), nullable=True),
        sa.Column("wait", sa.SmallInteger(), nullable=True),
        sa.Column("province", sa.String(64), nullable=True),
        sa.Column("commune", sa.String(128), nullable=True),
        *_key("statistics_turn", "day", "accepted_at", "interaction_id"),
        sqlite_with_rowid=False,
    )


def _counts() -> None:
    keys = ("grain", "bucket", "channel", "audience", "campaign", "topic")
    for table, apart, counts in (
        ("statistics_cell", (), _COUNTS),
        ("statistics_aspect", (("aspect", 64),), ("turns", "calculated")),
        ("statistics_place", (("province", 64), ("commune", 128)), ("turns",)),
    ):
        op.create_table(
            table,
            *_bucket(),
            *_dimensions(),
            *(sa.Column(name, sa.String(length), nullable=False) for name, length in apart),
            *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
            *_key(table, *keys, *(name for name, _ in apart)),
            sqlite_with_rowid=False,
        )
    op.create_table(
        "statistics_people",
        *_bucket(),
        sa.Column("campaign", sa.String(64), nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("citizens", sa.LargeBinary(), nullable=False),
        *_key("statistics_people", "grain", "bucket", "campaign", "topic", "kind"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "statistics_group",
        sa.Column("dimension", sa.String(16), nullable=False),
        sa.Column("value", sa.String(32), nullable=False),
        sa.Column("citizens", sa.LargeBinary(), nullable=False),
        *_key("statistics_group", "dimension", "value"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "statistics_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("definition", sa.String(64), nullable=False),
        sa.Column("folded_at", sa.DateTime(timezone=True), nullable=True),
        *_key("statistics_state", "id"),
    )


def _bucket() -> list[sa.Column[object]]:
    return [sa.Column("grain", sa.String(1), nullable=False), sa.Column("bucket", sa.Date(), nullable=False)]


def _dimensions() -> list[sa.Column[str]]:
    lengths = {"channel": 16, "audience": 32, "campaign": 64, "topic": 64}
    return [sa.Column(name, sa.String(length), nullable=False) for name, length in lengths.items()]


def _key(table: str, *columns: str) -> list[sa.PrimaryKeyConstraint]:
    return [sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))]


def _of(table: str, column: str, other: str) -> sa.Column[str]:
    key = sa.ForeignKey(f"{other}.id", name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE")
    return sa.Column(column, sa.String(36), key, nullable=False)


def _trigger(name: str, table: str, act: str, turns: str) -> None:
    put = f"INSERT INTO statistics_due (interaction_id) {turns}"
    when = f" WHEN ({_ONLY_CHANGES[name]})" if name in _ONLY_CHANGES else ""
    if _is_sqlite():
        when = when.replace("IS DISTINCT FROM", "IS NOT")
        op.execute(f"CREATE TRIGGER statistics_{name} AFTER {act} ON {table}{when} BEGIN {put}; END")
        return
    op.execute(
        f"CREATE FUNCTION ansinh_statistics_{name}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {put}; RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER statistics_{name} AFTER {act} ON {table} FOR EACH ROW{when}"
        f" EXECUTE FUNCTION ansinh_statistics_{name}()"
    )


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
