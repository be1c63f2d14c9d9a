"""`ansinh report`: two files, or one line that says what is wrong."""

import shutil

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.storage.database import Database
from tests.statistics.talks import Talks, at


@pytest.fixture
def run(tmp_path, template, monkeypatch):
    """The command on a home with one turn of September 2026."""
    shutil.copy(template, tmp_path / "ansinh.db")
    database = Database(f"sqlite:///{tmp_path / 'ansinh.db'}")
    Talks(database).turn(when=at("2026-09-15"))
    database.close()
    monkeypatch.setenv("ANSINH_HOME", str(tmp_path))
    monkeypatch.delenv("ANSINH_DATABASE_URL", raising=False)
    return lambda *words: CliRunner().invoke(main, ["report", *words])


def test_it_writes_both_files_with_what_waited_to_be_counted(run, tmp_path):
    import openpyxl

    result = run("--period", "2026-09", "--out", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    letter, book = (tmp_path / "out" / f"bao-cao-month-2026-09.{ending}" for ending in ("docx", "xlsx"))
    assert str(letter) in result.output
    assert letter.stat().st_size > 20_000
    [row] = [
        row for row in openpyxl.load_workbook(book)["Chỉ số"].iter_rows(values_only=True) if row[0] == "Lượt tương tác"
    ]
    assert row[1] == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--period", "Q3"], "no such period"),
        (["--period", "2026-06", "--template", "may"], "the template may is of a May"),
        (["--period", "2099"], "the newest that there can be is"),
        ([], "--period"),
        (["--period", "2026", "--template", "week"], "'month', 'quarter', 'year', 'stage', 'may'"),
    ],
)
def test_what_is_wrong_is_one_line(run, words, told, tmp_path):
    result = run(*words)
    assert result.exit_code != 0
    assert told in result.output
    assert "Traceback" not in result.output
    assert not (tmp_path / "reports").exists()
