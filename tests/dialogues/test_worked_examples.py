"""Every topic of the worked examples is reachable by talk, with the numbers of the reference."""

import csv
import json

import pytest

from bot.settings import PROJECT
from tests.dialogues.talk import Citizen
from tests.dialogues.worked_examples import EXAMPLES

REFERENCE = PROJECT.parent / "shared" / "reference" / "worked_examples.csv"
FEWEST = 40


@pytest.mark.live
@pytest.mark.parametrize("example", EXAMPLES, ids=[one.row for one in EXAMPLES])
def test_a_worked_example_in_words(live_url, example):
    citizen = Citizen(live_url, as_of=example.as_of)
    for words in example.says:
        answer = citizen.says(words)
    evidence = json.dumps(answer["evidence"], ensure_ascii=False)
    got = f"{answer['outcome']}, {answer['topic']}/{answer['aspect']}: {citizen.heard}"
    for number in example.numbers:
        assert number.lower() in citizen.heard.lower() or number.replace(".", "") in evidence, (number, got)
    assert not example.absent or example.absent not in citizen.heard, got


def test_there_are_enough_examples_and_each_is_a_row_of_its_own():
    rows = [one.row for one in EXAMPLES]
    assert len(rows) == len(set(rows)) >= FEWEST


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference does not lie beside the project")
def test_every_example_is_a_row_of_the_reference():
    with REFERENCE.open(encoding="utf-8") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert {one.row for one in EXAMPLES} <= set(rows)
