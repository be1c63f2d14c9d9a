"""What an address of the list of requests asks for."""

from collections.abc import Mapping

from litestar.exceptions import ValidationException

from bot.cases.request_reading import OPEN, RequestFilter
from bot.cases.request_states import Kind, Step
from bot.cases.urgency import Urgency

#: How the address says "open ones" and "all".
ALL = "all"


def read(given: Mapping[str, str]) -> RequestFilter:
    """From the address. Raises ValidationException, which names the part and what is allowed."""
    state = given.get("state", "").strip()
    if state not in ("", ALL, *Step):
        raise ValidationException(f"state: allowed are {', '.join((ALL, *Step))}; left out: those that are open")
    states = OPEN if not state else () if state == ALL else (Step(state),)
    kind, clock = given.get("kind", "").strip(), given.get("clock", "").strip()
    if kind not in ("", *Kind):
        raise ValidationException(f"kind: allowed are {', '.join(Kind)}")
    if clock not in ("", *Urgency):
        raise ValidationException(f"clock: allowed are {', '.join(Urgency)}")
    return RequestFilter(states, Kind(kind) if kind else None, Urgency(clock) if clock else None)
