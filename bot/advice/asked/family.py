"""Birth, death, health insurance, fraud and allowances, in words."""

from decimal import Decimal
from typing import Any

from bot.advice import wording
from bot.advice.asked.paper import Paper
from bot.advice.cases.sheet import money
from bot.policy.months import YEAR, half_years

type Given = dict[str, Any]


def household_health(paper: Paper, given: Given) -> None:
    """What each person of a household and all together pay for a year."""
    values = paper.run("household_health", **given).values
    parts = values["parts"]
    assert isinstance(parts, list)  # noqa: S101  the calculator's own output
    paper.add("health_head", persons=given["persons"], rate=paper.words("hi_rate"))
    for number, part in enumerate(parts, 1):
        paper.add("health_person", number=number, amount=money(part))
    if len(parts) > 1:
        paper.add("health_total", amount=money(values["total"]))
    paper.blank()
    paper.add("health_apart")


def funeral(paper: Paper, given: Given) -> None:
    """The funeral allowance, or why there is none."""
    values = paper.run("funeral", **given).values
    least = paper.words("funeral_min_months")
    paid = wording.figure(given["months_paid"], "months")
    if values["eligible"]:
        paper.add("funeral", amount=money(values["amount"]), paid=paid, least=least)
    else:
        paper.add("funeral_none", amount=money(values["amount"]), paid=paid, least=least)
    compulsory = paper.words("funeral_min_months_compulsory")
    paper.add("funeral_level", multiple=paper.words("funeral_multiple"), level=paper.words("reference_level"))
    paper.add("funeral_mixed", least=compulsory)


def survivor_pensioner(paper: Paper, given: Given) -> None:
    """So many monthly pensions for the family."""
    values = paper.run("survivor_pensioner", **given).values
    count = values["months_of_pension"]
    assert isinstance(count, int | Decimal)  # noqa: S101  the calculator's own output
    paper.add(
        "pensioner_head",
        pension=wording.dong(given["monthly_pension"]),
        received=wording.figure(given["months_received"], "months"),
    )
    paper.add("pensioner_amount", count=wording.number(count), amount=money(values["amount"]))
    paper.add(
        "pensioner_rule",
        top=paper.words("survivor_pensioner_months"),
        least=paper.words("survivor_pensioner_min"),
    )


def survivor_lump(paper: Paper, given: Given) -> None:
    """The lump sum for the family of somebody who had not retired."""
    half = paper.figure("odd_months_half_year_max").whole()
    before, since = (half_years(given[name], half) for name in ("months_before", "months_since"))
    values = paper.run(
        "survivor_lump", average=given["average"], years_before_2014=before, years_from_2014=since
    ).values
    paid = wording.term(given["months_before"] + given["months_since"])
    paper.add("survivor_head", average=wording.dong(given["average"]), paid=paid)
    paper.add("survivor_amount", amount=money(values["amount"]))
    if not given["months_before"]:
        paper.add("survivor_all_since", split=paper.words("lump_sum_split_date"))
    paper.add("survivor_beside")


def maternity(paper: Paper, given: Given) -> None:
    """The allowance for one birth, or why there is none."""
    values = paper.run("maternity", **given).values
    gaps = {
        "paid": wording.figure(given["months_paid_in_12_before_birth"], "months"),
        "least": paper.words("maternity_min_months"),
        "amount": money(values["amount"]),
        "each": money(values["per_child"]),
    }
    if not values["eligible"]:
        paper.add("maternity_none", **gaps)
    elif given["children"] > 1:
        paper.add("maternity_several", children=given["children"], **gaps)
    else:
        paper.add("maternity_one", **gaps)
    paper.add("maternity_window", window=paper.words("maternity_window_months"))


def penal_fraud(paper: Paper, given: Given) -> None:
    """The clause that an amount reaches, with the penalties that may be stated."""
    values = paper.run("penal_fraud", **given).values
    taken = wording.dong(given["amount_taken"])
    if values["reached"]:
        paper.add("penal_head", taken=taken, clause=values["clause"])
        if values.get("fine_min") is not None:
            paper.add("penal_fine", low=money(values["fine_min"]), high=money(values["fine_max"]))
        if values.get("reform_years") is not None:
            paper.add("penal_reform", years=values["reform_years"])
        low = values.get("prison_min_months") and wording.figure(values["prison_min_months"], "months")
        low = low or (values.get("prison_min_years") and wording.figure(values["prison_min_years"], "years"))
        if low and values.get("prison_max_years") is not None:
            paper.add("penal_prison", low=low, high=wording.figure(values["prison_max_years"], "years"))
    else:
        paper.add("penal_below", taken=taken, border=paper.words("penal_214_1_taken_from"))
    paper.blank()
    paper.add("penal_court")


