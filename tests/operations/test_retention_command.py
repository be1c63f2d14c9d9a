"""`ansinh purge` and `ansinh hold` from the outside."""

import json

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.records.conversations import Conversations
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.migrate import migrate


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A migrated home with one talk of long ago."""
    monkeypatch.setenv("ANSINH_HOME", str(tmp_path))
    monkeypatch.delenv("ANSINH_DATABASE_URL", raising=False)
    database = Database(Settings(home=tmp_path).database)
    migrate(database)
    with pytest.MonkeyPatch.context() as clock:
        from datetime import UTC, datetime

        clock.setattr("bot.records.conversations.now", lambda: datetime(2020, 1, 1, tzinfo=UTC))
        talk = Conversations(database).of("web", "somebody")
    database.close()
    return talk


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def chat(result: Result) -> dict[str, object]:
    assert result.exit_code == 0, result.output
    return next(row for row in json.loads(result.stdout) if row["kind"] == "chat")


def test_a_dry_run_says_what_would_go_and_a_purge_ends_it(home):
    assert (chat(run("purge", "--dry-run", "--json"))["over"], chat(run("purge", "--dry-run", "--json"))["ended"]) == (
        1,
        0,
    )
    assert chat(run("purge", "--by", "an", "--json"))["ended"] == 1
    assert chat(run("purge", "--dry-run", "--json"))["over"] == 0


def test_a_purge_names_who_answers_for_it(home):
    refused = run("purge")
    assert refused.exit_code == 1
    assert "--by ACCOUNT is needed" in refused.stderr
    assert "before" in run("purge", "--dry-run").stdout


def test_a_hold_is_placed_listed_and_lifted(home):
    holder = f"conversation:{home}"
    assert run("hold", "list").stdout == ""
    assert run("hold", "place", holder, "--ground", "court", "--by", "an", "--why", "vụ án").exit_code == 0
    assert run("hold", "list").stdout.split() == [holder]
    held = chat(run("purge", "--by", "an", "--json"))
    assert (held["over"], held["held"], held["ended"]) == (0, 1, 0)
    assert run("hold", "lift", holder, "--by", "an", "--why", "xong").exit_code == 0
    assert run("hold", "list").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("hold", "place", "citizen:1", "--ground", "court", "--by", "a", "--why", "w"), "must begin with"),
        (("hold", "place", "report:1", "--ground", "whim", "--by", "a", "--why", "w"), "no ground named 'whim'"),
        (("hold", "lift", "report:1", "--by", "a", "--why", "w"), "report:1 is not held"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(home, arguments, said):
    result = run(*arguments)
    assert result.exit_code == 1
    assert said in result.stderr


def test_a_database_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("ANSINH_HOME", str(tmp_path))
    monkeypatch.delenv("ANSINH_DATABASE_URL", raising=False)
    result = run("purge", "--dry-run")
    assert result.exit_code == 1
    assert "ANSINH_DATABASE_URL" in result.stderr
