"""A database of invented talk says so on every page."""

from datetime import date

from bot.clock import now
from bot.console.roles import Role
from bot.operations.seeding import mark
from bot.operations.seeding.mark import Mark

NOTE = "Dữ liệu thử"


def test_real_talk_carries_no_note(login):
    assert NOTE not in login(Role.OFFICER).see("/console/account").text


def test_invented_talk_does(login, house):
    told = Mark(date(2026, 1, 1), date(2026, 12, 31), 1, "data", 10)
    with house.database.session() as session:
        mark.begin(session.connection(), told, now())
    client = login(Role.OFFICER)
    assert NOTE in client.see("/console/account").text
    assert NOTE in client.see("/console/conversations").text
    client.form("/console/language", language="en", next="/console/account")
    assert "invented" in client.see("/console/account").text
