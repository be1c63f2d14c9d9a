"""The cases that can be talked through: one declarative row each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.advice.cases.backpay import backpay
from bot.advice.cases.compare import compare
from bot.advice.cases.facts import Facts
from bot.advice.cases.lump_sum import lump_sum
from bot.advice.cases.pension import pension
from bot.advice.cases.prepay import prepay
from bot.advice.cases.retirement import retirement
from bot.advice.cases.sheet import Sheet

#: All results are filed under this aspect of the case's topic; its answer opens the form.
ASPECT = "calculate_for_me"
#: How an answer names the form that it starts: `case_form:pension`.
FORM = "case_form"

#: Aspects of a question, None where the aspect is not sure.
type Aspects = frozenset[str | None]


@dataclass(frozen=True, slots=True)
class Case:
    """A calculation: what it needs in the order of asking, what else it takes up, and how it is answered.

    `instead`: a fact that need not be asked where another is told (and is not no). `opened_by`: aspects whose
    question opens the case by itself once it names the facts of `opened_with`. `past`: the income is one of years
    already paid, so it may lie below today's lowest.
    """

    name: str
    topic: str
    needs: tuple[str, ...]
    result: Callable[[Sheet], None]
    takes: tuple[str, ...] = ()
    instead: Mapping[str, str] = field(default_factory=dict)
    opened_by: Aspects = frozenset()
    opened_with: tuple[str, ...] = ()
    past: bool = True

    @property
    def facts(self) -> frozenset[str]:
        """Every fact that the case can use."""
        return frozenset((*self.needs, *self.takes))

    def missing(self, facts: Facts) -> str | None:
        """The fact to ask for next, None where all are told."""
        for name in self.needs:
            other = self.instead.get(name)
            if getattr(facts, name) is None and (other is None or not getattr(facts, other)):
                return name
        return None


CASES: dict[str, Case] = {
    case.name: case
    for case in (
        Case(
            "retirement",
            "retirement_age",
            ("sex", "birth_month"),
            retirement,
            takes=("birth_year",),
            opened_by=frozenset({"by_birth_month", "age_this_year", "other", None}),
            opened_with=("birth_year",),
        ),
        Case(
            "pension",
            "pension_amount",
            ("sex", "months_paid", "income"),
            pension,
            takes=("months_more",),
            opened_by=frozenset({"estimate_by_payment_level", "how_calculated", "rate_by_years", "other", None}),
            opened_with=("months_paid", "income"),
        ),
        Case(
            "compare",
            "pension_vs_lump_sum",
            ("sex", "birth_month", "months_paid", "income", "still_paying"),
            compare,
            takes=("birth_year", "months_before", "months_more", "first_paid", "severe_illness"),
            instead={"still_paying": "months_more"},
            opened_by=frozenset({"which_one", "compare_numbers", "other", None}),
            opened_with=("months_paid", "income"),
        ),
        Case(
            "lump_sum",
            "lump_sum_amount",
            ("months_paid", "income", "support_received"),
            lump_sum,
            takes=("months_before", "months_more", "first_paid", "severe_illness"),
            instead={"support_received": "severe_illness"},
            opened_by=frozenset({"formula", "quick_example", "other", None}),
            opened_with=("months_paid", "income"),
        ),
        Case(
            "backpay",
            "contribution_gap_backpay",
            ("months_missing", "income"),
            backpay,
            takes=("months_paid", "months_more"),
            instead={"months_missing": "months_paid"},
            opened_by=frozenset({"backpay_amount", "other", None}),
            opened_with=("months_missing", "income"),
            past=False,
        ),
        Case(
            "prepay",
            "payment_method",
            ("prepay_years", "income", "support_group"),
            prepay,
            opened_by=frozenset({"prepay_years_discount", "other", None}),
            opened_with=("prepay_years", "income"),
            past=False,
        ),
    )
}


def opened_by(topic: str, aspect: str | None, told: frozenset[str]) -> Case | None:
    """The case that a question opens because it names what the case needs."""
    for case in CASES.values():
        if case.topic == topic and aspect in case.opened_by and told.issuperset(case.opened_with):
            return case
    return None


def started_by(starts: str | None) -> Case | None:
    """The case behind `starts` of an answer (`case_form:pension`), None where it is another form."""
    form, _, name = (starts or "").partition(":")
    return CASES[name] if form == FORM else None
