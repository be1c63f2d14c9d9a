"""The contribution calculator (mức đóng) in words: its questions, its result, its refusals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bot.advice import wording
from bot.advice.advice import Advice, Button
from bot.advice.adviser import Adviser, Day
from bot.outcomes import Outcome
from bot.policy import InputRefused, PolicyError, Result
from bot.policy.calculators import run
from bot.policy.groups import GROUPS

TOPIC = "contribution_level"
ASPECT = "calculate_for_me"
#: Months that one payment may cover, shown beside the monthly amount (Luật BHXH Điều 36 khoản 3).
PERIODS = (3, 6, 12)


@dataclass(frozen=True, slots=True)
class Told:
    """What the citizen has told so far. Income in đồng a month, `pay_month` any day of the month of payment."""

    income: int
    groups: tuple[str, ...]
    pay_month: date | None = None
    province: str | None = None
    province_name: str | None = None
    supported: int = 0

    def inputs(self, months: int) -> dict[str, Any]:
        """The inputs of the calculator for a payment of so many months."""
        given: dict[str, Any] = {"income": self.income, "groups": list(self.groups), "months": months}
        if self.pay_month:
            given["pay_month"] = f"{self.pay_month:%Y-%m}"
        if self.province:
            given["province"] = self.province
        if self.supported:
            given["months_supported_before"] = self.supported
        return given


def group_buttons(adviser: Adviser) -> tuple[Button, ...]:
    """One button a household group; pressing it says the group in words."""
    titles = (adviser.phrases(f"contribution.group_{group}") for group in GROUPS)
    return tuple(Button(title, "inform", text=title) for title in titles)


def bounds(adviser: Adviser, on: date) -> dict[str, str]:
    """The lowest and highest income that may be chosen, and the rate, as gaps of phrases."""
    rate = adviser.policy.figure("contribution_rate", on)
    lowest = adviser.policy.figure("rural_poverty_line", on)
    highest = adviser.policy.figure("max_income", on)
    return {
        "min_income": wording.figure(lowest.value, lowest.unit),
        "max_income": wording.figure(highest.value, highest.unit),
        "rate": wording.figure(rate.value, rate.unit),
    }


def refusal(adviser: Adviser, income: int, on: date) -> str | None:
    """Why this income cannot be chosen, None where it can."""
    try:
        run(adviser.policy, "contribution", {"income": income}, on)
    except InputRefused:
        return adviser.phrases("contribution.income_refused", **bounds(adviser, on))
    return None


def result(adviser: Adviser, told: Told, day: Day) -> Advice:
    """What this citizen pays, line by line, with its sources."""
    try:
        month = run(adviser.policy, "contribution", told.inputs(1), day.as_of)
        longer = {count: run(adviser.policy, "contribution", told.inputs(count), day.as_of) for count in PERIODS}
    except InputRefused:
        gaps = bounds(adviser, told.pay_month or day.as_of)
        return Advice(adviser.phrases("contribution.income_refused", **gaps), Outcome.CLARIFYING, TOPIC, ASPECT)
    except PolicyError:
        return adviser.not_settled(TOPIC, ASPECT)
    if not adviser.stateable(list(month.figures), day):
        return adviser.not_settled(TOPIC, ASPECT)
    lines = _lines(adviser, told, month, {count: one.values["payable"] for count, one in longer.items()}, day)
    form = adviser.answers.find(TOPIC, ASPECT)
    citations = form.legal_basis if form else ()
    text = adviser.sourced("\n".join(lines), list(month.figures), citations, month.confidence, day)
    evidence = adviser.evidence(list(month.figures), citations)
    return Advice(text, Outcome.ANSWERED_CALCULATION, TOPIC, ASPECT, evidence=evidence)


def _lines(adviser: Adviser, told: Told, month: Result, longer: Mapping[int, object], day: Day) -> list[str]:
    say, values = adviser.phrases, month.values
    head = say(
        "contribution.result_head",
        income=wording.dong(told.income),
        group=say(f"contribution.say_{values['group']}"),
        month=wording.month(told.pay_month or day.as_of),
    )
    rate = adviser.policy.figure("contribution_rate", told.pay_month or day.as_of)
    lines = [
        head,
        say("contribution.line_gross", rate=_share(rate.value), gross=_dong(values["gross_month"])),
    ]
    if values["supported_months"]:
        lines.append(
            say(
                "contribution.line_state",
                rate=_share(values["support_rate"]),
                amount=_dong(values["state_support_month"]),
            )
        )
        if values["local_support_month"]:
            lines.append(
                say(
                    "contribution.line_local",
                    province=told.province_name or told.province,
                    rate=_share(values["local_rate"]),
                    amount=_dong(values["local_support_month"]),
                )
            )
    else:
        cap = adviser.policy.figure("support_months_cap", told.pay_month or day.as_of)
        lines.append(say("contribution.support_ended", cap=wording.figure(cap.value, cap.unit)))
    lines.append(say("contribution.line_pays", amount=_dong(values["payable_month"])))
    three, six, twelve = (_dong(longer[count]) for count in PERIODS)
    lines.append(say("contribution.line_periods", three=three, six=six, twelve=twelve))
    return [*lines, "", *_assumptions(adviser, told, month, day)]


def _assumptions(adviser: Adviser, told: Told, month: Result, day: Day) -> list[str]:
    say = adviser.phrases
    cap = adviser.policy.figure("support_months_cap", told.pay_month or day.as_of)
    lines = [
        say(
            "contribution.line_supported_left",
            before=wording.figure(told.supported, "months"),
            cap=wording.figure(cap.value, cap.unit),
        )
    ]
    if told.province is None:
        lines.append(say("contribution.line_province_not_told"))
    elif not month.values["local_support_month"]:
        lines.append(say("contribution.line_province_unknown", province=told.province_name or told.province))
    lines.append(say("contribution.line_correct"))
    return lines


def _dong(amount: object) -> str:
    assert isinstance(amount, int | Decimal)  # noqa: S101  the calculator's own output
    return wording.dong(amount)


def _share(value: object) -> str:
    return wording.figure(value, "share")
