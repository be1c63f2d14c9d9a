"""One payment for years ahead (đóng một lần cho nhiều năm về sau), in words."""

from bot.advice import wording
from bot.advice.cases.sheet import Sheet, money
from bot.policy.months import YEAR


def prepay(sheet: Sheet) -> None:
    """The sum and its discount. How support is netted is not written, so it stands in a line of its own."""
    facts = sheet.facts
    groups = facts.support_group or []
    values = sheet.run("prepayment", income=facts.income, years=facts.prepay_years, groups=groups).values
    monthly = sheet.run("contribution", income=facts.income, groups=groups, months=1).values
    sheet.add(
        "prepay_head",
        years=wording.term((facts.prepay_years or 0) * YEAR),
        income=wording.dong(facts.income or 0),
        group=sheet.group(str(monthly["group"])),
    )
    sheet.add("prepay_plain", amount=money(values["undiscounted"]))
    sheet.add("prepay_discount", amount=money(values["discount"]))
    sheet.add("prepay_sum", amount=money(values["MD1_before_support"]))
    sheet.blank()
    sheet.add("prepay_support", amount=money(monthly["state_support_month"]), cap=sheet.words("support_months_cap"))
    sheet.notes()
    sheet.add("prepay_correct")
