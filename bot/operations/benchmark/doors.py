"""How each system is asked over HTTP, and what counts as an answer."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Door:
    """Where a message is posted as JSON; `words` is the field that holds them."""

    path: str
    words: str

    def body(self, sender: str, text: str) -> dict[str, str]:
        """The message of one sender."""
        return {"sender": sender, self.words: text}


#: Ours, and Rasa's REST channel.
CHAT = Door("/api/chat", "text")
REST = Door("/webhooks/rest/webhook", "message")
DOORS = {"chat": CHAT, "rest": REST}


def is_answer(status: int, content: Any) -> bool:
    """Whether something was said: a reply whose outcome is no error, or at least one message of the REST channel."""
    if status != 200:
        return False
    if isinstance(content, dict):
        return bool(content.get("replies")) and content.get("outcome") != "error"
    return isinstance(content, list) and any(one.get("text") for one in content)
