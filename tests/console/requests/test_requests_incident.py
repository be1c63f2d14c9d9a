"""A data breach: the countdown of the law, records counted by time and channel, nothing kept."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.cases.request_states import Kind
from bot.clock import VIETNAM, now
from bot.console.requests.incident import FIGURE, Incident, affected
from bot.console.roles import Role
from bot.records.conversations import Conversations
from bot.storage.case_tables import DataRequest
from bot.storage.tables import Interaction, Report

PATH = "/console/requests/incident"
AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def typed(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%Y-%m-%dT%H:%M}"


@pytest.fixture
def filled(database):
    """Turns of three citizens on two channels, one an hour, from AT on; two requests; a report."""
    talks = [Conversations(database).of(*one) for one in (("zalo", "a"), ("zalo", "b"), ("web", "c"))]
    with database.session() as session:
        for hour in range(6):
            talk = talks[hour % 3]
            row = Interaction(
                id=f"i{hour}",
                conversation_id=talk,
                channel="web" if talk == talks[2] else "zalo",
                message_id=f"m{hour}",
                accepted_at=AT + timedelta(hours=hour),
                question="[…]",
                replies=[],
                as_of=AT.date(),
                model_version="m",
                data_version="d",
            )
            session.add(row)
        for number, talk in ((100_001, talks[0]), (100_002, talks[2])):
            day = AT.date()
            row = DataRequest(
                id=str(number),
                number=number,
                conversation_id=talk,
                kind="see",
                state="received",
                version=1,
                asked_at=AT,
                asked_on=day,
                answer_by=day,
                due_on=day,
                third_party=False,
                extended=False,
            )
            session.add(row)
        session.add(Report(id="r", kind="fraud", received_on=AT.date(), content={}, receipt_hash="h"))
    return database


def test_records_are_counted_by_time_and_channel(filled):
    whole = affected(filled, Incident(since=AT, until=AT + timedelta(hours=9)))
    assert (whole.conversations, whole.turns, whole.files, whole.requests, whole.reports) == (3, 6, 0, 2, 1)
    zalo = affected(filled, Incident(since=AT, until=AT + timedelta(hours=9), channel="zalo"))
    assert (zalo.conversations, zalo.turns, zalo.requests, zalo.reports) == (2, 4, 1, 1)
    first = affected(filled, Incident(since=AT, until=AT + timedelta(minutes=1)))
    assert (first.conversations, first.turns) == (1, 1)
    later = affected(filled, Incident(since=AT + timedelta(days=2), until=AT + timedelta(days=3)))
    assert (later.conversations, later.turns, later.requests, later.reports) == (0, 0, 0, 0)
    assert affected(filled, Incident(since=AT)) is None


def test_the_countdown_is_that_of_the_law(adviser):
    found = Incident(found_at=AT)
    hours = adviser.policy.figure(FIGURE, AT.date()).whole()
    assert found.due_at(adviser.policy, AT.date()) == AT + timedelta(hours=hours)
    assert Incident().due_at(adviser.policy, AT.date()) is None


def test_times_are_those_of_vietnam():
    read = Incident.read({"found_at": "2026-11-20T10:00", "channel": "zalo"})
    assert read == Incident(found_at=AT, channel="zalo")
    assert Incident.read({}) == Incident()


@pytest.mark.parametrize("role", [Role.CUSTODIAN, Role.MANAGER, Role.AUDITOR])
def test_the_page_says_deadline_law_and_counts(login, talk, role):
    talk("một câu")
    client = login(role)
    given = f"found_at={typed(now() - timedelta(hours=1))}&since={typed(now() - timedelta(hours=2))}"
    page = client.see(f"{PATH}?{given}&until={typed(now() + timedelta(hours=1))}&channel=web").text
    assert "Còn 7" in page
    assert "91/2025/QH15, Điều 23" in page
    assert re.search(r'Lượt hỏi đáp</dt><dd class="col-4">(<a [^>]*>)?1<', page)
    assert ("/console/conversations?from=" in page) == (role is not Role.CUSTODIAN)
    late = client.see(f"{PATH}?found_at=2026-01-05T08:00").text
    assert "Quá hạn" in late
    assert "Ghi khoảng thời gian" in late


def test_an_empty_form_asks(login):
    page = login(Role.MANAGER).see(PATH).text
    assert "Ghi lúc phát hiện" in page
    assert PATH in login(Role.MANAGER).see("/console/requests").text


@pytest.mark.parametrize(
    "query",
    ["found_at=yesterday", "since=2026-13-01T00:00", "until=x", "channel=fax", "since=0001-01-01T00:00"],
)
def test_what_cannot_be_read_is_named(login, query):
    answer = login(Role.MANAGER).get(f"{PATH}?{query}", headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert query.split("=")[0] in answer.json()["detail"]


def test_an_end_before_its_beginning_is_refused(login):
    assert login(Role.MANAGER).get(f"{PATH}?since=2026-11-20T10:00&until=2026-11-20T09:00").status_code == 400


def test_nobody_else_sees_it(login):
    for role in (Role.OFFICER, Role.HANDLER, Role.EDITOR, Role.ADMINISTRATOR):
        assert login(role).see(PATH).status_code == 403


def test_what_was_erased_is_counted_without_a_channel(house, asked, login):
    one = asked(Kind.SEE)
    with house.database.session() as session:
        session.execute(update(DataRequest).values(conversation_id=None))
    found = affected(house.database, Incident(since=now() - timedelta(hours=1), until=now() + timedelta(hours=1)))
    assert found.requests == 1
    assert login(Role.AUDITOR).see(f"/console/requests/{one.number}").status_code == 200


@pytest.mark.browser
def test_it_looks_right_and_can_be_printed(screen, talk):
    talk("một câu")
    look = screen(Role.MANAGER)
    given = f"found_at={typed(now() - timedelta(hours=60))}&since={typed(now() - timedelta(hours=90))}"
    page = look.open(f"{PATH}?{given}&until={typed(now() + timedelta(hours=1))}")
    look.pictures("requests-incident")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert page.get_by_role("heading", name="Bản ghi liên quan").is_visible()
