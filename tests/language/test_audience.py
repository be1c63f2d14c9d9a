"""Who says who he is: exact on invented sentences, silent on neutral ones, quick on hostile ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.audience import find_audience
from bot.language.text import strip_diacritics
from tests.language.audience_sentences import FIRST, NEUTRAL, SECOND


@pytest.mark.parametrize(("text", "group"), [*FIRST, *SECOND])
def test_a_group_is_told_or_not(text, group):
    assert find_audience(text) == group


def test_neutral_sentences_tell_no_group():
    found = {text: group for text in NEUTRAL if (group := find_audience(text))}
    assert len(found) / len(NEUTRAL) <= 0.02, found


def test_the_sentences_are_many_and_each_stands_once():
    labelled = [*FIRST, *SECOND]
    assert len({text for text, _ in labelled}) == len(labelled) >= 150
    assert len(set(NEUTRAL)) == len(NEUTRAL) >= 100


def test_most_are_understood_without_any_mark():
    """Without marks "chợ" is "cho" and "bà" is "ba": some stay unknown, none becomes another group."""
    bare = [(find_audience(strip_diacritics(text)), group) for text, group in [*FIRST, *SECOND]]
    right = sum(found == group for found, group in bare)
    wrong = [(found, group) for found, group in bare if found not in (group, None)]
    assert right / len(bare) >= 0.9
    assert len(wrong) / len(bare) <= 0.03, wrong


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    find_audience(text)


@given(st.sampled_from(FIRST), st.sampled_from(["  {}  ", "{}!", "Dạ, {}", "{}\n", "Chào ad. {}"]))
def test_what_stands_around_a_sentence_does_not_change_it(labelled, frame):
    text, group = labelled
    assert find_audience(frame.format(text)) == group


@pytest.mark.parametrize(
    "piece", ["làm nông ", "a ", "tôi là ", "chị chỉ ", "không phải ", "người dân tộc ", ", ", "tôi "]
)
def test_a_long_text_is_read_in_a_number_of_steps_that_grows_with_it(piece):
    """A pattern that tried all ways would never come back from these."""
    find_audience(piece * 400 + "nông dân x")
    find_audience("tôi " + piece * 400 + "sinh viên")
