"""Reports of rumours as the tables of claims tell them: by whole months and in groups of five, like reports."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from bot.statistics.hiding import LEAST, in_groups
from bot.statistics.period import Period
from bot.statistics.reports import whole_months
from bot.storage.claim_tables import ClaimSighting
from bot.storage.personal import table

DEFINITION = (
    f"Lượt báo chỉ tính các tháng nằm trọn trong kỳ và đã hết quá một ngày, theo nhóm {LEAST}: các lượt báo của một "
    f"tháng xếp theo tin rồi theo ngày, cứ {LEAST} lượt liền nhau thì lượt ở giữa đứng thay cho cả nhóm. Nhờ vậy không "
    f"số nào, cả khi trừ kỳ này cho kỳ kia, nói về ít hơn {LEAST} lượt báo; 0 có thể là vài lượt."
)
_SIGHTING = table(ClaimSighting)


@dataclass(frozen=True, slots=True, order=True)
class ReportedClaim:
    """One report: under which name its rumour is counted, and the day."""

    claim: str
    day: date


def reported(connection: Connection, period: Period) -> list[ReportedClaim]:
    """The reports of rumours in the whole months of a period that are over, as they may be told.

    Those of a month stand in one order whatever their rumour, so that they are no more than the reports of that month
    (`bot.statistics.reports`): of a month with few of them none is told.
    """
    months = whole_months(period)
    if months is None:
        return []
    query = (
        select(_SIGHTING.c.claim, _SIGHTING.c.day, _SIGHTING.c.count.label("times"))
        .where(_SIGHTING.c.way == "reported", _SIGHTING.c.day.between(months.first, months.last))
        .order_by(_SIGHTING.c.day)
    )
    times = Counter[ReportedClaim]()
    for row in connection.execute(query):
        times[ReportedClaim(row.claim, row.day)] += row.times
    return list(_told(times))


def _told(times: Counter[ReportedClaim]) -> Iterator[ReportedClaim]:
    by_month: defaultdict[date, list[ReportedClaim]] = defaultdict(list)
    for one in sorted(times.elements()):
        by_month[one.day.replace(day=1)].append(one)
    for own in by_month.values():
        yield from in_groups(own)
