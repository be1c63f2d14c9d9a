"""The search index: filed as turns end, wiped with them, the same when it is made anew."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from bot.outcomes import Outcome
from bot.records.erasure import Ground
from bot.storage.migrate import downgrade, migrate
from bot.storage.scrub import scrub
from bot.storage.search_index import add, file_words, fill, forget_all, is_behind, moment_of, number_of
from bot.storage.search_tables import SearchTurn
from tests.console.conversations.conftest import DAY
from tests.records.test_erasure import bytes_of

INDEX = SearchTurn.__table__
#: Words that stand nowhere else, in each of the forms that they have on the disk.
QUESTION, ANSWER = "Nguyễn Xuyểnthử hỏi", "đáp bà Xuyểnđáp"
FORMS = [form.encode() for form in ("Xuyểnthử", "xuyenthu", "Xuyểnđáp", "xuyendap")]


def rows(database):
    with database.looking() as connection:
        return connection.execute(select(INDEX).order_by(INDEX.c.number)).all()


def everything(database):
    """What the index says, but for the numbers that moved on."""
    return [(row.interaction_id, *row[2:-1]) for row in rows(database)]


def test_a_turn_is_found_with_and_without_accents_as_soon_as_it_has_ended(record):
    record.says("Rút bảo hiểm một lần được không?", "Được, sau 12 tháng.")
    record.says("Mức đóng thấp nhất?")
    for words in ("rút bảo hiểm", "rut bao hiem", "RÚT", '"một lần"', "12 tháng", "ru* hiem", "được"):
        assert record.found(q=words) == ["Rút bảo hiểm một lần được không?"], words
    for words in ('"lần một"', "rút lương", "hiểu", '"hiểm rút"'):
        assert record.found(q=words) == [], words


def test_what_stands_beside_an_answer_is_not_searched(record):
    record.says("hỏi", "đáp", beside="Thông báo xử lý dữ liệu")
    assert record.found(q="thông báo") == []
    assert record.found(q="đáp") == ["hỏi"]


def test_an_open_turn_is_not_in_the_index(record):
    record.accepts("an", "đang hỏi")
    assert rows(record.database) == []


def test_a_turn_is_filed_without_its_words_and_they_follow(record):
    record.says("hỏi")
    with record.database.session() as session:
        connection = session.connection()
        assert is_behind(connection)
        assert file_words(connection) == 1
        assert not is_behind(connection)
        assert file_words(connection) == 0


def test_the_number_is_the_time_and_moves_on_where_it_is_taken(record):
    moment = datetime(2026, 11, 22, 3, 4, 5, 678_000, tzinfo=UTC)
    assert moment_of(number_of(moment)) == moment
    turns = [record.says(f"câu {number}") for number in range(5)]
    with record.database.session() as session:
        connection = session.connection()
        forget_all(connection)
        for turn in turns:
            add(connection, turn, moment, ("web", None, None, "answered", None, "machine", None, None))
    numbers = [row.number - number_of(moment) for row in rows(record.database)]
    assert numbers == [0, 1, 3, 7, 15]


def test_the_last_verdict_counts(record):
    turn = record.says("hỏi")
    record.judge(turn, "good")
    record.judge(turn, "bad")
    assert [row.verdict for row in rows(record.database) if row.interaction_id == turn] == ["bad"]


def test_made_anew_it_is_the_same(record):
    turn = record.says("Rút một lần?", topic="lump_sum_conditions", confidence=0.4)
    record.says("chào", "Chào anh.", outcome=Outcome.SMALL_TALK, topic=None, confidence=None)
    record.judge(turn, "bad")
    with record.database.session() as session:
        while file_words(session.connection()):
            pass
    before = everything(record.database)
    with record.database.session() as session:
        connection = session.connection()
        forget_all(connection)
        assert fill(connection) == 3
        assert fill(connection) == 0
    assert everything(record.database) == before
    assert record.found(q="rut mot lan") == ["Rút một lần?"]


def test_a_migration_files_what_was_there(record):
    record.says("Rút một lần?")
    downgrade(record.database, "0011")
    migrate(record.database)
    assert record.found(q="rut mot lan") == ["Rút một lần?"]


def test_erasing_leaves_no_word_in_the_index(record, capsys):
    turn = record.says(QUESTION, ANSWER, citizen="xuyen")
    record.says("câu của người khác", citizen="binh")
    assert record.found(q="xuyenthu")
    talk = record.interactions.get(turn).conversation_id
    if record.database.engine.dialect.name == "postgresql":
        record.database.engine.dispose()
    before = [form for form in FORMS if form in bytes_of(record)]
    record.erasure.erase(talk, Ground.CITIZEN_ASKED, "lan", DAY)
    assert record.found(q="xuyenthu") == record.found(q="xuyendap") == []
    scrub(record.database)
    left = [form for form in FORMS if form in bytes_of(record)]
    with capsys.disabled():
        print(f"\n{record.database.engine.dialect.name}: of {len(before)} forms {len(left)} left")  # noqa: T201
    assert len(before) >= 3
    assert left == []
    assert record.found(q="người khác") == ["câu của người khác"]
    assert len(rows(record.database)) == 2


def test_a_turn_that_is_erased_before_its_words_are_filed_leaves_none(record):
    turn = record.says(QUESTION, ANSWER, citizen="xuyen")
    record.erasure.erase(record.interactions.get(turn).conversation_id, Ground.CITIZEN_ASKED, "lan", DAY)
    assert record.found(q="xuyenthu") == []
    scrub(record.database)
    assert not [form for form in FORMS if form in bytes_of(record)]


def test_erasing_again_is_no_fault(record):
    turn = record.says(QUESTION, ANSWER, citizen="xuyen")
    record.found(q="a")
    talk = record.interactions.get(turn).conversation_id
    for _ in range(2):
        record.erasure.erase(talk, Ground.CITIZEN_ASKED, "lan", DAY)
    assert record.found() == [""]


def test_the_full_text_table_opens_under_the_guard(record):
    """A connection that was made by another process than the migration's, with everything refused that can be."""
    if record.database.engine.dialect.name != "sqlite":
        pytest.skip("SQLite's own")
    record.says("Rút một lần?")
    code = (
        "import sys; from bot.storage.database import Database; from bot.storage.search_index import file_words\n"
        "print(Database(sys.argv[1]).together(file_words))"
    )
    done = subprocess.run([sys.executable, "-c", code, record.database.url], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sqlite_master SET sql = '' WHERE name = 'interaction'",
        "DELETE FROM sqlite_master",
        "DELETE FROM search_words_data",
        "DROP TABLE search_words",
    ],
)
def test_no_statement_takes_the_index_or_the_schema_apart(record, statement):
    if record.database.engine.dialect.name != "sqlite":
        pytest.skip("SQLite's own")
    refused = pytest.raises(DatabaseError, match=r"may not be modified|not authorized")
    with record.database.engine.begin() as connection, refused:
        connection.execute(text(statement))
