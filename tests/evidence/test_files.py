"""Files kept: once, sealed, with their talk or with their report, and never with both."""

import hashlib
import logging
import threading
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from bot.evidence.envelope import Envelope
from bot.evidence.files import LONGEST_NAME, Files, NoSuchFile, safe_name
from bot.evidence.kinds import Kind
from bot.evidence.limits import Limits
from bot.evidence.refusal import FileRefused, Refusal
from bot.privacy.sealing import SealBroken
from bot.records.conversations import Conversations
from bot.storage.database import DatabaseUnavailable, RowExists
from bot.storage.file_tables import SentFile, SentFileContent
from bot.storage.personal import HOLDINGS, Person, undeclared
from bot.storage.tables import Table
from tests.evidence.conftest import KEY, START, encoded, halves
from tests.evidence.test_kinds import OTHERS, TAKEN

PDF = TAKEN[Kind.PDF] + b"secret words of a paper"


def rows(database, table=SentFile):
    with database.reading() as session:
        return session.scalars(select(table)).all()


def refused(files, talk, content, key="e/9"):
    with pytest.raises(FileRefused) as caught:
        files.keep(key, talk, None, content)
    return caught.value.reason


def test_a_paper_is_kept_as_it_came(files, talk):
    kept = files.keep("e/0", talk, "thong-bao.pdf", PDF)
    assert (kept.kind, kept.facts.name, kept.facts.size) == (Kind.PDF, "thong-bao.pdf", len(PDF))
    assert kept.facts.sha256_original == kept.facts.sha256_kept == hashlib.sha256(PDF).hexdigest()
    assert kept.received_on.isoformat() == "2026-11-22"
    assert files.open(kept.id).content == PDF
    assert files.thumbnail(kept.id) is None


def test_a_picture_is_kept_as_it_was_drawn_anew(files, talk, png):
    original = png + b"trailer"
    kept = files.keep("e/0", talk, "anh.png", original)
    opened = files.open(kept.id)
    assert kept.facts.sha256_original == hashlib.sha256(original).hexdigest()
    assert kept.facts.sha256_kept == hashlib.sha256(opened.content).hexdigest() != kept.facts.sha256_original
    assert (kept.facts.width, kept.facts.height, kept.facts.size) == (80, 40, len(opened.content))
    assert b"trailer" not in opened.content
    assert (files.thumbnail(kept.id) or b"").startswith(b"\xff\xd8")


def test_recordings_films_and_papers_are_never_opened(files, talk):
    for kind in (kind for kind in Kind if not kind.is_picture):
        kept = files.keep(f"e/{kind}", talk, None, TAKEN[kind])
        assert (kept.kind, files.open(kept.id).content) == (kind, TAKEN[kind])


def test_the_day_is_the_one_in_viet_nam(files, talk, clock):
    clock.at = START.replace(hour=18)  # one in the morning there
    assert files.keep("e/0", talk, None, PDF).received_on.isoformat() == "2026-11-23"


def test_the_same_event_twice_keeps_one(files, talk, database):
    first = files.keep("e/0", talk, None, PDF)
    assert files.keep("e/0", talk, None, PDF) == first
    assert len(rows(database)) == len(rows(database, SentFileContent)) == 1


def test_the_same_event_in_many_workers_at_once_keeps_one(files, talk, database):
    kept, failures = [], []

    def work() -> None:
        try:
            kept.append(files.keep("e/0", talk, None, PDF))
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (failures, len(set(kept)), len(rows(database))) == ([], 1, 1)


def test_files_are_found_by_their_events(files, talk):
    one, two = files.keep("e/0", talk, None, PDF), files.keep("e/1", talk, None, PDF)
    assert files.of_turns(["e/0", "e/1", "e/2"]) == {"e/0": one, "e/1": two}


def test_an_event_stands_in_the_database_as_a_keyed_hash_alone(files, talk, database):
    key = "zalo:user_send_image:" + "9" * 500
    kept = files.keep(key, talk, None, PDF)
    [row] = rows(database)
    assert len(row.event_key) == 64
    assert row.event_key != hashlib.sha256(key.encode()).hexdigest()
    assert files.of_turns([key]) == {key: kept}


