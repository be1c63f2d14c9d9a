"""`ansinh demo seed` and `ansinh demo clear` from the terminal."""

import sqlite3

import pytest
from click.testing import CliRunner

from bot.cli import main


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("ANSINH_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("ANSINH_DATABASE_URL", raising=False)
    return tmp_path / "home"


def run(*words: str):
    return CliRunner().invoke(main, ["demo", *words])


def count(home, table="interaction"):
    connection = sqlite3.connect(home / "ansinh.db")
    found = connection.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608
    connection.close()
    return found


def test_a_year_is_invented_in_a_new_home_and_removed(home):
    made = run("seed", "--interactions", "300", "--random-seed", "5")
    assert made.exit_code == 0, made.output
    assert "300 invented interactions from 2026-01-01 to" in made.output
    assert "… 300 of 300" in made.stderr
    assert count(home) == 300
    gone = run("clear")
    assert gone.exit_code == 0, gone.output
    assert "removed 300" in gone.output
    assert count(home) == count(home, "conversation") == count(home, "demonstration") == 0


def test_the_record_of_a_seeded_home_is_verified(home):
    run("seed", "--interactions", "150")
    verified = CliRunner().invoke(main, ["verify"])
    assert verified.exit_code == 0, verified.output
    assert "ok" in verified.output
    account = CliRunner().invoke(main, ["admin", "create", "thu", "--full-name", "Trần Thị Thử"])
    assert account.exit_code == 0, account.output


def test_a_second_year_is_refused_in_one_line(home):
    run("seed", "--interactions", "50")
    again = run("seed", "--interactions", "50")
    assert again.exit_code == 1
    assert "already" in again.stderr
    assert "Traceback" not in again.stderr


def test_there_is_no_force(home):
    refused = run("seed", "--force")
    assert refused.exit_code == 2
    assert "No such option" in refused.stderr


def test_there_is_nothing_to_clear_at_first(home):
    from bot.storage.database import Database
    from bot.storage.migrate import migrate

    home.mkdir()
    made = Database(f"sqlite:///{home / 'ansinh.db'}")
    migrate(made)
    made.close()
    refused = run("clear")
    assert refused.exit_code == 1
    assert "no demonstration" in refused.stderr


def test_an_interrupted_one_says_how_it_goes_on(home, monkeypatch):
    from bot.operations.seeding import bulk

    real = bulk.write_all

    def interrupted(connection, batch):
        real(connection, batch)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(bulk, "write_all", interrupted)
        stopped = run("seed", "--interactions", "100")
    assert stopped.exit_code == 1
    assert "the same command goes on" in stopped.stderr
    assert count(home) == 0
    assert run("seed", "--interactions", "100").exit_code == 0
    assert count(home) == 100


@pytest.mark.parametrize("words", [("--interactions", "0"), ("--year", "2025"), ("--random-seed", "-1")])
def test_numbers_out_of_bounds_are_refused(home, words):
    assert run("seed", *words).exit_code == 2


def test_a_database_that_is_not_there_is_one_line(home, monkeypatch):
    monkeypatch.setenv("ANSINH_DATABASE_URL", "postgresql+psycopg://nobody:secret@127.0.0.1:1/none")
    refused = run("seed", "--interactions", "10")
    assert refused.exit_code == 1
    assert "cannot be used" in refused.stderr
    assert "secret" not in refused.output
