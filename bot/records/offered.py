"""Which button of our last reply a citizen means by typing its number or its title."""

import re

from bot.advice.advice import Button
from bot.language.text import strip_diacritics
from bot.outcomes import Outcome
from bot.records.buttons import Buttons
from bot.records.interactions import Interactions

#: Where a form waits for an answer, a number may be that answer.
_WAITING = frozenset({Outcome.COLLECTING, Outcome.CLARIFYING})
#: The intent of a button that answers a form's question.
_ANSWER = "inform"
#: "2", "(2)", "2.", "#2", "so 2", "chon 2 nhe", a keycap: as folded.
_CHOICE = re.compile(
    r"(?:(?:so|nut|chon|muc)(?: so)? ?)?[(#]? ?([0-9]{1,2}) ?[).]?\ufe0f?\u20e3?(?: (?:nhe|nha|a|di))?"
)
#: Nothing is looked up for a longer text.
LONGEST_TITLE = 120


class Offered:
    """Reads typed choices: Zalo on a computer shows no buttons, and many people rather type."""

    def __init__(self, interactions: Interactions, buttons: Buttons):
        self._interactions, self._buttons = interactions, buttons

    def meant(self, conversation_id: str, text: str) -> Button | None:
        """The button meant by `text`, None where it is a message of its own."""
        if len(text) > LONGEST_TITLE:
            return None
        number = _number(text)
        last = self._interactions.last_buttons(conversation_id)
        if last is None or not last[1]:
            return None
        outcome, shown = last
        titles = [_folded(one["title"]) for one in shown]
        if (typed := _folded(text)) in titles:
            return self._buttons.pressed(conversation_id, shown[titles.index(typed)]["payload"])
        if number is None or not 1 <= number <= len(shown):
            return None
        if outcome in _WAITING and not self._is_choice(conversation_id, shown):
            return None
        return self._buttons.pressed(conversation_id, shown[number - 1]["payload"])

    def _is_choice(self, conversation_id: str, shown: list[dict[str, str]]) -> bool:
        """Whether a form offers answers to choose from, none of them a number itself."""
        if any(char.isdigit() for one in shown for char in one["title"]):
            return False
        pressed = (self._buttons.pressed(conversation_id, one["payload"]) for one in shown)
        return sum(button is not None and button.intent == _ANSWER for button in pressed) > 1


def _number(text: str) -> int | None:
    found = _CHOICE.fullmatch(_folded(text))
    return int(found[1]) if found else None


def _folded(title: str) -> str:
    """As people type it: accents, case and the mark at the end do not matter."""
    return strip_diacritics(title).casefold().strip(" .!?…")
