"""The figures of the house to choose from, so that nobody types a number into a verdict."""

from dataclasses import dataclass
from datetime import date

from bot.advice import wording
from bot.policy.errors import PolicyError
from bot.policy.figures import Policy


@dataclass(frozen=True, slots=True)
class Choice:
    """A figure that may be stated today: `placeholder` is what goes into the text."""

    placeholder: str
    label: str
    value: str
    legal_basis: str


def choices(policy: Policy, day: date) -> list[Choice]:
    """Every figure in force that is settled and not past its review, by its label."""
    found = []
    for key in policy:
        try:
            figure = policy.figure(key, day)
        except PolicyError:
            continue
        if figure.spoken() and figure.review_by >= day:
            value = wording.figure(figure.value, figure.unit)
            found.append(Choice(f"{{{key}}}", figure.label, value, figure.legal_basis))
    return sorted(found, key=lambda one: one.label.casefold())
