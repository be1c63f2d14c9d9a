"""How long to wait after a send that failed."""

import random
from datetime import timedelta

from bot.channels.contract import Failure

FIRST, LONGEST = 1.0, 300.0
#: Seconds before something is tried again that may have arrived: an echo of the channel can confirm it meanwhile.
UNKNOWN = 15.0
#: Seconds before something is tried again that waits for a person (a dead grant, a package too small).
FOR_A_PERSON = 60.0


def pause(failure: Failure, tries: int, retry_after: float | None) -> timedelta:
    """Doubled with each try up to five minutes, up to half shorter by chance, never shorter than the channel says."""
    seconds = min(FIRST * 2.0 ** min(tries - 1, 20), LONGEST)
    if failure is Failure.AMBIGUOUS:
        seconds = max(seconds, UNKNOWN)
    if failure in (Failure.GRANT, Failure.CONFIGURATION):
        seconds = FOR_A_PERSON
    seconds *= random.uniform(0.5, 1.0)  # noqa: S311
    return timedelta(seconds=max(seconds, retry_after or 0.0))
