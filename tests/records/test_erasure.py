"""Bar: after an erasure nothing of the citizen is found in any byte of the database, and the chain still verifies."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import Connection, insert, select, text

from bot.clock import now
from bot.outcomes import Outcome
from bot.records.chain.chain import CONTENTS, ENTRIES
from bot.records.conversations import Conversations
from bot.records.erasure import Ground, RefusalGround, UnknownConversation
from bot.records.memory import Memory
from bot.records.record import Said
from bot.storage.chain_tables import DataKeyRow
from bot.storage.database import Database
from bot.storage.scrub import scrub
from bot.storage.tables import ButtonOffered, Interaction, PictureShown, Table, WorkingMemory
from tests.records.chain.conftest import FALLBACK, Recorded

DAY = date(2026, 11, 22)
#: Said, answered, offered, drawn: each in its own words, none of which is anywhere else.
WORDS = ("Nguyễn-Thị-Ngoan-hỏi", "trả-lời-cho-bà-Ngoan", "nút-của-bà-Ngoan", "hình-của-bà-Ngoan")
ANSWER = Said(Outcome.ANSWERED, [{"text": WORDS[1], "buttons": [], "image": None}], "eligibility", "who")


@pytest.fixture
def recorded(database, tmp_path) -> Recorded:
    return Recorded(database, tmp_path)


@pytest.fixture
def filled(recorded) -> Recorded:
    """Two citizens, one of whom has left something in every table that holds a person."""
    recorded.turn("bình", "câu-của-anh-Bình")
    turn = recorded.accepts("ngoan", f"{WORDS[0]} 079190001234")
    recorded.conversation_id = recorded.interactions.get(turn).conversation_id
    memory = Memory(recorded.database, bytes(32))

    def keep(connection: Connection, _record) -> None:
        memory.keep(connection, recorded.conversation_id, {"slots": {"income": WORDS[0]}})
        of = {"conversation_id": recorded.conversation_id, "title": WORDS[2], "intent": "inform", "text": WORDS[2]}
        connection.execute(insert(ButtonOffered.__table__), {"token": "t" * 16, "offered_at": now(), **of})
        shown = {"interaction_id": turn, "content": {"title": WORDS[3]}, "drawn_at": now()}
        connection.execute(insert(PictureShown.__table__), {"id": "p" * 32, **shown})

    recorded.interactions.finish(turn, ANSWER, keep)
    pictures = recorded.home / "pictures"
    pictures.mkdir()
    (pictures / f"{'p' * 32}.png").write_bytes(WORDS[3].encode())
    recorded.turn("bình", "câu-thứ-hai-của-anh-Bình")
    return recorded


def erase(recorded: Recorded, conversation: str | None = None):
    return recorded.erasure.erase(conversation or recorded.conversation_id, Ground.CITIZEN_ASKED, "lan", DAY)


def bytes_of(recorded: Recorded) -> bytes:
    """Every byte that the database has on the disk, and every file of the home folder."""
    found = [file.read_bytes() for file in recorded.home.rglob("*") if file.is_file()]
    if recorded.database.engine.dialect.name == "postgresql":
        # Tables, indexes and what lies outside of rows (TOAST), as the files hold them.
        relations = text(
            "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class WHERE relkind IN ('r', 'i', 't')"
            " AND (relnamespace = current_schema()::regnamespace OR oid IN (SELECT reltoastrelid FROM pg_class"
            " WHERE relnamespace = current_schema()::regnamespace))"
        )
        with recorded.database.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("CHECKPOINT")
            found += [bytes(content) for content in connection.scalars(relations) if content]
    return b"\0".join(found)


def secrets_of(recorded: Recorded) -> list[bytes]:
    """What stands for the citizen without being words: pseudonym, message id, wrapped key, sealed contents."""
    keys, memory = DataKeyRow.__table__, WorkingMemory.__table__
    with recorded.database.looking() as connection:
        holder = f"conversation:{recorded.conversation_id}"
        wrapped = connection.execute(select(keys.c.id, keys.c.wrapped).where(keys.c.holder == holder)).one()
        sealed = connection.scalars(
            select(CONTENTS.c.sealed)
            .join(ENTRIES, ENTRIES.c.sequence == CONTENTS.c.sequence)
            .where(ENTRIES.c.key_id == wrapped.id)
        )
        remembered = connection.scalars(select(memory.c.sealed))
        # Not the key's own column alone: a piece of it tells as much.
        return [part[:48] for part in (wrapped.wrapped, *sealed, *remembered)] + [b"m2", b"ngoan"]


def found_in(content: bytes, secrets: list[bytes]) -> list[bytes]:
    words = [form for word in WORDS for form in (word.encode(), json.dumps(word).strip('"').encode())]
    return [one for one in (*words, *secrets) if one in content]


def test_nothing_of_the_citizen_is_left_in_any_byte(filled, capsys):
    secrets = [one for one in secrets_of(filled) if one not in {b"m2"}]
    if filled.database.engine.dialect.name == "postgresql":
        filled.database.engine.dispose()
    before = found_in(bytes_of(filled), secrets)
    assert {word.encode() for word in WORDS} <= set(before)
    assert len(before) >= len(WORDS) + 3
    erased = erase(filled)
    scrub(filled.database)
    left = found_in(bytes_of(filled), secrets)
    name = filled.database.engine.dialect.name
    with capsys.disabled():
        print(f"\n{name}: of {len(before)} traces of the citizen {len(left)} left")  # noqa: T201  the bar is to be read
    assert left == []
    assert "câu-của-anh-Bình".encode() in bytes_of(filled)
    assert filled.walk() == []
    assert erased.wiped["interaction"] == erased.wiped["working_memory"] == erased.wiped["picture"] == 1


def test_the_tombstone_shows_ground_day_and_approver(filled):
    erased = erase(filled)
    with filled.database.looking() as connection:
        row = connection.execute(select(ENTRIES).where(ENTRIES.c.sequence == erased.tombstone)).one()
    assert (row.kind, json.loads(row.note)) == (
        "erased",
        {"ground": "citizen_asked", "approver": "lan", "day": "2026-11-22"},
    )


def test_what_is_counted_stays_and_what_was_said_goes(filled):
    erase(filled)
    with filled.database.looking() as connection:
        turns = Interaction.__table__
        row = connection.execute(select(turns).where(turns.c.conversation_id == filled.conversation_id)).one()
    assert (row.topic, row.aspect, row.outcome, row.model_version) == ("eligibility", "who", "answered", "model-1")
    assert (row.question, row.replies, row.message_id) == ("", [], f"erased-{row.id}")


def test_another_citizen_is_left_alone(filled):
    erase(filled)
    with filled.database.looking() as connection:
        sealed = connection.scalars(select(CONTENTS.c.sequence)).all()
    assert sealed == [1, 3]
    assert Conversations(filled.database).of("web", "bình")
    filled.turn("bình")
    assert filled.walk() == []


def test_the_next_message_of_the_same_account_is_a_new_beginning(filled):
    erase(filled)
    filled.turn("ngoan", "em chào")
    assert filled.conversation("ngoan") != filled.conversation_id
    assert filled.walk() == []


def test_a_picture_file_goes_and_caches_forget(filled):
    forgotten = []
    filled.erasure._caches = [lambda: forgotten.append(1)]
    assert erase(filled).pictures == ["p" * 32]
    assert (list((filled.home / "pictures").iterdir()), forgotten) == ([], [1])


def test_what_is_being_answered_meanwhile_is_not_stored_after(filled):
    turn = filled.accepts("ngoan", "câu đang hỏi")
    filled.interactions.hold(turn)
    filled.interactions.contribute(turn, ANSWER)
    kept: list[object] = []
    erase(filled)
    record = filled.interactions.finish(turn, FALLBACK, lambda *given: kept.append(given))
    assert (record.replies, record.outcome, kept) == ([], "error", [])
    assert WORDS[1].encode() not in bytes_of(filled) or filled.walk() == []
    scrub(filled.database)
    assert found_in(bytes_of(filled), []) == []
    assert filled.walk() == []


def test_what_was_on_its_way_is_erased_again(filled):
    """A message whose conversation was looked up before the erasure and stored after it."""
    erase(filled)
    assert filled.erasure.erase_again() == []
    filled.conversation = lambda _citizen: filled.conversation_id
    filled.turn("ngoan", WORDS[0])
    assert filled.erasure.erase_again() == [filled.conversation_id]
    assert filled.erasure.erase_again() == []
    scrub(filled.database)
    assert found_in(bytes_of(filled), []) == []
    assert filled.walk() == []


def test_a_citizen_who_never_finished_a_turn_can_be_erased(recorded):
    turn = recorded.accepts("ngoan", WORDS[0])
    recorded.conversation_id = recorded.interactions.get(turn).conversation_id
    assert erase(recorded).tombstone == 2
    scrub(recorded.database)
    assert (found_in(bytes_of(recorded), []), recorded.walk()) == ([], [])


def test_erasing_beside_running_turns(filled):
    """Turns of others go on in the same shared transactions; the erasure may be done twice by them."""
    citizens = [filled.interactions.get(filled.turn(f"citizen-{number}")).conversation_id for number in range(6)]
    with ThreadPoolExecutor(8) as pool:
        turns = [pool.submit(filled.turn, "bình") for _ in range(12)]
        gone = [pool.submit(erase, filled, one) for one in citizens]
        for future in (*turns, *gone):
            future.result()
    assert filled.walk() == []
    with filled.database.looking() as connection:
        assert len(connection.scalars(select(DataKeyRow.__table__.c.holder)).all()) == 3  # house, Bình, Ngoan


def test_an_erasure_that_fails_changes_nothing(filled, monkeypatch):
    def fails(*_) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(filled.keys, "destroy", fails)
        with pytest.raises(ZeroDivisionError):
            erase(filled)
    assert filled.walk() == []
    assert (filled.home / "pictures" / f"{'p' * 32}.png").exists()
    assert filled.conversation("ngoan") == filled.conversation_id


def test_nobody_is_erased_without_a_ground_of_the_list(filled):
    with pytest.raises(ValueError, match="because"):
        filled.erasure.erase(filled.conversation_id, "because", "lan", DAY)
    with pytest.raises(UnknownConversation):
        filled.erasure.erase("nobody", Ground.ORDERED, "lan", DAY)
    assert filled.walk() == []


def test_a_refusal_is_on_record_with_its_ground(filled):
    row = filled.erasure.refuse(filled.conversation_id, RefusalGround.LEGAL_DUTY, "lan", DAY, "hồ sơ của bà Ngoan")
    with filled.database.looking() as connection:
        entry = connection.execute(select(ENTRIES).where(ENTRIES.c.sequence == row)).one()
    assert (entry.kind, json.loads(entry.note)["ground"]) == ("erasure_refused", "legal_duty")
    assert "hồ sơ".encode() not in bytes_of(filled)
    assert filled.walk() == []
    for conversation, ground, error in (
        (filled.conversation_id, "no wish", ValueError),
        ("nobody", RefusalGround.DISPUTE, UnknownConversation),
    ):
        with pytest.raises(error):
            filled.erasure.refuse(conversation, ground, "lan", DAY, "…")


def test_a_refusal_is_forgotten_with_the_citizen_but_its_ground(filled):
    filled.erasure.refuse(filled.conversation_id, RefusalGround.CASE_OPEN, "lan", DAY, "…")
    erase(filled)
    assert filled.walk() == []


def test_a_request_of_the_citizen_names_its_number(filled):
    filled.erasure.for_request(filled.conversation_id, 7)
    with filled.database.looking() as connection:
        note = connection.scalar(select(ENTRIES.c.note).where(ENTRIES.c.kind == "erased"))
    assert json.loads(note)["approver"] == "request/7"


def test_words_that_come_back_into_an_erased_row_are_found(filled):
    erase(filled)
    with filled.database.session() as session:
        for row in session.scalars(select(Interaction).where(Interaction.question == "")):
            row.question = "lại có chữ"
    assert filled.walk()[0].what.endswith("holds words")


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.postgres
def test_only_the_owner_scrubs_postgresql(recorded, postgres_url):
    from bot.storage.scrub import NotOurs

    role = f"stranger_{os.getpid()}"
    with recorded.database.engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {role}")
    stranger = Database(f"{recorded.database.url}?options=-c%20role%3D{role}")
    try:
        with pytest.raises(NotOurs, match="another role"):
            scrub(stranger)
    finally:
        stranger.close()
        with recorded.database.engine.begin() as connection:
            connection.exec_driver_sql(f"DROP ROLE {role}")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_scrub_beside_a_reader_says_so_and_can_be_repeated(filled):
    from bot.storage.database import DatabaseUnavailable

    erase(filled)
    with filled.database.looking() as connection:
        connection.execute(select(ENTRIES)).all()
        filled.turn("bình")
        with pytest.raises(DatabaseUnavailable):
            scrub(filled.database)
    scrub(filled.database)
    assert found_in(bytes_of(filled), []) == []


def test_every_table_of_a_person_is_wiped_in_some_test():
    """A holding that no test fills would be a promise only."""
    from bot.storage.personal import HOLDINGS

    filled_here = {"picture", "button", "working_memory", "interaction", "conversation"}
    assert filled_here <= {one.table.name for one in HOLDINGS} <= set(Table.metadata.tables)


def test_rooms_that_know_a_talk_under_other_names_forget_it_too(filled):
    forgotten: list[str] = []
    erasure = filled.erasure
    erasure.also.append(forgotten.append)
    erasure.erase(filled.conversation_id, Ground.CITIZEN_ASKED, "officer", DAY)
    assert forgotten == [filled.conversation_id]
