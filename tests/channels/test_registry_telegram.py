"""Telegram runs only by a decision, and only where its first day can be noted."""

from datetime import date

import pytest

from bot.channels.registry import Channels
from bot.channels.telegram import first_day
from bot.clock import today
from bot.storage.database import Database
from tests.emulators.telegram.emulator import TOKEN

SECRET = "a-secret-of-tests-with-more-than-32-characters"


@pytest.fixture
def build(tmp_path, monkeypatch):
    """Channels as the environment says."""
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    made: list[Channels] = []
    for name, value in {
        "TOKEN": TOKEN,
        "SECRET": SECRET,
        "API_HOST": "http://127.0.0.1:9",
        "PUBLIC_URL": "https://ansinh.example.vn",
    }.items():
        monkeypatch.setenv(f"ANSINH_TELEGRAM_{name}", value)

    def channels(decision="12/2026"):
        monkeypatch.setenv("ANSINH_TELEGRAM_DECISION", decision)
        made.append(Channels.of_settings(database, b"k" * 32, lambda _path: None, tmp_path))
        return made[-1]

    yield channels
    for each in made:
        each.close()
    database.close()


def test_the_first_start_notes_the_day_and_the_decision(build, tmp_path):
    assert build().get("telegram")
    assert first_day.read(tmp_path) == first_day.FirstDay(today(), "12/2026")


def test_a_later_start_changes_nothing(build, tmp_path):
    first_day.stamp(tmp_path, date(2026, 1, 5), "1/2026")
    assert build().telegram
    assert first_day.read(tmp_path) == first_day.FirstDay(date(2026, 1, 5), "1/2026")


def test_without_a_decision_nothing_runs_and_nothing_is_noted(build, tmp_path, caplog):
    assert build("").get("telegram") is None
    assert first_day.read(tmp_path) is None
    assert "ANSINH_TELEGRAM_DECISION" in caplog.text


def test_a_day_that_cannot_be_noted_keeps_telegram_off(build, tmp_path, caplog):
    first_day.file(tmp_path).parent.write_text("in the way")
    assert build().telegram is None
    assert "cannot be noted" in caplog.text
    assert TOKEN not in caplog.text


def test_a_damaged_note_keeps_telegram_off(build, tmp_path, caplog):
    first_day.file(tmp_path).parent.mkdir()
    first_day.file(tmp_path).write_text("{")
    assert build().get("telegram") is None
    assert "says no day" in caplog.text
