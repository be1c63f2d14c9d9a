"""Reports of fraud and misinformation as statistics read them: by whole months, and never so few that one is told."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import case, func, select

from bot.cases.calendar import WorkingCalendar
from bot.cases.states import State
from bot.statistics.hiding import LEAST, hidden, small
from bot.statistics.period import Period, month
from bot.storage.case_tables import CaseEvent, CaseFile, CaseMessage
from bot.storage.database import Database
from bot.storage.personal import table
from bot.storage.tables import Report

KINDS = {"fraud": "Lừa đảo, gian lận", "misinformation": "Tin sai sự thật"}
BY_MONTHS = (
    "Tin báo được đếm theo tháng trọn (ngày gửi), để không ai lấy hai kỳ trừ nhau mà biết từng ngày có mấy tin; kỳ "
    f"không trọn tháng thì chỉ tính các tháng trọn nằm trong kỳ. Số từ 1 đến {LEAST - 1} được che, và thêm ô khác "
    "cũng được che để không tính ra được bằng phép trừ."
)
HIDDEN = f"Che vì có ô dưới {LEAST} tin."
NO_MONTH = "Kỳ đang xem không có tháng nào trọn, nên không đếm tin báo."

_REPORT, _FILE, _EVENT, _MESSAGE = table(Report), table(CaseFile), table(CaseEvent), table(CaseMessage)


@dataclass(frozen=True, slots=True)
class Reported:
    """One report: the days on which it came, was read by a person, was answered and was closed first."""

    kind: str
    state: str
    opened_on: date
    received_on: date | None
    answered_on: date | None
    closed_on: date | None


def whole_months(period: Period) -> Period | None:
    """The whole months of a period as one stretch; None where it has none."""
    months = period.cover()[0]
    return Period(months[0], month(months[-1].year, months[-1].month).last) if months else None


def reported(database: Database, period: Period) -> list[Reported]:
    """The reports that came in the whole months of a period, as they stand now. Raises DatabaseUnavailable."""
    months = whole_months(period)
    if months is None:
        return []
    replied = (
        select(_MESSAGE.c.report_id, func.min(_MESSAGE.c.said_on).label("said_on"))
        .where(_MESSAGE.c.kind == "reply")
        .group_by(_MESSAGE.c.report_id)
        .subquery()
    )
    first = {
        state: func.min(case((_EVENT.c.after == state.value, _EVENT.c.happened_on)))
        for state in (State.RECEIVED, State.ANSWERED, State.CLOSED)
    }
    columns = (_REPORT.c.kind, _FILE.c.state, _FILE.c.opened_on)
    query = (
        select(*columns, *first.values(), replied.c.said_on)
        .select_from(_FILE)
        .join(_REPORT, _REPORT.c.id == _FILE.c.report_id)
        .outerjoin(_EVENT, (_EVENT.c.report_id == _FILE.c.report_id) & (_EVENT.c.what == "moved"))
        .outerjoin(replied, replied.c.report_id == _FILE.c.report_id)
        .where(_FILE.c.opened_on.between(months.first, months.last))
        .group_by(_FILE.c.report_id, *columns, replied.c.said_on)
    )
    with database.looking() as connection:
        rows = connection.execute(query).all()
    return [Reported(*row[:4], _earlier(row[4], row[6]), row[5]) for row in rows]


def told[K: Hashable](counts: Mapping[K, int]) -> dict[K, int | None]:
    """Counts beside whose sum (`total`) they stand, None where hidden; all of them where the sum is."""
    return dict.fromkeys(counts) if small(sum(counts.values())) else hidden(counts)


def total(counts: Mapping[Any, int]) -> int | None:
    """Their sum, None where it is hidden."""
    whole = sum(counts.values())
    return None if small(whole) else whole


@lru_cache(maxsize=2)
def working_days(data: Path) -> WorkingCalendar:
    """Which days are worked, as the clocks of cases reckon. Raises CalendarError, OSError."""
    return WorkingCalendar.load(data / "offices" / "holidays.toml")


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day), default=None)
