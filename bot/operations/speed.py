"""How long a calculator takes: the median over many invented inputs, on the figures of the project."""

import statistics
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any

from bot.operations.invented import INVENTORS, Invented
from bot.policy.calculators import run
from bot.policy.figures import Policy
from bot.settings import PROJECT

#: Invented inputs a calculator.
INPUTS = 10_000
#: The same inputs every time.
SEED = 41


@dataclass(frozen=True, slots=True)
class Speed:
    """Times of one calculator in milliseconds."""

    calculator: str
    inputs: int
    median_ms: float
    p95_ms: float


def speeds(inputs: int = INPUTS, folder: Path = PROJECT / "data" / "policy") -> Iterable[Speed]:
    """Every calculator in turn. An input that a calculator refuses is an error here: they are all valid."""
    policy = Policy.load(folder)
    for name in INVENTORS:
        yield _speed(policy, name, inputs)


def _speed(policy: Policy, name: str, inputs: int) -> Speed:
    lot, took = Random(f"{SEED} {name}"), []  # noqa: S311  no secret is drawn
    for _ in range(inputs):
        person = Invented.person(policy, lot)
        given = INVENTORS[name](person)
        begun = time.perf_counter()
        run(policy, name, given, person.on)
        took.append((time.perf_counter() - begun) * 1000)
    took.sort()
    return Speed(name, inputs, round(statistics.median(took), 3), round(took[int(inputs * 0.95)], 3))


def as_json(measured: Iterable[Speed]) -> dict[str, Any]:
    """For programs."""
    return {"calculators": [asdict(one) for one in measured]}


def lines(measured: Iterable[Speed]) -> Iterable[str]:
    """For people, the slowest first."""
    yield f"{'calculator':24} {'inputs':>7} {'median ms':>10} {'p95 ms':>8}"
    for one in sorted(measured, key=lambda speed: -speed.median_ms):
        yield f"{one.calculator:24} {one.inputs:>7} {one.median_ms:>10.3f} {one.p95_ms:>8.3f}"
