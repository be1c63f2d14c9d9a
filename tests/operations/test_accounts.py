"""Accounts of the console from the command line, and what the doctor says of them."""

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.operations.doctor import examine
from bot.settings import read


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("ANSINH_HOME", str(tmp_path))
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, ["admin", "create", *arguments])


def console():
    return next(one for one in examine(read()) if one.what == "console")


def test_the_first_administrator(home):
    made = run("Lan", "--full-name", "Nguyễn Thị Lan")
    assert made.exit_code == 0, made.output
    assert "account: lan" in made.output
    assert "first password: " in made.output
    assert console().detail == "1 accounts, 1 of them administrators"


def test_without_an_administrator_the_doctor_names_the_way(home):
    assert run("mai", "--full-name", "Mai", "--role", "officer").exit_code == 0
    found = console()
    assert found.well
    assert "ansinh admin create" in found.detail


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("lan", "--full-name", "Lan"), "already"),
        (("a b", "--full-name", "Lan"), "letters, digits"),
        (("a", "--full-name", " "), "full name"),
        (("a", "--full-name", "A", "--role", "king"), "allowed are officer"),
        (("a", "--full-name", "A", "--role", "administrator", "--role", "custodian"), "reads no report"),
    ],
)
def test_what_cannot_be_is_named(home, arguments, word):
    run("lan", "--full-name", "Lan")
    refused = run(*arguments)
    assert refused.exit_code == 1
    assert word in refused.output


def test_two_passwords_are_never_the_same(home):
    first, second = (run(name, "--full-name", "X").output.split("first password: ")[1].split()[0] for name in "ab")
    assert first != second
    assert len(first) >= 20
