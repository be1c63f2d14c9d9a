"""What is said under load: questions of our own, never those that measure understanding, and the usual answer."""

import statistics
from datetime import date
from random import Random

from bot.advice.adviser import Adviser, Day
from bot.advice.answers import Answer, Answers
from bot.operations.benchmark.sample import SEED, Sentences
from bot.outcomes import Outcome

#: Different questions under load.
QUESTIONS = 100


def questions(sentences: Sentences, answers: Answers, count: int = QUESTIONS) -> list[str]:
    """A training sentence of each of so many labels that have a plain text, drawn by lot; the same ones every time.

    Labels that open a form are left out: the stock project has none, and the next question would be an answer in it.
    """
    lot = Random(SEED)  # noqa: S311  no secret is drawn
    plain = [label for label in sentences if "/" in label and _is_plain(answers.find(*label.split("/", 1)))]
    return [lot.choice(sentences[label]) for label in lot.sample(plain, min(count, len(plain)))]


def usual_length(adviser: Adviser, on: date) -> int:
    """Characters of half of our plain answers, sources included."""
    day = Day(on, on)
    plain = [one for one in adviser.answers if one.topic != "dialogue" and _is_plain(one)]
    return round(statistics.median(len(adviser.answer(one.topic, one.aspect, day).text) for one in plain))


def _is_plain(answer: Answer | None) -> bool:
    return answer is not None and answer.starts is None and answer.outcome is Outcome.ANSWERED
