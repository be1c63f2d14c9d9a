"""Money that is paid each month, told instead of an income: which it is, what it means, when it cannot be."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from bot.advice import contribution, wording
from bot.advice.advice import Advice, Button
from bot.advice.adviser import Adviser, Day
from bot.advice.cases.sheet import money
from bot.advice.contribution_told import Told, gross_income, with_income
from bot.outcomes import Outcome
from bot.policy.calculators import run


def which_money(adviser: Adviser, amount: int, day: Day) -> Advice:
    """The question whether an amount is paid each month or is the income; pressing a button says which."""
    say, told = adviser.phrases, wording.dong(amount)
    rate = contribution.bounds(adviser, day.as_of)["rate"]
    buttons = tuple(
        Button(say(f"contribution.which_{which}"), "inform", text=say(f"contribution.say_{which}", amount=told))
        for which in ("payment", "income")
    )
    return Advice(
        say("contribution.ask_which_money", amount=told, rate=rate),
        Outcome.COLLECTING,
        contribution.TOPIC,
        contribution.ASPECT,
        buttons,
    )


def paid_note(adviser: Adviser, told: Told, day: Day) -> str | None:
    """From which money paid the income was reckoned, and how to say it if that money was meant otherwise."""
    if told.paid is None:
        return None
    values, say = run(adviser.policy, "contribution", told.inputs(1), day.as_of).values, adviser.phrases
    support = Decimal(str(values["gross_month"])) - Decimal(str(values["payable_month"]))
    note = say("contribution.paid_assumed", paid=wording.dong(told.paid), support=money(support))
    income = gross_income(adviser, told, day)
    return f"{note} {say('contribution.paid_otherwise', income=wording.dong(income))}" if income else note


def income_behind(adviser: Adviser, paid: int, groups: Sequence[str], day: Day) -> tuple[int | None, int]:
    """The income of which `paid` đồng a month are the contribution, and the support taken off in it.

    Where the groups are not told `paid` is the whole contribution. The income is None below the lowest that may be
    chosen: then `paid` means something else. Raises the errors of `bot.policy`.
    """
    on = day.as_of
    lowest = adviser.policy.figure("rural_poverty_line", on).whole()
    rate = adviser.policy.figure("contribution_rate", on).number()
    whole = int((paid / rate).quantize(Decimal(1), ROUND_HALF_UP))
    income = with_income(adviser, Told(0, tuple(groups), paid=paid), day).income if groups else whole
    if income < lowest:
        return None, 0
    support = income * rate - paid if groups else Decimal(0)
    return income, int(support.quantize(Decimal(1), ROUND_HALF_UP))


def paid_refusal(adviser: Adviser, told: Told, day: Day) -> str | None:
    """Why nobody can pay `told.paid` a month, with the least that this group pays; None where it can be."""
    on = told.pay_month or day.as_of
    lowest = adviser.policy.figure("rural_poverty_line", on).whole()
    if contribution.refusal(adviser, told.income, on) is None:
        return None
    if told.income > lowest:
        return adviser.phrases("contribution.income_refused", **contribution.bounds(adviser, on))
    month = run(adviser.policy, "contribution", replace(told, income=lowest).inputs(1), day.as_of).values
    return adviser.phrases(
        "contribution.paid_refused",
        paid=wording.dong(told.paid or 0),
        least=money(month["payable_month"]),
        group=adviser.phrases(f"contribution.say_{month['group']}"),
        min_income=wording.dong(lowest),
    )
