"""Rows of other rooms, put straight into their tables; which rows are as a test wants them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.clock import VIETNAM
from bot.statistics.block import Block, Line, Table
from bot.statistics.period import Period
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope
from bot.storage.claim_tables import Claim, ClaimSighting, ClaimVerdict
from bot.storage.database import Database

Made = Callable[..., Block]


@pytest.fixture
def made(room: StatisticsRoom) -> Made:
    """A table as pages show it, for a period as `Period.read` reads it and values of the filter."""

    def make(table: Table, period: str = "2026", **wanted: str) -> Block:
        scope = Scope(Period.read(period), {name: (value,) for name, value in wanted.items()})
        block = table.make(room, scope)
        assert block.key == table.key
        keys = {column.key for column in block.columns}
        assert all(set(line.cells) == keys for line in block.lines), block.lines
        return block

    return make


class Claims:
    """Claims, their verdicts, and how often they were met."""

    def __init__(self, database: Database):
        self._database = database

    def claim(self, name: str, text: str = "Rút ngay kẻo mất.", **verdict: Any) -> None:
        """A claim; with `on` (a day) one whose verdict was published then."""
        on: date | None = verdict.pop("on", None)
        with self._database.session() as session:
            state, version = ("published", 1) if on else ("open", 0)
            opened = date(2026, 1, 1)
            session.add(
                Claim(id=name, text=text, wordings=[], state=state, opened_on=opened, version=version, verdict_on=on)
            )
            session.flush()
            if on:
                moment = datetime(on.year, on.month, on.day, 9, tzinfo=VIETNAM).astimezone(UTC)
                session.add(
                    ClaimVerdict(
                        claim_id=name,
                        version=1,
                        claim=verdict.get("says", "Ai không rút ngay sẽ mất hết."),
                        verdict=verdict.get("verdict", "false"),
                        refutation="Không có quy định nào như vậy.",
                        legal_basis=["Luật 41/2024/QH15"],
                        confidence="A",
                        review_by=date(2027, 1, 1),
                        why="đối chiếu luật",
                        proposed_by="an",
                        proposed_at=moment,
                        published_by="binh",
                        published_at=moment,
                    )
                )

    def met(self, name: str, day: str, times: int = 1, way: str = "asked", host: str = "") -> None:
        """So many messages of a day."""
        with self._database.session() as session:
            session.add(ClaimSighting(claim=name, day=date.fromisoformat(day), host=host, way=way, count=times))


@pytest.fixture
def claims(database: Database) -> Claims:
    return Claims(database)


def line_of(block: Block, key: str, value: object) -> Line:
    """The one row whose cell `key` has that value."""
    (found,) = (line for line in block.lines if line.cells[key] == value)
    return found
