"""A message that asks several things: the first two are answered in one reply, what else it asks is offered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from rasa_sdk.events import EventType

from actions import case, question
from actions.turn import Turn
from bot.advice import contribution
from bot.advice.advice import Advice, Button
from bot.advice.answers import asked_further
from bot.advice.cases.case import ASPECT, CASES
from bot.advice.misunderstood import topic_button
from bot.outcomes import ANSWERS, Outcome

#: Questions that one reply takes up.
AT_ONCE = 2
#: A topic that has no file of answers and is no small talk either: its text says where to ask.
OUT_OF_SCOPE = "out_of_scope"
#: Whoever asks for a person gets one, whatever else is asked.
PERSON = "talk_to_officer"
REPORT = ("fraud_report", "report_form", "make_report")


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a letter with what it leads to: words to say, or the events that open a form."""

    topic: str
    aspect: str | None
    said: tuple[Advice, ...]
    events: tuple[EventType, ...] = ()

    @property
    def form(self) -> str | None:
        """The form that the question opens."""
        return next((one["name"] for one in self.events if one["event"] == "followup"), None)

    @property
    def is_list(self) -> bool:
        """Whether there is no more to say than what could be asked."""
        return not self.form and all(one.outcome is Outcome.SUGGESTED for one in self.said)

    @property
    def is_declined(self) -> bool:
        """Whether it is no matter of ours: its text points elsewhere."""
        return bool(self.said) and all(one.outcome is Outcome.UNANSWERED_OUT_OF_SCOPE for one in self.said)

    @property
    def is_report(self) -> bool:
        """Whether a fraud is to be reported: nothing comes before that."""
        return (self.topic, self.form) == REPORT[:2]

    @property
    def leads_to(self) -> object:
        """Equal for two questions that lead to the same."""
        return [one.text for one in self.said] or (self.form, _case(self))


def answered(turn: Turn) -> list[EventType] | None:
    """Answer what a letter asks: say it and give the events of the form that it opens; None where it is no letter.

    Where nothing was sure of the message as a whole, one question that was sure is answered.
    """
    if turn.topic == PERSON or not (parts := _parts(turn)):
        return None
    is_alone = len(parts) == 1
    if is_alone and (turn.topic != "nlu_fallback" or parts[0].is_list or parts[0].is_declined):
        return None
    chosen = _chosen(parts, is_in_form=turn.form is not None)
    beside = _rest(turn) if is_alone else _further(turn, [one for one in parts if one not in chosen])
    form = next((one for one in chosen if one.form), None)
    _say(turn, [advice for one in chosen if not one.form for advice in one.said], beside, form)
    return list(form.events) if form else []


def _parts(turn: Turn) -> list[Part]:
    """The questions, each once: what leads to the same, and a topic beside a question of it, is left out."""
    known = turn.house.adviser.answers
    asked = [one for one in turn.questions if known.topic(one["topic"]) or one["topic"] == OUT_OF_SCOPE]
    sure = {one["topic"] for one in asked if one.get("aspect_sure", True)}
    parts: list[Part] = []
    for one in asked:
        if not one.get("aspect_sure", True) and one["topic"] in sure:
            continue
        part = _part(turn, one)
        if part.leads_to not in [other.leads_to for other in parts]:
            parts.append(part)
    return _with_numbers(turn, parts) if len(parts) > 1 else parts


def _part(turn: Turn, asked: dict[str, Any]) -> Part:
    """What one question leads to by its own words; a form is told what the rest of the letter says."""
    alone, whole = turn.about(asked, asked["text"]), turn.about(asked, turn.text)
    events = question.answered(alone)
    part = Part(alone.topic, alone.aspect, tuple(alone.held or ()), tuple(events))
    if part.form or not any(one.outcome is Outcome.ANSWERED_CALCULATION for one in part.said):
        opened = question.answered(whole) if part.form else case.opening(whole)
        fuller = replace(part, said=(), events=tuple(opened or ()))
        if fuller.form and part.form in {None, fuller.form}:
            return fuller
    return part


