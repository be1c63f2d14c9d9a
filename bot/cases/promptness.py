"""How soon a person takes reports in: the share within the time limit, for managers (ISO 37002 8.1)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from bot.cases.clocks import Clocks
from bot.cases.states import State
from bot.storage.case_tables import CaseEvent, CaseFile
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Promptness:
    """Reports opened in a period, by what became of their first clock. A report that still has time is `waiting`."""

    in_time: int
    late: int
    waiting: int

    @property
    def share(self) -> float | None:
        """Of those whose clock has ended, the part that a person took in within it; None where none has."""
        ended = self.in_time + self.late
        return self.in_time / ended if ended else None


def promptness(database: Database, clocks: Clocks, since: date, until: date, today: date) -> Promptness:
    """Reports opened from `since` to `until`, both included, as they stand on `today`."""
    taken = (
        select(CaseEvent.report_id, func.min(CaseEvent.happened_on).label("taken_on"))
        .where(CaseEvent.after == State.RECEIVED, CaseEvent.what == "moved")
        .group_by(CaseEvent.report_id)
        .subquery()
    )
    rows = (
        select(CaseFile.opened_on, taken.c.taken_on)
        .outerjoin(taken, taken.c.report_id == CaseFile.report_id)
        .where(CaseFile.opened_on.between(since, until))
    )
    counts = {"in_time": 0, "late": 0, "waiting": 0}
    with database.reading() as session:
        for opened_on, taken_on in session.execute(rows):
            due = clocks.due("case_person", opened_on).day
            ended = taken_on or today
            counts["late" if ended > due else "in_time" if taken_on else "waiting"] += 1
    return Promptness(**counts)
