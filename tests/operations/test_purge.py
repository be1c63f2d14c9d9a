"""The purge: what is over goes, what is held or younger stays, and the chain still verifies."""

import os
import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update

from bot.operations.purge import AT_ONCE, Purge
from bot.outcomes import Outcome
from bot.privacy.retention import Schedule
from bot.records.chain import Deed, Kind, of_conversation, of_report
from bot.records.chain.chain import CONTENTS, ENTRIES
from bot.records.chain.verifying import Walk
from bot.records.conversations import Conversations
from bot.records.holds import HoldGround, Holds
from bot.records.interactions import Interactions, Question
from bot.records.record import Said
from bot.records.room import RecordRoom
from bot.settings import PROJECT
from bot.storage.case_tables import CaseFile, CaseLink, CaseMessage, DataRequest
from bot.storage.database import Database
from bot.storage.file_tables import SentFile, SentFileContent
from bot.storage.personal import table
from bot.storage.queue_tables import OutboxMessage
from bot.storage.tables import Conversation, Interaction, Report

DAY = date(2032, 11, 22)
WORDS = "tôi bán cá ở bến Sa Kỳ"


@dataclass
class Office:
    """A database with its record, the purge of one day, and shortcuts to fill it."""

    database: Database
    home: Path
    room: RecordRoom = field(init=False)
    holds: Holds = field(init=False)

    def __post_init__(self) -> None:
        self.room = RecordRoom.build(self.database, self.home)
        self.holds = Holds(self.database, self.room.chain)
        (self.home / "logs").mkdir()

    @property
    def purge(self) -> Purge:
        return Purge(
            self.database,
            Schedule.load(PROJECT / "data" / "privacy" / "retention.toml"),
            chain=self.room.chain,
            erasure=self.room.erasure,
            logs=self.home / "logs",
            day=DAY,
        )

    def talk(self, citizen: str, last: date, outcome: Outcome = Outcome.ANSWERED, words: str = WORDS) -> str:
        """A talk of one turn that was held on a day."""
        talk = Conversations(self.database).of("web", citizen)
        turns = Interactions(self.database, "model", "data", self.room.chain)
        moment = datetime(last.year, last.month, last.day, 5, tzinfo=UTC)
        with pytest.MonkeyPatch.context() as clock:
            clock.setattr("bot.records.interactions.now", lambda: moment)
            turn, _ = turns.accept(Question(talk, "web", f"m-{uuid.uuid4()}", words, last, original=words))
        turns.hold(turn)
        turns.contribute(turn, Said(outcome, [{"text": "vâng", "buttons": [], "image": None}]))
        turns.finish(turn, Said(Outcome.ERROR))
        with self.database.session() as session:
            session.execute(update(Conversation).where(Conversation.id == talk).values(started_at=moment))
        return talk

    def report(self, since: date, state: str = "closed") -> str:
        """A report with a case, a message, a link and a file."""
        report, number = str(uuid.uuid4()), uuid.uuid4().int % 10**6
        ground = "replied" if state == "closed" else None
        with self.database.session() as session:
            session.add(
                Report(id=report, kind="fraud", received_on=since, content={"what": WORDS}, receipt_hash=report)
            )
            session.flush()
            session.add(
                CaseFile(
                    report_id=report, number=number, state=state, since=since, opened_on=since, version=1, triage=False,
                    cluster=number, ground=ground, clues=b"clues",
                )
            )  # fmt: skip
            session.flush()
            session.add(
                CaseMessage(id=report, report_id=report, position=1, kind="addition", said_on=since, text=WORDS)
            )
            session.add(CaseLink(report_id=report, sealed=b"link"))
            session.add(
                SentFile(id=report, report_id=report, received_on=since, position=1, kind="jpeg", facts=b"facts")
            )
            session.flush()
            session.add(SentFileContent(file_id=report, sealed=b"content"))
        deed = Deed(Kind.REPORT_RECEIVED, of_report(report), {"what": WORDS}, about=report)
        self.database.together(lambda _: None, lambda connection: self.room.chain.append(connection, deed))
        return report

    def sent(self, talk: str, day: date, state: str = "confirmed", count: int = 1) -> None:
        moment = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
        rows = [
            {
                "conversation_id": talk, "channel": "zalo", "origin": f"{uuid.uuid4()}", "position": 0, "state": state,
                "attempts": 1, "created_at": moment, "due_at": moment, "possible_duplicate": False,
            }
            for _ in range(count)
        ]  # fmt: skip
        with self.database.session() as session:
            session.execute(insert(OutboxMessage), rows)

    def words_of(self, talk: str) -> set[str]:
        with self.database.reading() as session:
            return set(session.scalars(select(Interaction.question).where(Interaction.conversation_id == talk)))

    def count(self, of: type) -> int:
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(table(of))) or 0

    def verifies(self) -> bool:
        return list(Walk(self.database, self.room.chain.keys, ()).faults()) == []


