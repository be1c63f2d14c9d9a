"""What a calculator hands back: named values, the working step by step, and the figures it stands on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bot.policy.entry import CONFIDENCES
from bot.policy.errors import FigureNotInForce
from bot.policy.figures import Policy
from bot.policy.schema import Figure

type Value = int | Decimal | bool | str | date | list[Value] | dict[str, Value] | None


@dataclass(frozen=True, slots=True)
class Step:
    """One line of working.

    ``what`` is a code (``gross``, ``state_support`` …), ``formula`` numbers and signs only. ``source`` is
    the legal basis of the rule, empty for what the citizen gave. ``counts`` is +1 or -1 where the step is a
    part of the sum that gives ``Result.total``, else 0. ``rounding`` is empty where the value is exact.
    """

    what: str
    value: Value
    unit: str
    source: str
    rounding: str = ""
    formula: str = ""
    counts: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """A finished calculation for one day.

    ``values`` are the named outputs (money in đồng), ``total`` the name of the output the counted steps add
    up to, ``notes`` codes such as ``silent:support_in_backpay`` for what the law leaves open.
    """

    calculator: str
    as_of: date
    values: Mapping[str, Value]
    steps: tuple[Step, ...]
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()
    total: str = ""

    @property
    def confidence(self) -> str:
        """The weakest tag of the figures used: A, then B, C, X."""
        return max((figure.confidence for figure in self.figures), key=CONFIDENCES.index, default="A")

    def counted(self) -> Decimal:
        """The sum of the counted steps; equals ``values[total]``."""
        counted = (step for step in self.steps if step.counts)
        return sum((Decimal(str(step.value)) * step.counts for step in counted), Decimal(0))


@dataclass(slots=True)
class Working:
    """Collects steps, figures and notes while a calculator runs."""

    policy: Policy
    as_of: date
    steps: list[Step] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def figure(self, key: str, on: date | None = None) -> Figure:
        """The figure in force on the day (the day of the question by default), kept as evidence."""
        return self.use(self.policy.figure(key, on or self.as_of))

    def use(self, figure: Figure) -> Figure:
        """Keeps a figure as evidence."""
        if figure not in self.figures:
            self.figures.append(figure)
        return figure

    def number(self, key: str, on: date | None = None) -> Decimal:
        """The figure's value as an exact number."""
        return self.figure(key, on).number()

    def whole(self, key: str, on: date | None = None) -> int:
        """The figure's value as a whole number."""
        return self.figure(key, on).whole()

    def given_or(self, name: str, given: Decimal | int | None, key: str, on: date | None = None) -> tuple[Decimal, str]:
        """A value of law the caller gave for the case, or the one in force; with its source.

        A given value equal to the one in force is the one in force. Any other is noted as ``given:<name>``.
        """
        try:
            figure = self.policy.figure(key, on or self.as_of)
        except FigureNotInForce:
            if given is None:
                raise
            figure = None
        if figure is not None and (given is None or figure.number() == given):
            return self.use(figure).number(), figure.legal_basis
        self.note(f"given:{name}")
        return Decimal(given or 0), ""

    def note(self, code: str) -> None:
        """Says once what the law leaves open or what was assumed."""
        if code not in self.notes:
            self.notes.append(code)

    def step(
        self,
        what: str,
        value: Value,
        unit: str,
        source: str = "",
        *,
        rounding: str = "",
        formula: str = "",
        counts: int = 0,
    ) -> None:
        """Adds a line of working; a rounding is noted as the law's silence on it."""
        if rounding.startswith("half_up"):
            self.note("silent:rounding")
        self.steps.append(Step(what, value, unit, source, rounding, formula, counts))

    def result(self, calculator: str, values: Mapping[str, Value], total: str = "") -> Result:
        """Closes the working."""
        return Result(
            calculator,
            self.as_of,
            dict(values),
            tuple(self.steps),
            tuple(self.figures),
            tuple(self.notes),
            total,
        )
