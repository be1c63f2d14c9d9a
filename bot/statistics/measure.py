"""A figure as managers read it: what it is called, how it is defined, what it is counted from, where its rows are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.statistics.scope import Scope

if TYPE_CHECKING:
    from bot.statistics.books import Books


class Unit(StrEnum):
    """How a figure is written."""

    COUNT = "count"
    SHARE = "share"
    SECONDS = "seconds"


class Direction(StrEnum):
    """Which way is better; where neither is, a change is only shown."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Value:
    """A figure's value: `amount` in its unit (a share from 0 to 1), None where it cannot be told, and `why` not.

    `of` is the denominator of a share, `low` and `high` an interval of 95 %, `at_most` says that the amount is the
    upper end of a step ("at most 0.7 s").
    """

    amount: float | None
    numerator: int | None = None
    of: int | None = None
    low: float | None = None
    high: float | None = None
    at_most: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure. Words are Vietnamese, for pages, reports and `docs/measures.md`.

    `numerator` and `denominator` say in words what is counted, `exclusions` what is left out. `splits` names the
    dimensions over which its parts add up to the whole; `no_sum` says for the others why they do not. `rows` is the
    name of the condition in `bot.statistics.opened` whose turns are its numerator (None: `link` leads to them);
    `within` narrows the filter to them (dimension → value).
    """

    key: str
    label: str
    definition: str
    numerator: str
    unit: Unit
    direction: Direction
    value: Callable[["Books", Scope], Value]
    theme: str
    denominator: str = ""
    exclusions: str = "Lượt thử (chiến dịch có dấu thử) không tính."
    splits: tuple[str, ...] = ("channel", "audience", "campaign", "topic", "day")
    no_sum: Mapping[str, str] | None = None
    rows: str | None = None
    within: Mapping[str, str] = field(default_factory=dict)
    link: str | None = None

    @property
    def is_of_days(self) -> bool:
        """Whether it is a number that its days add up to: more days make more of it."""
        return self.unit is Unit.COUNT and "day" in self.splits


def count(part: str) -> Callable[["Books", Scope], Value]:
    """The value of a figure that is one sum of cells."""

    def value(books: "Books", scope: Scope) -> Value:
        total = books.totals(scope)[part]
        return Value(total, total)

    return value


def share(part: str, of: str) -> Callable[["Books", Scope], Value]:
    """The value of a figure that is one sum of cells of another; nothing of nothing."""

    def value(books: "Books", scope: Scope) -> Value:
        totals: Mapping[str, Any] = books.totals(scope)
        numerator, denominator = totals[part], totals[of]
        return Value(numerator / denominator if denominator else None, numerator, denominator)

    return value
