"""Bar B-32: who holds every table, but not the identity key, joins no report to an account."""

import asyncio
import itertools
import json
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import MetaData, select

from bot.cases.scatter import scatter
from bot.cases.states import State
from bot.channels.message import InboundMessage
from bot.dialogue import Dialogue
from bot.house import House
from bot.outcomes import Outcome
from bot.privacy.pseudonym import pseudonym
from bot.privacy.receipt import code_hash
from bot.records.record import Said
from bot.storage.queue_tables import Contact
from bot.storage.tables import Report
from tests.cases.conftest import MAI, TODAY

REPORTERS = 100
WITHHELD = "[Nội dung tin báo, lưu riêng]"


class Engine:
    """Ends a report form as the real one does; other words are talked about."""

    def __init__(self, house: House):
        self._house = house

    async def turn(self, turn) -> dict[str, Any]:
        if not turn.text.startswith("báo: "):
            said = Said(Outcome.SMALL_TALK, [{"text": "Vâng ạ.", "buttons": [], "image": None}], "greet")
            self._house.interactions.contribute(turn.interaction_id, said)
            return {}
        self._house.interactions.withhold(turn.interaction_id, WITHHELD)
        content = {"what": turn.text.removeprefix("báo: "), "when_where": "ở chợ", "who": ""}
        self._house.reports.receive(turn.interaction_id, "fraud", content, TODAY)
        text = self._house.adviser.phrases("report.received", days=3)
        said = Said(
            Outcome.REPORT_RECEIVED, [{"text": text, "buttons": [], "image": None}], "fraud_report", "make_report"
        )
        self._house.interactions.contribute(turn.interaction_id, said)
        return {}


class Town:
    """A hundred people who talk, report, come back and add something; a third of them want to be told."""

    def __init__(self, house: House):
        self.house, self.dialogue = house, Dialogue(house, Engine(house))
        house.case_room.links._tell = lambda *_: None
        house.case_room.cases._audit = lambda *_: None
        #: Receipt code → who got it.
        self.codes: dict[str, str] = {}

    def says(self, who: str, text: str | None = None, payload: str | None = None):
        message = InboundMessage("zalo", who, str(uuid.uuid4()), text, payload)
        return asyncio.run(self.dialogue.answer(message))

    def presses(self, who: str, reply, title: str):
        (payload,) = [one["payload"] for each in reply.replies for one in each["buttons"] if one["title"] == title]
        return self.says(who, payload=payload)

    def conversation(self, who: str) -> str:
        return self.house.conversations.of("zalo", pseudonym(self.house.key, "zalo", who))

    def live(self) -> None:
        people = [f"người {number}" for number in range(REPORTERS)]
        for who in people:
            conversation = self.conversation(who)
            with self.house.database.session() as session:
                session.add(Contact(conversation_id=conversation, channel="zalo", sealed=uuid.uuid4().bytes))
            self.says(who, "chào An Sinh")
            story = f"báo: chuyện thứ {uuid.uuid4().hex} về người thu tiền lấy {len(self.codes)} triệu của tôi"
            code = self.says(who, story).receipt
            assert code
            self.codes[code] = who
        for code in self.codes:
            number = self.number(code)
            self.house.case_room.cases.ask(MAI, number, f"Hỏi thêm về chuyện {uuid.uuid4().hex}?", TODAY)
            self.house.case_room.cases.move(MAI, number, State.RECEIVED, "nhận", version=1, today=TODAY)
        for at, (code, who) in enumerate(self.codes.items()):
            opened = self.says(who, f"mã {code}")
            assert "Hỏi thêm về chuyện" in opened.replies[-1]["text"]
            self.presses(who, opened, "Trả lời cán bộ")
            self.says(who, f"trả lời {uuid.uuid4().hex} xong rồi")
            if at % 3 == 0:
                self.presses(who, self.presses(who, self.says(who, code), "Báo tôi khi có trả lời"), "Tôi đồng ý")

    def number(self, code: str) -> int:
        from bot.storage.case_tables import CaseFile

        report = self.house.reports.find(code)
        with self.house.database.reading() as session:
            return session.get_one(CaseFile, report.id).number

    def truth(self) -> dict[str, str]:
        """Report → conversation, as nobody but this test knows."""
        known = {}
        with self.house.database.reading() as session:
            for code, who in self.codes.items():
                hashed = code_hash(self.house.key, code)
                report = session.scalar(select(Report.id).where(Report.receipt_hash == hashed))
                known[report] = self.conversation(who)
        return known


def values(cell: Any) -> Iterator[Any]:
    """A cell, and everything inside it."""
    if isinstance(cell, str) and cell[:1] in "[{":
        with suppress(ValueError):
            cell = json.loads(cell)
    if isinstance(cell, dict):
        for inner in cell.values():
            yield from values(inner)
    elif isinstance(cell, list | tuple):
        for inner in cell:
            yield from values(inner)
    elif cell is not None and not isinstance(cell, bool):
        yield cell.hex() if isinstance(cell, bytes) else str(cell)


