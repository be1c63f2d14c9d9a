"""The schedule of retention: how long each kind of record is kept and how it ends (`data/privacy/retention.toml`)."""

import calendar
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Self

import msgspec

#: Months that logs and the audit are kept at least (Decree 53/2022/NĐ-CP). Here and not in the file, so that nobody
#: can lower it there.
LEAST_MONTHS = {"log": 12, "audit": 12}


class RetentionRefused(ValueError):
    """The schedule is broken or keeps something too short: names the kind and the fault."""


class Way(StrEnum):
    """How a kind of record ends."""

    ERASE = "erase"
    REPORT = "report"
    DELETE = "delete"
    FILE = "file"
    OWN = "own"
    WITH = "with"
    KEEP = "keep"


#: Ways that `ansinh purge` goes: they need a length.
PURGED = frozenset({Way.ERASE, Way.REPORT, Way.DELETE, Way.FILE})


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"since": "from"}):
    """One kind of record. `since` says from when on the months or days are counted, `where` what it depends on."""

    what: str
    way: Way
    months: int | None = None
    days: int | None = None
    since: str = ""
    where: str = ""
    why: str = ""

    def over_before(self, day: date) -> date:
        """Records of before this day are over on `day`. Raises ValueError for a kind without a length."""
        if self.months is not None:
            return earlier(day, self.months)
        if self.days is not None:
            return day - timedelta(days=self.days)
        raise ValueError(f"{self.what}: no length")


class Schedule(Mapping[str, Kept]):
    """Kinds of records by name."""

    def __init__(self, kinds: Mapping[str, Kept]):
        self._kinds = dict(kinds)

    @classmethod
    def load(cls, file: Path) -> Self:
        """Read the file. Raises RetentionRefused."""
        try:
            kinds = msgspec.convert(tomllib.loads(file.read_text("utf-8")), dict[str, Kept])
        except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
            raise RetentionRefused(f"{file.name}: {error}") from error
        for name, kept in kinds.items():
            if fault := _fault(name, kept, kinds):
                raise RetentionRefused(f"{file.name}: {name}: {fault}")
        for name in LEAST_MONTHS.keys() - kinds.keys():
            raise RetentionRefused(f"{file.name}: {name} is missing")
        return cls(kinds)

    def __getitem__(self, name: str) -> Kept:
        return self._kinds[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)


def earlier(day: date, months: int) -> date:
    """The same day so many calendar months before, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _fault(name: str, kept: Kept, kinds: Mapping[str, Kept]) -> str | None:
    lengths = [length for length in (kept.months, kept.days) if length is not None]
    if len(lengths) > 1 or any(length < 1 for length in lengths):
        return "either months or days, at least 1"
    if kept.way in PURGED | {Way.OWN} and not lengths:
        return f"way {kept.way} needs months or days"
    if kept.way is Way.WITH and kept.where not in kinds:
        return f"ends with {kept.where!r}, which is no kind"
    if kept.way is Way.KEEP and not kept.why:
        return "is kept without a reason; say it in `why`"
    if name in LEAST_MONTHS and (kept.months or 0) < LEAST_MONTHS[name]:
        return f"must be kept for at least {LEAST_MONTHS[name]} months; this cannot be lowered"
    return None
