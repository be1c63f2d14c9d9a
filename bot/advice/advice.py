"""What the advice room hands out: texts, buttons, evidence and the outcome they amount to."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bot.advice.picture import Picture
from bot.outcomes import Outcome
from bot.policy.schema import Figure


@dataclass(frozen=True, slots=True)
class Button:
    """A choice offered to the citizen: pressing it says `intent` (and `aspect`), or the words of `text`."""

    title: str
    intent: str
    aspect: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A dated source of an answer: a figure with its basis, or a legal text alone (`figure` = "legal_text")."""

    figure: str
    label: str
    value: int | float | str | None
    unit: str | None
    legal_basis: str
    effective_from: date | None
    effective_to: date | None

    @classmethod
    def of_figure(cls, figure: Figure) -> "Evidence":
        """The evidence that a figure of `data/policy/` gives."""
        value = figure.value
        return cls(
            figure=figure.key,
            label=figure.label,
            value=float(value)
            if isinstance(value, Decimal)
            else value.isoformat()
            if isinstance(value, date)
            else value,
            unit=figure.unit,
            legal_basis=figure.legal_basis,
            effective_from=figure.effective_from,
            effective_to=figure.effective_to,
        )


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing said to the citizen. `starts` names a form to open instead of saying a text."""

    text: str
    outcome: Outcome
    topic: str | None = None
    aspect: str | None = None
    buttons: tuple[Button, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=())
    starts: str | None = None
    picture: Picture | None = None
