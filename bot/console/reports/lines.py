"""The list of cases for a reader: never one that speaks of that reader, not in a row nor in a count."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import func, select

from bot.cases.clocks import Clocks
from bot.cases.officer import Officer
from bot.cases.promptness import Promptness
from bot.cases.reading import OF_REPORTER, Line, Reading
from bot.cases.states import State
from bot.cases.urgency import Urgency
from bot.console.reports.asked import NOBODY, Asked, Taken
from bot.console.reports.speaking import Speaking
from bot.storage.case_tables import CaseEvent, CaseFile, CaseMessage
from bot.storage.database import Database
from bot.storage.tables import Report

#: What a list needs of a case: nothing of what was reported.
_LIGHT = select(
    CaseFile.report_id,
    CaseFile.number,
    CaseFile.state,
    CaseFile.since,
    CaseFile.opened_on,
    CaseFile.version,
    CaseFile.triage,
    CaseFile.cluster,
    CaseFile.assignee,
    Report.kind,
).join(Report, Report.id == CaseFile.report_id)
_ADDED = (
    select(CaseMessage.report_id, func.count()).where(CaseMessage.kind.in_(OF_REPORTER)).group_by(CaseMessage.report_id)
)
_TAKEN_ON = (
    select(CaseEvent.report_id, func.min(CaseEvent.happened_on))
    .where(CaseEvent.after == State.RECEIVED, CaseEvent.what == "moved")
    .group_by(CaseEvent.report_id)
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A case in the list; `size` counts the cases of its cluster."""

    line: Line
    size: int
    taken: Taken

    @property
    def place(self) -> tuple[date, date, int]:
        """Its place: the most urgent first."""
        due = self.line.due
        return (due.day if due else date.max, self.line.opened_on, self.line.number)

    @property
    def cursor(self) -> str:
        """Its place, as an address has it."""
        due, opened, number = self.place
        return f"{due.isoformat()}.{opened.isoformat()}.{number}"


@dataclass(frozen=True, slots=True)
class Found:
    """All cases of a filter in their order, with counts by state and by urgency of the rest of the filter.

    `promptness` is that of `bot.cases.promptness`, whatever the filter, of the cases that the reader may know of.
    """

    rows: list[Listed]
    states: Counter[State]
    urgencies: Counter[Urgency]
    promptness: Promptness


class CaseLines:
    """Finds cases by a filter."""

    def __init__(self, database: Database, reading: Reading, speaking: Speaking, clocks: Clocks):
        self._database, self._reading = database, reading
        self._speaking = speaking
        self._clocked: tuple[date, dict[tuple[str, date], Line]] = (date.min, {})
        self._read_by = cache(lambda opened_on: clocks.due("case_person", opened_on).day)

    def of(self, officer: Officer, asked: Asked, today: date, since: date | None = None) -> Found:
        """The cases that `officer` may know of; promptness of those opened from `since`. Raises DatabaseUnavailable."""
        rows, taken_on = self._visible(officer)
        clock, taken, states = self._clocker(today), self._taker(today, taken_on), asked.states
        fitting = [row for row in rows if _fits(row, asked, officer) and asked.taken in {None, taken(row)}]
        every = [(row, clock(row)) for row in fitting]
        of_urgency = [one for one in every if asked.urgency in {None, one[1].urgency}]
        sizes = Counter(row.cluster for row in rows)
        found = [
            Listed(_line(row, clocked), sizes[row.cluster], taken(row))
            for row, clocked in of_urgency
            if clocked.state in states
        ]
        return Found(
            sorted(found, key=lambda one: one.place),
            Counter(clocked.state for _, clocked in of_urgency),
            Counter(clocked.urgency for _, clocked in every if clocked.state in states),
            _promptness(Counter(taken(row) for row in rows if (since or date.min) <= row.opened_on <= today)),
        )

    def _visible(self, officer: Officer) -> tuple[list[Any], dict[str, date]]:
        """The cases that are not on `officer`, and the days on which cases were first taken in."""
        with self._database.reading() as session:
            rows = session.execute(_LIGHT).all()
            added = {row[0]: row[1] for row in session.execute(_ADDED)}
            hidden = self._speaking.of(session, officer, {row.report_id: added.get(row.report_id, 0) for row in rows})
            taken_on = {row[0]: row[1] for row in session.execute(_TAKEN_ON)}
        return [row for row in rows if row.report_id not in hidden], taken_on

    def _clocker(self, today: date) -> Callable[[Any], Line]:
        """Cases of one state and day have one clock: it is reckoned once a day, as some case's line."""
        if self._clocked[0] != today:
            self._clocked = (today, {})
        known = self._clocked[1]

        def clock(row: Any) -> Line:
            key = (row.state, row.since)
            if key not in known:
                known[key] = self._reading.line(row, row.kind, today)
            return known[key]

        return clock

    def _taker(self, today: date, taken_on: Mapping[str, date]) -> Callable[[Any], Taken]:
        def taken(row: Any) -> Taken:
            day = taken_on.get(row.report_id)
            if (day or today) > self._read_by(row.opened_on):
                return Taken.LATE
            return Taken.IN_TIME if day else Taken.WAITING

        return taken


def _line(row: Any, clocked: Line) -> Line:
    """A case with the clock of its state and day."""
    return Line(
        row.number,
        row.kind,
        clocked.state,
        row.since,
        row.opened_on,
        row.version,
        row.triage,
        row.cluster,
        row.assignee,
        clocked.due,
        clocked.urgency,
    )


def _promptness(taken: Counter[Taken]) -> Promptness:
    return Promptness(taken[Taken.IN_TIME], taken[Taken.LATE], taken[Taken.WAITING])


def _fits(row: Any, asked: Asked, officer: Officer) -> bool:
    """Whether a case fits what a filter says of the case itself; its clocks are looked at elsewhere."""
    return (
        asked.number in {None, row.number}
        and asked.cluster in {None, row.cluster}
        and asked.kind in {"", row.kind}
        and (not asked.mine or row.assignee == officer.id)
        and (not asked.triage or row.triage)
        and (not asked.assignee or (row.assignee or NOBODY) == asked.assignee)
        and (asked.opened_from is None or row.opened_on >= asked.opened_from)
        and (asked.opened_until is None or row.opened_on <= asked.opened_until)
    )
