"""Calculators from the terminal."""

from datetime import date
from typing import Any

from bot.policy.calculators import CALCULATORS, run
from bot.policy.figures import Policy
from bot.settings import PROJECT


def calculators() -> list[str]:
    """Names and first lines of the docstrings."""
    return [f"{name:32} {_summary(calculator)}" for name, calculator in sorted(CALCULATORS.items())]


def result_of(name: str, inputs: dict[str, Any], as_of: date) -> dict[str, Any]:
    """The result of a calculator with its working, ready for JSON. Raises PolicyError."""
    policy = Policy.load(PROJECT / "data" / "policy")
    result = run(policy, name, inputs, as_of)
    return {
        "calculator": name,
        "as_of": as_of.isoformat(),
        "values": result.values,
        "steps": [
            {
                "what": step.what,
                "value": step.value,
                "unit": step.unit,
                "source": step.source,
                "rounding": step.rounding,
                "formula": step.formula,
            }
            for step in result.steps
        ],
        "figures": [
            {"key": one.key, "value": one.value, "unit": one.unit, "legal_basis": one.legal_basis}
            for one in result.figures
        ],
        "notes": result.notes,
    }


def _summary(calculator: object) -> str:
    return (calculator.__doc__ or "").strip().split("\n")[0]
