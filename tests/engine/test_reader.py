"""Letters read with a small model: the question decides, and several questions are told apart."""

from __future__ import annotations

import numpy as np
import pytest
from ansinh_engine.fitting import fit
from ansinh_engine.reader import Reader
from ansinh_engine.reading import Guess, Label, Reading
from ansinh_engine.settings import Settings

SENTENCES = [
    *((text, Label("book", "lost")) for text in ("mất sổ phải làm sao", "sổ bị mất rồi", "làm lại sổ mất ở đâu")),
    *((text, Label("book", "error")) for text in ("sổ ghi sai tên", "sai tên trên sổ", "sổ in sai ngày sinh")),
    *((text, Label("pay", "lowest")) for text in ("mức đóng thấp nhất", "đóng ít nhất bao nhiêu", "đóng tối thiểu")),
    *(
        (text, Label("quit", "go_on"))
        for text in ("công ty đóng cửa em nghỉ việc", "nghỉ việc ở công ty", "em nghỉ việc")
    ),
    ("xin chào", Label("greet", None)),
    ("chào em", Label("greet", None)),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(fit(SENTENCES, Settings(minimum_documents=1)), aspect_threshold=0.6, question_threshold=0.6)


def test_what_is_asked_outweighs_what_is_told(reader: Reader) -> None:
    letter = "Em nghỉ việc ở công ty vì công ty đóng cửa. Em nghỉ việc lâu rồi. Sổ ghi sai tên thì làm sao?"
    assert reader.model.read("em nghỉ việc ở công ty vì công ty đóng cửa em nghỉ việc lâu rồi").winner.topic == "quit"
    reading = reader.read(letter)
    assert reading is not None
    assert reading.winner[:2] == ("book", "error")


def test_a_single_sentence_is_read_once(reader: Reader) -> None:
    reading = reader.read("Sổ bị mất rồi?")
    assert reading is not None
    assert reading.guesses == reader.model.read("sổ bị mất rồi").guesses


@pytest.mark.parametrize("text", ["", " ?! ", "😀"])
def test_without_a_word_there_is_no_reading(reader: Reader, text: str) -> None:
    assert reader.read(text) is None
    assert reader.told_apart(text) == []


def test_several_questions_are_told_apart_in_the_order_asked(reader: Reader) -> None:
    found = reader.told_apart("Đóng ít nhất bao nhiêu? Sổ bị mất thì làm lại sổ mất ở đâu?")
    assert [(one["text"], one["topic"], one["aspect"]) for one in found] == [
        ("Đóng ít nhất bao nhiêu?", "pay", "lowest"),
        ("Sổ bị mất thì làm lại sổ mất ở đâu?", "book", "lost"),
    ]
    assert all(0.6 <= one["confidence"] <= 1 and one["aspect_sure"] is True for one in found)


def test_the_same_question_twice_is_one(reader: Reader) -> None:
    assert reader.told_apart("Đóng tối thiểu bao nhiêu? Mức đóng thấp nhất là bao nhiêu?") == []


def test_a_question_that_is_not_sure_is_left_out(reader: Reader) -> None:
    strict = Reader(reader.model, aspect_threshold=0.6, question_threshold=0.9)
    letter = "Đóng tối thiểu bao nhiêu? Em chào, em bị mất rồi thì sao?"
    assert len(Reader(reader.model, 0.6, 0.3).told_apart(letter)) == 2
    assert strict.told_apart(letter) == []


def test_a_letter_with_one_question_has_none_apart(reader: Reader) -> None:
    assert reader.told_apart("Em nghỉ việc. Đóng tối thiểu bao nhiêu?") == []


def test_an_unsure_aspect_is_said(reader: Reader) -> None:
    doubting = Reader(reader.model, aspect_threshold=1.0, question_threshold=0.0)
    found = doubting.told_apart("Đóng ít nhất bao nhiêu? Sổ bị mất thì làm sao?")
    assert [one["aspect_sure"] for one in found if one["topic"] == "book"] == [False]


def test_blending_is_the_weighted_mean_sorted_anew() -> None:
    names, labels = ("a", "b"), (Label("a", "x"), Label("b", None))
    first = Reading(names, labels, np.array([0.7, 0.3]), np.array([0.7, 0.3]))
    second = Reading(names, labels, np.array([0.1, 0.9]), np.array([0.1, 0.9]))
    blended = first.blended(second, 0.75)
    assert [name for name, _ in blended.topics] == ["b", "a"]
    assert [share for _, share in blended.topics] == pytest.approx([0.75, 0.25])
    assert blended.winner == Guess("b", None, pytest.approx(0.75))
    assert first.blended(second, 0.0).guesses == first.guesses