def test_what_is_not_on_the_list_is_refused_and_nothing_stored(files, talk, database):
    for what, content in OTHERS.items():
        assert refused(files, talk, content) is Refusal.UNKNOWN_TYPE, what
    assert rows(database) == []


def test_what_is_too_large_is_refused_unseen(files, talk):
    assert refused(files, talk, PDF + bytes(10 * 1024 * 1024)) is Refusal.TOO_LARGE


def test_a_file_of_exactly_the_largest_size_is_taken(database, talk):
    files = Files(database, KEY, Limits(largest=2048))
    assert files.keep("e/0", talk, None, PDF.ljust(2048)).facts.size == 2048
    assert refused(files, talk, PDF.ljust(2049)) is Refusal.TOO_LARGE


def test_a_broken_picture_is_refused(files, talk, png, database):
    assert refused(files, talk, png[:60]) is Refusal.UNREADABLE
    assert rows(database) == []


def test_a_talk_cannot_fill_the_disk(database, talk):
    files = Files(database, KEY, Limits(per_talk=3))
    for number in range(3):
        files.keep(f"e/{number}", talk, None, PDF)
    assert refused(files, talk, PDF) is Refusal.TOO_MANY
    assert files.keep("e/2", talk, None, PDF).kind is Kind.PDF, "what is there already is there"


def test_many_large_files_cannot_hold_up_the_move_to_their_report(database, talk, reported):
    files = Files(database, KEY, Limits(largest=4096, talk_largest=8192))
    files.keep("e/0", talk, None, PDF.ljust(4000))
    files.keep("e/1", talk, None, PDF.ljust(4000))
    assert refused(files, talk, PDF.ljust(200)) is Refusal.TOO_MANY
    files.move_to_report(talk, START, reported())
    assert files.keep("e/2", talk, None, PDF.ljust(4000)).facts.size == 4000, "what moved does not count any more"


@pytest.mark.parametrize("reason", list(Refusal))
def test_every_refusal_has_its_phrase(adviser, reason):
    assert reason.phrase in adviser.phrases.names()


def test_nothing_readable_is_stored(files, talk, database):
    """Neither content, nor name, nor a digest by which a file could be recognised."""
    files.keep("e/0", talk, "Nguyen Van Lan.pdf", PDF)
    [row], [content] = rows(database), rows(database, SentFileContent)
    stored = row.facts + content.sealed
    for word in (b"secret words", b"Lan", hashlib.sha256(PDF).digest(), hashlib.sha256(PDF).hexdigest().encode()):
        assert word not in stored


def test_logs_hold_nothing_of_a_file(files, talk, png, caplog):
    caplog.set_level(logging.DEBUG)
    files.keep("canary-event/0", talk, "canary-name.pdf", PDF + b"canary-content")
    for content in (b"canary-no-file", png[:50] + b"canary-broken"):
        refused(files, talk, content)
    assert "canary" not in caplog.text


def test_a_content_belongs_to_its_row(files, talk, database):
    one, two = files.keep("e/0", talk, None, PDF), files.keep("e/1", talk, None, PDF + b"2")
    contents = {row.file_id: row.sealed for row in rows(database, SentFileContent)}
    with database.session() as session:
        session.execute(
            update(SentFileContent).where(SentFileContent.file_id == one.id).values(sealed=contents[two.id])
        )
    with pytest.raises(SealBroken):
        files.open(one.id)
    assert files.open(two.id).content.endswith(b"2")


def test_one_part_does_not_open_as_another():
    envelope = Envelope(KEY)
    sealed = envelope.close(b"x", "id", "content")
    assert envelope.open(sealed, "id", "content") == b"x"
    for file_id, part in (("id", "thumbnail"), ("other", "content")):
        with pytest.raises(SealBroken):
            envelope.open(sealed, file_id, part)


def test_another_installation_opens_nothing(files, talk, database):
    kept = files.keep("e/0", talk, None, PDF)
    with pytest.raises(SealBroken):
        Files(database, bytes(32), Limits()).open(kept.id)


