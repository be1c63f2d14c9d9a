"""The time of calculators: every one is measured, on inputs that it takes, the same ones every time."""

import json
from random import Random

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.operations.invented import INVENTORS, Invented
from bot.operations.speed import Speed, as_json, lines, speeds
from bot.policy import Policy
from bot.policy.calculators import CALCULATORS, run
from bot.settings import PROJECT

POLICY = Policy.load(PROJECT / "data" / "policy")


def test_every_calculator_has_inputs_invented_for_it():
    assert set(INVENTORS) == set(CALCULATORS)


@pytest.mark.parametrize("name", sorted(INVENTORS))
def test_invented_inputs_are_valid_and_differ(name):
    lot, seen = Random(name), set()
    for _ in range(60):
        one = Invented.person(POLICY, lot)
        given = INVENTORS[name](one)
        assert run(POLICY, name, given, one.on).values
        seen.add((one.on, repr(given)))
    assert len(seen) > 50


def test_the_same_lot_invents_the_same_person():
    first, second = (INVENTORS["lump_sum"](Invented.person(POLICY, Random("x"))) for _ in range(2))
    assert first == second


def test_the_table_names_the_slowest_first():
    quick, slow = Speed("maternity", 10, 0.04, 0.05), Speed("lump_sum", 10, 0.6, 9.5)
    assert [line.split() for line in lines([quick, slow])] == [
        ["calculator", "inputs", "median", "ms", "p95", "ms"],
        ["lump_sum", "10", "0.600", "9.500"],
        ["maternity", "10", "0.040", "0.050"],
    ]


def test_the_same_for_programs():
    assert as_json([Speed("maternity", 10, 0.04, 0.05)]) == {
        "calculators": [{"calculator": "maternity", "inputs": 10, "median_ms": 0.04, "p95_ms": 0.05}]
    }


def test_a_calculator_answers_in_a_few_thousandths_of_a_second():
    """A limit against runaway loops, several times what they take; speed itself is measured by the bench."""
    measured = list(speeds(30))
    assert {one.calculator for one in measured} == set(CALCULATORS)
    assert max(one.median_ms for one in measured) < 20


def test_the_command_measures_calculators_without_an_engine():
    done = CliRunner().invoke(main, ["bench", "--calculators", "--inputs", "3", "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert set(told) == {"calculators"}
    assert {one["calculator"] for one in told["calculators"]} == set(CALCULATORS)


def test_without_questions_the_command_says_what_can_be_measured(tmp_path):
    done = CliRunner().invoke(main, ["bench", "--questions", str(tmp_path / "none.jsonl")])
    assert done.exit_code == 1
    assert "--calculators" in done.output
