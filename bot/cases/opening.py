"""Opening a case: its random number, its cluster, its first step; in the transaction that stores the report."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.cases.alike import likeness, marks_of
from bot.cases.states import State
from bot.storage.case_tables import CaseEvent, CaseFile
from bot.storage.tables import Report

#: Numbers have six digits, as long as a tenth of them is in use at most.
FIRST_NUMBER, NUMBERS = 100_000, 900_000
#: Days back in which a report can be like another one.
REMEMBERED = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Likeness:
    """From which share (hundredths) reports are alike, and with how many clusters a new one is compared."""

    alike_from: int = 60
    compared: int = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """A case just opened: its number, and whether no other report reads like it."""

    number: int
    is_first_of_its_kind: bool


def open_case(session: Session, report: Report, *, triage: bool, clues: bytes | None, alike: Likeness) -> Opened:
    """Open the case of a `report` that is flushed."""
    number = free_number(session)
    head = _head_of(session, report, alike)
    session.add(
        CaseFile(
            report_id=report.id,
            number=number,
            state=State.NEW,
            since=report.received_on,
            opened_on=report.received_on,
            version=1,
            triage=triage,
            cluster=head or number,
            clues=clues,
        )
    )
    session.flush()
    add_event(session, report.id, report.received_on, None, "opened", after=State.NEW)
    return Opened(number, head is None)


def free_number(session: Session) -> int:
    """A number that no case has."""
    while True:
        number = FIRST_NUMBER + secrets.randbelow(NUMBERS)
        if session.scalar(select(CaseFile.number).where(CaseFile.number == number)) is None:
            return number


def add_event(
    session: Session,
    report_id: str,
    day: date,
    who: str | None,
    what: str,
    *,
    before: str | None = None,
    after: str | None = None,
    why: str = "",
) -> None:
    """Note a step of a case whose row is locked."""
    position = session.scalar(select(func.max(CaseEvent.position)).where(CaseEvent.report_id == report_id))
    event = CaseEvent(
        id=str(uuid.uuid4()),
        report_id=report_id,
        position=(position or 0) + 1,
        happened_on=day,
        who=who,
        what=what,
        before=before,
        after=after,
        why=why,
    )
    session.add(event)
    session.flush()


def _head_of(session: Session, report: Report, alike: Likeness) -> int | None:
    """The number of the cluster that the report belongs to, if there is one."""
    heads = session.execute(
        select(CaseFile.number, Report.content)
        .join(Report, Report.id == CaseFile.report_id)
        .where(
            CaseFile.number == CaseFile.cluster,
            Report.kind == report.kind,
            CaseFile.opened_on >= report.received_on - REMEMBERED,
            CaseFile.report_id != report.id,
        )
        .order_by(CaseFile.opened_on.desc())
        .limit(alike.compared)
    )
    mine = marks_of(report.content.get("what", ""))
    likest = max(
        ((likeness(mine, marks_of(content.get("what", ""))), number) for number, content in heads), default=None
    )
    return likest[1] if likest and likest[0] >= alike.alike_from else None
