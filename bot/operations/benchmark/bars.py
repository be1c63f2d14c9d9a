"""What was wanted: each bar with what was measured, met or missed, and by how much."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.operations.benchmark.agreement import Share
from bot.operations.benchmark.figures import Bench, Parts, Understood

#: The group of questions that the bars of understanding stand for.
GROUP = "in scope"
PARTS = ("text", "full_text")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One bar. `value` is None where nothing could be measured, which meets no bar."""

    what: str
    value: float | None
    bar: float
    at_least: bool

    @property
    def is_met(self) -> bool:
        """Whether the value is on the right side of the bar, or on it."""
        return self.distance is not None and self.distance >= 0

    @property
    def distance(self) -> float | None:
        """How far beyond the bar; negative: how far before it."""
        if self.value is None:
            return None
        return round(self.value - self.bar if self.at_least else self.bar - self.value, 6)


def verdicts(bench: Bench) -> list[Verdict]:
    """All of them, speed first."""
    return [*_speed(bench), *of_understanding(bench.ours)]


def of_understanding(parts: Parts) -> list[Verdict]:
    """Those that the labelled questions stand for."""
    return [one for part in PARTS for one in _understanding(part, parts[part])]


def _speed(bench: Bench) -> Iterator[Verdict]:
    ours, stock = bench.served.ours, bench.served.stock
    trained = bench.training
    yield _floor("messages/s at 8 senders, of stock", ratio(ours.loads[8].per_second, stock.loads[8].per_second), 8)
    yield _ceiling("turn at length 500, of length 5", ratio(ours.turn_ms.get(500), ours.turn_ms.get(5)), 1.2)
    yield _ceiling("memory of the engine, of stock", ratio(ours.engine_mb, stock.engine_mb), 0.6)
    yield _ceiling("training time, of stock", ratio(trained.ours.seconds, trained.stock.seconds), 0.25)
    yield _ceiling("start to first answer, of stock", ratio(ours.first_answer_s, stock.first_answer_s), 0.6)


def _understanding(part: str, read: Understood) -> Iterator[Verdict]:
    hits, stripped = read.written.get(GROUP), read.stripped.get(GROUP)
    if hits and stripped:
        yield _floor(f"hit@1 ({part})", hits.hit_1.value, 0.88)
        yield _floor(f"hit@3 ({part})", hits.hit_3.value, 0.96)
        yield _floor(f"aspect hit@1 ({part})", hits.aspect_1.value, 0.78)
        yield _ceiling(f"points of hit@1 lost without diacritics ({part})", lost(hits.hit_1, stripped.hit_1), 2)
    for name, foreign in read.foreign.items():
        yield _ceiling(f"{name.replace('_', ' ')}, answered ({part})", foreign.answered.value, 0.06)


def ratio(value: float | None, of: float | None) -> float | None:
    """`value` as a multiple; None where either is missing or nothing."""
    return value / of if value is not None and of else None


def lost(written: Share, stripped: Share) -> float | None:
    """Percentage points between two shares; negative where the second is better."""
    if written.value is None or stripped.value is None:
        return None
    return (written.value - stripped.value) * 100


def _floor(what: str, value: float | None, bar: float) -> Verdict:
    return Verdict(what, value, bar, at_least=True)


def _ceiling(what: str, value: float | None, bar: float) -> Verdict:
    return Verdict(what, value, bar, at_least=False)
