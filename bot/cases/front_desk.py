"""What the app answers itself, before any engine: receipt codes, and requests about one's own data."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.advice.advice import Advice, Button
from bot.cases.return_desk import AtDesk, ReturnDesk
from bot.cases.rights_desk import RightsDesk
from bot.cases.spoken import Spoken
from bot.records.buttons import drawn
from bot.records.record import Said


class FrontDesk:
    """Sends a message to the desk that it is for."""

    def __init__(self, return_desk: ReturnDesk, rights_desk: RightsDesk):
        self._return, self._rights = return_desk, rights_desk

    def hears(self, conversation_id: str, text: str, moment: datetime, *, leaves: bool = False) -> AtDesk | None:
        """What an unmasked message is for a desk, None where it is the engine's. `leaves`: see `ReturnDesk`."""
        if button := self._rights.hears(text):
            return AtDesk("right", text, button=button)
        return self._return.hears(conversation_id, text, moment, leaves=leaves)

    def pressed(self, button: Button) -> AtDesk | None:
        """What a press is for a desk, None where it is the engine's."""
        if self._rights.is_mine(button):
            return AtDesk("right", button.title, button=button)
        return self._return.pressed(button)

    def answer(self, conversation_id: str, at: AtDesk, moment: datetime) -> tuple[Said, dict[str, str]]:
        """What goes on record, and by texts of it those that the citizen gets in their place, if there are any."""
        if at.button is not None:
            spoken = self._rights.answer(conversation_id, at.button, moment)
        else:
            spoken = self._return.answer(conversation_id, at, moment)
        private = dict(zip((one.text for one in spoken.said), spoken.private, strict=False))
        return _recorded(spoken), private


def with_private(replies: list[dict[str, Any]], private: Mapping[str, str]) -> list[dict[str, Any]]:
    """`replies` as the citizen gets them: a private text in place of what is on record; other messages of the turn,
    such as the notice that a machine answers, stay."""
    return [{**reply, "text": private.get(reply["text"], reply["text"])} for reply in replies]


def _recorded(spoken: Spoken) -> Said:
    main: Advice = spoken.said[0]
    buttons = [drawn(one.buttons) for one in spoken.said]
    replies = [
        {"text": one.text, "buttons": [button.sent for button in sent], "image": None}
        for one, sent in zip(spoken.said, buttons, strict=True)
    ]
    every = tuple(button for sent in buttons for button in sent)
    return Said(main.outcome, replies, main.topic, main.aspect, buttons=every)
