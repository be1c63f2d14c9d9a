"""Labelled questions asked over the chat's API, each by a new citizen: does every turn end in one outcome, and how."""

import statistics
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import requests

from bot.operations.benchmark.agreement import Share
from bot.operations.benchmark.doors import CHAT
from bot.operations.benchmark.foreign import CLASSES
from bot.outcomes import Outcome

#: Outcomes that state something about the question asked.
STATING = frozenset({Outcome.ANSWERED, Outcome.ANSWERED_CALCULATION, Outcome.ANSWERED_RUMOUR})


@dataclass(frozen=True, slots=True)
class Turn:
    """A labelled question, what came back with which status, and how long it took (ms)."""

    row: dict[str, Any]
    answer: dict[str, Any]
    status: int
    took: float

    @property
    def is_answered(self) -> bool:
        """Whether a text was said that the question's labels do not name as its answer."""
        label = f"{self.answer.get('topic')}/{self.answer.get('aspect')}"
        return self.answer.get("outcome") in STATING and label not in self.row["aspects"]


@dataclass(frozen=True, slots=True)
class Turns:
    """Counts over all questions; `foreign` is the share of those not ours that were answered, by class."""

    questions: int
    failed: int
    without_one_outcome: int
    outcomes: dict[str, int]
    foreign: dict[str, Share]
    p50_ms: float
    max_ms: float


def ask(rows: Sequence[dict[str, Any]], url: str) -> Turns:
    """Ask the whole letter of every row, one after the other."""
    with requests.Session() as session:
        return told([_ask(session, url, row) for row in rows])


def told(turns: Sequence[Turn]) -> Turns:
    """The counts of turns taken."""
    outcomes = Counter(str(one.answer.get("outcome")) for one in turns)
    return Turns(
        questions=len(turns),
        failed=sum(one.status != 200 for one in turns),
        without_one_outcome=sum(one.answer.get("outcome") not in set(Outcome) for one in turns),
        outcomes=dict(outcomes.most_common()),
        foreign={
            name: Share.where(one.is_answered for one in turns if one.row["scope_class"] == name) for name in CLASSES
        },
        p50_ms=round(statistics.median(one.took for one in turns), 1),
        max_ms=round(max(one.took for one in turns), 1),
    )


def _ask(session: requests.Session, url: str, row: dict[str, Any]) -> Turn:
    begun = time.perf_counter()
    response = session.post(url + CHAT.path, json=CHAT.body(f"bench-{uuid.uuid4()}", row["full_text"]), timeout=60)
    return Turn(row, response.json(), response.status_code, (time.perf_counter() - begun) * 1000)
