"""`ansinh verify`, `migrate` and `scrub` from the terminal."""

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.clock import now
from bot.outcomes import Outcome
from bot.privacy.pseudonym import pseudonym
from bot.records import room
from bot.records.conversations import Conversations
from bot.records.interactions import Interactions, Question
from bot.records.record import Said
from bot.records.room import RecordRoom
from bot.storage.database import Database
from bot.storage.migrate import downgrade, migrate

DAY = date(2026, 11, 22)
ANSWER = Said(Outcome.ANSWERED, [{"text": "330.000 đồng", "buttons": [], "image": None}])


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("ANSINH_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("ANSINH_DATABASE_URL", raising=False)
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def records(home) -> Iterator[RecordRoom]:
    """A home with three turns, anchored."""
    database = Database(f"sqlite:///{home / 'ansinh.db'}")
    migrate(database)
    built = RecordRoom.build(database, home)
    for number in range(3):
        turn(built, number)
    built.anchor()
    yield built
    database.close()


def turn(built: RecordRoom, number: int) -> str:
    interactions = Interactions(built.database, "m", "d", built.chain)
    conversation = Conversations(built.database).of("web", pseudonym(b"k" * 32, "web", f"citizen-{number % 2}"))
    accepted, _ = interactions.accept(Question(conversation, "web", f"m{number}", "câu hỏi", DAY, original="câu hỏi"))
    interactions.finish(accepted, ANSWER)
    return conversation


def run(*words: str):
    return CliRunner().invoke(main, list(words))


def change(home, statement: str) -> None:
    """As somebody with the file and another program."""
    with sqlite3.connect(home / "ansinh.db") as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
    connection.close()


def test_a_whole_record_is_ok(records):
    result = run("verify")
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "ok"), result.output
    assert "3 entries" in result.output
    assert f"1 anchors, the newest of {now().astimezone(room.VIETNAM).date()}" in result.output


def test_the_first_bad_row_is_named_and_the_status_is_1(records, home):
    change(home, "UPDATE chain_entry SET about = 'x' WHERE sequence = 2")
    result = run("verify")
    assert result.exit_code == 1
    assert result.output.splitlines()[0] == "BAD  row 2 was changed: its hash is not that of its contents"
    assert "ok" not in result.output.splitlines()


def test_a_long_list_of_faults_is_cut(records, home):
    for number in range(3, 30):
        turn(records, number)
    change(home, "UPDATE chain_entry SET mac = x'00'")
    result = run("verify")
    lines = result.output.splitlines()
    assert (result.exit_code, len([line for line in lines if line.startswith("BAD")])) == (1, 20)
    assert "… and 10 more" in lines


def test_turns_older_than_the_chain_are_told_in_the_closing_line(records, home):
    for table in ("chain_content", "chain_entry", "data_key"):
        change(home, f"DELETE FROM {table}")  # noqa: S608  names of this test
    shutil.rmtree(home / "anchors")
    records.database.together(records.chain.begin)
    result = run("verify")
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-1] == (
        "ok, with a warning; 3 turns are older than the chain, nothing vouches for their words"
    )


def test_an_emptied_chain_is_named_without_any_anchor(records, home):
    change(home, "DELETE FROM chain_content")
    change(home, "DELETE FROM chain_entry")
    shutil.rmtree(home / "anchors")
    result = run("verify")
    assert result.exit_code == 1
    assert result.output.splitlines()[0] == (
        "BAD  the chain is empty, but 2 keys of its rows are there, and 3 answered interactions that stood in it: "
        "it was emptied"
    )


def test_a_chain_that_was_emptied_and_begun_anew_leaves_keys_behind(records, home):
    change(home, "DELETE FROM chain_content")
    change(home, "DELETE FROM chain_entry")
    shutil.rmtree(home / "anchors")
    records.database.together(records.chain.begin)
    last = run("verify").output.splitlines()[-1]
    assert last.startswith("ok, with a warning; 3 turns are older than the chain")
    assert "2 keys seal nothing in the chain" in last


def test_an_account_in_the_clear_is_named_by_its_conversation(records, home):
    change(home, "UPDATE conversation SET citizen = '849123' WHERE rowid = 1")
    result = run("verify")
    assert result.exit_code == 1
    assert result.output.startswith("BAD  1 conversations are known neither by a pseudonym nor as erased; one of them")
    assert "849123" not in result.output


def test_an_erased_name_must_be_that_of_its_own_conversation(records, home):
    records.erasure.erase(turn(records, 3), "citizen_asked", "lan", DAY)
    assert run("verify").exit_code == 0
    change(home, "UPDATE conversation SET citizen = 'erased-another' WHERE citizen LIKE 'erased-%'")
    assert run("verify").exit_code == 1


def test_invented_citizens_are_known_where_the_database_says_that_it_is_invented(records, home):
    change(home, f"UPDATE conversation SET citizen = 'demo-{'0' * 48}' WHERE rowid = 1")  # noqa: S608  own text
    assert run("verify").exit_code == 1
    with sqlite3.connect(home / "ansinh.db") as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(demonstration)")]
        connection.execute(f"INSERT INTO demonstration VALUES ({', '.join('1' for _ in columns)})")  # noqa: S608
    connection.close()
    assert run("verify").exit_code == 0


