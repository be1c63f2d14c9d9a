"""What the page itself offers to ask must be answered: nobody may fall into a hole that we dug."""

import pytest

from bot.channels.web.page import words
from tests.dialogues.talk import Citizen

pytestmark = pytest.mark.live


def offered() -> list[str]:
    starters = [one["text"] for one in words()["welcome"]["starters"]]
    topics = [one["text"] for group in words()["topics"]["groups"] for one in group["questions"]]
    return [*starters, *topics]


@pytest.mark.parametrize("question", offered())
def test_an_offered_question_is_answered(live_url, question):
    citizen = Citizen(live_url)
    outcome = citizen.says(question)["outcome"]
    rumour = "tin đồn" in question
    assert outcome in {"answered", "collecting"} or (rumour and outcome == "suggested"), (outcome, citizen.heard)


@pytest.mark.parametrize("words_", [one["text"] for one in words()["composer"]["bar"]])
def test_the_bar_always_works(live_url, words_):
    assert Citizen(live_url).says(words_)["outcome"] in {"handed_over", "small_talk"}
