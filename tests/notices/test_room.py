"""The room as the house builds it: off without a host, and of a new case staff hear without its number."""

import pytest
from sqlalchemy import select

from bot.notices import room
from bot.settings import SettingsRefused
from bot.storage.file_tables import Notice
from tests.notices.conftest import WORDS


@pytest.fixture
def switched_on(monkeypatch):
    given = {"HOST": "127.0.0.1", "SECURITY": "none", "SENDER": "a@example.gov.vn", "HANDLERS": "b@example.gov.vn"}
    for name, value in given.items():
        monkeypatch.setenv(f"ANSINH_MAIL_{name}", value)


def test_without_a_host_nobody_is_told(database):
    assert room.of_settings(database, WORDS) is None
    room.tell_of_case(None, 12)
    with database.reading() as session:
        assert session.scalars(select(Notice)).all() == []


def test_a_new_case_is_queued_without_its_number_for_those_who_handle_reports(database, switched_on):
    room.tell_of_case(room.of_settings(database, WORDS), 12)
    with database.reading() as session:
        [queued] = session.scalars(select(Notice)).all()
    assert (queued.role, queued.kind) == ("handler", "report_new")
    assert queued.number != "12", "the number beside the minute would lead to the talk of that minute"


def test_two_new_cases_are_two_notices(database, switched_on):
    notices = room.of_settings(database, WORDS)
    for _ in range(2):
        room.tell_of_case(notices, 12)
    with database.reading() as session:
        assert len(session.scalars(select(Notice)).all()) == 2


def test_unsafe_settings_are_refused_before_anything_is_built(database, switched_on, monkeypatch):
    monkeypatch.setenv("ANSINH_MAIL_HOST", "mail.example.gov.vn")
    with pytest.raises(SettingsRefused):
        room.of_settings(database, WORDS)
