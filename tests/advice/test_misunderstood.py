"""Guesses, then families of topics, then a person: what is offered where a question was not understood."""

import pytest

from bot.advice import misunderstood
from bot.advice.adviser import Adviser
from bot.outcomes import Outcome
from tests.advice.conftest import answer

GUESSES = [("contribution_level", "min_monthly_payment"), ("payment_method", "payment_periods")]


def titles(advice) -> list[str]:
    return [one.title for one in advice.buttons]


def test_suggestions_are_the_likeliest_that_have_answers_and_may_all_be_wrong(small):
    adviser = small(*(answer(name, "x") for name in "abcd"))
    guesses = [("level", "other"), ("level", "b"), ("none", "x"), ("level", "a"), ("level", "d"), ("level", "c")]
    advice = misunderstood.suggest(adviser, guesses)
    assert titles(advice) == ["b", "a", "d", "Không phải các ý trên", "Gặp cán bộ"]
    assert (advice.outcome, advice.topic) == (Outcome.SUGGESTED, "level")


def test_without_a_guess_the_families_are_offered_at_once_and_the_second_time_after_a_person(adviser):
    families = titles(misunderstood.second_stage(adviser))[:-1]
    first = misunderstood.suggest(adviser, [("level", "other")])
    assert (first.outcome, titles(first)) == (Outcome.UNANSWERED_NOT_UNDERSTOOD, [*families, "Gặp cán bộ"])
    assert titles(misunderstood.person_first(adviser, first))[2:] == families


def test_the_second_stage_leads_to_every_topic_in_two_presses(adviser: Adviser):
    stage = misunderstood.second_stage(adviser)
    assert titles(stage)[-1] == "Gặp cán bộ"
    topics = set()
    for family in stage.buttons[:-1]:
        assert family.intent == "help"
        listed = misunderstood.pressed(adviser, family.aspect or "")
        assert listed
        assert titles(listed)[-1] == "Gặp cán bộ"
        topics |= {(one.intent, one.aspect) for one in listed.buttons[:-1]}
    every = {one.topic for one in adviser.answers} - {"dialogue"}
    assert topics == {(topic, "choices_1") for topic in every}


@pytest.mark.parametrize("aspect", ["", "family_nothing", "none_of_these", "paying"])
def test_other_aspects_are_no_family(adviser, aspect):
    assert misunderstood.pressed(adviser, aspect) is None


def test_a_person_stands_before_the_office_and_the_guesses(adviser):
    suggested = misunderstood.suggest(adviser, GUESSES)
    advice = misunderstood.person_first(adviser, suggested)
    office = adviser.answers.find(*misunderstood.OFFICE)
    assert titles(advice)[:2] == ["Gặp cán bộ", office.ask]
    assert titles(advice)[2:] == titles(suggested)[: len(titles(suggested)) - 2]
    assert "1900 9068" in advice.text
    assert "BHXH cơ sở" in advice.text
    assert (advice.outcome, advice.topic) == (Outcome.SUGGESTED, "contribution_level")


def test_without_guesses_the_families_stand_after_the_person(adviser):
    advice = misunderstood.person_first(adviser)
    assert titles(advice)[0] == "Gặp cán bộ"
    assert titles(advice)[2:] == titles(misunderstood.second_stage(adviser))[:-1]
    assert advice.outcome is Outcome.UNANSWERED_NOT_UNDERSTOOD
