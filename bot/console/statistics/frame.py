"""What stands around every page of the room: the filter, its choices, who reads, where numbers lead."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from litestar import Request

from bot.clock import today
from bot.console.console import Console
from bot.console.matrix import MATRIX, Row, may
from bot.console.roles import Role
from bot.console.staff import Staff
from bot.console.statistics.asked import DAYS, NOTHING, Asked, read
from bot.console.statistics.called import Phrase, called, named
from bot.console.statistics.compared import Compare
from bot.console.statistics.names import PARTS, THEME_WORDS, Names
from bot.console.statistics.remembered import Remembered
from bot.console.web.catalogue import said
from bot.statistics.books import Books
from bot.statistics.period import Period, month
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import DIMENSIONS, Scope

PATH = "/console/statistics"
COMPARISONS = {
    Compare.BEFORE: said("kỳ trước"),
    Compare.YEAR: said("cùng kỳ năm trước"),
    Compare.NONE: said("không so sánh"),
}
#: Most months, quarters and years that are offered at once; any other is written in the address.
_OFFERED = 24
Choice = tuple[str, Phrase]


@dataclass(frozen=True, slots=True)
class Frame:
    """One page's: `room` reads every cell once for it."""

    asked: Asked
    names: Names
    room: StatisticsRoom
    roles: frozenset[Role]
    span: Period | None
    counted_until: datetime | None

    @property
    def books(self) -> Books:
        """The counts, remembered for this page."""
        return self.room.books

    def page(self, path: str = "", **more: str) -> str:
        """The address of a page of the room with this filter."""
        return f"{PATH}{path and '/'}{path}?{self.asked.query(None, **more)}"

    def rows(self, scope: Scope, condition: str | None, count: int | None = None) -> str | None:
        """The address of the turns behind a number (`count`); None where this reader may read no talks."""
        if condition is None or not may(self.roles, "GET", f"{PATH}/rows"):
            return None
        shown = "" if count is None else f"&shown={count}"
        return f"{PATH}/rows?{self.asked.query(scope, condition=condition)}{shown}"

    def open_to(self, link: str | None) -> str | None:
        """A link of ours, where this reader may follow it."""
        return link if link and may_open(self.roles, link) else None

    def period(self, period: Period | None = None) -> Phrase:
        """A period in words."""
        return named(period or self.asked.period)

    def what(self, condition: str) -> Phrase:
        """What a condition counts, in words."""
        return called(condition)

    @property
    def quick(self) -> list[tuple[str, Period]]:
        """What is asked for most."""
        day = self.asked.today
        this = month(day.year, day.month)
        quarter = Period.read(f"{day.year}-Q{(day.month + 2) // 3}")
        return [
            (said("Tháng này"), this),
            (said("Tháng trước"), this.before),
            (said("Quý này"), quarter),
            (said("Quý trước"), quarter.before),
            (said("Năm nay"), Period.read(str(day.year))),
        ]

    def periods(self) -> list[tuple[str, list[Choice]]]:
        """Months, quarters and years that anything is counted of, the latest first; the one asked for among them."""
        months, quarters, years = self._counted()
        groups = [(said("Tháng"), months), (said("Quý"), quarters), (said("Năm"), years)]
        chosen = self.asked.period
        if ".." not in chosen.code and all(chosen not in some for _, some in groups):
            groups.insert(0, (said("Đang chọn"), [chosen]))
        return [(label, [(one.code, named(one)) for one in some]) for label, some in groups]

    @property
    def themes(self) -> list[tuple[str, str]]:
        """The pages of figures, in the order of the menu."""
        return list(THEME_WORDS.items())

    @property
    def comparisons(self) -> dict[Compare, str]:
        """What a period can be compared with, in words."""
        return COMPARISONS

    @property
    def unfiltered(self) -> Asked:
        """The same days, everything in them."""
        return replace(self.asked, scope=Scope(self.asked.period))

    @property
    def narrowed(self) -> list[tuple[str, str]]:
        """The dimensions that are held to some values, with these, in words."""
        scope = self.asked.scope
        asked = [(name, scope.of(name)) for name in DIMENSIONS if scope.of(name)]
        return [(PARTS[name], ", ".join(self.names.listed(name, values))) for name, values in asked]

    @property
    def chosen(self) -> str:
        """The period as the list of them has it."""
        code = self.asked.period.code
        return DAYS if ".." in code else code

    def values(self, dimension: str) -> list[tuple[str, str]]:
        """The choices of one dimension: what stands in the address, what it is called."""
        usual = [*self.names.of(dimension).items(), (NOTHING, self.names.called(dimension, ""))]
        wanted = self.value(dimension)
        if wanted and wanted not in dict(usual):
            usual.insert(0, (wanted, ", ".join(self.names.listed(dimension, self.asked.scope.of(dimension)))))
        return usual

    def value(self, dimension: str) -> str:
        """What is asked for of one dimension, as it stands in the address."""
        return ",".join(one or NOTHING for one in self.asked.scope.of(dimension))

    def unheeded(self, answers_to: Iterable[str]) -> list[str]:
        """The parts of the filter, in words, that a table does not heed although they are asked for."""
        heeded = set(answers_to)
        asked = [name for name in DIMENSIONS if self.asked.scope.of(name)]
        return [PARTS[name] for name in ("period", *asked) if name not in heeded]

    def _counted(self) -> tuple[list[Period], list[Period], list[Period]]:
        last = self.asked.today
        first = min(self.span.first, last) if self.span else last
        months = [month(at // 12, at % 12 + 1) for at in range(_at(last), _at(first) - 1, -1)][:_OFFERED]
        quarters = [Period.read(f"{at // 4}-Q{at % 4 + 1}") for at in range(_quarter(last), _quarter(first) - 1, -1)]
        years = [Period.read(str(year)) for year in range(last.year, first.year - 1, -1)]
        return months, quarters[:_OFFERED], years[:_OFFERED]


def framed(request: Request[Staff, Any, Any], console: Console) -> Frame:
    """The frame of one page. Raises ValidationException, DatabaseUnavailable."""
    room = replace(console.statistics, books=Remembered(console.statistics.database))
    names = Names(room, console.review.subjects)
    span = room.books.span()
    asked = read(lambda name: request.query_params.getall(name, []), names, today())
    asked = replace(asked, since=span.first if span else None)
    return Frame(asked, names, room, request.user.roles, span, room.books.folded_at())


def may_open(roles: frozenset[Role], link: str) -> bool:
    """Whether one of the roles may follow a link of ours, its parameters filled in."""
    path = urlsplit(link).path
    found = next((row for pattern, row in _pages() if pattern.fullmatch(path)), None)
    return found is not None and not roles.isdisjoint(found.roles)


@cache
def _pages() -> list[tuple[re.Pattern[str], Row]]:
    """What can be opened, with the pattern of its paths: those with the fewest parameters first."""
    rows = sorted((row for row in MATRIX if row.method == "GET"), key=lambda row: row.path.count("{"))
    return [(_pattern(row.path), row) for row in rows]


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile("/".join("[^/]+" if part.startswith("{") else re.escape(part) for part in path.split("/")))


def _at(day: date) -> int:
    return day.year * 12 + day.month - 1


def _quarter(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3
