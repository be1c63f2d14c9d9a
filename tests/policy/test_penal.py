"""Fraud under the Penal Code: clauses by amount, and only penalties that may be stated."""

import pytest

from bot.policy import InputRefused


@pytest.mark.parametrize(
    ("taken", "clause"),
    [
        (0, None), (9_999_999, None), (10_000_000, 1), (50_000_000, 1), (99_999_999, 1), (100_000_000, 2),
        (499_999_999, 2), (500_000_000, 3), (5_000_000_000, 3),
    ],
)  # fmt: skip
def test_the_clause_an_amount_reaches(calc, taken, clause):
    values = calc("penal_fraud", amount_taken=taken).values
    assert values["clause"] == clause
    assert values["reached"] is (clause is not None)


@pytest.mark.parametrize(
    ("damage", "clause"),
    [(19_999_999, None), (20_000_000, 1), (199_999_999, 1), (200_000_000, 2), (500_000_000, 3)],
)
def test_damage_counts_as_well(calc, damage, clause):
    assert calc("penal_fraud", damage=damage).values["clause"] == clause


def test_the_heavier_of_both_decides(calc):
    assert calc("penal_fraud", amount_taken=5_000_000, damage=250_000_000).values["clause"] == 2
    assert calc("penal_fraud", amount_taken=150_000_000, damage=1).values["clause"] == 2


def test_the_penalties_of_the_first_clause(calc):
    values = calc("penal_fraud", amount_taken=50_000_000).values
    assert (values["fine_min"], values["fine_max"]) == (20_000_000, 100_000_000)
    assert values["reform_years"] == 2
    assert (values["prison_min_months"], values["prison_max_years"]) == (3, 2)


def test_the_penalties_of_the_second_clause(calc):
    values = calc("penal_fraud", amount_taken=150_000_000).values
    assert (values["fine_min"], values["fine_max"]) == (100_000_000, 200_000_000)
    assert (values["prison_min_years"], values["prison_max_years"]) == (1, 5)
    assert "reform_years" not in values


def test_the_penalties_of_the_third_clause_are_not_settled(calc):
    result = calc("penal_fraud", amount_taken=600_000_000)
    assert set(result.values) == {"reached", "clause"}
    assert result.notes == ("unsettled:penal_214_3",)
    assert all(figure.spoken() for figure in result.figures)


def test_below_the_article_there_is_no_penalty_to_state(calc):
    result = calc("penal_fraud", amount_taken=9_900_000)
    assert set(result.values) == {"reached", "clause"}
    assert result.confidence == "B"


@pytest.mark.parametrize("given_", [{}, {"amount_taken": -1}, {"amount_taken": "ít"}, {"amount": 5}])
def test_other_inputs_are_refused(calc, given_):
    with pytest.raises(InputRefused):
        calc("penal_fraud", **given_)
