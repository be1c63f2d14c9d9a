"""`ansinh statistics`: what it says, what it writes, how it ends."""

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from bot.cli import main
from bot.statistics.books import Books
from bot.statistics.folding import Folding
from bot.statistics.period import Period
from bot.statistics.scope import Scope
from bot.storage.database import Database
from tests.statistics.talks import Talks, at

MAY = Scope(Period.read("2026-05"))


@pytest.fixture
def run(database, tmp_path, monkeypatch):
    url = database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("ANSINH_DATABASE_URL", url)
    monkeypatch.setenv("ANSINH_HOME", str(tmp_path))
    monkeypatch.setenv("ANSINH_OPERATOR", "BHXH khu vực")
    return lambda *words: CliRunner().invoke(main, ["statistics", *words])


@pytest.fixture
def counted(database) -> Database:
    talk = Talks(database)
    for day in ("2026-05-03", "2026-05-04", "2026-06-04"):
        for _ in range(6):
            talk.turn(when=at(day), place=("Cà Mau", None))
    Folding(database, ["trial"]).fold()
    return database


def spoil(database: Database, sql: str) -> None:
    with database.session() as session:
        session.execute(text(sql))


def test_a_rebuild_of_right_counts_differs_nowhere(run, counted):
    result = run("rebuild")
    assert result.exit_code == 0, result.output
    assert "33 days made anew, 0 differed" in result.output


def test_a_rebuild_names_the_days_that_were_wrong_and_rights_them(run, counted):
    spoil(counted, "update statistics_cell set turns = turns + 1 where bucket = '2026-05-04' and topic = '*'")
    result = run("rebuild")
    assert "BAD  2026-05-04" in result.output
    assert Books(counted).totals(MAY)["turns"] == 12
    assert "0 differed" in run("rebuild").output


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("update statistics_cell set good = 9 where bucket = '2026-05-04' and grain = 'd'", "2026-05-04"),
        ("update statistics_cell set turns = 0 where bucket = '2026-06-01' and grain = 'm'", "2026-06-01"),
        ("delete from statistics_turn where day = '2026-05-03'", "2026-05-03"),
        ("delete from statistics_place where grain = 'd' and bucket = '2026-06-04'", "2026-06-04"),
        ("delete from statistics_people where grain = 'd' and bucket = '2026-06-04' and kind = 'new'", "2026-06-04"),
    ],
)
def test_a_check_names_the_day_and_changes_nothing(run, counted, wrong, named):
    spoil(counted, wrong)
    before = Books(counted).totals(MAY)
    for _ in range(2):
        result = run("rebuild", "--check")
        assert result.exit_code == 1
        assert f"BAD  {named}" in result.output
    assert Books(counted).totals(MAY) == before


def test_a_check_of_right_counts_ends_well(run, counted):
    result = run("rebuild", "--check")
    assert result.exit_code == 0, result.output
    assert "33 days made anew, 0 differed" in result.output


def test_days_of_turns_that_wait_are_left_out_of_a_check(run, counted):
    Talks(counted).turn(when=at("2026-06-04"))
    result = run("rebuild", "--check")
    assert result.exit_code == 0, result.output
    assert "24 days made anew, 0 differed, 9 left out" in result.output


def test_the_state_says_how_far_it_is(run, counted):
    assert "turns       18" in run("state").output
    assert "days        2026-05-03 to 2026-06-04" in run("state").output
    Talks(counted).turn()
    assert "waiting     1 turns" in run("state").output


def test_an_empty_database_has_nothing_to_say_or_give(run, tmp_path):
    assert "not counted" in run("state").output
    result = run("export", "--open", "--to", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "nothing is counted" in result.output or "no month" in result.output


def test_the_open_export_counts_what_waits_and_writes_its_files(run, database, tmp_path):
    for _ in range(7):
        Talks(database).turn()
    result = run("export", "--open", "--to", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    assert "so_lieu.json" in result.output
    assert "BHXH khu vực" in (tmp_path / "out" / "README.md").read_text("utf-8")
    again = run("export", "--open", "--to", str(tmp_path / "out"))
    assert (again.exit_code, "holds files already" in again.output) == (1, True)


def test_an_export_says_for_whom(run, tmp_path):
    result = run("export", "--to", str(tmp_path / "out"))
    assert (result.exit_code, "--open" in result.output) == (1, True)


def test_a_database_that_is_away_is_one_line(run, monkeypatch):
    monkeypatch.setenv("ANSINH_DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/none")
    for words in (["state"], ["rebuild"], ["rebuild", "--check"]):
        result = run(*words)
        assert (result.exit_code, "cannot be used" in result.output) == (1, True)
