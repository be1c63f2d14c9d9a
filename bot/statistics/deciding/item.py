"""One thing that waits for a decision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.statistics.rules import Rules
from bot.statistics.scope import Scope

Values = Mapping[str, str | int | float | date]


@dataclass(frozen=True, slots=True)
class Asked:
    """What items are looked for: a filter for those that are about answers, the moment for all others."""

    scope: Scope
    rules: Rules
    moment: datetime
    today: date


@dataclass(frozen=True, slots=True)
class Item:
    """`kind` names its rule and its words; `values` fill them. The smaller `rank`, the sooner it is read.

    `count` is None where it is hidden (`hidden_below` says from which number on it is told). `link` leads to where it
    is done, `act` is the route by which it is done: who may use that can decide.
    """

    kind: str
    rank: int
    count: int | None
    since: date | None
    link: str
    act: tuple[str, str]
    values: Values = field(default_factory=dict)
    hidden_below: int = 0