def _with_numbers(turn: Turn, parts: list[Part]) -> list[Part]:
    """With the calculation that only the whole letter names all numbers of."""
    if any(one.outcome is Outcome.ANSWERED_CALCULATION for part in parts for one in part.said):
        return parts
    if (numbers := question.numbers_in(turn)) is None:
        return parts
    reckoned = Part(numbers.topic or "", numbers.aspect, (numbers,))
    place = next((at for at, one in enumerate(parts) if one.topic == reckoned.topic), None)
    return [reckoned, *parts] if place is None else [*parts[:place], reckoned, *parts[place + 1 :]]


def _chosen(parts: list[Part], *, is_in_form: bool) -> list[Part]:
    """What is taken up now: answers before what is declined, one form at most, a report before other forms."""
    first = sorted((one for one in parts if not one.is_list), key=lambda one: one.is_declined) or parts[:1]
    report = next((one for one in first if one.is_report), None)
    form = report or next((one for one in first[:AT_ONCE] if one.form), None)
    in_words = [one for one in first if not one.form]
    if form:
        return [*in_words[: AT_ONCE - 1], form]
    # An open form asks again after this, so that one answer and what is offered are enough.
    return in_words[: 1 if is_in_form and len(parts) > AT_ONCE else AT_ONCE]


def _further(turn: Turn, parts: list[Part]) -> Advice | None:
    """What else the letter asks, as buttons."""
    buttons = tuple(button for one in parts if (button := _button(turn, one)))
    if not buttons:
        return None
    return Advice(turn.phrase("letter.further"), Outcome.SUGGESTED, buttons=buttons)


def _rest(turn: Turn) -> Advice:
    return Advice(turn.phrase("letter.rest"), Outcome.SUGGESTED)


def _button(turn: Turn, part: Part) -> Button | None:
    answers = turn.house.adviser.answers
    topic, aspect = _calculator(part) if part.form else (part.topic, part.aspect)
    if aspect and (found := answers.find(topic, aspect)):
        return Button(found.ask, topic, aspect)
    known = answers.topic(topic)
    return topic_button(known) if known else None


def _calculator(part: Part) -> tuple[str, str]:
    """Topic and aspect of the answer that opens the form of `part`."""
    if part.form == REPORT[1]:
        return part.topic, REPORT[2]
    name = _case(part)
    return (CASES[name].topic, ASPECT) if name else (contribution.TOPIC, contribution.ASPECT)


def _case(part: Part) -> str | None:
    """The case that the events of `part` open."""
    name: str | None = next((one["value"] for one in part.events if one.get("name") == "case"), None)
    return name


def _say(turn: Turn, answers: Sequence[Advice], beside: Advice | None, form: Part | None) -> None:
    """Speak all in one contribution to the record; each message keeps only buttons that lead on."""
    taken = {(one.topic, one.aspect) for one in answers}
    said = [replace(one, buttons=_left_over(one, taken, is_last=one is answers[-1])) for one in answers]
    main = next((one for one in said if one.topic == turn.topic and one.outcome in ANSWERS), None)
    if beside:
        topic, aspect = _calculator(form) if form else (None, None)
        said.append(beside if said else replace(beside, outcome=Outcome.COLLECTING, topic=topic, aspect=aspect))
    if said:
        person = turn.house.adviser.person()
        last = replace(said[-1], buttons=(*(one for one in said[-1].buttons if one != person), person))
        main = last if main is said[-1] else main
        turn.say(*said[:-1], last, main=main)


def _left_over(advice: Advice, taken: set[tuple[str | None, str | None]], *, is_last: bool) -> tuple[Button, ...]:
    """The buttons of an answer without what is answered anyway; only the last one leads on to other questions."""
    return tuple(
        one
        for one in advice.buttons
        if (one.intent, one.aspect) not in taken and (is_last or asked_further(one.aspect))
    )