@pytest.fixture
def office(database, tmp_path):
    return Office(database, tmp_path)


def numbers(office: Office) -> dict[str, tuple[int, int]]:
    return {one.kind: (len(one.going), one.held) for one in office.purge.going()}


def test_an_empty_office_has_nothing_to_end(office):
    assert numbers(office) == dict.fromkeys(["chat", "advice", "report", "outbox", "log"], (0, 0))
    assert set(office.purge.run("an").values()) == {0}
    with office.database.looking() as connection:
        assert office.room.chain.head(connection).sequence == 0


def test_a_talk_with_advice_is_kept_five_years_one_without_a_year(office):
    advised, chat = office.talk("a", date(2027, 11, 21)), office.talk("b", date(2031, 11, 21), Outcome.SMALL_TALK)
    on_the_day = office.talk("c", date(2027, 11, 22)), office.talk("d", date(2031, 11, 22), Outcome.SMALL_TALK)
    assert numbers(office)["advice"] == numbers(office)["chat"] == (1, 0)
    assert office.purge.run("an") == {"chat": 1, "advice": 1, "report": 0, "outbox": 0, "log": 0}
    assert office.words_of(advised) == office.words_of(chat) == {""}
    assert {word for talk in on_the_day for word in office.words_of(talk)} == {WORDS}
    assert office.verifies()


def test_the_last_turn_counts(office):
    office.talk("a", date(2020, 1, 1))
    office.talk("a", date(2032, 1, 1))
    assert numbers(office)["advice"] == (0, 0)


def test_a_dry_run_touches_nothing(office):
    talk, report = office.talk("a", date(2020, 1, 1)), office.report(date(2020, 1, 1))
    office.purge.going()
    assert office.words_of(talk) == {WORDS}
    with office.database.reading() as session:
        assert session.get(Report, report).content == {"what": WORDS}


def test_a_purge_can_be_run_again(office):
    office.talk("a", date(2020, 1, 1))
    office.report(date(2020, 1, 1))
    assert sum(office.purge.run("an").values()) == 2
    assert sum(office.purge.run("an").values()) == 0
    assert office.verifies()


def test_what_is_held_stays_until_the_hold_is_lifted(office):
    talk, report = office.talk("a", date(2020, 1, 1)), office.report(date(2020, 1, 1))
    office.sent(talk, date(2020, 1, 1))
    for holder in (of_conversation(talk), of_report(report)):
        office.holds.place(holder, HoldGround.COURT, "an", "vụ án")
    assert (numbers(office)["advice"], numbers(office)["report"], numbers(office)["outbox"]) == ((0, 1), (0, 1), (0, 1))
    assert sum(office.purge.run("an").values()) == 0
    assert office.words_of(talk) == {WORDS}
    office.holds.lift(of_conversation(talk), "an", "xong")
    assert office.purge.run("an")["advice"] == 1


def test_a_hold_placed_while_the_purge_runs_is_respected(office):
    talk, report = office.talk("a", date(2020, 1, 1)), office.report(date(2020, 1, 1))
    purge = office.purge
    found = purge.going()
    for holder in (of_conversation(talk), of_report(report)):
        office.holds.place(holder, HoldGround.COURT, "an", "vụ án")
    assert [purge._end(one, "an") for one in found if one.kind in {"advice", "report"}] == [0, 0]
    assert office.words_of(talk) == {WORDS}
    with office.database.reading() as session:
        assert session.get(Report, report).content == {"what": WORDS}


def test_a_talk_in_which_somebody_wrote_again_while_the_purge_runs_stays(office):
    talk = office.talk("a", date(2020, 1, 1))
    purge = office.purge
    found = purge.going()
    office.talk("a", date(2032, 11, 21))
    assert [purge._end(one, "an") for one in found if one.kind == "advice"] == [0]
    assert office.words_of(talk) == {WORDS}


def test_what_a_citizen_asks_about_stays_until_the_request_is_over(office):
    talk = office.talk("a", date(2020, 1, 1))
    request = DataRequest(
        id="r", number=1, conversation_id=talk, kind="copy", state="received", version=1,
        asked_at=datetime(2032, 11, 20, tzinfo=UTC), asked_on=date(2032, 11, 20), answer_by=date(2032, 11, 23),
        due_on=date(2032, 12, 1), third_party=False, extended=False,
    )  # fmt: skip
    with office.database.session() as session:
        session.add(request)
    assert numbers(office)["advice"] == (0, 1)
    with office.database.session() as session:
        session.execute(update(DataRequest).values(state="done"))
    assert numbers(office)["advice"] == (1, 0)


