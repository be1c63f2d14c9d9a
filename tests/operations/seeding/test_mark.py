"""Where a year may be invented, what says that it was, and how it is removed again."""

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, func, inspect, select

from bot.clock import now, today
from bot.operations.seeding import MARK, mark
from bot.operations.seeding.clearing import clear
from bot.operations.seeding.mark import SeedRefused
from bot.operations.seeding.seeding import Wish
from bot.outcomes import Outcome
from bot.privacy.pseudonym import pseudonym
from bot.records.chain import Deed, Kind
from bot.records.chain.verifying import Walk
from bot.records.conversations import Conversations
from bot.records.demonstration import is_demonstration
from bot.records.interactions import Interactions, Question
from bot.records.record import Said
from bot.records.room import RecordRoom
from bot.statistics.folding import Folding
from bot.storage.chain_tables import ChainEntry
from bot.storage.database import RowExists
from bot.storage.search_tables import WORDS_INDEX, SearchTurn
from bot.storage.staff_tables import StaffMember
from bot.storage.tables import Conversation, Interaction, Table
from tests.operations.seeding.conftest import FEW

ANSWER = Said(Outcome.ANSWERED, [{"text": "330.000 đồng", "buttons": [], "image": None}])
KEY = b"k" * 32
NO_ANCHORS = Path("/nowhere")


def talk(database, chain=None, citizen="thử"):
    """A real citizen asks something."""
    interactions = Interactions(database, "m", "d", chain)
    conversation = Conversations(database).of("web", pseudonym(KEY, "web", citizen))
    accepted, _ = interactions.accept(Question(conversation, "web", "m1", "câu hỏi", today(), original="câu hỏi"))
    interactions.finish(accepted, ANSWER)
    return conversation


def count(database, table):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def walked(database, home):
    return [str(fault) for fault in Walk(database, RecordRoom.build(database, home).chain.keys).faults()]


def test_an_empty_database_is_no_demonstration(database):
    assert not is_demonstration(database)


def test_a_seeded_one_is_and_says_of_what(database, seed):
    done = seed(database, 200, seed=7)
    assert is_demonstration(database)
    with database.looking() as connection:
        assert mark.read(connection) == done
    assert (done.first, done.seed, done.wanted, done.written) == (date(2026, 1, 1), 7, 200, 200)
    assert done.finished_at is not None


def test_no_real_pseudonym_is_taken_for_an_invented_one(database):
    for number in range(50):
        talk(database, citizen=str(number))
    with database.reading() as session:
        assert len(session.scalars(mark.real_talk()).all()) == 50
    assert not pseudonym(KEY, "web", "a").startswith(MARK)


def test_invented_conversations_are_not_real_ones(few):
    with few.reading() as session:
        assert session.scalars(mark.real_talk()).all() == []


def test_it_is_refused_where_citizens_have_talked(database, seed):
    talk(database)
    with pytest.raises(SeedRefused, match="real citizens"):
        seed(database)
    assert not is_demonstration(database)
    assert count(database, Interaction) == 1


def test_it_is_refused_where_the_record_has_begun(database, seed, tmp_path):
    chain = RecordRoom.build(database, tmp_path).chain
    database.together(chain.begin)
    with pytest.raises(SeedRefused, match="has begun"):
        seed(database)
    assert count(database, Conversation) == 0


def test_it_is_refused_twice(few, seed):
    with pytest.raises(SeedRefused, match="already"):
        seed(few, FEW)
    assert count(few, Interaction) == FEW


def test_a_year_to_come_is_invented_only_when_asked_for():
    with pytest.raises(SeedRefused, match="not begun"):
        Wish(today().year + 1, 10).days()
    assert Wish(today().year + 1, 10, whole=True).days()[1] == date(today().year + 1, 12, 31)
    assert Wish(2026, 10, whole=True).days() == (date(2026, 1, 1), date(2026, 12, 31))


def test_a_whole_year_reaches_its_end(database, seed):
    seed(database, 800, whole=True)
    with database.reading() as session:
        assert session.scalar(select(func.max(Interaction.as_of))) > date(2026, 12, 20)


