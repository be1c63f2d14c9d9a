"""The room of cases on both databases, with an audit that remembers and a way to tell that listens."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.advice.adviser import Adviser
from bot.cases.officer import Officer
from bot.cases.reading import Line
from bot.cases.room import CaseRoom
from bot.outcomes import Outcome
from bot.records.conversations import Conversations
from bot.records.interactions import Interactions, Question
from bot.records.record import Said
from bot.settings import PROJECT
from bot.storage.case_tables import CaseFile
from bot.storage.database import Database
from bot.storage.queue_tables import Contact
from bot.storage.tables import Interaction, Report

TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 3, 0, tzinfo=UTC)
MAI = Officer("mai", "Trần Thị Mai")
LAN = Officer("lan", "Phạm Ngọc Lan")
STORY = "Có người tự xưng cán bộ thu tiền đóng bảo hiểm ở chợ rồi không đưa biên lai"


@dataclass
class Office:
    """The room, and all that it noted, told and erased."""

    room: CaseRoom
    database: Database
    conversations: Conversations
    interactions: Interactions
    acts: list[tuple[str, str, str, str]] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    erased: list[tuple[str, int]] = field(default_factory=list)
    rung: list[int] = field(default_factory=list)

    def conversation(self, citizen: str = "", *, reachable: bool = True) -> str:
        """A conversation, a new one unless `citizen` is known; `reachable` outside a turn, as on Zalo."""
        conversation = self.conversations.of("zalo" if reachable else "web", citizen or str(uuid.uuid4()))
        if reachable:
            with self.database.session() as session:
                session.merge(Contact(conversation_id=conversation, channel="zalo", sealed=b""))
        return conversation

    def turn(self, conversation: str) -> str:
        """A turn that has begun."""
        question = Question(conversation, "web", str(uuid.uuid4()), "[…]", TODAY)
        return self.interactions.accept(question)[0]

    def report(self, what: str = STORY, conversation: str = "", **more: Any) -> str:
        """A report taken in as the form does it; gives its code."""
        turn = self.turn(conversation or self.conversation())
        content = {"what": what, "when_where": "", "who": "", **more.pop("content", {})}
        self.room.reports.receive(turn, "fraud", content, more.pop("day", TODAY), **more)
        codes: list[str | None] = []
        said = Said(Outcome.REPORT_RECEIVED, [{"text": "…", "buttons": [], "image": None}])
        self.interactions.finish(
            turn, said, lambda connection, *_: codes.append(self.room.reports.tell_receipt(connection, turn))
        )
        assert codes[-1]
        return codes[-1]

    def number(self, code: str) -> int:
        """The number of the case behind a code."""
        report = self.room.reports.find(code)
        assert report
        with self.database.reading() as session:
            return session.get_one(CaseFile, report.id).number

    def line(self, number: int) -> Line:
        """A case as it is listed for somebody whom it does not concern."""
        with self.database.reading() as session:
            case = session.scalars(select(CaseFile).where(CaseFile.number == number)).one()
            kind = session.get_one(Report, case.report_id).kind
            return self.room.cases._reading.line(case, kind, TODAY)

    def at(self, moment: datetime, turn: str) -> None:
        """Put a turn at another time."""
        with self.database.session() as session:
            session.get_one(Interaction, turn).accepted_at = moment


@pytest.fixture
def office(database: Database, tmp_path: Path, adviser: Adviser) -> Office:
    """An office in which everything works."""
    return build(database, tmp_path, adviser)


def build(database: Database, home: Path, adviser: Adviser, *, tells: bool = True) -> Office:
    """`tells`: whether there is a way to tell citizens anything."""
    acts: list[tuple[str, str, str, str]] = []
    told: list[tuple[str, str]] = []
    erased: list[tuple[str, int]] = []
    rung: list[int] = []

    def tell(conversation: str, replies: Sequence[Mapping[str, Any]]) -> None:
        told.extend((conversation, one["text"]) for one in replies)

    room = CaseRoom.build(
        database,
        PROJECT / "data",
        home / "keys",
        adviser.phrases,
        lambda *act: acts.append(act),
        tell=tell if tells else None,
        erase=lambda conversation, number: erased.append((conversation, number)),
        notice=rung.append,
    )
    interactions = Interactions(database, "model", "data")
    return Office(room, database, Conversations(database), interactions, acts, told, erased, rung)