def test_a_turn_that_nobody_finished_is_told_and_no_fault(records, home):
    conversation = Conversations(records.database).of("web", pseudonym(b"k" * 32, "web", "citizen-0"))
    Interactions(records.database, "m", "d", records.chain).accept(Question(conversation, "web", "open", "?", DAY))
    assert run("verify").output.splitlines()[-1] == "ok"  # it may still be answered
    change(home, "UPDATE interaction SET accepted_at = '2026-11-01 08:00:00' WHERE message_id = 'open'")
    result = run("verify")
    assert result.exit_code == 0
    assert result.output.splitlines()[-1] == (
        "ok, with a warning; 1 turn is unfinished for more than a day, the oldest since 2026-11-01 "
        "(no sign of tampering)"
    )


def test_copies_kept_elsewhere_find_what_the_home_hides(records, home, tmp_path):
    """Chain, keys and anchors of the home are rewritten together; the copies and the public key are not."""
    shutil.copytree(home / "anchors", tmp_path / "copies")
    change(home, "DELETE FROM chain_content WHERE sequence = 3")
    change(home, "DELETE FROM chain_entry WHERE sequence = 3")
    change(home, "DELETE FROM interaction WHERE message_id = 'm2'")
    shutil.rmtree(home / "anchors")
    assert run("verify").exit_code == 0
    result = run("verify", "--anchors", str(tmp_path / "copies"), "--key", str(tmp_path / "copies" / "anchor.pub"))
    assert result.exit_code == 1
    assert result.output.startswith("BAD  row 3 is missing: on")


def test_anchors_of_another_key_are_not_believed(records):
    result = run("verify", "--key", "00" * 32)
    assert result.exit_code == 1
    assert "was not signed with the key 0000000000000000…" in result.output


def test_without_keys_hashes_and_anchors_are_looked_at_all_the_same(records, home):
    public = (home / "anchors" / "anchor.pub").read_text("utf-8").strip()
    shutil.rmtree(home / "keys")
    result = run("verify", "--key", public)
    assert result.exit_code == 0, result.output
    assert "no keys here: only hashes and anchors were looked at" in result.output
    assert not (home / "keys").exists()
    change(home, "UPDATE chain_entry SET kind = 'audit' WHERE sequence = 1")
    assert run("verify", "--key", public).exit_code == 1


def test_a_record_whose_keys_were_not_restored_says_so(records, home):
    change(home, "DELETE FROM data_key")
    result = run("verify")
    assert result.exit_code == 1
    assert "restore it from the key backup" in result.output


@pytest.mark.parametrize("key", ["nonsense", "00" * 31, "zz" * 32])
def test_a_key_that_is_none_is_refused(records, key):
    result = run("verify", "--key", key)
    assert (result.exit_code, "public key" in result.output) == (1, True)


def test_a_file_that_holds_no_key_is_refused(records, home):
    result = run("verify", "--key", str(home / "ansinh.db"))
    assert (result.exit_code, "public key" in result.output) == (1, True)


def test_an_old_database_is_named(records):
    downgrade(records.database, "0005")
    result = run("verify")
    assert result.exit_code == 1
    assert "at revision 0005" in result.output
    assert run("migrate").exit_code == 0
    said = run("verify").output.splitlines()
    assert said[0].startswith("BAD  row 1 is missing: on")
    assert said[1].startswith("BAD  3 answered interactions stand outside the chain")


def test_a_database_that_is_not_there_is_one_line(home):
    shutil.rmtree(home)
    for command in ("verify", "migrate", "scrub"):
        result = run(command)
        assert result.exit_code == 1
        assert "ANSINH_DATABASE_URL" in result.output
        assert "Traceback" not in result.output


def test_scrub_says_that_it_has(records):
    assert run("scrub").output == "scrubbed\n"


@pytest.mark.parametrize("word", ["verify", "migrate", "scrub"])
def test_each_explains_itself(word):
    assert run(word, "--help").exit_code == 0


def test_tidying_scrubs_in_a_night_after_an_erasure_and_once(records, monkeypatch):
    scrubbed = []
    monkeypatch.setattr(room, "scrub", scrubbed.append)
    night = now().astimezone(room.VIETNAM).replace(hour=2)
    monkeypatch.setattr(room, "now", lambda: night)
    records.tidy()
    assert scrubbed == []  # nobody was erased
    records.erasure.erase(turn(records, 3), "citizen_asked", "lan", DAY)
    monkeypatch.setattr(room, "now", lambda: night.replace(hour=12))
    records.tidy()
    assert scrubbed == []  # by day turns would wait
    monkeypatch.setattr(room, "now", lambda: night)
    records.tidy()
    records.tidy()
    assert len(scrubbed) == 1
    assert run("verify").exit_code == 0
