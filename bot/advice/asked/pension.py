"""Pensions, averages and the right to the lump sum, in words."""

from decimal import Decimal
from typing import Any

from bot.advice import wording
from bot.advice.asked.paper import Paper
from bot.advice.cases.sheet import money, share
from bot.policy import InputRefused
from bot.policy.months import YEAR

type Given = dict[str, Any]

#: Where no years are told: the least years of a pension and so many more, each step as long.
STEPS, STEP_YEARS = 4, 5
SEXES = ("F", "M")


def pension_target(paper: Paper, given: Given) -> None:
    """The income to choose, by years, for a woman and a man where it was not said who."""
    least = paper.figure("pension_min_years").whole()
    steps = STEPS if given["gender"] else STEPS // len(SEXES)
    years = [given["years"]] if given["years"] else [least + STEP_YEARS * step for step in range(steps)]
    paper.add("target_head", target=wording.dong(given["target"]))
    for sex in (given["gender"],) if given["gender"] else SEXES:
        values = paper.run("pension_target", gender=sex, target=given["target"], years=years).values
        required, monthly = values["required_income"], values["monthly_22pct"]
        assert isinstance(required, dict)  # noqa: S101  the calculator's own output
        assert isinstance(monthly, dict)  # noqa: S101  the calculator's own output
        for count, income in required.items():
            name = "target_outside" if count in (values["outside"] or ()) else "target_line"  # type: ignore[operator]
            paper.add(
                name,
                sex=paper.say(f"sex_{sex}"),
                years=count,
                income=money(income),
                amount=money(monthly[count]),
            )
    paper.blank()
    paper.add("target_assume")


def pension_rate(paper: Paper, given: Given) -> None:
    """The rate, or how much is missing to one."""
    values = paper.run("pension_rate", **given).values
    gaps = {"sex": paper.say(f"sex_{given['gender']}"), "paid": wording.term(given["months"])}
    if values["eligible"]:
        years = values["benefit_years"]
        assert isinstance(years, int | Decimal)  # noqa: S101  the calculator's own output
        paper.add("rate_yes", rate=share(values["rate"]), counted=wording.number(years), **gaps)
        paper.add("rate_odd")
    else:
        least = paper.figure("pension_min_years")
        missing = wording.term(least.whole() * YEAR - given["months"])
        paper.add("rate_no", years=wording.figure(least.value, least.unit), missing=missing, **gaps)


def of_years(paper: Paper, given: Given) -> None:
    """The average of incomes told year by year; with it the pension, or what the lump sum amounts to."""
    periods = given["periods"]
    values = paper.run("average", periods=periods).values
    average, months = values["average"], values["months"]
    assert isinstance(average, int | Decimal)  # noqa: S101  the calculator's own output
    assert isinstance(months, int)  # noqa: S101  the calculator's own output
    first, last = periods[0]["year"], periods[-1]["year"]
    paper.add("years_head", paid=wording.term(months), first=first, last=last, settled=paper.on.year)
    paper.add("years_average", total=money(values["sum"]), average=wording.figure(average, "VND"))
    if given["draws"]:
        due = paper.run("lump_sum", periods=periods).values
        paper.add("years_lump", amount=money(due["TC"]))
    elif given["gender"]:
        pension = paper.run("pension", gender=given["gender"], periods=periods).values
        if pension["eligible"]:
            sex = paper.say(f"sex_{given['gender']}")
            paper.add("years_pension", sex=sex, rate=share(pension["rate"]), amount=money(pension["pension"]))
    paper.blank()
    paper.add("years_assume")


def price_coefficient(paper: Paper, given: Given) -> None:
    """The coefficient of one year for those who settle this year."""
    values = paper.run("price_coefficients").values["coefficients"]
    assert isinstance(values, dict)  # noqa: S101  the calculator's own output
    if given["year"] not in values:
        # A year to come, or one before the table begins: what holds in general is said instead.
        raise InputRefused("year", given["year"], {"min": min(values), "max": max(values)})
    coefficient = values[given["year"]]
    assert isinstance(coefficient, int | Decimal)  # noqa: S101  the calculator's own output
    paper.add("coefficient", year=given["year"], settled=paper.on.year, value=wording.number(coefficient))
    paper.add("coefficient_use")


def lump_sum_conditions(paper: Paper, given: Given) -> None:
    """Whether the lump sum may be taken by what was told, and what else is open."""
    values = paper.run("lump_sum_conditions", **given).values
    if values["reason"] == "not_stopped_long_enough" and given["stopped_months"] is None:
        # Nobody is refused for what was not told.
        raise InputRefused("stopped_months", None, {"required": True})
    name = "draw_yes" if values["eligible"] else "draw_no"
    reason = paper.say(
        f"draw_{values['reason']}",
        joined=paper.words("lump_sum_joined_before"),
        waiting=paper.words("lump_sum_waiting_months"),
        under=paper.words("lump_sum_under_years"),
        years=paper.words("pension_min_years"),
    )
    point = f" ({paper.say('draw_point', point=values['point'])})" if values["point"] else ""
    paper.add(name, reason=reason, point=point)
    others = values["alternatives"]
    assert isinstance(others, list)  # noqa: S101  the calculator's own output
    missing = wording.figure(values["missing_months"], "months")
    paper.add("draw_others", others="; ".join(paper.say(f"other_{one}", missing=missing) for one in others))
    paper.add("draw_always")


def backpay_conditions(paper: Paper, given: Given) -> None:
    """Whether the missing months may be paid at once now, else when."""
    values = paper.run("backpay_conditions", **given).values
    gaps = {
        "paid": wording.term(given["months_paid"]),
        "missing": wording.figure(values["missing"], "months"),
        "most": paper.words("backpay_max_months"),
        "years": paper.words("pension_min_years"),
    }
    first = values.get("months_to_pay_first")
    paper.add(f"backpay_{values['advice']}", first=wording.figure(first or 0, "months"), **gaps)


def pension_floor(paper: Paper, given: Given) -> None:
    """No lowest pension for those who paid voluntarily alone."""
    values = paper.run("pension_floor", **given).values
    paper.add("floor_none", pension=money(values["pension"]), years=paper.words("pension_floor_min_years"))
