"""How many will be reached by a year's end, and how uncertain that is, from how many were new in the last weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, variance

#: Weeks that a forecast rests on: none before the fewest, the newest of the most.
FEWEST, MOST = 4, 8
#: Student's t for 95 % (two-sided) by degrees of freedom, from FEWEST - 1 to MOST - 1.
_T = {3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365}


@dataclass(frozen=True, slots=True)
class Forecast:
    """People reached at the end: expected, and the interval that holds it 95 times of 100 while weeks stay alike."""

    expected: int
    low: int
    high: int


def forecast(reached: int, weekly: Sequence[int], weeks_left: float) -> Forecast | None:
    """What `reached` becomes in `weeks_left` if weeks go on as the last ones; `weekly`: their new people, oldest first.

    The mean m of k weeks goes on: reached + n·m. Its interval is that of a sum of n further weeks of the same kind:
    ± t·s·√(n + n²/k), with Student's t for k - 1 and the variance s² of the weeks, at least m: chance alone makes
    counts differ so much. Never fewer than were reached already. None with fewer weeks than FEWEST, and where nobody
    was new: then nothing tells how fast it will go on.
    """
    last = weekly[-MOST:]
    if len(last) < FEWEST or not any(last):
        return None
    mean = fmean(last)
    deviation = sqrt(max(variance(last), mean))
    expected = reached + weeks_left * mean
    spread = _T[len(last) - 1] * deviation * sqrt(weeks_left + weeks_left**2 / len(last))
    return Forecast(round(expected), max(reached, round(expected - spread)), round(expected + spread))
