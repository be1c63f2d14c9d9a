"""Both lives of one person in numbers: the lump sum now, the pension later, the month in which they are even."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from bot.advice.cases.ahead import Ahead, ahead
from bot.advice.cases.facts import Facts
from bot.advice.cases.lump_sum import due
from bot.advice.cases.retirement import reach
from bot.advice.cases.sheet import Sheet, month
from bot.policy import Result
from bot.policy.months import YEAR


@dataclass(frozen=True, slots=True)
class Lives:
    """What is paid and received from `today` on. Money in đồng; months are counted from the year 0.

    `now`: the lump sum. `more`: months yet to pay, for `cost`. `missing`: months short of a pension at `start`, the
    month in which it would begin; `amount` a month is then what enough months would give, and nothing is `even`.
    `reached`: the age is reached today. `ahead`: the income of each month yet to pay; `course`: months at which
    that income changes, with the cost by then.
    """

    today: int
    born: int
    paid: int
    now: int
    more: int
    cost: int
    missing: int
    start: int
    amount: Decimal
    even: int | None
    reached: bool
    ahead: Ahead
    course: tuple[tuple[int, int], ...]

    @property
    def even_age(self) -> int | None:
        """The age in months at `even`, as it is told: whole years, rounded up, for all around it is an estimate."""
        return None if self.even is None else -(-(self.even - self.born) // YEAR) * YEAR


@dataclass(frozen=True, slots=True)
class _Course:
    """How paying goes on: months, their incomes and cost, the average (đồng) over everything paid by then."""

    more: int
    ahead: Ahead
    steps: tuple[tuple[int, int], ...]
    average: Decimal

    @property
    def cost(self) -> int:
        return self.steps[-1][1] if self.steps else 0


def lives(sheet: Sheet) -> Lives:
    """Calculate both. Raises the errors of `bot.policy`."""
    facts, today = sheet.facts, _index(sheet.on)
    age = reach(sheet)
    now = due(sheet, None).values["TC"]
    assert isinstance(now, int)  # noqa: S101  the calculator's own output
    course = _course(sheet, facts, age)
    paid = (facts.months_paid or 0) + (facts.months_before or 0)
    least = sheet.figure("pension_min_years").whole() * YEAR
    months = paid + course.more
    amount = sheet.run("pension", gender=facts.sex, average=course.average, months=max(months, least)).values["pension"]
    assert isinstance(amount, Decimal)  # noqa: S101  enough months always give a pension
    missing = max(0, least - months)
    start = max(_from(age), today + course.more) if course.more else _from(age)
    if not missing:
        start = max(start, today + 1)
    months_even = int(((now + course.cost) / amount).to_integral_value(ROUND_CEILING))
    return Lives(
        today=today,
        born=_born(facts),
        paid=paid,
        now=now,
        more=course.more,
        cost=course.cost,
        missing=missing,
        start=start,
        amount=amount,
        even=None if missing else start + months_even,
        reached=age.values["reached"] is True,
        ahead=course.ahead,
        course=tuple((today + gone, cost) for gone, cost in course.steps),
    )


def month_name(index: int) -> str:
    """A month counted from the year 0, in words."""
    return month(f"{index // YEAR}-{index % YEAR + 1}")


def short_when(found: Lives) -> str:
    """The end of the phrase's name on what is missing: at the age, now, or when the months supposed are paid."""
    if not found.reached:
        return ""
    return "_then" if found.more else "_now"


def _course(sheet: Sheet, facts: Facts, age: Result) -> _Course:
    """As supposed, else until retirement age (or until the years are enough) while one pays."""
    paid = (facts.months_paid or 0) + (facts.months_before or 0)
    least = sheet.figure("pension_min_years").whole() * YEAR
    more = facts.months_more
    if more is None:
        left = age.values["months_left"]
        assert isinstance(left, int)  # noqa: S101  the calculator's own output
        more = 0 if not facts.still_paying else left or max(0, least - paid)
    coming = ahead(sheet, more)
    steps = coming.course(sheet.figure("contribution_rate").number())
    return _Course(more, coming, steps, coming.average(Decimal(facts.income or 0), paid))


def _from(age: Result) -> int:
    year, _, number = str(age.values["pension_month"]).partition("-")
    return int(year) * YEAR + int(number) - 1


def _index(day: date) -> int:
    return day.year * YEAR + day.month - 1


def _born(facts: Facts) -> int:
    year, number = facts.born
    return year * YEAR + (number or 1) - 1
