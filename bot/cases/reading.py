"""What an officer is shown of cases: never one that speaks of that officer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.cases.calendar import Due
from bot.cases.clocks import Clocks
from bot.cases.clues import Clues
from bot.cases.conflict import Conflicts
from bot.cases.officer import Officer
from bot.cases.states import CLOCK, State
from bot.cases.urgency import Urgency, urgency
from bot.storage.case_tables import CaseEvent, CaseFile, CaseMessage
from bot.storage.tables import Report

#: What the reporter writes; notes and officers' words are no part of the report.
OF_REPORTER = ("addition", "answer")


class CaseUnknown(LookupError):
    """No such case, or none that this officer may know of: which of the two is not told."""


@dataclass(frozen=True, slots=True)
class Line:
    """A case in a list: nothing of what was reported."""

    number: int
    kind: str
    state: State
    since: date
    opened_on: date
    version: int
    triage: bool
    cluster: int
    assignee: str | None
    due: Due | None
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class Event:
    """A step of a case; `who` is None for the reporter and the bot."""

    happened_on: date
    who: str | None
    what: str
    before: str | None
    after: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message about a case; `kind` is one of `bot.storage.case_tables.MESSAGES`."""

    kind: str
    said_on: date
    who: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A case as it is opened: its report, masked, and all that was done and said."""

    line: Line
    content: dict[str, str]
    agency: str | None
    ground: str | None
    has_clues: bool
    history: tuple[Event, ...] = field(default=())
    messages: tuple[Message, ...] = field(default=())


class Reading:
    """Finds cases for an officer."""

    def __init__(self, clocks: Clocks, conflicts: Conflicts, clues: Clues):
        self.clocks, self.clues = clocks, clues
        self._conflicts = conflicts

    def found(self, session: Session, officer: Officer, number: int, *, lock: bool = False) -> tuple[CaseFile, Report]:
        """The case `number`; `lock` holds its row until the transaction ends. Raises CaseUnknown."""
        wanted = select(CaseFile).where(CaseFile.number == number)
        case = session.scalar(wanted.with_for_update() if lock else wanted)
        report = session.get(Report, case.report_id) if case else None
        if case is None or report is None or self.is_on(session, officer, case, report):
            raise CaseUnknown(f"no case {number}")
        return case, report

    def is_on(self, session: Session, officer: Officer, case: CaseFile, report: Report) -> bool:
        """Whether a report, or what its author added later, speaks of `officer`."""
        said = select(CaseMessage.text).where(
            CaseMessage.report_id == case.report_id, CaseMessage.kind.in_(OF_REPORTER)
        )
        text = "\n".join([*report.content.values(), *session.scalars(said)])
        clues = self.clues.of(case.clues, case.report_id)
        return self._conflicts.of(officer, text, tuple(clues.values())) is not None

    def is_on_report(self, session: Session, officer: Officer, report_id: str) -> bool:
        """As `is_on`, by the report's id; of a report that does not exist it is."""
        case, report = session.get(CaseFile, report_id), session.get(Report, report_id)
        return case is None or report is None or self.is_on(session, officer, case, report)

    def lines(self, session: Session, officer: Officer, states: Iterable[State], today: date) -> list[Line]:
        """The cases in `states` that are not on `officer`, the most urgent first."""
        rows = session.execute(
            select(CaseFile, Report)
            .join(Report, Report.id == CaseFile.report_id)
            .where(CaseFile.state.in_(list(states)))
        )
        shown = [(case, report) for case, report in rows if not self.is_on(session, officer, case, report)]
        lines = [self.line(case, report.kind, today) for case, report in shown]
        return sorted(lines, key=lambda one: (one.due.day if one.due else date.max, one.opened_on, one.number))

    def clocked(self, session: Session, states: Iterable[State], today: date) -> list[Line]:
        """The cases in `states` with their clocks, for the machine: whoever they speak of."""
        rows = session.execute(
            select(CaseFile, Report.kind)
            .join(Report, Report.id == CaseFile.report_id)
            .where(CaseFile.state.in_(list(states)))
        )
        return [self.line(case, kind, today) for case, kind in rows]

    def line(self, case: CaseFile, kind: str, today: date) -> Line:
        """A case for a list, with the clock of its state."""
        state = State(case.state)
        due = self.clocks.due(CLOCK[state], case.since) if state in CLOCK else None
        soon = self.clocks.limit("urgent_from")
        colour = urgency(self.clocks.calendar, case.since, due.day if due else None, today, soon_from=soon)
        return Line(
            case.number,
            kind,
            state,
            case.since,
            case.opened_on,
            case.version,
            case.triage,
            case.cluster,
            case.assignee,
            due,
            colour,
        )

    def whole(self, session: Session, case: CaseFile, report: Report, today: date) -> Whole:
        """Everything about a case."""
        events = session.scalars(_ordered(CaseEvent, case.report_id))
        history = tuple(Event(e.happened_on, e.who, e.what, e.before, e.after, e.why) for e in events)
        return Whole(
            self.line(case, report.kind, today),
            dict(report.content),
            case.agency,
            case.ground,
            case.clues is not None,
            history,
            tuple(messages(session, case.report_id)),
        )


def messages(session: Session, report_id: str, kinds: Sequence[str] | None = None) -> list[Message]:
    """What was written about a case, of these kinds, in its order."""
    rows = session.scalars(_ordered(CaseMessage, report_id))
    return [Message(one.kind, one.said_on, one.who, one.text) for one in rows if kinds is None or one.kind in kinds]


def _ordered[T: (CaseEvent, CaseMessage)](table: type[T], report_id: str) -> Select[T]:
    return select(table).where(table.report_id == report_id).order_by(table.position)
