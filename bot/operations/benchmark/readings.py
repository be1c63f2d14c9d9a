"""What either system reads in a text, in one form."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import requests

from bot.operations.benchmark.sample import topic_of
from bot.operations.benchmark.stock import FALLBACK
from bot.operations.understanding import best_of, heard, parses, ranking_of

#: Rasa's name of the one selector for all retrieval intents.
SELECTOR = "default"


@dataclass(frozen=True, slots=True)
class Reading:
    """Topics and labels (`topic/aspect`, or a plain intent), likeliest first.

    `is_taken`: the topic passed its threshold, so that it is answered or its choices are shown; `is_sure`: its aspect
    passed too, so that it is answered.
    """

    topics: tuple[str, ...]
    labels: tuple[str, ...]
    is_taken: bool
    is_sure: bool

    @property
    def topic(self) -> str | None:
        """The likeliest."""
        return self.topics[0] if self.topics else None

    @property
    def label(self) -> str | None:
        """The likeliest of that topic."""
        return next((one for one in self.labels if topic_of(one) == self.topic), None)


def of_ours(texts: list[str], system: dict[str, Any]) -> list[Reading]:
    """By the path of `ansinh understand`, from a running engine."""
    return [ours(parse) for parse in parses([heard(text) for text in texts], system)]


def of_stock(texts: list[str], url: str) -> list[Reading]:
    """By `POST /model/parse`, the texts as they are. Raises requests.RequestException."""
    with requests.Session() as session:
        return [stock(_parse(session, url, text)) for text in texts]


def ours(parse: dict[str, Any]) -> Reading:
    """One parse of our engine; its topic is the one that `ansinh understand` prints."""
    ranking = ranking_of(parse)
    best = best_of(parse, ranking)
    names = (best.get("topic"), *(one["name"] for one in parse.get("intent_ranking") or []))
    labels = tuple(f"{one['topic']}/{one['aspect']}" if one["aspect"] else one["topic"] for one in ranking)
    is_taken = _is_taken(parse)
    return Reading(_topics(names), labels, is_taken, is_taken and bool(parse.get("aspect_sure")))


def stock(parse: dict[str, Any]) -> Reading:
    """One parse of stock Rasa; a topic that is taken is answered, for its selector knows no threshold."""
    selected = parse.get("response_selector", {}).get(SELECTOR, {}).get("ranking", [])
    names = (one["name"] for one in parse.get("intent_ranking") or [])
    labels = tuple(one["intent_response_key"] for one in selected)
    return Reading(_topics(names), labels, _is_taken(parse), _is_taken(parse))


def _is_taken(parse: dict[str, Any]) -> bool:
    name = (parse.get("intent") or {}).get("name")
    return name is not None and name != FALLBACK


def _topics(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name and name != FALLBACK))


def _parse(session: requests.Session, url: str, text: str) -> dict[str, Any]:
    answer = session.post(f"{url}/model/parse", json={"text": text}, timeout=60)
    answer.raise_for_status()
    parse: dict[str, Any] = answer.json()
    return parse
