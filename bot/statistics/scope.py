"""What a figure is asked for: days, channels, groups, campaigns, topics."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.statistics.period import Period

#: What a filter can name, in the order in which cells are kept.
DIMENSIONS = ("channel", "audience", "campaign", "topic")
#: In place of a value: all of them together; nothing said.
ALL, NONE = "*", ""


@dataclass(frozen=True, slots=True)
class Scope:
    """A filter: turns of `period` whose dimensions each have one of the values named; all, where none is named.

    A value of NONE ("") asks for what has none: no topic understood, no group told.
    """

    period: Period
    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, dimension: str) -> tuple[str, ...]:
        """The values asked for, none where all are let through."""
        return self.wanted.get(dimension, ())

    def within(self, period: Period) -> "Scope":
        """The same filter for other days."""
        return replace(self, period=period)

    def at(self, dimension: str, *values: str) -> "Scope":
        """The same filter with one dimension held to `values`."""
        return replace(self, wanted={**self.wanted, dimension: values})

    @property
    def is_whole(self) -> bool:
        """Whether only days are asked for."""
        return not any(self.wanted.values())
