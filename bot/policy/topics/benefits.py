"""Topics of one-off sums and allowances: BHXH một lần, Điều 23, hưu trí xã hội, tử tuất, thai sản, TNLĐ,
BHYT, hình sự.
"""

from bot.policy.months import YEAR
from bot.policy.topics.case import Case, renamed
from bot.policy.topics.pension import months_by_era, periods_of, year_of
from bot.policy.working import Result, Value


def lump_sum(case: Case) -> Result:
    """The lump sum and what is taken off."""
    inputs = case.take(
        "average",
        "income",
        "months",
        "months_before_2014",
        "months_from_2014",
        "total_paid",
        "M",
        "group",
        "groups",
        "support_rate",
    )
    kind = case.read("kind", "type")
    if kind:
        inputs["kind"] = kind
    if "periods" in case.inputs and "average" in inputs:
        inputs |= months_by_era(case)
    elif "periods" in case.inputs:
        inputs["periods"] = periods_of(case)
        inputs.pop("income", None)
        settled = case.given.get("settlement_year", case.given.get("settlement"))
        inputs["settlement_year"] = year_of(settled, case.as_of)
    if "average" in inputs:
        inputs.pop("income", None)
    if "case" in case.inputs:
        inputs["case"] = _worded(case, "case")
    return case.run("lump_sum", inputs)


def _worded(case: Case, field: str) -> object:
    """The word of a case told by its letter or in words."""
    return case.read("lump_case", field) or case.given[field]


def lump_sum_conditions(case: Case) -> Result:
    """Whether the lump sum may be taken, and what else is open."""
    inputs = case.take("first_contribution", "stopped_months", "years", "age_reached")
    if case.given.get("special_case") not in (None, False):
        inputs["special_case"] = _worded(case, "special_case")
    result = case.run("lump_sum_conditions", inputs)
    codes, missing = result.values["alternatives"], result.values["missing_months"]
    printed: list[Value] = []
    for code in codes if isinstance(codes, list) else []:
        word = str(code)
        if word == "backpay" and isinstance(missing, int):
            word = "backpay_months" if missing % YEAR else "backpay_years"
            printed.append(case.policy.wordings.print(word, years=missing // YEAR, months=missing))
        else:
            printed.append(case.policy.wordings.print(word))
    return renamed(result, {"alternatives": printed})


def article23(case: Case) -> Result:
    """Monthly allowance of Điều 23."""
    return case.run("article23", case.take("avg", "N", "months_paid", "TChtxh", "Ttt", "Tdt"))


def social_pension(case: Case) -> Result:
    """Social pension."""
    return case.run("social_pension", case.take("age", "pension", "poor_household", "month"))


def funeral(case: Case) -> Result:
    """Funeral allowance."""
    inputs = case.take("months_paid", "death", "mandatory_months", "on_pension")
    if not case.inputs.flag("voluntary_only", default=True):
        # A case that is not voluntary only and counts its months once means compulsory months.
        inputs.setdefault("mandatory_months", case.given.get("months_paid", 0))
    return case.run("funeral", inputs)


def survivor_lump(case: Case) -> Result:
    """Survivors' lump sum of a member."""
    inputs = case.take("average", "years_before_2014", "years_from_2014", "months_paid", "total_paid", "mixed")
    if "voluntary_only" in case.inputs:
        inputs.setdefault("mixed", not case.inputs.flag("voluntary_only"))
    return case.run("survivor_lump", inputs)


def survivor_pensioner(case: Case) -> Result:
    """Survivors' lump sum of a pensioner."""
    return case.run("survivor_pensioner", case.take("monthly_pension", "months_received"))


def maternity(case: Case) -> Result:
    """Maternity allowance, of one parent or both."""
    inputs = case.take("months_paid_in_12_before_birth", "children", both_parents="both_eligible_voluntary")
    if "months_paid_in_12_before_birth" not in inputs and inputs.get("both_parents"):
        inputs["months_paid_in_12_before_birth"] = case.policy.figure("maternity_min_months", case.as_of).value
    return case.run("maternity", inputs)


def accident(case: Case) -> Result:
    """Premium of voluntary accident insurance."""
    result = case.run("accident", case.take("region4_min_wage", "year"))
    values = result.values
    return renamed(result, {"6_months": values["premium_6"], "12_months": values["premium_12"]})


def accident_death(case: Case) -> Result:
    """Sum at death of voluntary accident insurance."""
    result = case.run("accident", case.take("region4_min_wage", "year"))
    return renamed(result, {"amount": result.values["death_amount"]})


def household_health(case: Case) -> Result:
    """Household health insurance."""
    return case.run("household_health", case.take("base_salary", "persons", "months", "from"))


def penal(case: Case) -> Result:
    """Clause of the Penal Code and the penalties that may be stated, in words."""
    result = case.run("penal_fraud", case.take("amount_taken", "damage"))
    found, say = result.values, case.policy.wordings.print
    clause = found["clause"]
    if clause is None:
        return renamed(result, {"article": None, "article_214": say("penal_below"), "fine": None, "alt": []})
    alternatives: list[Value] = []
    if "reform_years" in found:
        alternatives.append(say("penal_reform", years=found["reform_years"]))
    for low, word in (
        ("prison_min_months", "penal_prison_months"),
        ("prison_min_years", "penal_prison_years"),
    ):
        if low in found:
            alternatives.append(say(word, low=found[low], high=found["prison_max_years"]))
    fine: Value = None
    if "fine_min" in found:
        low_high = {"low": _dotted(found["fine_min"]), "high": _dotted(found["fine_max"])}
        fine = say("penal_fine", **low_high)
    words: dict[str, Value] = {
        "article": say("penal_article", clause=clause),
        "article_214": say("penal_clause", clause=clause),
        "fine": fine,
        "alt": alternatives,
    }
    return renamed(result, words)


def _dotted(amount: Value) -> str:
    return f"{amount:,}".replace(",", ".") if isinstance(amount, int) else str(amount)