def test_what_is_not_there_is_said_to_be_so(files):
    for act in (files.open, files.thumbnail):
        with pytest.raises(NoSuchFile):
            act("nothing")


def test_a_talk_that_was_erased_gets_no_file(files):
    with pytest.raises(RowExists):
        files.keep("e/0", str(uuid.uuid4()), None, PDF)


def test_a_report_gets_the_files_of_its_form_in_their_order(files, talk, clock, reported):
    files.keep("early/0", talk, None, PDF + b"early")
    begun = clock.pass_(minutes=10)
    for number in range(3):
        files.keep(f"form/{number}", talk, None, PDF + str(number).encode())
        clock.pass_(seconds=20)
    report = reported()
    assert files.move_to_report(talk, begun, report) == 3
    moved = files.of_report(report)
    assert [(one.position, files.open(one.id).content[-1:]) for one in moved] == [(1, b"0"), (2, b"1"), (3, b"2")]
    assert set(files.of_turns(["early/0", "form/0"])) == {"early/0"}


def test_files_that_come_later_follow_in_the_count(files, talk, clock, reported):
    report = reported()
    for number in range(2):
        files.keep(f"e/{number}", talk, None, PDF)
        files.move_to_report(talk, START, report)
    assert [one.position for one in files.of_report(report)] == [1, 2]


