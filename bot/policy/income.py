"""The income a member may choose (thu nhập làm căn cứ đóng): from the rural poverty line to 20 times the
reference level.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.policy.errors import FigureNotInForce, InputRefused
from bot.policy.inputs import Inputs
from bot.policy.working import Working


@dataclass(frozen=True, slots=True)
class IncomeBounds:
    """Lowest and highest income of one month, đồng; ``highest`` is ``None`` where no reference level is on
    record.
    """

    lowest: Decimal
    lowest_source: str
    highest: Decimal | None
    highest_source: str

    def problem(self, income: Decimal) -> str:
        """``below_min``, ``above_max`` or empty."""
        if income < self.lowest:
            return "below_min"
        return "above_max" if self.highest is not None and income > self.highest else ""

    def check(self, income: Decimal) -> Decimal:
        """The income, or ``InputRefused`` with the lowest and the highest."""
        if self.problem(income):
            raise InputRefused("income", income, {"min": self.lowest, "max": self.highest})
        return income


def income_bounds(work: Working, inputs: Inputs, on: date) -> IncomeBounds:
    """The bounds on the day; a ``poverty_line`` or ``reference_level`` given with the case stands for the
    one in force.
    """
    lowest, source = work.given_or("poverty_line", inputs.money_or_none("poverty_line"), "rural_poverty_line", on)
    try:
        level, top_source = work.given_or(
            "reference_level", inputs.money_or_none("reference_level"), "reference_level", on
        )
        multiple = work.number("max_income_multiple", on)
    except FigureNotInForce:
        work.note("unknown:max_income")
        return IncomeBounds(lowest, source, None, "")
    return IncomeBounds(lowest, source, level * multiple, top_source)
