"""Golden cases from the terminal."""

import json
from collections.abc import Iterator
from pathlib import Path

from bot.policy.figures import Policy
from bot.policy.golden import run_file
from bot.settings import PROJECT


def lines_of(file: Path, topics: tuple[str, ...]) -> Iterator[tuple[bool, str]]:
    """Passed or not, and the line to print, for each row (of these topics, if any are named)."""
    policy = Policy.load(PROJECT / "data" / "policy")
    for row in run_file(policy, file):
        if topics and not row.topic.startswith(topics):
            continue
        got, expected = (json.dumps(one, ensure_ascii=False, default=str) for one in (row.got, row.expected))
        verdict = "pass" if row.passed else "FAIL"
        why = f"\t{row.why}" if row.why else ""
        yield row.passed, f"{row.id}\t{verdict}\t{row.topic}\tgot {got}\texpected {expected}{why}"
