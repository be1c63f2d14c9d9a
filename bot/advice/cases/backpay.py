"""One payment for the months still missing (đóng một lần cho thời gian còn thiếu), in words."""

from bot.advice import wording
from bot.advice.cases.facts import Facts
from bot.advice.cases.sheet import Sheet, money
from bot.policy.months import YEAR


def missing(facts: Facts, least_years: int) -> int | None:
    """Months missing to the least years: as told, or from what was paid; None where neither is known."""
    if facts.months_missing is not None:
        return facts.months_missing
    return least_years * YEAR - facts.months if facts.months_paid is not None else None


def backpay(sheet: Sheet) -> None:
    """The plain sum, the interest, both together, and when it may be paid at all."""
    facts = sheet.facts
    months = missing(facts, sheet.figure("pension_min_years").whole())
    values = sheet.run("backpayment", income=facts.income, missing_months=months).values
    sheet.add("backpay_head", missing=wording.figure(months or 0, "months"), income=wording.dong(facts.income or 0))
    sheet.add("backpay_plain", rate=sheet.words("contribution_rate"), amount=money(values["plain"]))
    sheet.add("backpay_interest", amount=money(values["interest"]))
    sheet.add("backpay_sum", amount=money(values["MD2_before_support"]))
    sheet.blank()
    sheet.add(
        "backpay_when",
        most=sheet.words("backpay_max_months"),
        years=sheet.words("pension_min_years"),
        year=sheet.on.year,
    )
    sheet.notes()
    sheet.add("backpay_correct")
