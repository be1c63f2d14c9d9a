"""Everything that a run measured, and its form for programs."""

import os
import platform
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from bot.operations.benchmark.agreement import Hits, Share, Topic
from bot.operations.benchmark.foreign import Foreign
from bot.operations.benchmark.front import Front
from bot.operations.benchmark.serving import Served
from bot.operations.benchmark.training import Training
from bot.operations.benchmark.turns import Turns
from bot.operations.speed import Speed


@dataclass(frozen=True, slots=True)
class Pair[T]:
    """The same of both systems."""

    ours: T
    stock: T


@dataclass(frozen=True, slots=True)
class Understood:
    """What one system read in one part (`text`, `full_text`) of the labelled questions: shares by group, as written
    and with diacritics stripped by machine; those not ours by class; topics in scope."""

    written: dict[str, Hits]
    stripped: dict[str, Hits]
    foreign: dict[str, Foreign]
    topics: list[Topic]


#: By part of the question.
type Parts = dict[str, Understood]


@dataclass(frozen=True, slots=True)
class Machine:
    """Where it was measured."""

    cores: int
    memory_gb: float
    python: str

    @classmethod
    def here(cls) -> "Machine":
        """This one."""
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
        return cls(os.cpu_count() or 1, round(memory, 1), platform.python_version())


@dataclass(frozen=True, slots=True)
class Bench:
    """One run. `ours` understands with the model of all sentences, `ours_on_sample` with that of the sample, on which
    the stock project was trained too (the same as `ours` where the sample is everything)."""

    command: str
    day: str
    machine: Machine
    training: Pair[Training]
    served: Pair[Served]
    ours: Parts
    ours_on_sample: Parts
    stock: Parts
    turns: Turns
    fronts: list[Front]
    calculators: list[Speed]


def plain(value: Any) -> Any:
    """Dataclasses as objects, ready for JSON; a share carries its value."""
    if is_dataclass(value) and not isinstance(value, type):
        content = {one.name: plain(getattr(value, one.name)) for one in fields(value)}
        return content | {"share": value.value} if isinstance(value, Share) else content
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value
