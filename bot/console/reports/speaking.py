"""Which reports speak of a reader, for lists: the same question as `Reading.is_on`, asked once a report."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.cases.clues import Clues
from bot.cases.conflict import Conflicts
from bot.cases.officer import Officer
from bot.cases.reading import OF_REPORTER
from bot.storage.case_tables import CaseFile, CaseMessage
from bot.storage.tables import Report

_AT_ONCE = 500
#: Answers that are kept in memory; beyond that all are asked anew.
_MOST = 200_000


class Speaking:
    """Remembers by officer and report whether the report speaks of the officer.

    A report says more only where its author adds a message, so an answer holds for a number of such messages; a change
    of the officer's own names is another officer here.
    """

    def __init__(self, conflicts: Conflicts, clues: Clues):
        self._conflicts, self._clues = conflicts, clues
        self._known: dict[tuple[Officer, str], tuple[int, bool]] = {}

    def of(self, session: Session, officer: Officer, reports: Mapping[str, int]) -> frozenset[str]:
        """Of `reports` (id → messages that their authors wrote) those that speak of `officer`."""
        unknown = [one for one, count in reports.items() if self._known.get((officer, one), (-1,))[0] != count]
        if len(self._known) + len(unknown) > _MOST:
            self._known = {}
            unknown = list(reports)
        for start in range(0, len(unknown), _AT_ONCE):
            part = unknown[start : start + _AT_ONCE]
            on = self._asked(session, officer, part)
            self._known.update({(officer, one): (reports[one], one in on) for one in part})
        return frozenset(one for one in reports if self._known[officer, one][1])

    def _asked(self, session: Session, officer: Officer, part: list[str]) -> frozenset[str]:
        told = _texts(session, part)
        rows = session.execute(
            select(Report.id, Report.content, CaseFile.clues)
            .join(CaseFile, CaseFile.report_id == Report.id)
            .where(Report.id.in_(part))
        )
        found = set()
        for report, content, sealed in rows:
            text = "\n".join([*(value or "" for value in content.values()), *told.get(report, ())])
            if self._conflicts.of(officer, text, tuple(self._clues.of(sealed, report).values())):
                found.add(report)
        return frozenset(found)


def _texts(session: Session, part: Iterable[str]) -> dict[str, list[str]]:
    """What authors added, by report."""
    wanted = select(CaseMessage.report_id, CaseMessage.text).where(
        CaseMessage.report_id.in_(list(part)), CaseMessage.kind.in_(OF_REPORTER)
    )
    told: dict[str, list[str]] = {}
    for report, text in session.execute(wanted):
        told.setdefault(report, []).append(text)
    return told