def refund(paper: Paper, given: Given) -> None:
    """One's own money for the months left, the State's part not among it."""
    months = given["method"]
    method = {"years": months // YEAR} if months > YEAR else {"months": months}
    inputs = {name: given[name] for name in ("income", "remaining_months", "groups")}
    values = paper.run("refund", **inputs, **method).values
    paper.add(
        "refund_head",
        method=wording.term(months),
        income=wording.dong(given["income"]),
        left=wording.figure(given["remaining_months"], "months"),
    )
    paper.add("refund_amount", amount=money(values["refund"]))
    paper.add("refund_without", amount=money(values["M"]))
    paper.add("refund_when")


def retirement_lump(paper: Paper, given: Given) -> None:
    """The allowance for years beyond those that give the full rate."""
    half = paper.figure("odd_months_half_year_max").whole()
    at_age, later = (half_years(given[name], half) for name in ("months_at_age", "months_after"))
    values = paper.run(
        "retirement_lump",
        gender=given["gender"],
        average=given["average"],
        years_at_retirement_age=at_age,
        extra_years_after_age=later,
    ).values
    full = paper.words(f"pension_full_years_{'female' if given['gender'] == 'F' else 'male'}")
    paper.add("retirement_lump", amount=money(values["amount"]), average=wording.dong(given["average"]), full=full)
    paper.add(
        "retirement_lump_rule",
        before=paper.words("retirement_lump_multiple"),
        after=paper.words("retirement_lump_multiple_after_age"),
    )


def article23(paper: Paper, given: Given) -> None:
    """How many months of the monthly allowance, or the higher one where the money lasts beyond the age."""
    values = paper.run("article23", **given).values
    months = values["Ttt_months"]
    assert isinstance(months, int)  # noqa: S101  the calculator's own output
    gaps = {"average": wording.dong(given["avg"]), "paid": wording.term(given["months_paid"])}
    paper.add("article23_head", level=money(values["level"]), **gaps)
    paper.add("article23_months", months=wording.figure(months, "months"))
    if values.get("TCtt") is not None:
        amount = values["TCtt"]
        assert isinstance(amount, int | Decimal)  # noqa: S101  the calculator's own output
        paper.add(
            "article23_higher", amount=wording.figure(amount, "VND"), to_age=wording.figure(given["Tdt"], "months")
        )
    elif values.get("STmlct"):
        paper.add("article23_pay_in", amount=money(values["STmlct"]))
    paper.add("article23_who", years=paper.words("pension_min_years"))


def social_pension(paper: Paper, given: Given) -> None:
    """The social pension, or what is missing to it."""
    values = paper.run("social_pension", **given).values
    gaps = {"age": given["age"], "needed": values["age_needed"], "amount": money(values["amount"])}
    if values["eligible"]:
        paper.add("social_yes", **gaps)
    elif given["pension"]:
        paper.add(
            "social_no_pension", pension=wording.dong(given["pension"]), level=paper.words("social_pension_amount")
        )
    else:
        paper.add("social_no_age", **gaps)
        if not given["poor_household"]:
            paper.add("social_poor_age", age=paper.figure("social_pension_from_poor").whole())
    paper.add("social_where")


def reference_level(paper: Paper, given: Given) -> None:
    """The figure of the day, what it is for, and from when it changes where that is known."""
    key = given["figure"]
    now = paper.figure(key)
    since = wording.day(now.effective_from)
    paper.add(f"{key}_now", amount=wording.figure(now.value, now.unit), since=since)
    paper.add(f"{key}_use", **{name: paper.words(name) for name in ("max_income", "max_income_multiple")})
    if coming := paper.coming(key):
        amount = wording.figure(coming.value, coming.unit)
        paper.add("figure_coming", amount=amount, since=wording.day(coming.effective_from))
