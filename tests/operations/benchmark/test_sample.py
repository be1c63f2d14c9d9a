"""The sample: every label of the training data, the same sentences for everybody."""

import pytest
import yaml

from bot.operations.benchmark import sample
from bot.settings import PROJECT

MANY = {"maternity/amount": [f"câu {n}" for n in range(30)], "greet": ["chào", "chào", "alo"]}


def test_everything_of_the_training_data_is_read():
    sentences = sample.read(PROJECT / "data" / "nlu")
    lines = sum(
        line.lstrip().startswith("- ") and not line.lstrip().startswith("- intent:")
        for path in (PROJECT / "data" / "nlu").glob("**/*.yml")
        for line in path.read_text("utf-8").splitlines()
    )
    assert sum(map(len, sentences.values())) == lines
    assert {"greet", "out_of_scope"} < sentences.keys()
    assert all(line and not line.startswith("- ") for lines in sentences.values() for line in lines)


def test_a_label_in_two_files_keeps_the_sentences_of_both(tmp_path):
    sample.write({"greet": ["chào"]}, tmp_path / "a.yml")
    sample.write({"greet": ["alo"], "maternity/amount": ["x"]}, tmp_path / "deeper" / "b.yml")
    assert sample.read(tmp_path) == {"greet": ["chào", "alo"], "maternity/amount": ["x"]}


@pytest.mark.parametrize("sentence", ['"Trích" dẫn: # không phải chú thích', "- gạch", "100% {x} [y](z)", "1: a"])
def test_what_was_written_is_read_again_as_it_was(tmp_path, sentence):
    sample.write({"greet": [sentence, "chào"]}, tmp_path / "x.yml")
    assert yaml.safe_load((tmp_path / "x.yml").read_text())["nlu"][0]["examples"] == f"- {sentence}\n- chào\n"


def test_so_many_sentences_a_label_each_once():
    drawn = sample.sample(MANY, 4)
    assert len(set(drawn["maternity/amount"])) == 4
    assert set(drawn["maternity/amount"]) < set(MANY["maternity/amount"])
    assert sorted(drawn["greet"]) == ["alo", "chào"]


def test_the_lot_of_a_label_depends_on_nothing_else():
    alone = sample.sample({"maternity/amount": MANY["maternity/amount"]}, 4)
    assert sample.sample(MANY, 4)["maternity/amount"] == alone["maternity/amount"]


def test_without_a_number_everything_is_taken():
    assert sample.sample(MANY, None) == MANY


def test_only_the_topics_named():
    assert list(sample.of_topics(MANY, ("maternity",))) == ["maternity/amount"]
    assert sample.of_topics(MANY, ()) == MANY
