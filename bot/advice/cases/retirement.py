"""When somebody reaches retirement age (tuổi nghỉ hưu), in words."""

from bot.advice import wording
from bot.advice.cases.sheet import Sheet, born, month
from bot.policy import Result
from bot.policy.months import YEAR

_CHOICE = {"F": "choice_age_female", "M": "choice_age_male"}


def reach(sheet: Sheet) -> Result:
    """The calculation for the person of the facts."""
    year, number = sheet.facts.born
    return sheet.run("retirement_age", gender=sheet.facts.sex, birth_year=year, birth_month=number)


def retirement(sheet: Sheet) -> None:
    """Age, month and the start of the pension."""
    values = reach(sheet).values
    age = wording.age(_whole(values["age_total_months"]))
    gaps = {
        "sex": sheet.say(f"sex_{sheet.facts.sex}"),
        "birth": born(sheet.facts),
        "age": age,
        "reach": month(values["reach_month"]),
    }
    years = sheet.words("pension_min_years")
    if values["reached"]:
        sheet.add("retirement_reached", **gaps)
        sheet.add("retirement_reached_start", years=years, backpay=sheet.words("backpay_max_months"))
    else:
        sheet.add("retirement_head", **gaps)
        sheet.add("retirement_left", left=wording.term(_whole(values["months_left"])))
        sheet.add("retirement_start", start=month(values["pension_month"]), years=years)
    _early(sheet, _whole(values["age_total_months"]))
    sheet.blank()
    sheet.notes()
    sheet.add("retirement_assume")
    sheet.add("retirement_correct")


def _early(sheet: Sheet, age: int) -> None:
    """The choice of those who joined early, where it is earlier for this person."""
    choice = sheet.figure(_CHOICE[str(sheet.facts.sex)])
    if choice.whole() * YEAR < age:
        sheet.add(
            "retirement_early",
            before=sheet.words("early_age_joined_before"),
            years=sheet.words("early_age_min_years"),
            age=wording.figure(choice.value, choice.unit),
        )


def _whole(value: object) -> int:
    assert isinstance(value, int)  # noqa: S101  the calculator's own output
    return value
