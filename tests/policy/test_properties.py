"""What holds for every calculator, whoever asks on whatever day."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.operations.invented import INVENTORS, Invented
from bot.policy.calculators import run

NAMES = st.sampled_from(sorted(INVENTORS))
LOTS = st.integers(0, 10**9)
#: Keys of figures that belong to another day than the one asked, and why.
OTHER_DAYS = {
    "old_backpay": ("backpay_max_months", "pension_min_years"),  # the repealed rule beside the one in force
    "paid_period": ("rural_poverty_line",),  # the line that comes inside the period
    "retirement_age": ("retirement_age_",),  # the year in which the age is reached
    "lump_sum": ("support_", "contribution_rate", "rural_poverty_line", "price_coefficient_"),  # months paid
    "average": ("price_coefficient_",),  # the year of settlement
    "pension": ("price_coefficient_",),
    "price_coefficients": ("price_coefficient_",),
}


def asked(policy, name: str, lot: int):
    person = Invented.person(policy, Random(lot))
    return person.on, run(policy, name, INVENTORS[name](person), person.on)


@settings(max_examples=600)
@given(NAMES, LOTS)
def test_the_sum_of_the_working_is_the_result(policy, name, lot):
    _, result = asked(policy, name, lot)
    if result.total:
        assert result.counted() == result.values[result.total]
    else:
        assert not any(step.counts for step in result.steps)


@settings(max_examples=600)
@given(NAMES, LOTS)
def test_a_result_stands_on_figures_in_force_on_its_day(policy, name, lot):
    on, result = asked(policy, name, lot)
    for figure in result.figures:
        assert figure.holds(on) or figure.key.startswith(OTHER_DAYS.get(name, ())), (on, figure.key)


@given(NAMES, LOTS)
def test_the_same_question_gets_the_same_answer(policy, name, lot):
    assert asked(policy, name, lot) == asked(policy, name, lot)


@given(LOTS)
def test_the_results_that_are_sums_name_their_total(policy, lot):
    for name in (
        "contribution",
        "prepayment",
        "backpayment",
        "refund",
        "lump_sum",
        "household_health",
        "mixed_average",
    ):
        assert asked(policy, name, lot)[1].total, name


# Paying once


@given(LOTS)
def test_years_ahead_cost_less_and_missing_months_more_than_plain_payments(policy, lot):
    ahead, missing = (asked(policy, name, lot)[1].values for name in ("prepayment", "backpayment"))
    assert ahead["MD1_before_support"] < ahead["undiscounted"]
    assert missing["MD2_before_support"] > missing["plain"]


@given(LOTS)
def test_nobody_is_handed_back_more_than_was_paid(policy, lot):
    person = Invented.person(policy, Random(lot))
    inputs = INVENTORS["refund"](person)
    result = run(policy, "refund", inputs, person.on)
    monthly = next(step for step in result.steps if step.what == "paid_for_remaining")
    assert 0 <= result.values["refund"] <= monthly.value
    assert result.values["refund"] + result.values["M"] == monthly.value


# The lump sum


@given(LOTS)
def test_the_gravely_ill_get_all_and_the_others_never_more(policy, lot):
    person = Invented.person(policy, Random(lot))
    inputs = {key: value for key, value in INVENTORS["lump_sum"](person).items() if key != "case"}
    ill, other = (run(policy, "lump_sum", inputs | {"case": case}, person.on).values for case in ("illness", "stopped"))
    assert ill["MH"] == ill["TC"] == other["TC"]
    assert ill["M"] == 0 <= other["M"]
    assert other["MH"] == other["TC"] - other["M"] <= ill["MH"]
