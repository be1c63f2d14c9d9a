"""Golden cases: a CSV of worked examples run against the calculators.

Columns ``id``, ``topic``, ``inputs`` and ``expected`` (JSON objects); others are for the reader. Officers
add files of their own. A row fails, and never stops the run, when it cannot be read, when its topic has no
calculator, when the calculator refuses it, or when a value differs.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from bot.policy.compare import EXPLAINS, Comparison
from bot.policy.errors import PolicyDataError, PolicyError
from bot.policy.figures import Policy
from bot.policy.inputs import Inputs
from bot.policy.topics import TOPICS
from bot.policy.topics.case import Case, Told
from bot.policy.working import Result

#: Inputs that tell the reader more about a case and decide nothing.
EXPLAINING_INPUTS = frozenset({"assume", "support_then", "first_time", "age", "note"})
COLUMNS = ("id", "topic", "inputs", "expected")


@dataclass(frozen=True, slots=True)
class RowResult:
    """The verdict on one row: ``got`` holds the expected keys only; ``why`` is empty when it passed.

    ``overlooked`` names inputs that no rule of the topic looked at, whatever the verdict.
    """

    id: str
    topic: str
    passed: bool
    got: Mapping[str, object]
    expected: Mapping[str, object]
    why: str
    overlooked: tuple[str, ...] = ()


class _Unreadable(Exception):
    """A row whose JSON cannot be read."""


def run_topic(policy: Policy, topic: str, inputs: Mapping[str, object], as_of: date) -> Result:
    """The calculators' answer to one case; an ``as_of`` among the inputs is the day of the case."""
    day = Inputs(inputs).raw("as_of")
    on = date.fromisoformat(str(day)) if day else as_of
    return TOPICS[topic](Case(policy, inputs, on))


def run_file(policy: Policy, path: Path | str, as_of: date | None = None) -> list[RowResult]:
    """Every row of a file, for the day given or, for cases that name none, the day the figures were last checked.

    Raises ``PolicyDataError`` (file and line) when it is no case file at all.
    """
    day = as_of or policy.checked_on
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        try:
            return list(_run(policy, csv.DictReader(file, strict=True), str(path), day))
        except UnicodeDecodeError as error:
            raise PolicyDataError(str(path), 1, f"not written in UTF-8: {error.reason}") from error


def _run(policy: Policy, rows: "csv.DictReader[str]", path: str, as_of: date) -> Iterator[RowResult]:
    try:
        names = rows.fieldnames or []
        for column in COLUMNS:
            if column not in names:
                raise PolicyDataError(path, 1, f"column {column!r} is missing")
        for row in rows:
            yield run_row(policy, {name: row.get(name) or "" for name in COLUMNS}, as_of)
    except csv.Error as error:
        raise PolicyDataError(path, rows.line_num, f"not a CSV file: {error}") from error


def run_row(policy: Policy, row: Mapping[str, str], as_of: date) -> RowResult:
    """One row, never raising for what a row may hold."""
    topic = row["topic"].strip()
    inputs = Told({})
    expected: Mapping[str, object] = {}
    got: Mapping[str, object] = {}
    try:
        expected = _json("expected", row["expected"])
        inputs = Told(_json("inputs", row["inputs"]))
        if topic not in TOPICS:
            raise _Unreadable(f"no calculator for topic {topic!r}")
        values = run_topic(policy, topic, inputs, as_of).values
        got = {key: values[key] for key in expected if key in values and key not in EXPLAINS}
        tolerance = Inputs(expected).number_or_none("tolerance_vnd") or Decimal(0)
        why = "; ".join(Comparison(policy.wordings, tolerance).differences(values, expected))
    except _Unreadable as error:
        why = str(error)
    except PolicyError as error:
        why = f"{type(error).__name__}: {error}"
    except (ValueError, TypeError, ArithmeticError) as error:
        why = f"inputs cannot be used: {error}"
    overlooked = tuple(name for name in inputs.overlooked() if name not in EXPLAINING_INPUTS)
    return RowResult(row["id"].strip(), topic, not why, got, expected, why, overlooked)


def _json(column: str, text: str) -> Mapping[str, object]:
    try:
        value = json.loads(text, parse_float=Decimal)
    except (json.JSONDecodeError, RecursionError) as error:
        raise _Unreadable(f"{column} is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise _Unreadable(f"{column} must be a JSON object")
    return value
