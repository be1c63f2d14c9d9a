"""The contribution calculator (mức đóng) in words: its questions, its result, its refusals."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.advice import wording
from bot.advice.advice import Advice, Button
from bot.advice.adviser import Adviser, Day
from bot.advice.cases.sheet import note_name
from bot.advice.contribution_told import Told
from bot.outcomes import Outcome
from bot.policy import InputRefused, PolicyError, Result
from bot.policy.calculators import run
from bot.policy.groups import GROUPS

TOPIC = "contribution_level"
ASPECT = "calculate_for_me"
#: Months that one payment may cover, shown beside the monthly amount (Luật BHXH Điều 36 khoản 3).
PERIODS = (3, 6, 12)
#: Notes of a payment that reaches past a change of the poverty line (chuẩn hộ nghèo); the first that holds is said.
OF_PERIOD = ("silent:minimum_of_months_after_change", "fixed:line_of_payment")


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
    lines = _lines(adviser, told, month, longer, day)
    law = citations(adviser)
    text = adviser.sourced("\n".join(lines), list(month.figures), law, month.confidence, day)
    evidence = adviser.evidence(list(month.figures), law)
    return Advice(text, Outcome.ANSWERED_CALCULATION, TOPIC, ASPECT, evidence=evidence)


def citations(adviser: Adviser) -> tuple[str, ...]:
    """The law behind every result of this calculator."""
    form = adviser.answers.find(TOPIC, ASPECT)
    return form.legal_basis if form else ()


def _lines(adviser: Adviser, told: Told, month: Result, longer: Mapping[int, Result], day: Day) -> list[str]:
    say, values = adviser.phrases, month.values
    on = told.pay_month or day.as_of
    head = say(
        "contribution.result_head",
        income=wording.dong(told.income),
        group=say(f"contribution.say_{values['group']}"),
        month=wording.month(on),
    )
    rate = adviser.policy.figure("contribution_rate", on)
    gross = say("contribution.line_gross", rate=_share(rate.value), gross=_dong(values["gross_month"]))
    pays = say("contribution.line_pays", amount=_dong(values["payable_month"]))
    return [
        head,
        gross,
        *_support(adviser, told, month, day),
        pays,
        *_periods(adviser, told, longer),
        "",
        *_notes(adviser, told, longer),
        *_assumptions(adviser, told, month, day),
    ]


def _support(adviser: Adviser, told: Told, month: Result, day: Day) -> list[str]:
    say, values = adviser.phrases, month.values
    if not values["supported_months"]:
        cap = adviser.policy.figure("support_months_cap", told.pay_month or day.as_of)
        return [say("contribution.support_ended", cap=wording.figure(cap.value, cap.unit))]
    rate, amount = _share(values["support_rate"]), _dong(values["state_support_month"])
    lines = [say("contribution.line_state", rate=rate, amount=amount)]
    if values["local_support_month"]:
        local = say(
            "contribution.line_local",
            province=told.province_name or told.province,
            rate=_share(values["local_rate"]),
            amount=_dong(values["local_support_month"]),
        )
        lines.append(local)
    return lines


def _periods(adviser: Adviser, told: Told, longer: Mapping[int, Result]) -> list[str]:
    if told.months is not None and told.months in longer:
        values = longer[told.months].values
        return [
            adviser.phrases(
                "contribution.line_period",
                months=wording.figure(told.months, "months"),
                amount=_dong(values["payable"]),
                deadline=wording.day(date.fromisoformat(str(values["pay_by"]))),
            )
        ]
    three, six, twelve = (_dong(longer[count].values["payable"]) for count in PERIODS)
    return [adviser.phrases("contribution.line_periods", three=three, six=six, twelve=twelve)]


def _notes(adviser: Adviser, told: Told, longer: Mapping[int, Result]) -> list[str]:
    """What the law leaves open, else what it fixes, for the period asked for or the longest one shown."""
    shown = longer.get(told.months or max(PERIODS))
    held = [code for code in OF_PERIOD if shown and code in shown.notes]
    return [adviser.phrases(f"case.{note_name(code)}") for code in held[:1]]


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
    province = told.province_name or told.province
    if province is None:
        lines.append(say("contribution.line_province_not_told"))
    elif not month.values["local_support_month"] and month.values["supported_months"]:
        known = _is_known_to_add_nothing(adviser, told, str(month.values["group"]), day)
        name = "contribution.line_province_none" if known else "contribution.line_province_unknown"
        lines.append(say(name, province=province))
    lines.append(say("contribution.line_correct"))
    return lines


def _is_known_to_add_nothing(adviser: Adviser, told: Told, group: str, day: Day) -> bool:
    topups = adviser.policy.topups
    province = topups.province(told.province or "")
    return bool(province and topups.rate(province.slug, group, told.pay_month or day.as_of))


def _dong(amount: object) -> str:
    assert isinstance(amount, int | Decimal)  # noqa: S101  the calculator's own output
    return wording.dong(amount)


def _share(value: object) -> str:
    return wording.figure(value, "share")
