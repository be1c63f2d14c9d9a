"""Golden cases from the terminal."""

import json
from collections.abc import Iterator
from pathlib import Path

from bot.policy.errors import PolicyDataError
from bot.policy.figures import Policy
from bot.policy.golden import run_file
from bot.settings import PROJECT


def lines_of(file: Path, topics: tuple[str, ...]) -> Iterator[tuple[bool, str]]:
    """Passed or not, and the line to print, for each row (of these topics, if any are named).

    A file that is no case file at all is one line, not passed, with the place of its fault.
    """
    policy = Policy.load(PROJECT / "data" / "policy")
    try:
        rows = run_file(policy, file)
    except PolicyDataError as error:
        yield False, f"-\tFAIL\t-\t{error}"
        return
    for row in rows:
        if topics and not row.topic.startswith(topics):
            continue
        got, expected = (json.dumps(one, ensure_ascii=False, default=str) for one in (row.got, row.expected))
        verdict = "pass" if row.passed else "FAIL"
        why = f"\t{row.why}" if row.why else ""
        if row.overlooked:
            why += f"\tinputs not used: {', '.join(row.overlooked)}"
        yield row.passed, f"{row.id}\t{verdict}\t{row.topic}\tgot {got}\texpected {expected}{why}"