class Dump:
    """All tables, in the order in which the database gives them."""

    def __init__(self, house: House):
        metadata = MetaData()
        with house.database.looking() as connection:
            metadata.reflect(connection)
            self.tables = {
                name: [row._asdict() for row in connection.execute(select(table))]
                for name, table in metadata.tables.items()
            }
        turns = {row["id"]: row["conversation_id"] for row in self.tables["interaction"]}
        self._keys = {row["id"]: row["holder"].split("/")[-1] for row in self.tables.get("data_key", ())}
        self._turns = turns

    def report_of(self, table: str, row: dict[str, Any]) -> str | None:
        return row["id"] if table == "report" else row.get("report_id")

    def conversation_of(self, table: str, row: dict[str, Any]) -> str | None:
        if table == "conversation":
            return row["id"]
        owner = row.get("conversation_id") or self._turns.get(row.get("interaction_id"))
        return owner or self._turns.get(row.get("about")) or self._keys.get(row.get("key_id"))

    def columns(self, owner) -> dict[tuple[str, str], dict[str, set[str]]]:
        """By column: each value in it, and whose rows it stands in."""
        found: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for name, rows in self.tables.items():
            for row in rows:
                if whose := owner(name, row):
                    for column, cell in row.items():
                        for value in values(cell):
                            found[name, column][value].add(whose)
        return found


@pytest.fixture
def town(settings, database, monkeypatch) -> Iterator[Town]:
    house = House.build(settings.model_copy(update={"database_url": database.url}))
    town = Town(house)
    town.live()
    scatter(house.database)
    yield town
    house.database.close()


def no_value_joins(dump: Dump, truth: dict[str, str]) -> str:
    """Every pair of columns, one of reports and one of talks."""
    reports, talks = dump.columns(dump.report_of), dump.columns(dump.conversation_of)
    pairs = joined = 0
    for mine in reports.values():
        for theirs in talks.values():
            pairs += 1
            for value in mine.keys() & theirs.keys():
                if len(mine[value]) == len(theirs[value]) == 1:
                    joined += truth[next(iter(mine[value]))] == next(iter(theirs[value]))
    words = {value for column in reports.values() for value in column if len(value) >= 12 and " " in value}
    heard = "\n".join(value for column in talks.values() for value in column)
    copied = [value for value in words if value in heard]
    assert (joined, copied) == (0, [])
    return f"{len(reports)} × {len(talks)} columns, {pairs} pairs: {joined} of 100 reports joined"


def no_order_joins(dump: Dump, truth: dict[str, str]) -> None:
    """By chance one of a hundred stands in its place; by order of arrival all would."""
    arrived = [truth[report] for report in truth]
    for name, rows in dump.tables.items():
        order = list(
            dict.fromkeys(truth[dump.report_of(name, row)] for row in rows if dump.report_of(name, row) in truth)
        )
        if len(order) < REPORTERS:
            continue
        in_place = sum(one == other for one, other in zip(order, arrived, strict=True))
        in_turn = sum(order.index(one) + 1 == order.index(other) for one, other in itertools.pairwise(arrived))
        assert in_place <= 10, name
        assert in_turn <= 10, name


def no_column_is_of_both(town: Town, dump: Dump) -> None:
    """Tables of reports hold no time of day and no key of a talk."""
    with town.house.database.looking() as connection:
        metadata = MetaData()
        metadata.reflect(connection)
    for name in ("report", "case_file", "case_event", "case_message", "case_link", "denunciation_pointed"):
        table = metadata.tables[name]
        assert not any("time" in str(column.type).lower() for column in table.columns), name
        assert {key.column.table.name for key in table.foreign_keys} <= {"report"}, name
    both = [
        name for name, table in metadata.tables.items() if {"report_id", "conversation_id"} <= set(table.columns.keys())
    ]
    for name in both:
        assert not [row for row in dump.tables[name] if row["report_id"] and row["conversation_id"]]


def codes_stand_nowhere(town: Town, dump: Dump) -> None:
    """Neither in groups nor together."""
    everything = json.dumps(
        {name: [str(row) for row in rows] for name, rows in dump.tables.items()}, ensure_ascii=False
    )
    for code in town.codes:
        assert code not in everything
        assert code.replace(" ", "") not in everything


def the_key_opens_what_was_agreed_to(town: Town, truth: dict[str, str]) -> None:
    """The bar is held by the key: with it, the links of those who agreed are there, and of nobody else."""
    links = town.house.case_room.links
    with town.house.database.reading() as session:
        opened = {report: links._conversation(session, report) for report in truth}
    agreed = {report: talk for report, talk in opened.items() if talk}
    assert len(agreed) == len(range(0, REPORTERS, 3))
    assert all(truth[report] == talk for report, talk in agreed.items())


def test_bar_no_report_of_a_hundred_is_joined_to_an_account(town, capsys):
    dump, truth = Dump(town.house), town.truth()
    assert len(truth) == REPORTERS
    figure = no_value_joins(dump, truth)
    no_order_joins(dump, truth)
    no_column_is_of_both(town, dump)
    codes_stand_nowhere(town, dump)
    the_key_opens_what_was_agreed_to(town, truth)
    with capsys.disabled():
        print(f"\nB-32: {figure}")  # noqa: T201
