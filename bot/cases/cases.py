"""The work on cases: taking in, assigning, moving, closing; every act has an officer, a day and a reason."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.cases.messages import write
from bot.cases.officer import Audit, Officer, reason
from bot.cases.opening import add_event
from bot.cases.reading import Line, Reading, Whole
from bot.cases.states import Ground, State, check
from bot.cases.urgency import Urgency
from bot.storage.case_tables import CaseFile
from bot.storage.database import Database

#: What whoever handles reports is reminded of.
PRESSING = frozenset({Urgency.SOON, Urgency.TODAY, Urgency.LATE})
OPEN = tuple(state for state in State if state is not State.CLOSED)


class CaseChanged(Exception):
    """Somebody else changed the case since it was read: read it again, then decide."""


class ConflictOfInterest(ValueError):
    """The report speaks of the officer it was to be given to."""


class AgencyMissing(ValueError):
    """A case is transferred to a named agency."""


class Cases:
    """Reads and changes cases. `told` is called with a report's id when there is news for its author.

    `version` is that of the case as the officer saw it: of two changes at once one wins, the other raises CaseChanged.
    Acts are noted before they are done, outside of their transaction: the audit may write to the same database.
    """

    def __init__(self, database: Database, reading: Reading, audit: Audit, told: Callable[[str], None] | None = None):
        self._database, self._reading = database, reading
        self._audit, self._told = audit, told

    def listed(self, officer: Officer, today: date, states: Iterable[State] = OPEN) -> list[Line]:
        """The cases that are not on `officer`, the most urgent first; nothing of what was reported."""
        with self._database.reading() as session:
            return self._reading.lines(session, officer, states, today)

    def pressing(self, today: date) -> list[Line]:
        """Open cases whose time runs out or has, for reminders by number and day: nobody is shown what they say."""
        with self._database.reading() as session:
            return [line for line in self._reading.clocked(session, OPEN, today) if line.urgency in PRESSING]

    def opened(self, officer: Officer, number: int, why: str, today: date) -> Whole:
        """The whole case, once the reading of it is noted. Raises CaseUnknown, ReasonMissing."""
        with self._database.reading() as session:
            case, report = self._reading.found(session, officer, number)
            self._audit(officer.id, "case.read", _about(number), reason(why))
            return self._reading.whole(session, case, report, today)

    def clues(self, officer: Officer, number: int, why: str) -> dict[str, str]:
        """Telephone numbers and accounts of the other side, unmasked, once that is noted.
        Raises CaseUnknown, ReasonMissing."""
        with self._database.reading() as session:
            case, _ = self._reading.found(session, officer, number)
            self._audit(officer.id, "case.clues", _about(number), reason(why))
            return self._reading.clues.of(case.clues, case.report_id)

    def assign(self, officer: Officer, number: int, to: Officer, why: str, *, version: int, today: date) -> None:
        """Give a case to an officer it does not speak of. Raises ConflictOfInterest, CaseChanged, CaseUnknown."""
        why = reason(why)
        self._audit(officer.id, "case.assign", _about(number), why)
        with self._database.session() as session:
            case, report = self._reading.found(session, officer, number, lock=True)
            if self._reading.is_on(session, to, case, report):
                raise ConflictOfInterest(f"case {number} cannot be given to {to.id}")
            before = case.assignee
            _change(session, case, version, assignee=to.id)
            add_event(session, case.report_id, today, officer.id, "assigned", before=before, after=to.id, why=why)

    def move(
        self,
        officer: Officer,
        number: int,
        to: State,
        why: str,
        *,
        version: int,
        today: date,
        ground: Ground | None = None,
        agency: str | None = None,
    ) -> None:
        """Take a case to its next state: `ground` when it is closed, `agency` when it is transferred.

        Raises IllegalMove, AgencyMissing, ReasonMissing, CaseChanged, CaseUnknown.
        """
        why = reason(why)
        self._audit(officer.id, f"case.{to}", _about(number), why)
        with self._database.session() as session:
            case, _ = self._reading.found(session, officer, number, lock=True)
            before = State(case.state)
            _check_version(case, version)
            check(before, to, ground)
            changed: dict[str, Any] = {"state": to, "since": today, "ground": ground}
            if to is State.TRANSFERRED:
                changed["agency"] = _named(agency)
            _change(session, case, version, **changed)
            add_event(session, case.report_id, today, officer.id, "moved", before=before, after=to, why=why)
            report_id = case.report_id
        self._tell(report_id)

    def note(self, officer: Officer, number: int, text: str, today: date) -> None:
        """Write down something for officers alone."""
        self._write(officer, number, "note", text, today)

    def ask(self, officer: Officer, number: int, text: str, today: date) -> None:
        """Ask the reporter, who sees the question with the receipt code."""
        self._write(officer, number, "question", text, today)

    def reply(self, officer: Officer, number: int, text: str, today: date) -> None:
        """Tell the reporter something; the case stays where it stands."""
        self._write(officer, number, "reply", text, today)

    def answer(self, officer: Officer, number: int, text: str, why: str, *, version: int, today: date) -> None:
        """Tell the reporter the answer and take the case to ANSWERED, at once; as `move` and `reply`."""
        text, why = reason(text), reason(why)
        self._audit(officer.id, f"case.{State.ANSWERED}", _about(number), why)
        with self._database.session() as session:
            case, _ = self._reading.found(session, officer, number, lock=True)
            before, to = State(case.state), State.ANSWERED
            _check_version(case, version)
            check(before, to)
            _change(session, case, version, state=to, since=today, ground=None)
            add_event(session, case.report_id, today, officer.id, "moved", before=before, after=to, why=why)
            write(session, case.report_id, "reply", text, day=today, who=officer.id)
            report_id = case.report_id
        self._tell(report_id)

    def _write(self, officer: Officer, number: int, kind: str, text: str, today: date) -> None:
        text = reason(text)
        self._audit(officer.id, f"case.{kind}", _about(number), kind)
        with self._database.session() as session:
            case, _ = self._reading.found(session, officer, number, lock=True)
            write(session, case.report_id, kind, text, day=today, who=officer.id)
            report_id = case.report_id
        if kind != "note":
            self._tell(report_id)

    def _tell(self, report_id: str) -> None:
        if self._told:
            self._told(report_id)


def _about(number: int) -> str:
    return f"case/{number}"


def _named(agency: str | None) -> str:
    if not agency or not agency.strip():
        raise AgencyMissing("name the agency that the case goes to")
    return agency.strip()


def _check_version(case: CaseFile, version: int) -> None:
    if case.version != version:
        raise CaseChanged(f"case {case.number} was changed by somebody else; read it again")


def _change(session: Session, case: CaseFile, version: int, **values: Any) -> None:
    changed = update(CaseFile).where(CaseFile.report_id == case.report_id, CaseFile.version == version)
    done = session.execute(
        changed.values(version=version + 1, **values), execution_options={"synchronize_session": False}
    )
    if getattr(done, "rowcount", 0) != 1:
        raise CaseChanged(f"case {case.number} was changed by somebody else; read it again")
