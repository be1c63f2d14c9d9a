"""What staff are reminded of: each deadline when it comes near and when it has passed, a channel once a day."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot import reminders
from bot.cases.cases import Cases
from bot.house import House
from bot.notices.notices import Notices
from bot.notices.room import of_settings
from bot.records.interactions import Question
from bot.settings import PROJECT
from bot.storage.file_tables import Notice
from tests.channels.loopback import Loopback

#: A Monday of a week without holidays: three working days end on Thursday.
MONDAY = date(2026, 11, 16)
DUE = date(2026, 11, 19)


@pytest.fixture
def notices(house: House, monkeypatch: pytest.MonkeyPatch) -> Notices:
    mail = {"HOST": "127.0.0.1", "SECURITY": "none", "SENDER": "a@example.gov.vn", "HANDLERS": "b@example.gov.vn"}
    for name, value in (mail | {"ADMINS": "c@example.gov.vn"}).items():
        monkeypatch.setenv(f"ANSINH_MAIL_{name}", value)
    built = of_settings(house.database, PROJECT / "data" / "answers" / "documents" / "notice.toml")
    assert built is not None
    return built


@pytest.fixture
def cases(house: House) -> Cases:
    """One report, taken in on that Monday."""
    conversation = house.conversations.of("web", "somebody")
    turn, _ = house.interactions.accept(Question(conversation, "web", "1", "[…]", MONDAY))
    house.reports.receive(turn, "fraud", {"what": "có người thu tiền", "when_where": "", "who": ""}, MONDAY)
    return house.case_room.cases


def queued(house: House) -> list[tuple[str, str, str, date | None]]:
    with house.database.reading() as session:
        rows = session.scalars(select(Notice).order_by(Notice.queued_at))
        return [(row.role, row.kind, row.number, row.due_on) for row in rows]


def test_on_its_first_day_nobody_is_reminded(house: House, notices: Notices, cases: Cases) -> None:
    reminders.of_cases(notices, cases, MONDAY)
    assert queued(house) == []


def test_when_half_of_the_time_is_over_and_when_all_is(house: House, notices: Notices, cases: Cases) -> None:
    for day in range(14):
        for _ in range(3):
            reminders.of_cases(notices, cases, MONDAY + timedelta(days=day))
    soon, late = queued(house)
    assert (soon[0], soon[1], soon[3]) == ("handler", "due_soon", DUE)
    assert (late[0], late[1], late[3]) == ("handler", "overdue", DUE)
    assert soon[2] == late[2]


def test_a_channel_in_trouble_is_told_once_a_day_and_one_that_is_well_is_not(house: House, notices: Notices) -> None:
    well, ill = Loopback("well"), Loopback("ill", why_in_trouble="the grant is dead")
    for _ in range(3):
        reminders.of_channels(notices, [well, ill])
    assert queued(house) == [("admin", "trouble", "ill", None)]
