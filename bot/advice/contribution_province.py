"""What membership costs in a province: every group on the lowest income, the province's own support taken off."""

from dataclasses import replace

from bot.advice import contribution, wording
from bot.advice.advice import Advice, Button
from bot.advice.adviser import Adviser, Day
from bot.advice.cases.sheet import money
from bot.advice.contribution_told import Told
from bot.outcomes import Outcome
from bot.policy import PolicyError, Result
from bot.policy.calculators import run
from bot.policy.groups import GROUPS


def lowest_in_province(adviser: Adviser, told: Told, day: Day) -> Advice:
    """What each group pays in a province on the lowest income, the province's own support included."""
    on = told.pay_month or day.as_of
    try:
        lowest = adviser.policy.figure("rural_poverty_line", on).whole()
        results = [_of_group(adviser, replace(told, income=lowest), group, day) for group in GROUPS]
    except PolicyError:
        return adviser.not_settled(contribution.TOPIC, contribution.ASPECT)
    figures = list(dict.fromkeys(figure for one in results for figure in one.figures))
    if not adviser.stateable(figures, day):
        return adviser.not_settled(contribution.TOPIC, contribution.ASPECT)
    say, province = adviser.phrases, told.province_name or told.province
    gross = money(results[0].values["gross_month"])
    lines = [say("contribution.province_head", province=province, income=wording.dong(lowest), gross=gross)]
    for group, one in zip(GROUPS, results, strict=True):
        local = one.values["local_support_month"]
        extra = say("contribution.province_extra", amount=money(local)) if local else ""
        named = say(f"contribution.group_{group}") if group != "other" else say("contribution.province_others")
        lines.append(
            say(
                "contribution.province_line", group=named, amount=money(one.values["payable_month"]), extra=extra
            ).rstrip()
        )
    known = any(one.values["local_support_month"] for one in results)
    lines += [
        "",
        say("contribution.province_partly" if known else "contribution.line_province_unknown", province=province),
    ]
    confidence = max(one.confidence for one in results)
    law = contribution.citations(adviser)
    text = adviser.sourced("\n".join(lines), figures, law, confidence, day)
    evidence = adviser.evidence(figures, law)
    return Advice(
        text, Outcome.ANSWERED_CALCULATION, contribution.TOPIC, contribution.ASPECT, _again(adviser), evidence
    )


def _of_group(adviser: Adviser, told: Told, group: str, day: Day) -> Result:
    return run(adviser.policy, "contribution", replace(told, groups=(group,)).inputs(1), day.as_of)


def _again(adviser: Adviser) -> tuple[Button, ...]:
    form = adviser.answers.find(contribution.TOPIC, contribution.ASPECT)
    return (Button(form.ask, contribution.TOPIC, contribution.ASPECT),) if form else ()
