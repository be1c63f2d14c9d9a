"""What counts as answering a question that is not ours, by the project's own texts."""

import pytest

from bot.advice.answers import Answers
from bot.operations.benchmark.agreement import Asked, Share
from bot.operations.benchmark.foreign import foreign, is_answered, is_ours, is_taken
from bot.outcomes import Outcome
from bot.settings import PROJECT

ANSWERS = Answers.load(PROJECT / "data" / "answers")


@pytest.fixture
def asked(row, read):
    def made(*labels, taken=True, sure=True, **given):
        foreign_row = row(scope_class="wholly_out_of_scope", topics=["out_of_scope"], aspects=[], **given)
        return Asked(foreign_row, read(*labels, taken=taken, sure=sure))

    return made


def label(outcome: Outcome) -> str:
    """Some label whose text ends so."""
    return next(one.key for one in ANSWERS if one.outcome is outcome and one.topic != "dialogue")


def test_a_sure_reading_with_a_text_of_ours_is_answered(asked):
    assert is_answered(asked(label(Outcome.ANSWERED)), ANSWERS)
    assert is_taken(asked(label(Outcome.ANSWERED)), ANSWERS)


@pytest.mark.parametrize("outcome", [Outcome.ANSWERED_RUMOUR, Outcome.UNANSWERED_NOT_SETTLED, Outcome.HANDED_OVER])
def test_whatever_is_stated_counts(asked, outcome):
    assert is_answered(asked(label(outcome)), ANSWERS)


def test_choices_are_taken_and_not_answered(asked):
    doubtful = asked(label(Outcome.ANSWERED), sure=False)
    assert not is_answered(doubtful, ANSWERS)
    assert is_taken(doubtful, ANSWERS)


def test_suggestions_after_a_fallback_are_neither(asked):
    unsure = asked(label(Outcome.ANSWERED), taken=False, sure=False)
    assert not is_answered(unsure, ANSWERS)
    assert not is_taken(unsure, ANSWERS)


@pytest.mark.parametrize("read_as", ["out_of_scope", "greet", "feedback_bad", "no_such_topic/x", None])
def test_words_of_the_dialogue_and_unknown_labels_are_neither(asked, read_as):
    one = asked(*([read_as] if read_as else []))
    assert not is_answered(one, ANSWERS)
    assert not is_taken(one, ANSWERS)


def test_a_text_that_declines_with_a_pointer_is_neither(asked):
    for answer in ANSWERS:
        if answer.outcome is Outcome.UNANSWERED_OUT_OF_SCOPE and answer.topic != "dialogue":
            assert not is_answered(asked(answer.key), ANSWERS), answer.key
            assert not is_taken(asked(answer.key), ANSWERS), answer.key


@pytest.mark.parametrize(
    ("topic", "ours"),
    [
        ("maternity", True),
        ("health_insurance", True),
        ("contact_office", True),
        ("unemployment", False),
        ("compulsory_insurance_other", False),
        ("out_of_scope", False),
        ("dialogue", False),
        (None, False),
    ],
)
def test_topics_that_we_answer(topic, ours):
    assert is_ours(topic, ANSWERS) is ours


def test_no_label_of_a_declined_topic_is_an_answer(asked):
    for answer in ANSWERS:
        if answer.topic == "unemployment":
            assert not is_answered(asked(answer.key), ANSWERS), answer.key
            assert not is_taken(asked(answer.key, sure=False), ANSWERS), answer.key


def test_a_near_question_may_have_a_right_answer(row, read):
    key = label(Outcome.ANSWERED)
    near = row(scope_class="near_out_of_scope", topics=[key.partition("/")[0]], aspects=[key])
    assert not is_answered(Asked(near, read(key)), ANSWERS)
    assert not is_taken(Asked(near, read(key)), ANSWERS)
    other = next(one.key for one in ANSWERS if one.topic == near["topics"][0] and one.key != key)
    assert is_answered(Asked(near, read(other)), ANSWERS)
    assert not is_taken(Asked(near, read(other, sure=False)), ANSWERS)


def test_shares_by_class_without_questions_in_scope(asked, row, read):
    answered = label(Outcome.ANSWERED)
    shares = foreign([asked(answered), asked("greet"), Asked(row(), read(answered))], ANSWERS)
    assert set(shares) == {"wholly_out_of_scope"}
    assert shares["wholly_out_of_scope"].answered == Share(1, 2)
