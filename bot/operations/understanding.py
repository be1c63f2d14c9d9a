"""Understanding in batch: lines of questions in, topic, aspect and entities out."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.clock import today
from bot.ear import LONGEST_TEXT
from bot.engine_client import EngineClient
from bot.entities import entities_in
from bot.house import house
from bot.language.reading import readable
from bot.language.text import clean, neutral
from bot.privacy.masking import mask

#: Seconds a batch may take.
BATCH_LIMIT = 120.0
RANKED = 5


class InputBroken(ValueError):
    """A line that cannot be read: says which, and what is expected."""


def read_questions(file: Path) -> list[dict[str, Any]]:
    """The lines of a file, each with `id` and `text`. Raises InputBroken."""
    rows = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputBroken(f"{file.name}:{number}: not JSON ({error})") from error
        if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "id" not in row:
            raise InputBroken(f'{file.name}:{number}: expected {{"id": …, "text": "…"}}')
        rows.append(row)
    return rows


def understood(questions: list[dict[str, Any]], system: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One line a question, in order."""
    texts = [heard(one["text"]) for one in questions]
    for one, text, parse in zip(questions, texts, parses(texts, system), strict=True):
        ranking = ranking_of(parse)
        best = best_of(parse, ranking)
        yield {
            "id": one["id"],
            "topic": best.get("topic"),
            "aspect": best.get("aspect"),
            "confidence": best.get("confidence"),
            "ranking": ranking,
            "entities": entities_in(text, today(), house().provinces),
        }


def heard(text: str) -> str:
    """A text as the engine gets it: through the language front, masked, cut."""
    return readable(mask(neutral(clean(text))).text[:LONGEST_TEXT])


def parses(texts: list[str], system: dict[str, Any]) -> list[dict[str, Any]]:
    """What the engine of a running system (`engine_port`, `engine_secret`) reads in texts, in order."""
    return asyncio.run(_parses(texts, system))


def ranking_of(parse: dict[str, Any]) -> list[dict[str, Any]]:
    """The likeliest pairs of topic and aspect, best first."""
    return [
        {"topic": guess["topic"], "aspect": guess["aspect"], "confidence": round(guess["confidence"], 4)}
        for guess in parse.get("aspects", [])[:RANKED]
    ]


def best_of(parse: dict[str, Any], ranking: list[dict[str, Any]]) -> dict[str, Any]:
    """The best pair of the topic that won, the best of all where none did; empty where nothing was read."""
    intent = parse.get("intent") or {}
    return next(
        (guess for guess in ranking if guess["topic"] == intent.get("name")),
        ranking[0] if ranking else {},
    )


async def _parses(texts: list[str], system: dict[str, Any]) -> list[dict[str, Any]]:
    client = EngineClient(f"http://127.0.0.1:{system['engine_port']}", system["engine_secret"], BATCH_LIMIT)
    try:
        return await client.parse(texts)
    finally:
        await client.close()
