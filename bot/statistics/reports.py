"""Reports of fraud and misinformation as statistics read them: by whole months, and in groups of five."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from sqlalchemy import case, func, select

from bot.cases.calendar import WorkingCalendar
from bot.cases.states import State
from bot.statistics.hiding import LEAST, in_groups
from bot.statistics.over import over
from bot.statistics.period import Period
from bot.storage.case_tables import CaseEvent, CaseFile, CaseMessage
from bot.storage.database import Database
from bot.storage.personal import table
from bot.storage.tables import Report

KINDS = {"fraud": "Lừa đảo, gian lận", "misinformation": "Tin sai sự thật"}
BY_MONTHS = (
    f"Tin báo được đếm theo tháng trọn (ngày gửi) và theo nhóm {LEAST} tin: các tin cùng loại của một tháng xếp theo "
    f"trạng thái, cứ {LEAST} tin liền nhau thì tin ở giữa đứng thay cho cả nhóm. Nhờ vậy mọi số chia hết cho {LEAST}, "
    f"không số nào nói về ít hơn {LEAST} tin, và lấy kỳ này trừ kỳ kia cũng vậy; tổng của một loại trong một tháng "
    f"lệch số thật không quá {LEAST // 2} tin. Chỉ tính các tháng nằm trọn trong kỳ và đã hết quá một ngày."
)
NO_MONTH = "Kỳ đang xem không có tháng trọn nào đã hết quá một ngày, nên chưa đếm tin báo."

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
    """The whole months of a period that are over for a day, as one stretch; None where it has none."""
    months = over(period)
    return Period(months[0].first, months[-1].last) if months else None


def reported(database: Database, period: Period) -> list[Reported]:
    """The reports that came in those months of a period, as they stand now and as they may be told.

    Of those of a kind and month each stands for five (`bot.statistics.hiding.in_groups`): whatever is counted of them
    could be the truth, and that truth has no small number. Raises DatabaseUnavailable.
    """
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
    return list(_told(Reported(*row[:4], _earlier(row[4], row[6]), row[5]) for row in rows))


def _told(found: Iterable[Reported]) -> Iterator[Reported]:
    by_month: defaultdict[tuple[str, date], list[Reported]] = defaultdict(list)
    for one in found:
        by_month[one.kind, one.opened_on.replace(day=1)].append(one)
    for own in by_month.values():
        yield from in_groups(sorted(own, key=_place))


def _place(one: Reported) -> tuple[str, ...]:
    """States first: the view of the same name (`thong_ke_tin_bao`) puts them into this order too."""
    return one.state, *(f"{day or ''}" for day in (one.received_on, one.answered_on, one.closed_on, one.opened_on))


@lru_cache(maxsize=2)
def working_days(data: Path) -> WorkingCalendar:
    """Which days are worked, as the clocks of cases reckon. Raises CalendarError, OSError."""
    return WorkingCalendar.load(data / "offices" / "holidays.toml")


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day), default=None)
