"""Cases of reports, the way back by code, requests of citizens about their data.

Every report that is there gets its case. Tables of reports have no rowid on SQLite: its order would tell which
report followed which message.
"""

import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

#: The closed lists as they were when the tables were made; a change of a list is a migration.
STATES = ("new", "received", "verifying", "transferred", "answered", "closed")
GROUNDS = (
    "no_concrete_evidence",
    "insulting",
    "sent_to_many",
    "already_answered",
    "unreadable",
    "not_confirmed",
    "handed_over",
    "replied",
)
MESSAGES = ("note", "question", "reply", "addition", "answer")
REQUESTS = ("see", "correct", "copy", "delete", "withdraw", "restrict", "object", "complain")
REQUEST_STATES = ("received", "answered", "done", "refused")
REFUSALS = ("legal_duty", "open_case", "others_rights", "not_found", "not_a_right", "repeated")


def upgrade() -> None:
    _rebuild_report(with_rowid=False)
    op.create_table(
        "case_file",
        _report_id(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("triage", sa.Boolean(), nullable=False),
        sa.Column("cluster", sa.Integer(), nullable=False),
        sa.Column("assignee", sa.String(length=64), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("ground", sa.String(length=32), nullable=True),
        sa.Column("clues", sa.LargeBinary(), nullable=True),
        _one_of("case_file", "state", STATES),
        _one_of("case_file", "ground", GROUNDS),
        sa.CheckConstraint("(state = 'closed') = (ground IS NOT NULL)", name=op.f("ck_case_file_closed_has_ground")),
        _of_report("case_file"),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_case_file")),
        sa.UniqueConstraint("number", name=op.f("uq_case_file_number")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_case_file_state"), "case_file", ["state"])
    op.create_index(op.f("ix_case_file_cluster"), "case_file", ["cluster"])
    op.create_table(
        "case_event",
        _id(),
        _report_id(),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=True),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("before", sa.String(length=64), nullable=True),
        sa.Column("after", sa.String(length=64), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        _of_report("case_event"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_event")),
        sa.UniqueConstraint("report_id", "position", name=op.f("uq_case_event_report_id")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "case_message",
        _id(),
        _report_id(),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        _one_of("case_message", "kind", MESSAGES),
        _of_report("case_message"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_message")),
        sa.UniqueConstraint("report_id", "position", name=op.f("uq_case_message_report_id")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "case_link",
        _report_id(),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _of_report("case_link"),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_case_link")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "case_opening",
        _id(),
        _report_id(),
        sa.Column("asked_by", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=64), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_why", sa.Text(), nullable=True),
        sa.Column("allowed", sa.Boolean(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        _of_report("case_opening"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_opening")),
    )
    op.create_index(op.f("ix_case_opening_report_id"), "case_opening", ["report_id"])
    op.create_table(
        "code_try",
        _id(),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        _of_conversation("code_try", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_try")),
    )
    op.create_index(op.f("ix_code_try_conversation_id"), "code_try", ["conversation_id"])
    op.create_table(
        "case_visit",
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        _of_conversation("case_visit", "CASCADE"),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_case_visit")),
    )
    op.create_table(
        "denunciation_pointed",
        _id(),
        sa.Column("pointed_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_denunciation_pointed")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_denunciation_pointed_pointed_on"), "denunciation_pointed", ["pointed_on"])
    _create_requests()
    _open_cases()


def _create_requests() -> None:
    op.create_table(
        "data_request",
        _id(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("third_party", sa.Boolean(), nullable=False),
        sa.Column("extended", sa.Boolean(), nullable=False),
        sa.Column("ground", sa.String(length=32), nullable=True),
        _one_of("data_request", "kind", REQUESTS),
        _one_of("data_request", "state", REQUEST_STATES),
        _one_of("data_request", "ground", REFUSALS),
        sa.CheckConstraint(
            "(state = 'refused') = (ground IS NOT NULL)", name=op.f("ck_data_request_refused_has_ground")
        ),
        _of_conversation("data_request", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_request")),
        sa.UniqueConstraint("number", name=op.f("uq_data_request_number")),
    )
    op.create_index(op.f("ix_data_request_conversation_id"), "data_request", ["conversation_id"])
    op.create_index(op.f("ix_data_request_state"), "data_request", ["state"])
    op.create_table(
        "data_request_event",
        _id(),
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=True),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["data_request.id"], name=op.f("fk_data_request_event_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_request_event")),
        sa.UniqueConstraint("request_id", "position", name=op.f("uq_data_request_event_request_id")),
    )


def _open_cases() -> None:
    """A new case for every report, as it would have been opened on its day."""
    connection = op.get_bind()
    report = sa.table("report", sa.column("id"), sa.column("received_on", sa.Date()))
    case = _table("case_file", "report_id number state since opened_on version triage cluster")
    event = _table("case_event", "id report_id position happened_on what after why")
    reports = connection.execute(sa.select(report.c.id, report.c.received_on)).all()
    numbers = secrets.SystemRandom().sample(range(100_000, 1_000_000), len(reports))
    for (report_id, day), number in zip(reports, numbers, strict=True):
        opened = {"report_id": report_id, "number": number, "state": "new", "since": day, "opened_on": day}
        connection.execute(sa.insert(case).values(**opened, version=1, triage=False, cluster=number))
        first = {"report_id": report_id, "position": 1, "happened_on": day, "what": "opened", "after": "new"}
        connection.execute(sa.insert(event).values(id=secrets.token_hex(16), **first, why=""))


def _table(name: str, columns: str) -> sa.TableClause:
    types: dict[str, sa.types.TypeEngine[Any]] = {
        "since": sa.Date(),
        "opened_on": sa.Date(),
        "happened_on": sa.Date(),
        "triage": sa.Boolean(),
    }
    return sa.table(name, *(sa.column(one, types.get(one)) for one in columns.split()))


def downgrade() -> None:
    op.drop_table("data_request_event")
    op.drop_index(op.f("ix_data_request_state"), table_name="data_request")
    op.drop_index(op.f("ix_data_request_conversation_id"), table_name="data_request")
    op.drop_table("data_request")
    op.drop_index(op.f("ix_denunciation_pointed_pointed_on"), table_name="denunciation_pointed")
    op.drop_table("denunciation_pointed")
    op.drop_table("case_visit")
    op.drop_index(op.f("ix_code_try_conversation_id"), table_name="code_try")
    op.drop_table("code_try")
    op.drop_index(op.f("ix_case_opening_report_id"), table_name="case_opening")
    op.drop_table("case_opening")
    op.drop_table("case_link")
    op.drop_table("case_message")
    op.drop_table("case_event")
    op.drop_index(op.f("ix_case_file_cluster"), table_name="case_file")
    op.drop_index(op.f("ix_case_file_state"), table_name="case_file")
    op.drop_table("case_file")
    _rebuild_report(with_rowid=True)


def _rebuild_report(*, with_rowid: bool) -> None:
    """On SQLite, `report` anew with or without a rowid; elsewhere there is none.

    The codes not told yet point at `report`, so they are taken out and put back.
    """
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    due = connection.execute(sa.text("select interaction_id, report_id from receipt_due")).all()
    connection.execute(sa.text("delete from receipt_due"))
    op.create_table(
        "report_anew",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("receipt_hash", sa.String(length=64), nullable=True),
        sa.CheckConstraint("kind IN ('fraud', 'misinformation')", name=op.f("ck_report_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("receipt_hash", name=op.f("uq_report_receipt_hash")),
        sqlite_with_rowid=with_rowid,
    )
    columns = "id, kind, received_on, content, receipt_hash"
    connection.execute(sa.text(f"insert into report_anew ({columns}) select {columns} from report order by id"))  # noqa: S608
    op.drop_table("report")
    op.rename_table("report_anew", "report")
    for row in due:
        connection.execute(sa.text("insert into receipt_due values (:interaction_id, :report_id)"), row._asdict())


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String(length=36), nullable=False)


def _report_id() -> sa.Column[str]:
    return sa.Column("report_id", sa.String(length=36), nullable=False)


def _of_report(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f(f"fk_{table}_report_id"))


def _of_conversation(table: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_conversation_id")
    return sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name=name, ondelete=ondelete)


def _one_of(table: str, column: str, allowed: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(repr(one) for one in allowed)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))
