"""Questions that are not ours, answered as if they were.

Answered: the topic passed its threshold and its aspect passed the second one, so that a text is said at once; that text
is not one that declines with a pointer (`unanswered_out_of_scope`); and the question's own labels do not name it as
the right answer, as those of some near questions do. Taken: answered, or the topic passed and is one that we answer
and that the question does not name, so that its choices are shown. Words of the dialogue (a greeting) are neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.advice.answers import OTHER, Answers
from bot.operations.benchmark.agreement import Asked, Share
from bot.outcomes import Outcome

CLASSES = ("wholly_out_of_scope", "near_out_of_scope")


@dataclass(frozen=True, slots=True)
class Foreign:
    """Shares over the questions of one class."""

    answered: Share
    taken: Share


def foreign(asked: Sequence[Asked], answers: Answers) -> dict[str, Foreign]:
    """By class; one without questions is left out."""
    classes = {name: [one for one in asked if one.row["scope_class"] == name] for name in CLASSES}
    return {
        name: Foreign(
            Share.where(is_answered(one, answers) for one in group),
            Share.where(is_taken(one, answers) for one in group),
        )
        for name, group in classes.items()
        if group
    }


def is_answered(asked: Asked, answers: Answers) -> bool:
    """Whether a text that is not for this question would be said at once."""
    label = asked.reading.label or ""
    if not asked.reading.is_sure or "/" not in label or label in asked.row["aspects"]:
        return False
    answer = answers.find(*label.split("/", 1))
    declines = answer is None or answer.outcome is Outcome.UNANSWERED_OUT_OF_SCOPE
    return not declines and is_ours(asked.reading.topic, answers)


def is_taken(asked: Asked, answers: Answers) -> bool:
    """Whether it is answered, or the choices of a topic of ours are shown that the question does not name."""
    topic, reading = asked.reading.topic, asked.reading
    shows_choices = reading.is_taken and not reading.is_sure and topic not in asked.row["topics"]
    return is_answered(asked, answers) or (shows_choices and is_ours(topic, answers))


def is_ours(topic: str | None, answers: Answers) -> bool:
    """Whether we answer a topic: it has texts, and none that declines whatever else is asked about it."""
    if topic is None or topic == "dialogue" or answers.topic(topic) is None:
        return False
    rest = answers.find(topic, OTHER)
    return rest is None or rest.outcome is not Outcome.UNANSWERED_OUT_OF_SCOPE
