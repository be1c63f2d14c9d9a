"""Steps that durations are sorted into, so that a median is read from counts: it is told as "at most" its step."""

from collections.abc import Sequence

#: Upper ends of how long the machine took to answer, in seconds; one more step holds what took longer.
SPEEDS = (0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 30.0, 60.0)
#: Upper ends of how long a citizen waited for a person's first reply, in seconds.
WAITS = (60.0, 300.0, 900.0, 1800.0, 3600.0, 14400.0, 28800.0, 86400.0)


def step_of(seconds: float, ends: Sequence[float]) -> int:
    """The number of the first step whose end is not below `seconds`; that of the last one where all are."""
    return next((at for at, end in enumerate(ends) if seconds <= end), len(ends))


def percentile(counts: Sequence[int], ends: Sequence[float], share: float) -> float | None:
    """The end of the step that holds the nearest-rank percentile; None of nothing, and where it lies past all ends.

    `counts` has one step more than `ends`. `share` is from 0 to 1, 0 excluded.
    """
    total = sum(counts)
    rank, seen = max(1, -(-total * share // 1)), 0
    for at, number in enumerate(counts):
        seen += number
        if total and seen >= rank:
            return ends[at] if at < len(ends) else None
    return None
