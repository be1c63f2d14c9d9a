"""The overview put together: figures, changes with what they coincide with, rumours, targets, decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.console.matrix import row_of
from bot.console.roles import Role
from bot.console.statistics.figures import Figure, figures
from bot.console.statistics.frame import Frame
from bot.console.statistics.tables import Field, Record, Shown, shown
from bot.statistics import calendar, registry
from bot.statistics.calendar import Event, Kind
from bot.statistics.changes import Change, Pair, changes, like_for_like
from bot.statistics.counted import Counted
from bot.statistics.deciding.desks import waiting_since
from bot.statistics.deciding.item import Item
from bot.statistics.decisions import decisions
from bot.statistics.reasons import Reason, reasons
from bot.statistics.rules import Rules, rules

#: The figures on top, by key; those that there are.
TOP = ("interactions", "citizens_reached", "two_way", "evidence_based", "answered", "satisfaction")
RUMOURS, TARGETS = "claims_before_after", "targets"
#: What a line of targets says where the plan is not met.
BEHIND = "Chưa đạt"


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed: `rises` and `falls` with their reasons; `general` are events that touch every topic alike.

    `chance` moved most where nothing moved beyond it.
    """

    pair: Pair
    rises: Sequence[Reason]
    falls: Sequence[Reason]
    tested: int
    general: Sequence[Event]
    chance: Sequence[Change]


@dataclass(frozen=True, slots=True)
class Decision:
    """An item with its link where this reader may follow it, and who can decide."""

    item: Item
    href: str | None
    who: Sequence[Role]


@dataclass(frozen=True, slots=True)
class Overview:
    """All of the page. `changed` is None where nothing is compared; tables are None where there are none.

    `waiting` is when each talk was opened that waits for a person now, `unknown` how many targets have no share.
    """

    figures: Sequence[Figure]
    waiting: Sequence[datetime]
    changed: Changed | None
    rumours: Shown | None
    targets: Shown | None
    behind: Sequence[dict[str, Field]]
    unknown: int
    decisions: Sequence[Decision]
    rules: Rules


def overview(frame: Frame, moment: datetime) -> Overview:
    """For the filter of the page. Raises DatabaseUnavailable, RulesRefused and what data is refused for."""
    room, held = frame.room, rules(frame.room.data)
    known, tables = registry.measures(), registry.tables()
    targets = shown(frame, tables[TARGETS]) if TARGETS in tables else None
    return Overview(
        figures=figures(frame, [known[key] for key in TOP if key in known], with_trend=False),
        waiting=waiting_since(room),
        changed=changed(frame, held, moment),
        rumours=shown(frame, tables[RUMOURS]) if RUMOURS in tables else None,
        targets=targets,
        behind=behind(targets) if targets else (),
        unknown=sum(cells(targets, one)["share"].raw is None for one in targets.records) if targets else 0,
        decisions=[_decision(frame, item) for item in decisions(room, frame.asked.scope, held, moment)],
        rules=held,
    )


def changed(frame: Frame, held: Rules, moment: datetime) -> Changed | None:
    """What changed against the days compared with; None where there are none. Raises DatabaseUnavailable."""
    earlier = frame.asked.earlier
    pair = like_for_like(frame.asked.scope, earlier.period, moment) if earlier else None
    if pair is None:
        return None
    counted = Counted(frame.room.database)
    found = changes(counted, pair, held.change)
    dated = calendar.events(frame.room, pair.after, held.calendar)
    why = reasons(counted, pair, [*found.rises, *found.falls], dated, held)
    rises, falls = why[: len(found.rises)], why[len(found.rises) :]
    general = [one for one in dated if one.kind in {Kind.OUTAGE, Kind.MODEL}]
    return Changed(pair, rises, falls, found.tested, general[: held.calendar.shown], found.chance)


def behind(targets: Shown) -> list[dict[str, Field]]:
    """The targets that are not met, cells by key, those farthest from what was planned first."""
    lines = [cells(targets, record) for record in targets.records]
    return sorted((line for line in lines if line["state"].raw == BEHIND), key=_lag)


def cells(table: Shown, record: Record) -> dict[str, Field]:
    """The cells of a line by the keys of their columns."""
    return dict(zip([column.key for column in table.block.columns], record.fields, strict=True))


def _lag(cells: dict[str, Field]) -> float:
    share, target = cells["share"].raw, cells["target"].raw
    return share / target if isinstance(share, float) and isinstance(target, float) and target else 0.0


def _decision(frame: Frame, item: Item) -> Decision:
    method, path = item.act
    row = row_of(method, path)
    roles = row.roles if row else frozenset({Role(path)})
    return Decision(item, frame.open_to(item.link), [one for one in Role if one in roles])
