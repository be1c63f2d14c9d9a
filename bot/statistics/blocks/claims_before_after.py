"""How often each claim was asked about and reported before its verdict was published, and from that day on."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, and_, func, or_, select

from bot.clock import today
from bot.statistics import claim_reports, claims
from bot.statistics.block import Block, Cell, Column, Line, Table
from bot.statistics.claims import SIGHTING, TIMES, Told
from bot.statistics.measure import Unit
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope

#: Rows; what is left is one more.
MOST = 30
#: Days of each of the two windows around the verdict.
WINDOW = 30
DEFINITION = (
    "Mỗi lượt hỏi hoặc báo một tin được đếm một lần (đếm lượt, không đếm người: hệ thống không giữ ai đã hỏi tin "
    "nào). “Trước” là trước ngày công bố kết luận, “sau” là từ ngày đó trở đi; tin chưa có kết luận thì mọi lượt "
    "là trước; tin có sẵn lời giải từ đầu thì mọi lượt đều là sau. Bốn cột đầu đếm trong kỳ đang xem. Hai cột cuối "
    f"đếm lượt hỏi trong {WINDOW} ngày liền trước và {WINDOW} ngày kể từ ngày công bố, không theo kỳ đang xem. "
    f"{claim_reports.DEFINITION}"
)
VERDICTS = {
    "": "Chưa có kết luận",
    "false": "Sai",
    "partly_true": "Đúng một phần",
    "misread": "Có thật nhưng bị hiểu sai",
    "not_settled": "Chưa đủ căn cứ để kết luận",
}
_WAYS = ("asked", "reported")
_PARTS = tuple(f"{way}_{when}" for when in ("before", "after") for way in _WAYS)
_COLUMNS = (
    Column("claim", "Tin"),
    Column("verdict", "Kết luận"),
    Column("verdict_on", "Ngày công bố"),
    Column("asked_before", "Hỏi trước công bố", Unit.COUNT),
    Column("reported_before", "Báo trước công bố", Unit.COUNT),
    Column("asked_after", "Hỏi sau công bố", Unit.COUNT),
    Column("reported_after", "Báo sau công bố", Unit.COUNT),
    Column("before_30", f"Hỏi {WINDOW} ngày trước", Unit.COUNT),
    Column("after_30", f"Hỏi {WINDOW} ngày sau", Unit.COUNT),
)
_ALWAYS_KNOWN = "Tin có sẵn lời giải từ đầu: không có khoảng trước công bố để so."
_NOT_YET = "Chưa có kết luận nên chưa có mốc để so."
_OTHERS = "Các tin khác"


@dataclass(frozen=True, slots=True)
class _Met:
    """Sightings by name and part (one of _PARTS), as the tables of claims alone tell."""

    times: Counter[tuple[str, str]]

    def of(self, one: Told) -> dict[str, int]:
        """The parts of a claim; what was counted under a known name came after the verdict."""
        found: Counter[str] = Counter()
        for name in one.names:
            for way in _WAYS:
                before, after = (self.times[name, f"{way}_{when}"] for when in ("before", "after"))
                found[f"{way}_after"] += after + before * (name in one.known)
                found[f"{way}_before"] += before * (name not in one.known)
        return {part: found[part] for part in _PARTS}


def make(room: StatisticsRoom, scope: Scope) -> Block:
    """The table, the most met first. Raises RumoursError, DatabaseUnavailable."""
    rumours, day = room.rumours, today()
    with room.database.looking() as connection:
        met = _Met(_in_period(connection, scope))
        names = [name for name, _ in _most(met.times)]
        shown = claims.told(connection, names[:MOST], rumours, room.adviser, day)
        around = _around(connection, shown)
    seen = {name for one in shown for name in one.names}
    lines = [_line(one, met.of(one), around, day) for one in shown]
    if rest := [name for name in names if name not in seen]:
        lines.append(_rest(rest, met.times, {one.name for one in rumours}))
    return Block(
        key=TABLE.key,
        title="Tin đồn: trước và sau khi công bố kết luận",
        definition=DEFINITION,
        columns=_COLUMNS,
        lines=lines,
        answers_to=("period",),
    )


def _in_period(connection: Connection, scope: Scope) -> Counter[tuple[str, str]]:
    is_after = and_(claims.CLAIM.c.verdict_on.is_not(None), SIGHTING.c.day >= claims.CLAIM.c.verdict_on)
    late = func.coalesce(is_after, False)
    query = (
        select(SIGHTING.c.claim, late, TIMES)
        .outerjoin(claims.CLAIM, claims.CLAIM.c.id == SIGHTING.c.claim)
        .where(claims.ASKED, claims.within(scope.period))
        .group_by(SIGHTING.c.claim, late)
    )
    times: Counter[tuple[str, str]] = Counter()
    for name, after, number in connection.execute(query):
        times[name, f"asked_{'after' if after else 'before'}"] += int(number)
    published = _published(connection)
    for one in claim_reports.reported(connection, scope.period):
        since = published.get(one.claim)
        times[one.claim, f"reported_{'after' if since and one.day >= since else 'before'}"] += 1
    return times


def _published(connection: Connection) -> dict[str, date]:
    """By claim, the day of its verdict."""
    query = select(claims.CLAIM.c.id, claims.CLAIM.c.verdict_on).where(claims.CLAIM.c.verdict_on.is_not(None))
    return {row.id: row.verdict_on for row in connection.execute(query)}


def _most(times: Counter[tuple[str, str]]) -> list[tuple[str, int]]:
    whole: Counter[str] = Counter()
    for (name, _), number in times.items():
        whole[name] += number
    return sorted(whole.items(), key=lambda one: (-one[1], one[0]))


def _around(connection: Connection, shown: Sequence[Told]) -> dict[str, Counter[bool]]:
    """By the key of a claim: questions of the window before (False) and after (True)."""
    dated = {one.key: one for one in shown if one.verdict_on}
    parts = [
        and_(SIGHTING.c.claim.in_(sorted(one.names)), SIGHTING.c.day.between(*_window(one.verdict_on)))
        for one in dated.values()
        if one.verdict_on
    ]
    found: dict[str, Counter[bool]] = {key: Counter() for key in dated}
    if not parts:
        return found
    of = {name: one for one in dated.values() for name in one.names}
    query = select(SIGHTING.c.claim, SIGHTING.c.day, TIMES).where(claims.ASKED, or_(*parts))
    for name, day, number in connection.execute(query.group_by(SIGHTING.c.claim, SIGHTING.c.day)):
        found[of[name].key][of[name].is_after(name, day)] += int(number)
    return found


def _window(verdict_on: date) -> tuple[date, date]:
    return verdict_on - timedelta(days=WINDOW), verdict_on + timedelta(days=WINDOW - 1)


def _line(one: Told, parts: dict[str, int], around: dict[str, Counter[bool]], day: date) -> Line:
    both = around.get(one.key)
    cells: dict[str, Cell] = {
        **{"claim": one.text, "verdict": VERDICTS[one.verdict], "verdict_on": one.verdict_on},
        **parts,
        **{"before_30": None if both is None else both[False], "after_30": None if both is None else both[True]},
    }
    return Line(cells=cells, link=one.link, why=_why(one, day))


def _why(one: Told, day: date) -> str:
    if one.verdict_on is None:
        return _ALWAYS_KNOWN if one.known else _NOT_YET
    passed = (day - one.verdict_on).days + 1
    return f"Mới {passed} ngày kể từ ngày công bố." if passed < WINDOW else ""


def _rest(names: Sequence[str], times: Counter[tuple[str, str]], known: set[str]) -> Line:
    others, parts = _Met(times), Counter[str]()
    for name in names:
        parts.update(others.of(Told(name, name, frozenset({name}), frozenset({name} & known))))
    empty: dict[str, Cell] = {"verdict": "", "verdict_on": None, "before_30": None, "after_30": None}
    return Line(cells={"claim": f"{_OTHERS} ({len(names)})", **empty, **{part: parts[part] for part in _PARTS}})


TABLE = Table(key="claims_before_after", theme="rumours", order=1, make=make, definition=DEFINITION)
