"""One case of a topic: its inputs, the policy, and the calculators at hand."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.policy.calculators import run
from bot.policy.figures import Policy
from bot.policy.inputs import Inputs
from bot.policy.months import YEAR
from bot.policy.text import words
from bot.policy.transition import first_and_last
from bot.policy.working import Result, Value


class Told(Mapping[str, object]):
    """The inputs of a case, and which of them were looked at."""

    def __init__(self, given: Mapping[str, object]) -> None:
        self._given = given
        self._seen: set[str] = set()

    def __getitem__(self, name: str) -> object:
        self._seen.add(name)
        return self._given[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def overlooked(self) -> tuple[str, ...]:
        """What nobody looked at: a slip of the pen, or an explanation."""
        return tuple(name for name in self._given if name not in self._seen)


@dataclass(frozen=True, slots=True)
class Case:
    """Inputs as the case file gives them, and the day the case is for."""

    policy: Policy
    given: Mapping[str, object]
    as_of: date

    @property
    def inputs(self) -> Inputs:
        """The readers of inputs over the case."""
        return Inputs(self.given)

    def take(self, *names: str, **renamed: str) -> dict[str, object]:
        """The named inputs where the case has them; ``new="old"`` renames."""
        taken = {name: self.given[name] for name in names if self.given.get(name) is not None}
        taken |= {new: self.given[old] for new, old in renamed.items() if self.given.get(old) is not None}
        return taken

    def run(self, calculator: str, inputs: Mapping[str, object]) -> Result:
        """A calculator on the day of the case."""
        return run(self.policy, calculator, inputs, self.as_of)

    def pay_day(self) -> date:
        """The month of payment: ``pay_month``, else the first month of ``period``, else the day of the
        case.
        """
        if "pay_month" in self.inputs:
            return self.inputs.month("pay_month", self.as_of)
        ends = first_and_last(self.given.get("period")) if "period" in self.inputs else None
        return ends[0] if ends else self.as_of

    def income(self) -> object:
        """The income of the case, else the lowest one of its month."""
        if "income" in self.inputs:
            return self.given["income"]
        if "poverty_line" in self.inputs:
            return self.given["poverty_line"]
        return self.policy.figure("rural_poverty_line", self.pay_day()).value

    def read(self, kind: str, field: str) -> str | None:
        """The code of a worded input, ``None`` when no word of the table stands in it."""
        return self.policy.wordings.read(kind, self.given[field]) if self.given.get(field) is not None else None


def renamed(result: Result, values: Mapping[str, Value]) -> Result:
    """The result with further names for its values."""
    return replace(result, values={**result.values, **values})


def months_of(method: object) -> int | None:
    """Months of a method written ``12_months``, ``2_years``, ``12 tháng``, ``3 năm``, ``monthly`` or as a
    number.
    """
    told = words(str(method))
    found = re.search(r"\d+", told)
    if found is None:
        return 1 if re.search(r"month|thang", told) else None
    return int(found[0]) * (YEAR if re.search(r"year|nam", told) else 1)
