"""Rows of a replay's questions: as they are stored before any model reads them, and as they are compared after."""

import uuid
from typing import Any

from sqlalchemy import Row

from bot.learning.harm import Compared
from bot.learning.reading import Reading


def row_of(replay: str, number: int, kind: str, expected: str | None, **more: Any) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "replay_id": replay,
        "number": number,
        "interaction_id": None,
        "words": None,
        "kind": kind,
        "askers": 0,
        "expected": expected,
        "harm": "",
        "weight": 0.0,
        **more,
    }


def compared_of(row: Row[Any]) -> Compared:
    before = Reading(row.before, row.before_margin)
    after = Reading(row.after, row.after_margin)
    return Compared(row.number, row.kind, row.askers, row.expected, before, after)
