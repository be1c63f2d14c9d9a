"""What can go wrong when a figure is asked for or a case is calculated."""

from datetime import date
from decimal import Decimal


class PolicyError(Exception):
    """Anything the policy room refuses."""


class PolicyDataError(PolicyError):
    """A policy file breaks its schema; the message starts with ``file:line``."""

    def __init__(self, path: str, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}")
        self.path = path
        self.line = line
        self.problem = problem


class FigureUnknown(PolicyError):
    """No figure has this key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"no figure named {key!r}")
        self.key = key


class FigureNotInForce(PolicyError):
    """The figure exists, but no value of it is in force on the day asked."""

    def __init__(self, key: str, on: date) -> None:
        super().__init__(f"{key!r} has no value in force on {on.isoformat()}")
        self.key = key
        self.on = on


class CalculatorUnknown(PolicyError):
    """No calculator or topic has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no calculator named {name!r}")
        self.name = name


class InputRefused(PolicyError):
    """An input that no rule covers.

    ``allowed`` is data, never a sentence: ``{"min": …, "max": …}``, ``{"one_of": […]}``, ``{"form":
    "YYYY-MM"}`` or ``{"required": True}``. Amounts in đồng, durations in months unless the field says
    years.
    """

    def __init__(self, field: str, given: object, allowed: dict[str, object]) -> None:
        told = ", ".join(f"{rule} {_told(value)}" for rule, value in allowed.items())
        super().__init__(f"{field}={_told(given)} refused, allowed: {told}")
        self.field = field
        self.given = given
        self.allowed = allowed


def _told(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else repr(value)
