"""Topics of pensions: bình quân, hệ số, tỷ lệ, lương hưu, tuổi, trợ cấp một lần khi nghỉ hưu."""

from collections.abc import Mapping
from datetime import date

from bot.policy.errors import InputRefused
from bot.policy.inputs import Inputs, read_month
from bot.policy.prices import coefficient
from bot.policy.topics.case import Case, renamed
from bot.policy.working import Result, Value, Working


def periods_of(case: Case) -> list[object]:
    """The periods of the case in the words of the calculators (``paid_under`` → ``backpaid``, ``era`` →
    before 2014).
    """
    raw = case.inputs.require("periods")
    if not isinstance(raw, list):
        raise InputRefused("periods", raw, {"form": "list"})
    found: list[object] = []
    for item in raw:
        if not isinstance(item, Mapping):
            raise InputRefused("periods", item, {"form": "{year, months, income}"})
        one = {name: value for name, value in item.items() if name not in ("paid_under", "era")}
        if "paid_under" in item:
            one["backpaid"] = case.policy.wordings.read("paid_under", item["paid_under"]) == "backpaid"
        if "era" in item:
            one["before_2014"] = is_before(case, item["era"])
            if "year" not in item:
                one.setdefault("coef", 1)
        found.append(one)
    return found


def months_by_era(case: Case) -> dict[str, object]:
    """The months before and since 2014, of periods whose average the case tells beside them."""
    split = case.policy.figure("lump_sum_split_date", case.as_of).day().year
    months = {"months_before_2014": 0, "months_from_2014": 0}
    for item in periods_of(case):
        one = Inputs(item if isinstance(item, dict) else {})
        before = one.flag("before_2014") if "before_2014" in one else one.year("year", split) < split
        months["months_before_2014" if before else "months_from_2014"] += one.months("months")
    return dict(months)


def is_before(case: Case, era: object) -> bool:
    """Whether an era is the one before 2014."""
    return "<" in str(era) or case.policy.wordings.read("era", era) == "before"


def coefficients(case: Case) -> Result:
    """The table of the settlement year, a value a year. The other column, of wages, is not on record."""
    if case.read("kind", "column") == "compulsory":
        raise InputRefused("column", case.given["column"], {"one_of": ["voluntary"]})
    result = case.run("price_coefficients", case.take("settlement_year"))
    table = result.values["coefficients"]
    return renamed(result, table if isinstance(table, dict) else {})


def one_coefficient(case: Case) -> Result:
    """The coefficient of back-paid income, or of a year paid in the ordinary way."""
    work = Working(case.policy, case.as_of)
    ordinary = case.read("paid_under", "paid_under") == "regular" and "year" in case.inputs
    settled = case.inputs.year("settlement_year", case.as_of.year)
    figure = coefficient(work, case.inputs.whole_or("year", settled), settled, backpaid=not ordinary)
    work.step("coef", figure.number(), "factor", figure.legal_basis)
    return work.result("coefficient", {"coef": figure.number()})


def average(case: Case) -> Result:
    """Average of adjusted incomes."""
    return case.run("average", case.take("settlement_year") | {"periods": periods_of(case)})


def mixed_average(case: Case) -> Result:
    """Average of compulsory and voluntary time."""
    inputs = case.take(
        "mandatory_avg", "mandatory_months", "voluntary_adjusted_sum", "voluntary_months", "settlement_year"
    )
    if "periods" in case.inputs:
        inputs["periods"] = periods_of(case)
    return case.run("mixed_average", inputs)


def pension(case: Case) -> Result:
    """Pension from periods, or from one income and years; of both genders when the case names none."""
    inputs = case.take("settlement_year", "average", "years", "months") | case.take(income="income_each_month")
    inputs |= case.take("income")
    if "periods" in case.inputs:
        inputs["periods"] = periods_of(case)
    if "gender" in case.inputs:
        return case.run("pension", inputs | case.take("gender"))
    female, male = (
        case.run("pension", inputs | {"gender": "F"}),
        case.run("pension", inputs | {"gender": "M"}),
    )
    both: dict[str, Value] = {"female": dict(female.values), "male": dict(male.values)}
    return renamed(female, {"rate": None, "rate_percent": None, "pension": None} | both)


def rate(case: Case) -> Result:
    """Years counted and rate."""
    return case.run("pension_rate", case.take("gender", "months", "years"))


def target(case: Case) -> Result:
    """Income needed for a wished pension."""
    gender = case.take("gender") or {"gender": "F"}
    return case.run("pension_target", case.take("target", "years") | gender)


def floor(case: Case) -> Result:
    """Whether the lowest pension applies."""
    inputs = case.take("computed_pension", "pension_start", "mandatory_years")
    if not case.inputs.flag("voluntary_only") and "mandatory_years" not in case.inputs:
        raise InputRefused("mandatory_years", None, {"required": True})
    joined = case.given.get("joined_before")
    if isinstance(joined, bool):
        inputs["joined_before"] = joined
    elif joined is not None:
        border = case.policy.figure("pension_floor_joined_before", case.as_of).day()
        inputs["joined_before"] = read_month("joined_before", joined) <= border
    return case.run("pension_floor", inputs)


def retirement_lump(case: Case) -> Result:
    """Allowance for years beyond the full rate."""
    inputs = case.take("gender", "average", "extra_years_after_age")
    inputs |= case.take(years_at_retirement_age="years") | case.take("years_at_retirement_age")
    return case.run("retirement_lump", inputs)


def retirement_age(case: Case) -> Result:
    """Age and first month of the pension."""
    return case.run("retirement_age", case.take("gender", "birth_month", "birth_year"))


def early_age(case: Case) -> Result:
    """The age those who joined before 2021 may choose."""
    gender = case.take("gender") or {"gender": "M"}
    return case.run("early_age", case.take("joined_voluntary", "voluntary_years") | gender)


def year_of(value: object, default: date) -> int:
    """The year of a settlement written as a year or a month."""
    if value is None:
        return default.year
    plain = str(value)
    return (
        Inputs({"settlement": plain}).whole("settlement") if plain.isdigit() else read_month("settlement", value).year
    )
