"""A running system under load, along a dialogue, and in memory."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from bot.operations.benchmark import load, memory
from bot.operations.benchmark.sides import Side, first_answer, stop
from bot.operations.system import Progress

#: Senders at the same time.
SENDERS = (1, 8)
#: Messages to a conversation before the sender is a new citizen.
TURNS = 5
#: Seconds before what is measured.
WARM_UP = 3.0
#: Turns (from, to, both included) whose median stands for a dialogue of so many turns. Each stretch holds every
#: question of the walk equally often.
STRETCHES = {5: (3, 7), 50: (41, 60), 500: (491, 510)}
#: Questions of a walk, asked in turn.
WALKED = 5
#: Short conversations beside the long one: a stretch of five turns alone is too few.
SHORT_WALKS = 4
#: Starts of which the first is not counted: it reads the disk and makes the database.
STARTS = 3


@dataclass(frozen=True, slots=True)
class Load:
    """What so many senders got: answered messages a second, times of a message (ms)."""

    senders: int
    messages: int
    failed: int
    per_second: float
    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class Served:
    """One system: seconds from start to first answer; PSS (MB) of the engine and of all its processes after the load;
    `turn_ms` is the median time of a turn by length of the dialogue."""

    first_answer_s: float
    engine_mb: float
    whole_mb: float
    loads: dict[int, Load]
    turn_ms: dict[int, float]


def observe[T](
    side: Side, questions: list[str], seconds: float, meanwhile: Callable[[], T], progress: Progress
) -> tuple[Served, T]:
    """Start a system, measure it, do something `meanwhile`, stop it. Raises StartFailure."""
    try:
        with progress(f"{side.name}: {STARTS} starts"):
            started = [_started(side, questions[0], last=nth == STARTS - 1) for nth in range(STARTS)]
        with progress(f"{side.name}: load"):
            loads = {senders: rush(side, questions, senders, seconds) for senders in SENDERS}
        engine = memory.megabytes([side.engine()])
        whole = memory.megabytes([child.pid for child in side.children if child.pid])
        with progress(f"{side.name}: long dialogues"):
            served = Served(round(statistics.median(started[1:]), 2), engine, whole, loads, walk(side, questions))
        with progress(f"{side.name}: labelled questions"):
            return served, meanwhile()
    finally:
        stop(side)


def rush(side: Side, questions: list[str], senders: int, seconds: float) -> Load:
    """So many senders for so many seconds."""
    job = load.Job(side.url, side.door, questions, TURNS, senders, seconds, WARM_UP)
    return summed_up(senders, load.in_own_process(job))


def summed_up(senders: int, sent: load.Sent) -> Load:
    """The figures of what was sent; zeros where nothing was answered."""
    took = sent.took
    cuts = statistics.quantiles(took, n=20, method="inclusive") if len(took) > 1 else [*took, 0.0][:1] * 19
    return Load(
        senders=senders,
        messages=len(took),
        failed=sent.failed,
        per_second=round(len(took) / sent.seconds, 1),
        p50_ms=round(cuts[9], 1),
        p95_ms=round(cuts[18], 1),
    )


def walk(side: Side, questions: list[str]) -> dict[int, float]:
    """The median time of a turn (ms) by length of the dialogue."""
    longest = max(last for _, last in STRETCHES.values())
    shortest = min(last for _, last in STRETCHES.values())
    lengths = [shortest] * SHORT_WALKS + [longest]
    jobs = [load.Job(side.url, side.door, questions[:WALKED], turns) for turns in lengths]
    return by_length([load.in_own_process(job).took for job in jobs])


def by_length(walks: list[list[float]]) -> dict[int, float]:
    """The median of each stretch over all walks that reach it."""
    stretches = {
        turns: [took for walk in walks for took in walk[first - 1 : last]] for turns, (first, last) in STRETCHES.items()
    }
    return {turns: round(statistics.median(took), 2) for turns, took in stretches.items() if took}


def _started(side: Side, question: str, *, last: bool) -> float:
    seconds = first_answer(side, question)
    if not last:
        stop(side)
    return seconds
