"""Asking the question of a form: plainly, then with a hint, then with examples, then offering a person."""

from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.turn import Turn
from bot.advice.advice import Advice, Button
from bot.advice.answers import FURTHER, asked_further
from bot.language.asking import is_question, is_unsure
from bot.outcomes import Outcome

#: Words that answer whatever was asked; a message on a topic of its own may be a question.
ANSWERING = frozenset({"inform", "affirm", "deny", "nlu_fallback"})
#: Words that leave a form are never taken for a bad answer.
WAYS_OUT = frozenset({"stop", "restart", "talk_to_officer"})
#: So few words whose topic is not sure, or none of ours, are rather a bad answer than a question of that topic.
FEW_WORDS, SURELY = 4, 0.7
#: What stands in for a question that was not answered, in this order and from the start again.
WAYS = ("hint", "examples", "person")


def ask(turn: Turn, tracker: Tracker, slot: str, question: Advice) -> list[EventType]:
    """Ask for `slot`; where the citizen's last words were no answer, in other words than before."""
    missed: dict[str, Any] = turn.slot("missed") or {}
    times = _times(turn, tracker, slot)
    way = _way(turn, tracker, times, missed.get("way"))
    turn.say(_worded(turn, tracker, slot, question, way))
    return [SlotSet("missed", {"slot": slot, "times": times, "way": way, "before": missed.get("before")})]


def understood(turn: Turn) -> EventType:
    """Forget how often the question was not answered: the last words were of use."""
    before = (turn.slot("missed") or {}).get("before")
    return SlotSet("missed", {"before": before} if before else None)


def explanation(turn: Turn) -> str | None:
    """Which of FURTHER is asked of the form's own question ("nói kỹ hơn", "ví dụ"); of an answer before, it is none."""
    part = turn.house.shortcuts.intent(turn.text)
    return part if part in FURTHER and not asked_further(turn.aspect) else None


def does_not_know(turn: Turn) -> bool:
    """Whether the words are "không biết", "không nhớ" and no question."""
    return is_unsure(turn.text) and not is_question(turn.text)


def is_no_answer(turn: Turn) -> bool:
    """Whether words that tell nothing were meant as an answer all the same, not as a question of their own."""
    if explanation(turn):
        return True
    if is_question(turn.text) or turn.topic in WAYS_OUT:
        return False
    is_unlikely = turn.topic == "out_of_scope" or (turn.confidence or 0) < SURELY
    is_noise = len(turn.text.split()) <= FEW_WORDS and is_unlikely
    return turn.topic in ANSWERING or is_unsure(turn.text) or is_noise


def is_heard_now(tracker: Tracker, form: str) -> bool:
    """Whether no action has answered the citizen's words yet: only then are they an answer to `form`."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return True
        if event.get("event") == "action" and event.get("name") not in {form, "action_listen"}:
            return False
    return False


def _times(turn: Turn, tracker: Tracker, slot: str) -> int:
    """How often the question has not been answered; an answered question of another topic does not count."""
    missed: dict[str, Any] = turn.slot("missed") or {}
    if missed.get("slot") != slot:
        return 0
    times = int(missed["times"])
    answered_another = _since_words(tracker, "action", "action_answer") and turn.house.adviser.answers.topic(turn.topic)
    return times if answered_another else times + 1


def _way(turn: Turn, tracker: Tracker, times: int, before: str | None) -> str | None:
    """In which of WAYS the question comes; None: plainly. `before`: how it came the last time."""
    if times == 0 or (times == 1 and _since_words(tracker, "bot")):
        return None
    wanted = explanation(turn)
    if wanted == "more":
        return "examples" if before == "hint" else "hint"
    return "examples" if wanted and before != "examples" else WAYS[(times - 1) % len(WAYS)]


def _worded(turn: Turn, tracker: Tracker, slot: str, question: Advice, way: str | None) -> Advice:
    if way is None:
        return question
    say = turn.phrase
    if way == "hint":
        is_no_fault = does_not_know(turn) or explanation(turn) or _since_words(tracker, "bot")
        sorry = () if is_no_fault else (say("again.sorry"),)
        text = " ".join((*sorry, say(f"again.hint_{slot}"), question.text))
        return replace(question, text=text, outcome=Outcome.CLARIFYING, buttons=_buttons(turn, slot, question))
    example = say(f"again.example_{slot}")
    buttons = (*_buttons(turn, slot, question), turn.house.adviser.person())
    if way == "person":
        buttons = buttons[-1:] + buttons[:-1]
    return replace(question, text=say(f"again.{way}", example=example), outcome=Outcome.CLARIFYING, buttons=buttons)


def _buttons(turn: Turn, slot: str, question: Advice) -> tuple[Button, ...]:
    if question.buttons or slot != "income":
        return question.buttons
    titles = (turn.phrase("again.lowest"), turn.phrase("again.highest"))
    return tuple(Button(title, "inform", text=title) for title in titles)


def _since_words(tracker: Tracker, event: str, name: str | None = None) -> bool:
    """Whether an event followed the citizen's last words."""
    for one in reversed(tracker.events):
        if one.get("event") == "user":
            return False
        if one.get("event") == event and (name is None or one.get("name") == name):
            return True
    return False