def test_the_record_is_verified_and_goes_on(few, tmp_path):
    assert walked(few, tmp_path) == []
    room = RecordRoom.build(few, tmp_path)
    few.together(room.chain.begin)
    assert walked(few, tmp_path) == []
    talk(few, room.chain)
    assert walked(few, tmp_path) == []
    with few.looking() as connection:
        note = connection.exec_driver_sql("SELECT note FROM chain_entry WHERE kind = 'begun'").scalar_one()
    assert json.loads(note) == {"answered_before": FEW}


def test_the_record_tells_of_an_invented_turn_that_was_slipped_in(few, tmp_path):
    few.together(RecordRoom.build(few, tmp_path).chain.begin)
    talk(few, None)
    assert any("stand outside the chain" in fault for fault in walked(few, tmp_path))


def test_clearing_leaves_an_empty_database(database, seed):
    seed(database, 500)
    counting = Folding(database, ())
    counting.mark_all()
    for _ in range(10):
        assert counting.freshen_next()
    assert clear(database, NO_ANCHORS) == 500
    assert not is_demonstration(database)
    with database.looking() as connection:
        for name in inspect(connection).get_table_names():
            # The keys of the installation stay.
            if name in Table.metadata.tables and name != "data_key":
                assert connection.execute(select(Table.metadata.tables[name]).limit(1)).first() is None, name
        indexes = {one["name"] for one in inspect(connection).get_indexes(SearchTurn.__tablename__)}
    assert (WORDS_INDEX in indexes) == (database.engine.dialect.name == "postgresql")


def test_what_was_cleared_can_be_seeded_again(few, seed):
    clear(few, NO_ANCHORS)
    assert seed(few, 150).written == 150


def test_there_is_nothing_to_clear_in_a_real_database(database):
    talk(database)
    with pytest.raises(SeedRefused, match="no demonstration"):
        clear(database, NO_ANCHORS)
    assert count(database, Interaction) == 1


def test_clearing_is_refused_once_the_record_has_begun(few, tmp_path):
    chain = RecordRoom.build(few, tmp_path).chain
    few.together(lambda connection: chain.append(connection, Deed(Kind.AUDIT, content={"act": "login"})))
    with pytest.raises(SeedRefused, match="has begun"):
        clear(few, NO_ANCHORS)
    assert count(few, Interaction) == FEW


def test_clearing_is_refused_where_the_record_is_anchored(few, tmp_path):
    room = RecordRoom.build(few, tmp_path)
    assert room.anchor()
    with pytest.raises(SeedRefused, match="anchored"):
        clear(few, tmp_path / "anchors")
    assert count(few, Interaction) == FEW


def test_after_clearing_the_record_is_guarded_and_begins_anew(few, tmp_path):
    clear(few, NO_ANCHORS)
    assert walked(few, tmp_path) == []
    room = RecordRoom.build(few, tmp_path)
    few.together(room.chain.begin)
    talk(few, room.chain)
    assert walked(few, tmp_path) == []
    with pytest.raises(RowExists), few.session() as session:
        session.execute(delete(ChainEntry))


def test_clearing_is_refused_beside_a_real_talk(few):
    talk(few)
    with pytest.raises(SeedRefused, match="real citizens"):
        clear(few, NO_ANCHORS)
    assert count(few, Interaction) == FEW + 1


def test_clearing_is_refused_beside_what_staff_have_made(few):
    with few.session() as session:
        session.add(
            StaffMember(
                id="1",
                name="thu",
                full_name="Trần Thị Thử",
                roles=[],
                phones=[],
                units=[],
                aliases=[],
                password=None,
                must_change=True,
                totp=None,
                totp_used=0,
                language="vi",
                active=True,
                version=1,
                created_at=now(),
            )
        )
    with pytest.raises(SeedRefused, match="staff_member"):
        clear(few, NO_ANCHORS)
    assert count(few, Interaction) == FEW
