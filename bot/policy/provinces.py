"""Extra support of a province (hỗ trợ thêm của địa phương), kept as dated rates with their source.

Each rate is a share of ``contribution rate × rural poverty line``. Rows with a ``condition`` are kept for people
who look the matter up; calculators pass them over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.policy.entry import MAY, MUST, Entry
from bot.policy.groups import GROUPS
from bot.policy.lines import LineMap
from bot.policy.schema import Figure, parse
from bot.policy.text import fold

_NAMES = ("slug", "name", "label", "aliases")


@dataclass(frozen=True, slots=True)
class Province:
    """One province of the table and the names people call it by; ``label`` names its support in evidence."""

    slug: str
    name: str
    label: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topup:
    """One dated rate; ``figure.key`` is ``province_topup.<slug>.<group>``, its unit ``share``."""

    province: str
    group: str
    condition: str
    figure: Figure

    def overlaps(self, other: "Topup") -> bool:
        """Whether both speak of the same people at the same time."""
        if (self.province, self.group, self.condition) != (other.province, other.group, other.condition):
            return False
        first, second = sorted((self.figure, other.figure), key=lambda figure: figure.effective_from)
        return first.effective_to is None or second.effective_from <= first.effective_to


class Topups:
    """The table of provinces."""

    def __init__(self, provinces: Iterable[Province] = (), rows: Iterable[Topup] = ()) -> None:
        self.provinces = tuple(provinces)
        self.rows = tuple(rows)
        self._names = {fold(n): p for p in self.provinces for n in (p.slug, p.name, *p.aliases)}

    def province(self, name: str) -> Province | None:
        """The province of this name, however its marks and spaces are written; ``None`` when not in the table."""
        return self._names.get(fold(name))

    def rate(self, slug: str, group: str, on: date) -> Figure | None:
        """The rate that may be stated (A or B) for the group on the day, ``None`` when none is known."""
        for row in self.rows:
            figure = row.figure
            ours = row.province == slug and row.group == group and not row.condition
            if ours and figure.spoken() and figure.holds(on):
                return figure
        return None


def read_topups(path: str, text: str) -> Topups:
    """The table from its file; every refusal names file and line."""
    tables, lines = parse(path, text)
    provinces: dict[str, Province] = {}
    rows: list[Topup] = []
    for name in tables:
        if name not in ("province", "topup"):
            Entry(path, lines, name, 0, {}).fail(f"unknown table {name!r}")
    for entry in _entries(path, lines, tables, "province"):
        province = _province(entry)
        if province.slug in provinces:
            entry.fail(f"province {province.slug!r} stands here twice", "slug")
        provinces[province.slug] = province
    for entry in _entries(path, lines, tables, "topup"):
        row = _topup(entry, provinces)
        if any(row.overlaps(other) for other in rows):
            entry.fail("the period overlaps an earlier row of this group", "from")
        rows.append(row)
    return Topups(provinces.values(), rows)


def _entries(path: str, lines: LineMap, tables: dict[str, object], name: str) -> list[Entry]:
    rows = tables.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        Entry(path, lines, name, 0, {}).fail(f"{name!r} must be written [[{name}]]")
    return [Entry(path, lines, name, nth, row) for nth, row in enumerate(rows)]


def _province(entry: Entry) -> Province:
    if set(entry.raw) != set(_NAMES):
        entry.fail(f"a province has exactly {', '.join(_NAMES)}")
    aliases = entry.raw["aliases"]
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        entry.fail("aliases must be a list of names", "aliases")
    return Province(entry.text("slug"), entry.text("name"), entry.text("label"), tuple(aliases))


def _topup(entry: Entry, provinces: dict[str, Province]) -> Topup:
    entry.check((*MUST, "province", "group", "rate"), (*MAY, "condition"))
    province, group, rate = entry.text("province"), entry.text("group"), entry.raw["rate"]
    if province not in provinces:
        entry.fail(f"no province {province!r} in this file", "province")
    if group not in GROUPS:
        entry.fail(f"group {group!r} is not one of {', '.join(GROUPS)}", "group")
    if isinstance(rate, bool) or not isinstance(rate, int | Decimal) or not 0 <= rate <= 1:
        entry.fail(f"rate {rate!r} is not a share from 0 to 1", "rate")
    figure = Figure(
        key=f"province_topup.{province}.{group}",
        label=provinces[province].label,
        value=Decimal(rate),
        unit="share",
        effective_from=entry.day("from"),
        effective_to=entry.day_or_none("to"),
        legal_basis=entry.text("legal_basis"),
        confidence=entry.text("confidence"),
        checked_on=entry.day("checked_on"),
        review_by=entry.day("review_by"),
        note=entry.text("note"),
    )
    return Topup(province, group, entry.text("condition"), figure)
