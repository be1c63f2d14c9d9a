"""Measurements over the chat's API: how often the topic agrees with labelled questions, and how long a turn takes."""

import json
import statistics
import time
import uuid
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from bot.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Asked:
    """A labelled question, what came back, and how long it took (ms)."""

    row: dict[str, Any]
    answer: dict[str, Any]
    status: int
    took: float

    @property
    def agrees(self) -> bool:
        """Whether the topic is one of those that the question names; out of scope where it names none."""
        return self.answer.get("topic") in (self.row["topics"] or ["out_of_scope"])


def measure(file: Path, system: dict[str, Any]) -> dict[str, Any]:
    """Ask every question of `file` as a new citizen, one after the other; gives the figures with their counts."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    with requests.Session() as session:
        asked = [_ask(session, system["url"], row) for row in rows]
    took = sorted(one.took for one in asked)
    return {
        "questions": len(asked),
        "failed": sum(one.status != 200 for one in asked),
        "without_one_outcome": sum(one.answer.get("outcome") not in set(Outcome) for one in asked),
        "outcomes": dict(Counter(one.answer.get("outcome") for one in asked).most_common()),
        "topic_agrees": _shares(asked),
        "latency_ms": {
            "p50": round(statistics.median(took), 1),
            "p95": round(took[int(len(took) * 0.95) - 1], 1),
            "max": round(took[-1], 1),
        },
    }


def table(figures: dict[str, Any]) -> str:
    """The figures for people; each share with its count."""
    lines = [
        f"{figures['questions']} questions, {figures['failed']} failed, "
        f"{figures['without_one_outcome']} without exactly one outcome"
    ]
    lines += [
        f"  topic agrees, {name:24} {one['agrees']:4} of {one['of']:4} = {one['share']:.3f}"
        for name, one in figures["topic_agrees"].items()
    ]
    lines += [f"  outcome {name:28} {count:4}" for name, count in figures["outcomes"].items()]
    latency = figures["latency_ms"]
    lines.append(f"  latency of a turn: p50 {latency['p50']} ms, p95 {latency['p95']} ms, max {latency['max']} ms")
    return "\n".join(lines)


def _ask(session: requests.Session, url: str, row: dict[str, Any]) -> Asked:
    begun = time.perf_counter()
    while True:
        response = session.post(f"{url}/api/chat", json={"sender": f"bench-{uuid.uuid4()}", "text": row["full_text"]})
        if response.status_code != 429:
            break
        # The limit of requests a minute is the deployment's own; waiting it out is no part of a turn's time.
        time.sleep(float(response.headers.get("Retry-After", 1)))
        begun = time.perf_counter()
    return Asked(row, response.json(), response.status_code, (time.perf_counter() - begun) * 1000)


def _shares(asked: list[Asked]) -> dict[str, dict[str, Any]]:
    groups = {
        "all": asked,
        "in scope": [one for one in asked if one.row["scope_class"] == "in_scope"],
        "near, to be declined": [one for one in asked if one.row["scope_class"] == "near_out_of_scope"],
        "wholly out of scope": [one for one in asked if one.row["scope_class"] == "wholly_out_of_scope"],
        "in a person's own words": [one for one in asked if one.row["person_written"]],
    }
    return {
        name: {
            "agrees": sum(one.agrees for one in group),
            "of": len(group),
            "share": sum(one.agrees for one in group) / len(group),
        }
        for name, group in groups.items()
        if group
    }
