"""Whether two counts, or two shares, differ by more than chance."""

import math
from collections.abc import Sequence


def spread(*stretches: Sequence[int]) -> float:
    """By how much counts of days vary more than Poisson's would, 1 at least (Pearson's statistic by its freedom).

    Each stretch has a mean of its own. Of fewer than two days more than there are stretches nothing is known: 1.
    """
    filled = [one for one in stretches if one and sum(one)]
    freedom = sum(len(one) for one in filled) - len(filled)
    if freedom < 2:
        return 1.0
    pearson = sum((count - mean) ** 2 / mean for one in filled for mean in (sum(one) / len(one),) for count in one)
    return max(1.0, pearson / freedom)


def rate_z(before: int, after: int, days_before: float, days_after: float, spread_: float = 1.0) -> float:
    """How many standard deviations `after` lies from what it would be at the same daily rate; 0 of nothing.

    Given their sum the two counts are binomial with the share of their days; `spread_` widens that (quasi-Poisson).
    """
    total = before + after
    if total == 0 or days_before <= 0 or days_after <= 0:
        return 0.0
    share = days_after / (days_before + days_after)
    return (after - total * share) / math.sqrt(total * share * (1 - share) * spread_)


def share_z(part_before: int, of_before: int, part_after: int, of_after: int) -> float:
    """The same for two shares (pooled); 0 where one has no denominator or both are all or nothing."""
    if not of_before or not of_after:
        return 0.0
    pooled = (part_before + part_after) / (of_before + of_after)
    variance = pooled * (1 - pooled) * (1 / of_before + 1 / of_after)
    if variance <= 0:
        return 0.0
    return (part_after / of_after - part_before / of_before) / math.sqrt(variance)
