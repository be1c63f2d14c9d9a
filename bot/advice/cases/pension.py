"""The pension of somebody's own years and income (lương hưu), in words."""

from collections.abc import Mapping
from decimal import Decimal

from bot.advice import wording
from bot.advice.cases.ahead import Ahead, ahead, raised_words
from bot.advice.cases.facts import Facts
from bot.advice.cases.sheet import Sheet, money, share
from bot.policy.months import YEAR


def pension(sheet: Sheet) -> None:
    """Rate and amount; where the years are short, what is missing and what enough years would give."""
    facts = sheet.facts
    least = sheet.figure("pension_min_years").whole() * YEAR
    coming = ahead(sheet, facts.months_more or 0)
    level = _level(facts, coming)
    values = sheet.run("pension", gender=facts.sex, months=facts.months, **level).values
    if values["eligible"]:
        sheet.add(
            "pension_head",
            sex=sheet.say(f"sex_{facts.sex}").lower(),
            paid=wording.term(facts.months),
            average=money(values["average"]),
        )
        sheet.add("pension_rate", rate=share(values["rate"]))
        sheet.add("pension_amount", amount=money(values["pension"]))
    else:
        _short(sheet, least, level)
    sheet.blank()
    sheet.notes()
    if raised := [*_lowest(sheet, coming), *raised_words(sheet, coming)]:
        sheet.add("pension_raised", raised=", ".join(raised))
    sheet.add("pension_assume")
    sheet.add("pension_correct")


def _level(facts: Facts, coming: Ahead) -> dict[str, object]:
    """The income told, or the average where months to come have to be paid at more than it."""
    income = facts.income or 0
    if not coming.lowest and not coming.raised:
        return {"income": income}
    return {"average": coming.average(Decimal(income), facts.months - len(coming.incomes))}


def _lowest(sheet: Sheet, coming: Ahead) -> list[str]:
    return [sheet.say("pension_lowest", lowest=wording.dong(coming.lowest))] if coming.lowest else []


def _short(sheet: Sheet, least: int, level: Mapping[str, object]) -> None:
    facts = sheet.facts
    years = sheet.words("pension_min_years")
    enough = sheet.run("pension", gender=facts.sex, months=least, **level).values
    sheet.add(
        "pension_short",
        paid=wording.term(facts.months),
        years=years,
        missing=wording.term(least - facts.months),
    )
    sheet.add("pension_if_enough", years=years, rate=share(enough["rate"]), amount=money(enough["pension"]))
    sheet.add("pension_backpay", backpay=sheet.words("backpay_max_months"))