def test_a_report_goes_five_years_after_its_case_was_closed(office):
    old = office.report(date(2027, 11, 21))
    others = [office.report(date(2027, 11, 22)), office.report(date(2020, 1, 1), state="verifying")]
    assert office.purge.run("an")["report"] == 1
    with office.database.reading() as session:
        assert (session.get(Report, old).content, session.get(Report, old).receipt_hash) == ({}, None)
        assert session.get(CaseFile, old).clues is None
        assert session.get(CaseFile, old).state == "closed"
        assert session.get(CaseMessage, old).text == ""
        assert (session.get(CaseLink, old), session.get(SentFile, old), session.get(SentFileContent, old)) == (
            None,
        ) * 3
        for report in others:
            assert session.get(Report, report).content == {"what": WORDS}
            assert session.get(SentFileContent, report).sealed == b"content"


def test_the_key_of_a_report_is_destroyed_and_its_tombstone_stays(office):
    report = office.report(date(2020, 1, 1))
    with office.database.looking() as connection:
        key = office.room.chain.keys.find(connection, of_report(report))
        before = connection.scalar(select(func.count()).select_from(CONTENTS))
    office.purge.run("an")
    with office.database.looking() as connection:
        assert office.room.chain.keys.find(connection, of_report(report)) is None
        tombstone = connection.execute(
            select(ENTRIES.c.note).where(ENTRIES.c.kind == Kind.ERASED, ENTRIES.c.key_id == key)
        ).scalar_one()
        assert connection.scalar(select(func.count()).select_from(CONTENTS)) == before - 1
    assert '"ground":"retention_over"' in tombstone
    assert office.verifies()


def test_a_report_without_a_key_goes_too(office):
    report = office.report(date(2020, 1, 1))
    office.purge.run("an")
    with office.database.session() as session:
        session.execute(update(Report).values(content={"what": WORDS}))
    assert office.purge.run("an")["report"] == 1
    with office.database.reading() as session:
        assert session.get(Report, report).content == {}


def test_nothing_of_the_chain_is_ever_deleted(office):
    office.talk("a", date(2020, 1, 1))
    office.report(date(2020, 1, 1))
    with office.database.looking() as connection:
        before = connection.scalar(select(func.count()).select_from(ENTRIES))
    office.purge.run("an")
    with office.database.looking() as connection:
        kinds = list(connection.scalars(select(ENTRIES.c.kind).order_by(ENTRIES.c.sequence)))
    assert len(kinds) == before + 3
    assert kinds[-3:] == [Kind.ERASED, Kind.ERASED, Kind.PURGED]


def test_the_purge_is_on_record_with_who_answers_for_it(office):
    office.talk("a", date(2020, 1, 1))
    office.purge.run("can_bo_an")
    with office.database.looking() as connection:
        note = connection.scalar(select(ENTRIES.c.note).where(ENTRIES.c.kind == Kind.PURGED))
    assert note == (
        '{"approver":"can_bo_an","day":"2032-11-22","ended":{"advice":1,"chat":0,"log":0,"outbox":0,"report":0}}'
    )


def test_delivered_messages_go_after_a_year_and_others_stay(office):
    talk = office.talk("a", date(2032, 1, 1))
    office.sent(talk, date(2031, 11, 21), count=AT_ONCE + 5)
    for state in ("sent", "dead"):
        office.sent(talk, date(2031, 11, 21), state)
    for state in ("pending", "failed"):
        office.sent(talk, date(2031, 11, 21), state)
    office.sent(talk, date(2031, 11, 22))
    assert office.purge.run("an")["outbox"] == AT_ONCE + 7
    assert office.count(OutboxMessage) == 3


def test_logs_that_nobody_writes_to_go_after_a_year(office):
    logs = office.home / "logs"
    for name, days in (("old.log", 400), ("older/engine.log", 4000), ("new.log", 300)):
        file = logs / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("started")
        moment = (datetime(2032, 11, 22, tzinfo=UTC) - timedelta(days=days)).timestamp()
        os.utime(file, (moment, moment))
    assert office.purge.run("an")["log"] == 2
    assert sorted(str(one.relative_to(logs)) for one in logs.rglob("*.log")) == ["new.log"]


def test_no_words_are_left_in_the_file_once_it_is_scrubbed(office):
    if office.database.engine.dialect.name != "sqlite":
        pytest.skip("the bytes of a server are not ours to read")
    from bot.storage.scrub import scrub

    secret = "một câu không ai khác nói 7361"
    talk = office.talk("a", date(2020, 1, 1), words=secret)
    office.purge.run("an")
    scrub(office.database)
    assert office.words_of(talk) == {""}
    for file in office.home.glob("*.db*"):
        assert secret.encode() not in file.read_bytes()


def test_a_talk_that_was_erased_is_not_counted_again(office):
    office.talk("a", date(2020, 1, 1))
    office.purge.run("an")
    assert numbers(office)["advice"] == (0, 0)


def test_a_talk_without_any_turn_is_chat(office):
    talk = Conversations(office.database).of("web", "nobody")
    with office.database.session() as session:
        session.execute(
            update(Conversation).where(Conversation.id == talk).values(started_at=datetime(2020, 1, 1, tzinfo=UTC))
        )
    assert numbers(office)["chat"] == (1, 0)