def test_two_moves_at_once_lose_and_double_nothing(files, talk, reported):
    report = reported()
    for number in range(4):
        files.keep(f"e/{number}", talk, None, PDF)
    moved: list[int] = []
    threads = [
        threading.Thread(target=lambda: moved.append(files.move_to_report(talk, START, report))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(files.of_report(report)) == 4


def values(database) -> set[object]:
    """Every stored value of every column that is not true of many files."""
    found: set[object] = set()
    for row in rows(database):
        found |= {row.id, row.event_key, row.conversation_id, row.received_at, row.facts, row.thumbnail}
    for content in rows(database, SentFileContent):
        found |= {content.file_id, content.sealed}
    return found - {None}


def test_of_a_reports_file_nothing_leads_back(files, talk, database, reported, png):
    """Two copies of the database, before and after, have not one value in common by which rows could be joined."""
    before_ids = {files.keep("e/0", talk, "anh.png", png).id, files.keep("e/1", talk, None, PDF).id}
    before = values(database)
    report = reported()
    files.move_to_report(talk, START, report)
    assert values(database) & before == set()
    for row in rows(database):
        assert (row.conversation_id, row.event_key, row.received_at) == (None, None, None)
    assert {one.id for one in files.of_report(report)} & before_ids == set()


def test_what_a_file_says_of_itself_stays_through_the_move(files, talk, reported, png):
    kept, thumbnail = files.keep("e/0", talk, "anh.png", png), None
    thumbnail, content = files.thumbnail(kept.id), files.open(kept.id).content
    report = reported()
    files.move_to_report(talk, START, report)
    [moved] = files.of_report(report)
    assert (moved.facts, moved.kind, moved.received_on) == (kept.facts, kept.kind, kept.received_on)
    assert (files.thumbnail(moved.id), files.open(moved.id).content) == (thumbnail, content)


def test_the_move_is_part_of_the_transaction_that_takes_the_report(files, talk, database, reported):
    files.keep("e/0", talk, None, PDF)
    report = reported()

    def fails(connection) -> None:
        assert files.move_within(connection, talk, START, report) == 1
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.together(fails)
    assert files.of_report(report) == []
    assert database.together(lambda connection: files.move_within(connection, talk, START, report)) == 1
    assert len(files.of_report(report)) == 1


def test_the_files_of_another_talk_stay_where_they_are(files, talk, database, reported):
    other = Conversations(database).of("zalo", "somebody-else")
    files.keep("o/0", other, None, PDF)
    assert files.move_to_report(talk, START, reported()) == 0
    assert set(files.of_turns(["o/0"])) == {"o/0"}


def test_the_database_itself_refuses_a_file_of_a_talk_and_a_report(files, talk, database, reported):
    kept, report = files.keep("e/0", talk, None, PDF), reported()
    for change in ({"report_id": report}, {"conversation_id": None}, {"event_key": None}, {"received_at": None}):
        with pytest.raises(RowExists), database.session() as session:
            session.execute(update(SentFile).where(SentFile.id == kept.id).values(**change))


def test_a_citizen_who_is_forgotten_leaves_no_file(files, talk, database):
    files.keep("e/0", talk, None, PDF)
    files.keep("e/1", talk, None, PDF)
    assert files.forget(talk) == 2
    assert rows(database) == rows(database, SentFileContent) == []


def test_an_erasure_of_a_person_takes_what_waits_and_leaves_what_was_reported(files, talk, database, reported):
    report = reported()
    files.keep("e/0", talk, None, PDF)
    files.move_to_report(talk, START, report)
    files.keep("e/1", talk, None, PDF)
    person = Person(talk, "zalo", "pseudonym-of-lan")
    with database.session() as session:
        for holding in HOLDINGS:
            if holding.table.name.startswith("sent_file"):
                assert holding.wipe(session.connection(), person) == 1
    assert files.of_turns(["e/1"]) == {}
    assert len(files.of_report(report)) == len(rows(database, SentFileContent)) == 1


def test_every_column_of_these_tables_is_spoken_for():
    ours = {
        name: one for name, one in Table.metadata.tables.items() if name in {"sent_file", "sent_file_content", "notice"}
    }
    assert len(ours) == 3
    assert undeclared(ours) == []


def test_rows_have_no_number_that_tells_when_they_came(files, talk, database):
    files.keep("e/0", talk, None, PDF)
    if database.engine.dialect.name != "sqlite":
        return
    for name in ("sent_file", "sent_file_content"):
        with pytest.raises(DatabaseUnavailable), database.reading() as session:
            session.execute(text(f"select rowid from {name}"))  # noqa: S608


def test_what_was_reported_outlives_the_talk(files, talk, database, reported):
    report = reported()
    files.keep("e/0", talk, None, PDF)
    files.move_to_report(talk, START, report)
    assert files.forget(talk) == 0
    with database.session() as session:
        session.execute(text("delete from conversation"))
    assert len(files.of_report(report)) == 1


def test_a_talk_or_report_that_is_deleted_takes_its_files_along(files, talk, database, reported):
    files.keep("e/0", talk, None, PDF)
    files.move_to_report(talk, START, reported())
    files.keep("e/1", talk, None, PDF)
    with database.session() as session:
        session.execute(text("delete from conversation"))
        session.execute(text("delete from report"))
    assert rows(database) == rows(database, SentFileContent) == []


def test_files_whose_report_never_came_are_swept_after_a_day(files, talk, clock, reported):
    report = reported()
    files.keep("reported/0", talk, None, PDF)
    files.move_to_report(talk, START, report)
    files.keep("old/0", talk, None, PDF)
    clock.pass_(hours=23)
    files.keep("new/0", talk, None, PDF)
    assert files.sweep(clock.at) == 0
    assert files.sweep(clock.pass_(hours=2)) == 1
    assert set(files.of_turns(["old/0", "new/0"])) == {"new/0"}
    assert len(files.of_report(report)) == 1
    assert files.sweep(clock.at + timedelta(days=400)) == 1


NAMES = {
    "../../etc/passwd": "passwd",
    "C:\\Users\\lan\\Ảnh.jpg": "Ảnh.jpg",
    "a\0b\r\nc\u202egpj.exe": "abcgpj.exe",
    "CCCD 079199000123.jpg": "CCCD [CCCD_1].jpg",
    "  . ": None,
    "": None,
    None: None,
    "x" * 500: "x" * LONGEST_NAME,
    "=cmd|' /C calc'!A0.pdf": "=cmd|' /C calc'!A0.pdf".rpartition("/")[2],
}


@pytest.mark.parametrize("name", NAMES)
def test_names_are_made_safe(name):
    assert safe_name(name) == NAMES[name]


def test_a_large_picture_of_a_phone_is_kept(files, talk):
    content = encoded(halves((4000, 3000)), "JPEG", quality=95)
    assert files.keep("e/0", talk, None, content).facts.width == 4000
