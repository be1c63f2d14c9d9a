"""Reading cases, as their pages do it: every reading is noted first, and no case is found that is on its reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.cases.cases import Cases
from bot.cases.escalation import Sign, Signs
from bot.cases.handover.escalation import Escalation, Escalations
from bot.cases.links import Links
from bot.cases.officer import Audit, Officer, reason
from bot.cases.reading import CaseUnknown, Event, Line, Reading, Whole
from bot.console.login.accounts import Accounts
from bot.console.reports.web_links import WebLink, web_links
from bot.console.roles import Role
from bot.console.staff import Staff
from bot.evidence.envelope import Kept
from bot.evidence.files import Files, NoSuchFile, Opened
from bot.privacy.masking import mask
from bot.storage.case_tables import CaseFile
from bot.storage.database import Database
from bot.storage.tables import Report

#: Cases of the same cluster that are shown beside one; the list has them all.
_SIMILAR = 10
#: Largest number that every database can compare.
_LARGEST = 2**31


@dataclass(frozen=True, slots=True)
class Route:
    """A lawful way for a report: the sign that was found, by which words, and what the law's table says of it."""

    sign: Sign
    escalation: Escalation
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """A case opened on its page; `agreed`: whether its author left a sealed link."""

    whole: Whole
    files: tuple[Kept, ...]
    similar: tuple[Line, ...]
    routes: tuple[Route, ...]
    links: tuple[WebLink, ...]
    agreed: bool
    takers: tuple[Staff, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """What was done with a case and when: nothing of what was reported or written."""

    line: Line
    agency: str | None
    ground: str | None
    history: tuple[Event, ...]
    takers: tuple[Staff, ...]


class Desk:
    """Reads cases for their pages. Raises CaseUnknown, ReasonMissing, DatabaseUnavailable."""

    def __init__(
        self,
        database: Database,
        reading: Reading,
        audit: Audit,
        *,
        cases: Cases,
        links: Links,
        files: Files,
        accounts: Accounts,
        signs: Signs,
        escalations: Escalations,
    ):
        self._database, self._cases, self._reading = database, cases, reading
        self._links, self._files, self._accounts, self._audit = links, files, accounts, audit
        self._signs, self._escalations = signs, escalations

    def check(self, officer: Officer, number: int) -> None:
        """Raises CaseUnknown unless there is such a case and it does not speak of `officer`; nothing is shown."""
        with self._database.reading() as session:
            self._found(session, officer, number)

    def opened(self, officer: Officer, number: int, why: str, today: date) -> Opening:
        """The case with all that its page shows; one act of reading in the audit."""
        self.check(officer, number)
        whole = self._cases.opened(officer, number, mask(why).text, today)
        with self._database.reading() as session:
            case, report = self._found(session, officer, number)
            similar = self._similar(session, officer, case, today)
            agreed = self._links.is_agreed(session, report.id)
            takers = self._takers(session, case, report)
        told, files = reported(whole), tuple(self._files.of_report(report.id))
        return Opening(whole, files, similar, self._routes(report.kind, told), web_links(told), agreed, takers)

    def course(self, officer: Officer, number: int, today: date) -> Course:
        """What was done with a case, for managers and auditors."""
        with self._database.reading() as session:
            case, report = self._found(session, officer, number)
            self._audit(officer.id, "case.course", f"case/{number}", "")
            whole = self._reading.whole(session, case, report, today)
            return Course(whole.line, whole.agency, whole.ground, whole.history, self._takers(session, case, report))

    def clues(self, officer: Officer, number: int, why: str) -> dict[str, str]:
        """Numbers of the other side, unmasked, once that is noted."""
        self.check(officer, number)
        return self._cases.clues(officer, number, mask(why).text)

    def file(self, officer: Officer, number: int, position: int, why: str) -> Opened:
        """A file of a case, once that is noted. Raises NoSuchFile."""
        return self._files.open(self._kept(officer, number, position, why, "case.file").id)

    def thumbnail(self, officer: Officer, number: int, position: int, why: str) -> bytes:
        """The blurred picture of a file, once that is noted. Raises NoSuchFile."""
        kept = self._kept(officer, number, position, why, "case.thumbnail")
        content = self._files.thumbnail(kept.id)
        if content is None:
            raise NoSuchFile(f"{number}/{position}")
        return content

    def _found(self, session: Session, officer: Officer, number: int) -> tuple[CaseFile, Report]:
        if not 0 < number < _LARGEST:
            raise CaseUnknown(f"no case {number}")
        return self._reading.found(session, officer, number)

    def _kept(self, officer: Officer, number: int, position: int, why: str, what: str) -> Kept:
        with self._database.reading() as session:
            report_id = self._found(session, officer, number)[1].id
        self._audit(officer.id, what, f"case/{number}", reason(mask(why).text))
        kept = next((one for one in self._files.of_report(report_id) if one.position == position), None)
        if kept is None:
            raise NoSuchFile(f"{number}/{position}")
        return kept

    def _similar(self, session: Session, officer: Officer, case: CaseFile, today: date) -> tuple[Line, ...]:
        alike = (
            select(CaseFile, Report)
            .join(Report, Report.id == CaseFile.report_id)
            .where(CaseFile.cluster == case.cluster, CaseFile.report_id != case.report_id)
            .order_by(CaseFile.opened_on.desc(), CaseFile.number)
            .limit(_SIMILAR)
        )
        rows = session.execute(alike).all()
        shown = [one for one in rows if not self._reading.is_on(session, officer, one[0], one[1])]
        return tuple(self._reading.line(other, report.kind, today) for other, report in shown)

    def _takers(self, session: Session, case: CaseFile, report: Report) -> tuple[Staff, ...]:
        """Who handles reports and is not spoken of in this one."""
        handlers = (one for one in self._accounts.all() if one.active and Role.HANDLER in one.roles)
        return tuple(one for one in handlers if not self._reading.is_on(session, one.officer, case, report))

    def _routes(self, kind: str, told: Sequence[str]) -> tuple[Route, ...]:
        signs = self._signs.of("\n".join(told), kind)  # type: ignore[arg-type]
        rows = {row.id: row for row in self._escalations.named([sign.id for sign in signs])}
        return tuple(
            Route(sign, rows[sign.id], tuple(self._escalations.addressees([rows[sign.id]], None))) for sign in signs
        )


def reported(whole: Whole) -> list[str]:
    """What the reporter wrote, first and later."""
    added = [one.text for one in whole.messages if one.kind in ("addition", "answer")]
    return [text for text in (*whole.content.values(), *added) if text]


def steps_since(history: Sequence[Event], version: int, now: int) -> tuple[Event, ...]:
    """The steps that took a case from a version to the one of now."""
    changes = [one for one in history if one.what in ("moved", "assigned")]
    return tuple(changes[-(now - version) :]) if now > version else ()
