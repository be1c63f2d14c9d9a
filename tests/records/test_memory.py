"""What a dialogue stands at: kept sealed, closed after an hour, forgotten after a week."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.clock import now
from bot.records.conversations import Conversations
from bot.records.memory import FORM_OPEN, REMEMBERED, Memory
from bot.storage.tables import WorkingMemory

KEY = bytes(range(32))
STATE = {"slots": {"income": 2_000_000, "province": "nghe-an", "requested_slot": "sex"}, "loop": "case_form"}


@pytest.fixture
def memory(database) -> Memory:
    return Memory(database, KEY)


@pytest.fixture
def talk(database) -> str:
    return Conversations(database).of("web", "pseudonym")


def keep(database, memory, talk, state=STATE) -> None:
    database.together(lambda connection: memory.keep(connection, talk, state))


def age(database, by: timedelta) -> None:
    with database.session() as session:
        session.execute(update(WorkingMemory).values(kept_at=now() - by))


def test_a_new_talk_begins_with_nothing(memory, talk):
    assert memory.of(talk) == {}


def test_what_was_kept_comes_back(database, memory, talk):
    keep(database, memory, talk)
    assert memory.of(talk) == STATE


def test_the_last_state_counts(database, memory, talk):
    keep(database, memory, talk)
    later = {"slots": {"income": 3_000_000}, "loop": None}
    keep(database, memory, talk, later)
    assert memory.of(talk) == later


def test_of_a_talk_that_told_nothing_nothing_is_kept(database, memory, talk):
    keep(database, memory, talk)
    keep(database, memory, talk, {"slots": {}, "loop": None})
    assert memory.of(talk) == {}
    with database.reading() as session:
        assert session.scalar(select(WorkingMemory)) is None


def test_it_is_not_readable_in_the_database(database, memory, talk):
    keep(database, memory, talk)
    with database.reading() as session:
        sealed = session.scalar(select(WorkingMemory.sealed))
    assert b"income" not in sealed
    assert b"nghe-an" not in sealed


def test_a_form_left_for_an_hour_is_closed_and_what_was_told_stays(database, memory, talk):
    keep(database, memory, talk)
    age(database, FORM_OPEN + timedelta(minutes=1))
    assert memory.of(talk) == {"slots": {"income": 2_000_000, "province": "nghe-an"}, "loop": None}


def test_a_form_left_for_less_goes_on(database, memory, talk):
    keep(database, memory, talk)
    age(database, FORM_OPEN - timedelta(minutes=1))
    assert memory.of(talk) == STATE


def test_after_a_week_all_is_forgotten_and_deleted(database, memory, talk):
    keep(database, memory, talk)
    memory.forget_old()
    assert memory.of(talk) == STATE
    age(database, REMEMBERED + timedelta(minutes=1))
    assert memory.of(talk) == {}
    memory.forget_old()
    with database.reading() as session:
        assert session.scalar(select(WorkingMemory)) is None


def test_a_memory_moved_to_another_talk_does_not_open(database, memory, talk, caplog):
    keep(database, memory, talk)
    other = Conversations(database).of("web", "somebody else")
    with database.session() as session:
        session.execute(update(WorkingMemory).values(conversation_id=other))
    assert memory.of(other) == {}
    assert "could not be opened" in caplog.text


def test_another_key_begins_anew(database, memory, talk):
    keep(database, memory, talk)
    assert Memory(database, bytes(32)).of(talk) == {}


def test_nothing_is_kept_when_the_turn_is_rolled_back(database, memory, talk):
    def fails(connection) -> None:
        memory.keep(connection, talk, STATE)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.together(fails)
    assert memory.of(talk) == {}
