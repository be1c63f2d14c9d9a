"""Whether a figure of an earlier answer still holds: it was corrected since, or another value has come into force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.advice.advice import Evidence
from bot.policy.figures import Policy
from bot.policy.schema import Figure


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure that is not what was told. `now`: what holds instead, None where it is not stated any more.

    "corrected": the data says another value for the very days it was told for; "superseded": it was right, and
    another value holds today.
    """

    told: Evidence
    how: Literal["corrected", "superseded"]
    now: Figure | None


class Corrections:
    """Compares what was told with the figures as they are now."""

    def __init__(self, policy: Policy):
        self._figures: dict[str, list[Figure]] = {}
        for figure in policy.all_figures():
            self._figures.setdefault(figure.key, []).append(figure)

    def since(self, evidence: Iterable[Evidence], today: date) -> list[Changed]:
        """What of an answer has changed, in its order; what is no figure of the data is left out."""
        return [changed for told in evidence if (changed := self._changed(told, today))]

    def _changed(self, told: Evidence, today: date) -> Changed | None:
        if told.effective_from is None or told.figure not in self._figures:
            return None
        meant = self._holding(told, told.effective_from)
        if meant is None or _value(meant) != told.value:
            return Changed(told, "corrected", meant)
        holds = self._holding(told, today)
        if holds and holds.effective_from > told.effective_from and _value(holds) != told.value:
            return Changed(told, "superseded", holds)
        return None

    def _holding(self, told: Evidence, on: date) -> Figure | None:
        """The figure of that day; of a province's several top-ups under one key, the one that was told."""
        holding = [one for one in self._figures[told.figure] if one.holds(on)]
        same = [one for one in holding if _value(one) == told.value]
        return next(iter(same or holding), None)


def _value(figure: Figure) -> int | float | str | None:
    return Evidence.of_figure(figure).value
