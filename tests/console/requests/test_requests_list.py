"""The list of requests: order by deadline, filters, pages, clocks with a colour and a word."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.cases.clocks import Clocks
from bot.cases.officer import Officer
from bot.cases.request_reading import PIECE, RequestFilter, RequestReading, mark
from bot.cases.request_states import Kind, RequestUnknown, Step
from bot.cases.requests import Requests
from bot.cases.urgency import Urgency
from bot.clock import now
from bot.console.requests.pages import PAGE
from bot.console.requests.words import KINDS, STATES, URGENCIES
from bot.console.roles import Role
from bot.records.conversations import Conversations
from bot.settings import PROJECT
from bot.storage.database import Database
from tests.console.conftest import Client

TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 3, 0, tzinfo=UTC)
MAI = Officer("mai", "Trần Thị Mai")


class Desk:
    """Requests on a database, with nobody to tell and an audit that forgets."""

    def __init__(self, database: Database):
        clocks = Clocks.load(PROJECT / "data" / "offices")
        self.requests = Requests(database, clocks, lambda *_: None, lambda name, **_gaps: name)
        self.reading: RequestReading = self.requests.reading
        self._talks = Conversations(database)

    def asked(self, kind: Kind = Kind.SEE, days: int = 0, count: int = 1) -> list[int]:
        """So many new requests, made so many days ago; gives their numbers."""
        moment = NOW - timedelta(days=days)
        return [
            self.requests.receive(self._talks.of("web", f"{kind}-{days}-{at}"), kind, moment).number
            for at in range(count)
        ]


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def numbers(desk: Desk, wanted: RequestFilter = RequestFilter()) -> list[int]:  # noqa: B008  frozen
    return [one.number for one in desk.reading.every(wanted, TODAY)]


def test_open_ones_come_by_what_is_owed_next(desk):
    (late,), (soon,), (fresh,) = (desk.asked(Kind.WITHDRAW, days) for days in (9, 1, 0))
    desk.requests.answer(MAI, late, "đang làm", version=1, moment=NOW)
    assert numbers(desk) == [soon, fresh, late]
    assert [one.number for one in desk.requests.open(TODAY)] == [soon, fresh, late]


def test_finished_ones_are_asked_for_by_name_the_latest_first(desk):
    (first,), (second,), (still_open,) = (desk.asked(days=days) for days in (9, 4, 1))
    for number in (first, second):
        desk.requests.finish(MAI, number, "xong", version=1, moment=NOW)
    assert numbers(desk, RequestFilter((Step.DONE,))) == [second, first]
    assert numbers(desk) == [still_open]
    assert numbers(desk, RequestFilter(())) == [still_open, second, first]


def test_kind_and_clock_are_filters(desk):
    (late,) = desk.asked(Kind.COPY, days=9)
    (calm,) = desk.asked(Kind.COPY)
    desk.asked(Kind.DELETE, days=9)
    assert numbers(desk, RequestFilter(kind=Kind.COPY)) == [late, calm]
    assert numbers(desk, RequestFilter(kind=Kind.COPY, urgency=Urgency.LATE)) == [late]
    assert not numbers(desk, RequestFilter(urgency=Urgency.TODAY))


@pytest.mark.parametrize("states", [(), (Step.RECEIVED,), (Step.RECEIVED, Step.ANSWERED)])
def test_each_request_is_on_one_page(desk, states):
    made = set(desk.asked(days=0, count=7) + desk.asked(days=3, count=6))
    wanted, found, after = RequestFilter(states), [], ""
    while after is not None:
        rows, after = desk.reading.page(wanted, TODAY, after, 4)
        found += [one.number for one in rows]
    assert len(found) == len(made)
    assert set(found) == made


def test_more_than_one_piece_is_read_through(desk, monkeypatch):
    monkeypatch.setattr("bot.cases.request_reading.PIECE", 3)
    made = desk.asked(count=8)
    assert PIECE > 3
    assert sorted(numbers(desk)) == sorted(made)


@pytest.mark.parametrize("after", ["x", "2026-11-18", "2026-11-18:x", "2026-11-18:99999999999", "2026-11-18:-1"])
def test_a_mark_that_nobody_gave_is_refused(desk, after):
    with pytest.raises(ValueError, match=r"."):
        desk.reading.page(RequestFilter(), TODAY, after, 5)


def test_a_mark_says_where_a_page_ends(desk):
    (number,) = desk.asked()
    one = desk.reading.get(number, TODAY)
    assert mark(one, RequestFilter()) == f"{one.answer_by}:{number}"
    assert mark(one, RequestFilter(())) == f"{one.asked_on}:{number}"


def test_a_request_that_is_not_there(desk):
    with pytest.raises(RequestUnknown):
        desk.reading.get(1, TODAY)
    assert desk.reading.history(1) == []


def test_history_says_who_when_what_and_why(desk):
    (number,) = desk.asked()
    desk.requests.extend(MAI, number, "nhiều dữ liệu", version=1, moment=NOW)
    first, second = desk.reading.history(number)
    assert (first.who, first.what, first.why) == (None, "received", "")
    assert (second.who, second.what, second.why, second.moment) == ("mai", "extended", "nhiều dữ liệu", NOW)


def test_every_kind_state_and_deadline_has_its_word():
    assert set(KINDS) == set(Kind)
    assert set(STATES) == set(Step)
    assert set(URGENCIES) == set(Urgency)
    assert len({word for word, _ in URGENCIES.values()}) == len(URGENCIES)


def test_the_list_shows_clock_by_word_and_number_by_link(login, asked):
    late, fresh = asked(Kind.COPY, "a", days=20), asked(Kind.SEE, "b")
    page = login(Role.CUSTODIAN).see("/console/requests").text
    assert page.index(str(late.number)) < page.index(str(fresh.number))
    assert "Quá hạn: 1" in page
    assert "clock=late" in page
    assert f'href="/console/requests/{late.number}"' in page
    assert "bg-red-lt" in page


def test_the_same_address_gives_json_and_files(login, asked):
    one = asked(Kind.DELETE, "a")
    client = login(Role.AUDITOR)
    path = "/console/requests?kind=delete"
    (row,) = client.json(path)["rows"]
    assert (row["number"], row["kind"], row["state"]) == (one.number, "delete", "received")
    assert row["answer_by"] == one.answer_by.isoformat()
    assert "conversation" not in str(row)
    csv = client.get(f"{path}&format=csv").text
    assert str(one.number) in csv
    assert client.staff.name in csv
    assert client.get(f"{path}&format=xlsx").status_code == 200
    assert not client.json("/console/requests?kind=copy")["rows"]


def test_filters_of_the_address(login, asked, house):
    one, other = asked(Kind.SEE, "a"), asked(Kind.COPY, "b", days=30)
    house.case_room.requests.answer(MAI, other.number, "đang làm", version=1, moment=now())
    client = login(Role.MANAGER)

    def found(query: str) -> set[int]:
        return {row["number"] for row in client.json(f"/console/requests?{query}")["rows"]}

    assert found("") == found("state=all") == {one.number, other.number}
    assert found("state=answered") == {other.number}
    assert found("clock=late") == {other.number}
    assert found("clock=calm&kind=see") == {one.number}
    assert found("state=done") == set()


@pytest.mark.parametrize("query", ["state=none", "kind=none", "clock=none", "after=none"])
def test_a_filter_that_cannot_be_read_is_named(login, query):
    answer = login(Role.MANAGER).get(f"/console/requests?{query}", headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert query.split("=")[0] in answer.json()["detail"]


def test_the_next_page_is_linked(login, house):
    talks = [house.conversations.of("web", f"c{at}") for at in range(PAGE + 2)]
    for talk in talks:
        house.case_room.requests.receive(talk, Kind.SEE, now())
    client: Client = login(Role.MANAGER)
    assert "Trang sau" in client.see("/console/requests").text
    first = client.json("/console/requests")
    second = client.json(f"/console/requests?after={first['after']}")
    assert (len(first["rows"]), len(second["rows"]), second["after"]) == (PAGE, 2, None)


def test_an_empty_list_says_so(login):
    assert "Không có phiếu nào khớp" in login(Role.MANAGER).see("/console/requests").text


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HANDLER, Role.EDITOR, Role.ADMINISTRATOR])
def test_who_has_no_business_here_is_refused(login, asked, role):
    one, client = asked(), login(role)
    for path in ("/console/requests", f"/console/requests/{one.number}", f"/console/requests/{one.number}/erasure"):
        assert client.see(path).status_code == 403
