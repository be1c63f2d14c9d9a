"""A record with a chain: what turns leave in it, on both databases."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from bot.advice.advice import Button, Evidence
from bot.outcomes import Outcome
from bot.privacy.citizen_keys import Wrapping
from bot.records.audit import Audit
from bot.records.buttons import drawn
from bot.records.chain import Chain, Keys
from bot.records.chain.anchors import Anchor
from bot.records.chain.verifying import Fault, Walk
from bot.records.conversations import Conversations
from bot.records.erasure import Erasure
from bot.records.interactions import Interactions, Question
from bot.records.record import Said
from bot.storage.database import Database

DAY = date(2026, 11, 22)
LINE = Evidence(
    "rural_poverty_line", "Chuẩn nghèo", 1_500_000.0, "VND/month", "NĐ", date(2022, 1, 1), date(2026, 12, 31)
)
RATE = Evidence("contribution_rate", "Tỷ lệ", 0.22, "share", "Luật", date(2025, 7, 1), None)
FALLBACK = Said(Outcome.ERROR, [{"text": "xin lỗi", "buttons": [], "image": None}])


@dataclass
class Recorded:
    """A database with its record, and shortcuts to fill it."""

    database: Database
    home: Path
    keys: Keys = field(init=False)
    chain: Chain = field(init=False)
    interactions: Interactions = field(init=False)
    audit: Audit = field(init=False)
    erasure: Erasure = field(init=False)

    def __post_init__(self) -> None:
        self.keys = Keys(Wrapping(self.home / "keys"))
        self.chain = Chain(self.keys)
        self.interactions = Interactions(self.database, "model-1", "data-1", self.chain)
        self.audit = Audit(self.database, self.chain)
        self.erasure = Erasure(self.database, self.chain, self.home / "pictures")
        self.numbers = count(1)

    def conversation(self, citizen: str) -> str:
        return Conversations(self.database).of("web", citizen)

    def accepts(self, citizen: str, typed: str = "số 079190001234, đóng mức nào?") -> str:
        masked = typed.replace("079190001234", "[CCCD_1]")
        asked = Question(self.conversation(citizen), "web", f"m{next(self.numbers)}", masked, DAY, original=typed)
        return self.interactions.accept(asked)[0]

    def turn(self, citizen: str = "an", typed: str = "số 079190001234, đóng mức nào?") -> str:
        """A turn that is asked and answered; gives the interaction's id."""
        turn = self.accepts(citizen, typed)
        self.interactions.hold(turn)
        buttons = drawn((Button("Hộ nghèo", "inform", text="hộ nghèo"),))
        replies = [{"text": f"330.000 đồng, anh {citizen}", "buttons": [one.sent for one in buttons], "image": None}]
        said = Said(Outcome.ANSWERED, replies, "contribution_level", "lowest", 0.93, (LINE, RATE), buttons)
        self.interactions.contribute(turn, said)
        self.interactions.finish(turn, FALLBACK)
        return turn

    def walk(self, *anchors: Anchor, keys: bool = True) -> list[Fault]:
        return list(Walk(self.database, self.keys if keys else None, anchors).faults())


@pytest.fixture
def recorded(database: Database, tmp_path: Path) -> Recorded:
    """An empty record on either database."""
    return Recorded(database, tmp_path)


@pytest.fixture
def apps(database: Database, tmp_path: Path) -> Callable[[], Recorded]:
    """Further apps on the same database and the same keys, each with connections of its own."""
    return lambda: Recorded(Database(database.url), tmp_path)
