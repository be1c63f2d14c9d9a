"""What holds for every calculator."""

import inspect
from contextlib import suppress
from datetime import date

import pytest

from bot.policy import InputRefused, PolicyError
from bot.policy.calculators import CALCULATORS, run
from bot.policy.errors import CalculatorUnknown

from .conftest import TODAY

PERIODS = [{"year": year, "months": 12, "income": 1_500_000} for year in range(2011, 2026)]

#: One good case a calculator.
CASES = {
    "contribution": {"income": 3_333_333, "group": "poor", "province": "Nghệ An", "months": 12},
    "payment_deadline": {"months": 6},
    "paid_period": {"pay_month": "2026-12", "months": 12},
    "prepayment": {"income": 3_333_333, "years": 3, "group": "other"},
    "backpayment": {"income": 3_333_333, "missing_months": 60},
    "backpay_conditions": {"months_paid": 150, "reached_retirement_age": True},
    "old_backpay": {"years_paid": 10},
    "refund": {"income": 3_333_333, "group": "other", "years": 2, "remaining_months": 12},
    "average": {"periods": PERIODS},
    "mixed_average": {
        "mandatory_avg": 5_000_000,
        "mandatory_months": 121,
        "voluntary_adjusted_sum": 120_000_001,
        "voluntary_months": 60,
    },
    "price_coefficients": {"settlement_year": 2026},
    "pension_rate": {"gender": "F", "months": 183},
    "pension": {"gender": "M", "periods": PERIODS},
    "pension_floor": {"computed_pension": 2_000_000, "mandatory_years": 20, "joined": "2010-01"},
    "pension_target": {"gender": "F", "target": 3_000_000, "years": [15, 20]},
    "retirement_lump": {"gender": "F", "years_at_retirement_age": 33.5, "average": 2_000_001},
    "retirement_age": {"gender": "F", "birth_year": 1970, "birth_month": 5},
    "early_age": {"gender": "F", "joined_voluntary": "2009-01", "voluntary_years": 20},
    "lump_sum": {"periods": PERIODS, "group": "other"},
    "lump_sum_conditions": {"first_contribution": "2020-03", "stopped_months": 12, "years": 6},
    "article23": {"avg": 2_000_000, "N": 10, "Tdt": 60},
    "social_pension": {"age": 75, "pension": 0},
    "funeral": {"months_paid": 60},
    "survivor_lump": {"average": 2_000_001, "years_from_2014": 7.5},
    "survivor_pensioner": {"monthly_pension": 2_000_001, "months_received": 3},
    "maternity": {"months_paid_in_12_before_birth": 6, "children": 2},
    "accident": {},
    "household_health": {"persons": 6, "months": 5},
    "penal_fraud": {"amount_taken": 50_000_000},
}
NAMES = sorted(CASES)


def test_every_calculator_has_a_case_here():
    assert set(CASES) == set(CALCULATORS)


def test_an_unknown_name_is_said_to_be_unknown(policy):
    with pytest.raises(CalculatorUnknown, match="no calculator named 'muc_dong'") as refused:
        run(policy, "muc_dong", {}, TODAY)
    assert isinstance(refused.value, PolicyError)


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_answered_with_its_name_its_day_and_its_working(policy, name):
    result = run(policy, name, CASES[name], TODAY)
    assert (result.calculator, result.as_of) == (name, TODAY)
    assert result.values
    assert result.figures or name == "mixed_average"  # nothing but the case's own numbers
    assert result.steps or name == "price_coefficients"


@pytest.mark.parametrize("name", NAMES)
def test_the_counted_steps_give_the_total(policy, name):
    result = run(policy, name, CASES[name], TODAY)
    if result.total:
        assert result.counted() == result.values[result.total]
    else:
        assert not any(step.counts for step in result.steps)


@pytest.mark.parametrize("name", NAMES)
def test_only_figures_in_force_on_the_day_are_used(policy, name):
    exempt = {"old_backpay", "paid_period", "lump_sum"}  # these look back or ahead on purpose
    for on in (date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1), TODAY, date(2026, 12, 31)):
        for figure in run(policy, name, CASES[name], on).figures:
            assert name in exempt or figure.holds(on) or figure.key.startswith("retirement_age_"), figure.key


@pytest.mark.parametrize("name", NAMES)
def test_only_figures_that_may_be_stated_are_used(policy, name):
    weak = [figure.key for figure in run(policy, name, CASES[name], TODAY).figures if not figure.spoken()]
    assert set(weak) <= {"rural_poverty_line"}
    assert name == "lump_sum" or not weak


@pytest.mark.parametrize("name", NAMES)
def test_an_input_nobody_knows_is_refused(policy, name):
    with pytest.raises(InputRefused) as refused:
        run(policy, name, CASES[name] | {"no_such_input": 1}, TODAY)
    assert refused.value.field == "no_such_input"
    assert set(CASES[name]) <= set(refused.value.allowed["fields"])


@pytest.mark.parametrize("name", NAMES)
def test_inputs_left_out_are_refused_or_not_needed(policy, name):
    for field in CASES[name]:
        case = {key: value for key, value in CASES[name].items() if key != field}
        with suppress(InputRefused):
            run(policy, name, case, TODAY)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("odd", [True, [], {}, "…", -1, 10**20, None, 0.5, "2026-99"])
def test_odd_inputs_are_answered_or_refused_but_never_break(policy, name, odd):
    for field in CASES[name]:
        with suppress(PolicyError):
            run(policy, name, CASES[name] | {field: odd}, TODAY)


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_the_same_each_time(policy, name):
    assert run(policy, name, CASES[name], TODAY) == run(policy, name, CASES[name], TODAY)


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_left_as_it_was(policy, name):
    case = dict(CASES[name])
    run(policy, name, case, TODAY)
    assert case == CASES[name]


@pytest.mark.parametrize("name", NAMES)
def test_what_a_calculator_wants_and_gives_is_written_down(name):
    text = inspect.getdoc(CALCULATORS[name])
    first, rest = text.split("\n", 1)
    assert first.endswith(".")
    assert len(first) <= 110
    assert "Value" in rest


@pytest.mark.parametrize("name", NAMES)
def test_formulas_hold_numbers_and_signs_not_sentences(policy, name):
    for step in run(policy, name, CASES[name], TODAY).steps:
        assert len(step.formula.split()) < 40
        assert step.what.isidentifier()
        assert step.unit
