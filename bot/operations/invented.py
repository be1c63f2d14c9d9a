"""Invented inputs for every calculator: valid on any day from the present law to the last figures on record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bot.policy.figures import Policy
from bot.policy.groups import GROUPS
from bot.policy.lump_cases import CASES, SPECIAL
from bot.policy.methods import PERIODS
from bot.policy.months import YEAR
from bot.policy.refund import REASONS

type Inputs = dict[str, object]

#: Days are drawn from the first day of the present law on, so many of them.
DAYS = 900
#: A life of work, in months.
LONG = 45 * YEAR
#: The fund's rate a month, told with the case: years to come have none on record.
RATE = "0.0031"


@dataclass(frozen=True, slots=True)
class Invented:
    """A person drawn by lot; ``on`` is the day of the question, money in đồng."""

    policy: Policy
    lot: Random
    on: date

    @classmethod
    def person(cls, policy: Policy, lot: Random) -> "Invented":
        """Somebody who asks on some day."""
        start = policy.figure("new_law_date", policy.checked_on).day()
        return cls(policy, lot, start + timedelta(days=lot.randrange(DAYS)))

    def whole(self, key: str) -> int:
        """A figure of the day."""
        return self.policy.figure(key, self.on).whole()

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self.lot.randint(low, high)

    def one(self, *of: object) -> object:
        """One of these."""
        return self.lot.choice(of)

    def some(self, **inputs: object) -> Inputs:
        """About half of these."""
        return {name: value for name, value in inputs.items() if self.lot.random() < 1 / 2}

    def income(self) -> int:
        """One that may be chosen that day."""
        return self.between(self.whole("rural_poverty_line"), self.whole("max_income"))

    def average(self) -> int:
        """An average of years already paid."""
        return self.between(self.policy.periods("rural_poverty_line")[0].whole(), self.whole("max_income"))

    def half_years(self, most: int) -> float:
        """Years paid, halves among them."""
        return self.between(0, 2 * most) / 2

    def province(self) -> object:
        """A province, of the table or not."""
        return self.one("Cà Mau", *(one.name for one in self.policy.topups.provinces))

    def periods(self) -> list[Inputs]:
        """Years paid, one or several, each with its income, within the table of price coefficients."""
        last = self.policy.checked_on.year
        first = self.between(last - 18, last)
        return [
            {"year": year, "months": self.between(1, YEAR), "income": self.average()} for year in range(first, last + 1)
        ]


def contribution(one: Invented) -> Inputs:
    """A payment of any kind."""
    given = {"income": one.income(), "months": one.one(*PERIODS)}
    return given | one.some(
        group=one.one(*GROUPS), province=one.province(), months_supported_before=one.between(0, 200)
    )


def prepayment(one: Invented) -> Inputs:
    """Years ahead."""
    years = one.between(one.whole("prepay_years_min"), one.whole("prepay_years_max"))
    return {"income": one.income(), "years": years, "r_month": RATE} | one.some(group=one.one(*GROUPS))


def refund(one: Invented) -> Inputs:
    """A period paid ahead, of months or of years."""
    years = one.one(0, one.whole("prepay_years_min"), one.whole("prepay_years_max"))
    months = one.one(*PERIODS[1:])
    method = {"years": years} if years else {"months": months}
    left = one.between(0, years * YEAR if isinstance(years, int) and years else int(str(months)))
    who = {"income": one.income(), "group": one.one(*GROUPS), "reason": one.one(*REASONS)}
    return {**method, **who, "remaining_months": left, "r_month": RATE}


def pension(one: Invented) -> Inputs:
    """From years with their incomes, or from one average."""
    paid = {"average": one.average(), "months": one.between(1, LONG)}
    return {"gender": one.one("F", "M")} | (_settled(one) if one.one(True, False) else paid)


def lump_sum(one: Invented) -> Inputs:
    """Of any case, from periods or an average."""
    paid: Inputs = {"average": one.average(), "months_from_2014": one.between(1, LONG), "M": one.between(0, 10**8)}
    paid |= one.some(months_before_2014=one.between(0, LONG))
    dated = _settled(one) | {"group": one.one(*GROUPS)}
    return (dated if one.one(True, False) else paid) | one.some(case=one.one(*CASES))


def lump_sum_conditions(one: Invented) -> Inputs:
    """Any course of life."""
    first = f"{one.between(2008, one.on.year):04d}-{one.between(1, YEAR):02d}"
    given = {"first_contribution": first, "years": one.half_years(45), "stopped_months": one.between(0, LONG)}
    return given | one.some(age_reached=True, special_case=one.one(*SPECIAL))


def survivor_lump(one: Invented) -> Inputs:
    """Of a member, long or short, mixed or not."""
    years = {"years_from_2014": one.half_years(30), "years_before_2014": one.half_years(6)}
    return years | {"average": one.average(), "total_paid": one.between(0, 10**9)} | one.some(mixed=True)


def _settled(one: Invented) -> Inputs:
    return {"periods": one.periods(), "settlement_year": one.policy.checked_on.year}


#: Name of a calculator → inputs that it takes.
INVENTORS: Mapping[str, Callable[[Invented], Inputs]] = {
    "contribution": contribution,
    "payment_deadline": lambda one: one.some(months=one.one(*PERIODS), start_month=f"{one.on:%Y-%m}"),
    "paid_period": lambda one: {"pay_month": f"{one.on:%Y-%m}", "months": one.between(1, 5 * YEAR)},
    "prepayment": prepayment,
    "backpayment": lambda one: {
        "income": one.income(),
        "missing_months": one.between(1, one.whole("backpay_max_months")),
        "r_month": RATE,
    },
    "backpay_conditions": lambda one: {"months_paid": one.between(0, LONG)} | one.some(reached_retirement_age=True),
    "old_backpay": lambda one: {"years_paid": one.half_years(30)},
    "refund": refund,
    "average": _settled,
    "mixed_average": lambda one: {
        "mandatory_avg": one.average(),
        "mandatory_months": one.between(1, LONG),
        "voluntary_adjusted_sum": one.between(0, 10**10),
        "voluntary_months": one.between(0, LONG),
    },
    "price_coefficients": lambda one: {"settlement_year": one.policy.checked_on.year},
    "pension_rate": lambda one: {"gender": one.one("F", "M"), "months": one.between(0, LONG)},
    "pension": pension,
    "pension_floor": lambda one: {
        "computed_pension": one.between(1, 10**7),
        "mandatory_years": one.half_years(40),
        "joined_before": one.one(True, False),
    },
    "pension_target": lambda one: {
        "gender": one.one("F", "M"),
        "target": one.between(1, 10**7),
        "years": [one.between(one.whole("pension_min_years"), 45)],
    },
    "retirement_lump": lambda one: {
        "gender": one.one("F", "M"),
        "average": one.average(),
        "years_at_retirement_age": one.half_years(45),
        "extra_years_after_age": one.half_years(10),
    },
    "retirement_age": lambda one: (
        {"gender": one.one("F", "M"), "birth_year": one.between(1940, 2010)}
        | one.some(birth_month=one.between(1, YEAR))
    ),
    "early_age": lambda one: {
        "gender": one.one("F", "M"),
        "joined_voluntary": f"{one.between(2008, one.on.year)}-01",
        "voluntary_years": one.half_years(30),
    },
    "lump_sum": lump_sum,
    "lump_sum_conditions": lump_sum_conditions,
    "article23": lambda one: {"avg": one.average(), "months_paid": one.between(1, LONG), "Tdt": one.between(1, 300)},
    "social_pension": lambda one: (
        {"age": one.between(50, 110), "pension": one.between(0, 10**6)} | one.some(poor_household=True)
    ),
    "funeral": lambda one: {"months_paid": one.between(0, LONG)} | one.some(on_pension=True),
    "survivor_lump": survivor_lump,
    "survivor_pensioner": lambda one: {
        "monthly_pension": one.between(1, 10**8),
        "months_received": one.between(0, LONG),
    },
    "maternity": lambda one: {"months_paid_in_12_before_birth": one.between(0, YEAR), "children": one.between(1, 5)},
    "accident": lambda one: one.some(region4_min_wage=one.between(10**6, 10**7)),
    "household_health": lambda one: {"persons": one.between(1, 12), "months": one.between(1, YEAR)},
    "penal_fraud": lambda one: {"amount_taken": one.between(0, 10**9)},
}
