"""Tables of cases and data-subject requests.

Tables of reports keep days, never times, and no id of a conversation. On SQLite they have no rowid, whose order would
tell which report followed which message.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.personal import apart, deleted, impersonal, table
from bot.storage.tables import Moment, Table

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

_NO_ROWID = {"sqlite_with_rowid": False}


def one_of(column: str, allowed: tuple[str, ...]) -> str:
    """The SQL of a closed list."""
    return f"{column} IN ({', '.join(repr(one) for one in allowed)})"


class CaseFile(Table):
    """The case of a report: where it stands, since which day, with whom. `version` counts its changes.

    `number` is random, so that numbers tell no order; `cluster` is the number of the first report that reads alike.
    """

    __tablename__ = "case_file"
    __table_args__ = (
        CheckConstraint(one_of("state", STATES), name="state"),
        CheckConstraint(one_of("ground", GROUNDS), name="ground"),
        CheckConstraint("(state = 'closed') = (ground IS NOT NULL)", name="closed_has_ground"),
        _NO_ROWID,
    )

    report_id: Mapped[str] = mapped_column(ForeignKey("report.id"), primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    since: Mapped[date] = mapped_column(Date)
    opened_on: Mapped[date] = mapped_column(Date)
    version: Mapped[int]
    triage: Mapped[bool]
    cluster: Mapped[int] = mapped_column(index=True)
    assignee: Mapped[str | None] = mapped_column(String(64))
    agency: Mapped[str | None] = mapped_column(Text)
    ground: Mapped[str | None] = mapped_column(String(32))
    clues: Mapped[bytes | None] = mapped_column(LargeBinary)


class CaseEvent(Table):
    """One step of a case: who did what and why. Of the reporter's steps `who` is empty."""

    __tablename__ = "case_event"
    __table_args__ = (UniqueConstraint("report_id", "position"), _NO_ROWID)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("report.id"))
    position: Mapped[int]
    happened_on: Mapped[date] = mapped_column(Date)
    who: Mapped[str | None] = mapped_column(String(64))
    what: Mapped[str] = mapped_column(String(16))
    before: Mapped[str | None] = mapped_column(String(64))
    after: Mapped[str | None] = mapped_column(String(64))
    why: Mapped[str] = mapped_column(Text)


class CaseMessage(Table):
    """What officer and reporter write about a case, masked; a note is read by officers alone."""

    __tablename__ = "case_message"
    __table_args__ = (
        CheckConstraint(one_of("kind", MESSAGES), name="kind"),
        UniqueConstraint("report_id", "position"),
        _NO_ROWID,
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("report.id"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    said_on: Mapped[date] = mapped_column(Date)
    who: Mapped[str | None] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)


class CaseLink(Table):
    """Where a reporter who agreed to it is told of answers: the conversation, sealed under the identity key."""

    __tablename__ = "case_link"
    __table_args__ = (_NO_ROWID,)

    report_id: Mapped[str] = mapped_column(ForeignKey("report.id"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class CaseOpening(Table):
    """A request of staff to open a sealed link: one asks, another allows, both with a reason, for a short time."""

    __tablename__ = "case_opening"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("report.id"), index=True)
    asked_by: Mapped[str] = mapped_column(String(64))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    why: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[str | None] = mapped_column(String(64))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_why: Mapped[str | None] = mapped_column(Text)
    allowed: Mapped[bool | None]
    until: Mapped[datetime | None] = mapped_column(Moment)


class CodeTry(Table):
    """A receipt code was typed in a conversation, right or wrong; kept for a day, to limit guessing."""

    __tablename__ = "code_try"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    tried_at: Mapped[datetime] = mapped_column(Moment)


class CaseVisit(Table):
    """A conversation in which a receipt code was just typed: which case, sealed under the identity key, until when."""

    __tablename__ = "case_visit"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    until: Mapped[datetime] = mapped_column(Moment)


class DenunciationPointed(Table):
    """That somebody was shown the lawful way of a formal denunciation (tố cáo), on which day; no content, no author."""

    __tablename__ = "denunciation_pointed"
    __table_args__ = (_NO_ROWID,)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    pointed_on: Mapped[date] = mapped_column(Date, index=True)


class DataRequest(Table):
    """A citizen's request about their own data (quyền của chủ thể dữ liệu), with the days it is due on as told.

    It outlives the erasure of its conversation, without the link: it is the proof that the request was met.
    """

    __tablename__ = "data_request"
    __table_args__ = (
        CheckConstraint(one_of("kind", REQUESTS), name="kind"),
        CheckConstraint(one_of("state", REQUEST_STATES), name="state"),
        CheckConstraint(one_of("ground", REFUSALS), name="ground"),
        CheckConstraint("(state = 'refused') = (ground IS NOT NULL)", name="refused_has_ground"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversation.id", ondelete="SET NULL"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16), index=True)
    version: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(Moment)
    asked_on: Mapped[date] = mapped_column(Date)
    answer_by: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date)
    third_party: Mapped[bool]
    extended: Mapped[bool]
    ground: Mapped[str | None] = mapped_column(String(32))


class DataRequestEvent(Table):
    """One step of a request: who did what, when and why. Of the citizen's own steps `who` is empty."""

    __tablename__ = "data_request_event"
    __table_args__ = (UniqueConstraint("request_id", "position"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    request_id: Mapped[str] = mapped_column(ForeignKey("data_request.id"))
    position: Mapped[int]
    happened_at: Mapped[datetime] = mapped_column(Moment)
    who: Mapped[str | None] = mapped_column(String(64))
    what: Mapped[str] = mapped_column(String(16))
    why: Mapped[str] = mapped_column(Text)


_BY_CASE = "a report hangs on no conversation; it ends with the schedule of cases"
deleted(table(CodeTry), lambda person: table(CodeTry).c.conversation_id == person.conversation)
deleted(table(CaseVisit), lambda person: table(CaseVisit).c.conversation_id == person.conversation)
for _of_case in (CaseFile, CaseEvent, CaseMessage, CaseLink, CaseOpening, DenunciationPointed):
    apart(table(_of_case), _BY_CASE, *table(_of_case).columns.keys())
# The conversation stays as a number that leads nowhere; what staff wrote is the proof that the request was met.
impersonal(table(DataRequest))
impersonal(table(DataRequestEvent))
