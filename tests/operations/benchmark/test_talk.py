"""What is said under load."""

import pytest

from bot.advice.adviser import Adviser
from bot.clock import today
from bot.operations.benchmark import sample, talk
from bot.operations.benchmark.front import LENGTHS, fronts, texts
from bot.settings import PROJECT

SENTENCES = sample.read(PROJECT / "data" / "nlu")
ADVISER = Adviser.load(PROJECT / "data")


@pytest.fixture(scope="module")
def said():
    return talk.questions(SENTENCES, ADVISER.answers)


def test_questions_are_training_sentences_of_different_labels_with_a_plain_text(said):
    assert len(said) == talk.QUESTIONS
    label_of = {line: label for label, lines in SENTENCES.items() for line in lines}
    answers = [ADVISER.answers.find(*label_of[line].split("/")) for line in said]
    assert {(str(one.outcome), one.starts) for one in answers} == {("answered", None)}
    assert len({one.key for one in answers}) == len(said)


def test_they_are_the_same_every_time(said):
    assert talk.questions(SENTENCES, ADVISER.answers) == said


def test_of_few_labels_come_few_questions():
    few = sample.of_topics(SENTENCES, ("maternity", "greet"))
    assert 0 < len(talk.questions(few, ADVISER.answers)) < 40


def test_half_of_the_answers_are_longer_than_the_usual_one():
    usual = talk.usual_length(ADVISER, today())
    longest = max(len(one.text) for one in ADVISER.answers)
    assert 100 < usual < longest


@pytest.mark.parametrize("words", LENGTHS)
def test_texts_of_the_front_have_so_many_words_and_differ(words):
    made = texts(SENTENCES, words)
    assert {len(text.split()) for text in made} == {words}
    assert len(set(made)) == len(made)
    assert texts(SENTENCES, words) == made


def test_the_front_is_timed_at_every_length():
    measured = fronts(sample.of_topics(SENTENCES, ("maternity",)), today())
    assert [one.words for one in measured] == list(LENGTHS)
    assert all(one.clean_ms > 0 and one.told_ms > 0 for one in measured)
