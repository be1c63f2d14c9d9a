"""The pension beside the lump sum for one person: both lives in one message, without urging either way."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from bot.advice import wording
from bot.advice.cases.facts import Facts
from bot.advice.cases.lump_sum import due
from bot.advice.cases.retirement import reach
from bot.advice.cases.sheet import Sheet, born, money, month
from bot.policy import Result
from bot.policy.months import YEAR


@dataclass(frozen=True, slots=True)
class Course:
    """The life with a pension: months paid by then, months still to pay and their cost in đồng.

    `lowest`: the income (đồng) at which one has to go on, where the average so far lies below it.
    """

    months: int
    more: int
    cost: int
    average: Decimal
    lowest: Decimal | None = None


def compare(sheet: Sheet) -> None:
    """Money now against money a month: cost, health card, survivors, the age at which both are even.

    One message has no room for the calculators' notes; what they say stands in the lines themselves.
    """
    facts = sheet.facts
    age = reach(sheet)
    now = due(sheet, None).values["TC"]
    assert isinstance(now, int)  # noqa: S101  the calculator's own output
    course = _course(sheet, facts, age)
    sheet.add(
        "compare_head",
        sex=sheet.say(f"sex_{facts.sex}"),
        birth=born(facts) if facts.born[1] else sheet.say("compare_born_year", year=facts.born[0]),
        paid=wording.term((facts.months_paid or 0) + (facts.months_before or 0)),
        average=wording.dong(facts.income or 0),
    )
    under = sheet.figure("lump_sum_under_years")
    enough = (facts.months_paid or 0) + (facts.months_before or 0) >= under.whole() * YEAR
    sheet.add("compare_take_enough" if enough else "compare_take", under=wording.figure(under.value, under.unit))
    sheet.add("compare_money_now", amount=money(now))
    sheet.add("compare_lost")
    sheet.blank()
    _keep(sheet, age, course, now)
    sheet.blank()
    level = "compare_level" if facts.months_before else "compare_level_since"
    sheet.add(
        "compare_assume",
        level=sheet.say(
            "compare_level_lowest" if course.lowest else level,
            lowest=wording.dong(course.lowest or 0),
            split=sheet.words("lump_sum_split_date"),
        ),
    )
    sheet.add("compare_correct")


def _course(sheet: Sheet, facts: Facts, age: Result) -> Course:
    """How it goes on: as supposed, else until retirement age (or until the years are enough) while one pays."""
    paid = (facts.months_paid or 0) + (facts.months_before or 0)
    least = sheet.figure("pension_min_years").whole() * YEAR
    more = facts.months_more
    if more is None:
        left = _whole(age.values["months_left"])
        more = 0 if not facts.still_paying else left or max(0, least - paid)
    income = Decimal(facts.income or 0)
    # Whoever goes on pays from today's lowest income on.
    ahead = max(income, sheet.figure("rural_poverty_line").number()) if more else income
    share = sheet.figure("contribution_rate").number()
    average = (income * paid + ahead * more) / (paid + more)
    return Course(
        paid + more, more, int(share * ahead * more), average.quantize(Decimal(1)), ahead if ahead > income else None
    )


def _keep(sheet: Sheet, age: Result, course: Course, now: int) -> None:
    facts = sheet.facts
    keep = "compare_keep_on" if course.more else "compare_keep"
    sheet.add(keep, more=wording.term(course.more), cost=money(course.cost))
    least = sheet.figure("pension_min_years").whole() * YEAR
    months = max(course.months, least)
    amount = sheet.run("pension", gender=facts.sex, average=course.average, months=months).values["pension"]
    assert isinstance(amount, Decimal)  # noqa: S101  enough months always give a pension
    start = max(_from(age), _index(sheet.on) + course.more) if course.more else _from(age)
    if course.months < least:
        _short(sheet, course, least, amount, start)
        return
    if start <= _index(sheet.on) + 1:
        sheet.add("compare_pension_now", amount=money(amount))
        start = _index(sheet.on) + 1
    else:
        sheet.add("compare_pension", start=_month(start), amount=money(amount))
    months_even = int(((now + course.cost) / amount).to_integral_value(ROUND_CEILING))
    even = start - _born(facts) + months_even
    years = -(-even // YEAR) * YEAR
    sheet.add("compare_even" if course.more else "compare_even_keep", age=wording.age(years))


def _short(sheet: Sheet, course: Course, least: int, amount: Decimal, start: int) -> None:
    missing = least - course.months
    sheet.add(
        "compare_short",
        start=_month(start),
        missing=wording.term(missing),
        years=sheet.words("pension_min_years"),
        amount=money(amount),
    )
    may_backpay = missing <= sheet.figure("backpay_max_months").whole()
    sheet.add("compare_short_backpay" if may_backpay else "compare_short_other")


def _from(age: Result) -> int:
    year, _, number = str(age.values["pension_month"]).partition("-")
    return int(year) * YEAR + int(number) - 1


def _index(day: date) -> int:
    return day.year * YEAR + day.month - 1


def _born(facts: Facts) -> int:
    year, number = facts.born
    return year * YEAR + (number or 1) - 1


def _month(index: int) -> str:
    return month(f"{index // YEAR}-{index % YEAR + 1}")


def _whole(value: object) -> int:
    assert isinstance(value, int)  # noqa: S101  the calculator's own output
    return value
