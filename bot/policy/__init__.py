"""Dated figures of law and the calculators that stand on them. Standard library only, no clock of its own."""

from bot.policy.errors import FigureNotInForce, FigureUnknown, InputRefused, PolicyDataError, PolicyError
from bot.policy.figures import Policy
from bot.policy.schema import Figure
from bot.policy.working import Result, Step

__all__ = [
    "Figure",
    "FigureNotInForce",
    "FigureUnknown",
    "InputRefused",
    "Policy",
    "PolicyDataError",
    "PolicyError",
    "Result",
    "Step",
]
