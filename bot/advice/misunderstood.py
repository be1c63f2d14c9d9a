"""What is offered where a question was not understood: guesses, then families of topics, then a person."""

from collections.abc import Sequence
from dataclasses import replace

from bot.advice.advice import Advice, Button
from bot.advice.adviser import FIRST_PAGE, Adviser
from bot.advice.answers import OTHER, Topic
from bot.advice.families import Family
from bot.outcomes import Outcome

#: How many guesses a suggestion offers.
GUESSES = 3
#: The plain intent whose aspects are the buttons of this module.
INTENT = "help"
NONE_OF_THESE = "none_of_these"
_FAMILY = "family_"
#: Where people are met, offered beside the way to a person.
OFFICE = ("contact_office", "nearest_office")


def suggest(adviser: Adviser, guesses: Sequence[tuple[str, str]]) -> Advice:
    """The likeliest aspects (topic, aspect), best first, as buttons because none is sure."""
    known = [a for topic, aspect in guesses if (a := adviser.answers.find(topic, aspect)) and aspect != OTHER]
    if not known:
        return replace(adviser.not_understood(), buttons=second_stage(adviser).buttons)
    none = Button(adviser.phrases("misunderstood.none_of_these"), INTENT, NONE_OF_THESE)
    buttons = (*adviser.buttons(known[:GUESSES]), none, adviser.person())
    # The likeliest topic is recorded with its doubt: that is what people ask and we miss.
    return Advice(adviser.phrases("frame.suggest"), Outcome.SUGGESTED, guesses[0][0], buttons=buttons)


def second_stage(adviser: Adviser) -> Advice:
    """The guesses were wrong: to be said in other words, or found through the families of topics."""
    buttons = tuple(Button(one.title, INTENT, f"{_FAMILY}{one.name}") for one in adviser.families)
    return Advice(adviser.phrases("misunderstood.rephrase"), Outcome.SUGGESTED, buttons=(*buttons, adviser.person()))


def person_first(adviser: Adviser, suggested: Advice | None = None) -> Advice:
    """Misunderstood again: a person before anything else, the office beside, then what else would be suggested."""
    office = adviser.answers.find(*OFFICE)
    offered = (suggested or second_stage(adviser)).buttons
    others = [one for one in offered if one != adviser.person() and one.aspect != NONE_OF_THESE]
    if suggested and suggested.outcome is Outcome.SUGGESTED:
        others = others[:GUESSES]
    buttons = (adviser.person(), *adviser.buttons([office] if office else []), *others)
    text = adviser.phrases("misunderstood.person_first")
    if suggested:
        return replace(suggested, text=text, buttons=buttons)
    return Advice(text, Outcome.UNANSWERED_NOT_UNDERSTOOD, buttons=buttons)


def pressed(adviser: Adviser, aspect: str) -> Advice | None:
    """What a family's button leads to: its topics; None where `aspect` is no button of this module."""
    family = adviser.families.find(aspect.removeprefix(_FAMILY)) if aspect.startswith(_FAMILY) else None
    return _topics(adviser, family) if family else None


def topic_button(topic: Topic) -> Button:
    """A button that lists the questions of a topic."""
    return Button(topic.label[0].upper() + topic.label[1:], topic.name, FIRST_PAGE)


def _topics(adviser: Adviser, family: Family) -> Advice:
    topics = [known for name in family.topics if (known := adviser.answers.topic(name))]
    buttons = (*(topic_button(one) for one in topics), adviser.person())
    return Advice(adviser.phrases("misunderstood.family"), Outcome.SUGGESTED, buttons=buttons)
