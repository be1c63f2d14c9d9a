"""Dialogues as lists: what the citizen says, what the bot must answer, with which outcome."""

import re
import uuid
from dataclasses import dataclass, field
from typing import Any

import requests

#: Messages in one turn beyond which the bot chatters.
MOST_REPLIES = 3
#: Characters of one message; beyond this a phone shows a wall.
LONGEST_REPLY = 900


@dataclass
class Press:
    """The citizen presses the button with this title (or one that contains it)."""

    title: str


@dataclass
class Line:
    """One exchange. `answer` is a pattern that the whole reply must contain; `absent` one that it must not."""

    says: str | Press
    answer: str
    outcome: str
    absent: str = ""
    topic: str = ""


@dataclass
class Citizen:
    """Somebody who talks with the running system over its API."""

    url: str
    sender: str = field(default_factory=lambda: f"test-{uuid.uuid4()}")
    as_of: str | None = None
    last: dict[str, Any] = field(default_factory=dict)
    _offered: list[dict[str, str]] = field(default_factory=list)

    def says(self, words: str | Press) -> dict[str, Any]:
        """Send a message or press a button; gives the answer after holding it to what every turn owes."""
        body: dict[str, Any] = {"sender": self.sender}
        if isinstance(words, Press):
            body["payload"] = self._payload(words.title)
        else:
            body["text"] = words
        if self.as_of:
            body["as_of"] = self.as_of
        response = requests.post(f"{self.url}/api/chat", json=body, timeout=30)
        assert response.status_code == 200, response.text
        self.last = response.json()
        self._owed(self.last)
        return self.last

    @property
    def heard(self) -> str:
        """All words of the last answer, without what stands beside it (the question whether it helped)."""
        return "\n".join(reply["text"] for reply in self.last["replies"] if "beside" not in reply)

    def _payload(self, title: str) -> str:
        found = [one["payload"] for one in self._offered if title in one["title"]]
        assert found, f"no button {title!r} among {[one['title'] for one in self._offered]}"
        return found[-1]

    def _owed(self, answer: dict[str, Any]) -> None:
        """Never silent, never chattering, no wall of text, no placeholder, no payload that tells its meaning."""
        assert 1 <= len(answer["replies"]) <= MOST_REPLIES, answer
        self._offered = [button for reply in answer["replies"] for button in reply["buttons"]]
        for reply in answer["replies"]:
            assert reply["text"].strip()
            assert len(reply["text"]) <= LONGEST_REPLY, f"{len(reply['text'])} characters: {reply['text']}"
            assert not re.search(r"[{}]|\[\[|None", reply["text"]), reply["text"]
            assert not re.search(r"\b[a-z]+\.[a-z]+_[a-z_]+\b", reply["text"]), f"a phrase's name: {reply['text']}"
        if answer["outcome"].startswith("answered"):
            assert answer["evidence"], f"an answer without a dated source: {answer}"


def play(url: str, lines: list[Line], as_of: str | None = None) -> Citizen:
    """Play a whole dialogue as one citizen."""
    citizen = Citizen(url, as_of=as_of)
    for number, line in enumerate(lines, 1):
        answer = citizen.says(line.says)
        got = f"{answer['outcome']}, {answer['topic']}/{answer['aspect']}"
        where = f"line {number} ({line.says}): got {got}: {citizen.heard}"
        assert answer["outcome"] in line.outcome.split("|"), where
        assert re.search(line.answer, citizen.heard, re.IGNORECASE | re.DOTALL), where
        assert not line.absent or not re.search(line.absent, citizen.heard, re.IGNORECASE), where
        assert not line.topic or answer["topic"] == line.topic, where
    return citizen
