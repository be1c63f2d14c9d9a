"""Labelled questions: read whole, in both parts, with and without diacritics."""

import json

import pytest

from bot.advice.answers import Answers
from bot.operations.benchmark import labelled
from bot.operations.benchmark.agreement import Share
from bot.operations.understanding import InputBroken


@pytest.fixture
def file(tmp_path):
    def written(*rows):
        path = tmp_path / "questions.jsonl"
        path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        return path

    return written


def test_rows_keep_their_labels(file, row):
    assert labelled.rows(file(row(), row(id=2))) == [row(), row(id=2)]


def test_a_question_without_a_label_is_named(file, row):
    half = row(id=7)
    del half["topics"], half["scope_class"]
    with pytest.raises(InputBroken, match=r"questions\.jsonl: question 7 lacks scope_class, topics"):
        labelled.rows(file(row(), half))


def test_each_part_is_read_as_written_and_stripped_by_machine(row, read):
    given = []

    def reads(texts):
        given.append(texts)
        return [read("pension_amount/formula" if "câu" in text else "maternity/amount") for text in texts]

    parts = labelled.understood([row(text="câu hỏi Đ", full_text="thư")], reads, Answers({}))
    assert given == [["câu hỏi Đ"], ["cau hoi D"], ["thư"], ["thu"]]
    assert parts["text"].written["in scope"].hit_1 == Share(1, 1)
    assert parts["text"].stripped["in scope"].hit_1 == Share(0, 1)
    assert parts["full_text"].written["in scope"].hit_1 == Share(0, 1)


def test_a_reading_for_each_question_or_none_at_all(row, read):
    with pytest.raises(ValueError, match="zip"):
        labelled.understood([row(), row()], lambda texts: [read("greet")], Answers({}))
