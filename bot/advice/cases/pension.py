"""The pension of somebody's own years and income (lương hưu), in words."""

from bot.advice import wording
from bot.advice.cases.sheet import Sheet, money, share
from bot.policy.months import YEAR


def pension(sheet: Sheet) -> None:
    """Rate and amount; where the years are short, what is missing and what enough years would give."""
    facts = sheet.facts
    least = sheet.figure("pension_min_years").whole() * YEAR
    values = sheet.run("pension", gender=facts.sex, income=facts.income, months=facts.months).values
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
        _short(sheet, least)
    sheet.blank()
    sheet.notes()
    sheet.add("pension_assume")
    sheet.add("pension_correct")


def _short(sheet: Sheet, least: int) -> None:
    facts = sheet.facts
    years = sheet.words("pension_min_years")
    enough = sheet.run("pension", gender=facts.sex, income=facts.income, months=least).values
    sheet.add(
        "pension_short",
        paid=wording.term(facts.months),
        years=years,
        missing=wording.term(least - facts.months),
    )
    sheet.add("pension_if_enough", years=years, rate=share(enough["rate"]), amount=money(enough["pension"]))
    sheet.add("pension_backpay", backpay=sheet.words("backpay_max_months"))
