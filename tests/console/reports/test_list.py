"""The list: order, filter in the address, counts that are links, and never a case that is on its reader."""

import csv
import io
import re
from datetime import date, timedelta

import pytest

from bot.cases.promptness import promptness
from bot.cases.states import State
from bot.cases.urgency import Urgency
from bot.clock import today
from bot.console.reports.asked import Asked, AskedWrong, Taken, asked
from bot.console.roles import Role
from tests.console.reports.conftest import HUNG, ON_HUNG, STORY


def numbers(client, query=""):
    return [row["number"] for row in client.json(f"/console/reports{query}")["rows"]]


def test_the_most_urgent_stands_first(handler, citizens):
    calm, late = citizens.report(), citizens.report("Có trang mạng giả của cơ quan bảo hiểm")
    answered = citizens.report("Một tin bịa đặt về quỹ hưu trí", kind="misinformation")
    citizens.late(late)
    citizens.at(answered, State.ANSWERED)
    assert numbers(handler) == [late, calm, answered]
    page = handler.see("/console/reports").text
    assert [int(one) for one in re.findall(r'href="/console/reports/(\d+)"', page)] == [late, calm, answered]
    assert "quá hạn" in page


def test_a_list_tells_nothing_of_what_was_reported(handler, citizens):
    citizens.report(STORY, clues={"[DIEN_THOAI_1]": "0900000001"})
    for query in ("", "?format=json", "?format=csv"):
        body = handler.see(f"/console/reports{query}").text
        assert "thu tiền" not in body
        assert "0900000001" not in body


@pytest.mark.parametrize(
    ("query", "which"),
    [
        ("?state=new", {"new"}),
        ("?state=closed", {"closed"}),
        ("?state=all", {"new", "late", "closed"}),
        ("?state=all&kind=misinformation", {"closed"}),
        ("?urgency=late", {"late"}),
        ("?urgency=late&state=new", {"late"}),
        ("?mine=1", {"late"}),
        ("?assignee=nobody", {"new"}),
        ("?triage=1", {"new"}),
        ("?state=all&taken=waiting", {"new", "closed", "late"}),
        ("?taken=late", set()),
        ("?state=all&opened_from=2999-01-01", set()),
        ("?state=all&opened_until=2000-01-01", set()),
    ],
)
def test_the_filter_stands_in_the_address(login, hire, citizens, query, which):
    made = {
        "new": citizens.report(triage=True),
        "late": citizens.report("Có trang mạng giả của cơ quan bảo hiểm"),
        "closed": citizens.report("Một tin bịa đặt về quỹ hưu trí", kind="misinformation"),
    }
    mai = hire(Role.HANDLER, name="mai")
    citizens.late(made["late"])
    citizens.set(made["late"], assignee="mai")
    citizens.at(made["new"], State.NEW)
    if "urgency=late&state=new" not in query and "state=new" in query:
        citizens.at(made["late"], State.RECEIVED)
        citizens.late(made["late"])
    citizens.at(made["closed"], State.CLOSED)
    assert set(numbers(login(staff=mai), query)) == {made[one] for one in which}


def test_a_number_or_a_cluster_is_found_whatever_its_state(handler, citizens):
    first, second, other = citizens.report(), citizens.report(), citizens.report("Chuyện khác hẳn, quỹ bị bịa đặt")
    citizens.at(first, State.CLOSED)
    assert citizens.case(second).cluster == first
    assert numbers(handler, f"?number={first}") == [first]
    assert numbers(handler, f"?number=%23{first}") == [first]
    assert sorted(numbers(handler, f"?cluster={first}")) == sorted([first, second])
    page = handler.see("/console/reports").text
    assert f'href="/console/reports?cluster={first}"' in page
    assert "2 tin giống nhau" in page
    assert f'href="/console/reports?cluster={other}"' not in page


@pytest.mark.parametrize(
    "query",
    [
        "state=x",
        "kind=1",
        "urgency=5",
        "number=abc",
        "number=9999999999",
        "cluster=-1",
        "taken=no",
        "mine=0",
        "opened_from=yesterday",
        "after=x",
        "after=2026-01-01.2026-01-01",
        "number=１２３",
    ],
)
def test_a_filter_that_is_not_understood_says_what_is_allowed(handler, query):
    answer = handler.get(f"/console/reports?{query}", headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert query.partition("=")[0] in answer.json()["detail"]
    name, _, value = query.partition("=")
    with pytest.raises(AskedWrong):
        asked({name: value})


def test_pages_follow_each_other_by_place(handler, citizens, monkeypatch):
    made = {citizens.report(f"Chuyện thứ {one} không giống chuyện nào khác {'x' * one}") for one in range(5)}
    monkeypatch.setattr("bot.console.reports.list_pages.A_PAGE", 2)
    seen, query = [], ""
    for _ in range(3):
        body = handler.json(f"/console/reports{query}")
        seen += [row["number"] for row in body["rows"]]
        assert body["total"] == 5
        query = f"?after={body['after']}"
    assert body["after"] is None
    assert seen == sorted(made)
    assert "Trang sau" in handler.see("/console/reports").text


def test_counts_are_links_and_speak_of_the_rest_of_the_filter(handler, citizens):
    citizens.report()
    late = citizens.report("Có trang mạng giả của cơ quan bảo hiểm")
    citizens.late(late)
    page = handler.see("/console/reports?urgency=late").text
    assert re.search(r'href="/console/reports\?urgency=late&amp;state=new"[^>]*>Mới <strong>1<', page)
    page = handler.see("/console/reports").text
    assert re.search(r'href="/console/reports\?state=new"[^>]*>Mới <strong>2<', page)
    assert re.search(r'href="/console/reports\?urgency=late"[^>]*>.*?quá hạn <strong>1<', page)


def test_a_case_on_the_reader_is_in_no_row_and_in_no_count(login, hire, handler, citizens):
    other, on_hung = citizens.report(), citizens.report(ON_HUNG)
    hung = login(staff=hire(Role.HANDLER, full_name=HUNG))
    assert sorted(numbers(handler, "?state=all")) == sorted([other, on_hung])
    assert numbers(hung, "?state=all") == [other]
    assert hung.json("/console/reports")["total"] == 1
    page = hung.see("/console/reports").text
    assert re.search(r"Mới <strong>1<", page)
    assert str(on_hung) not in page
    assert numbers(hung, f"?number={on_hung}") == []


def test_what_an_author_adds_later_hides_a_case_at_once(login, hire, citizens):
    number = citizens.report()
    hung = login(staff=hire(Role.MANAGER, full_name=HUNG))
    assert numbers(hung) == [number]
    citizens.says(number, "Người đó là anh Hùng")
    assert numbers(hung) == []


def test_a_telephone_number_among_the_clues_hides_a_case_too(login, console, hire, citizens):
    citizens.report(clues={"[DIEN_THOAI_1]": "0900000009"})
    from bot.console.login.accounts import Profile

    staff = console.accounts.create("tam", Profile("Lê Thị Tám", frozenset({Role.HANDLER}), ("0900 000 009",)))[0]
    assert numbers(login(staff=staff)) == []


def test_one_who_reads_like_another_counts_only_what_the_reader_may_know(login, hire, citizens):
    first = citizens.report()
    citizens.says(citizens.report(), "Người đó là anh Hùng")
    hung = login(staff=hire(Role.HANDLER, full_name=HUNG))
    assert [(row["number"]) for row in hung.json(f"/console/reports?cluster={first}")["rows"]] == [first]
    assert "tin giống nhau" not in hung.see("/console/reports").text


def test_the_list_as_a_file_is_marked_and_noted(login, console, citizens):
    number = citizens.report()
    client = login(Role.MANAGER)
    answer = client.get("/console/reports?format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [row["Số"] for row in rows] == [str(number)]
    assert client.staff.name in rows[0]["Lần xuất"]
    assert set(rows[0]) == {
        "Số", "Loại", "Trạng thái", "Trạng thái từ ngày", "Hạn", "Nhóm", "Cần phân loại", "Người xử lý", "Lần xuất"
    }  # fmt: skip
    assert console.audit.latest(1)[0].act.what == "export"


def test_promptness_is_that_of_the_house_and_links_to_its_rows(handler, console, citizens, house):
    taken, late = citizens.report(), citizens.report("Có trang mạng giả của cơ quan bảo hiểm")
    long_ago = today() - timedelta(days=30)
    waiting = citizens.report("Một tin bịa đặt về quỹ hưu trí", kind="misinformation")
    officer = handler.staff.officer
    house.case_room.cases.move(officer, taken, State.RECEIVED, "nhận", version=1, today=today())
    citizens.set(late, opened_on=long_ago)
    since = today() - timedelta(days=90)
    found = console.reports.lines.of(officer, Asked(), today(), since)
    assert found.promptness == promptness(house.database, house.case_room.clocks, since, today(), today())
    assert (found.promptness.in_time, found.promptness.late, found.promptness.waiting) == (1, 1, 1)
    page = handler.see("/console/reports").text
    assert "50,0 %" in page
    links = dict(re.findall(r'href="(/console/reports\?state=all[^"]+taken=(\w+))"', page))
    rows = {
        which: [row["number"] for row in handler.json(link.replace("&amp;", "&"))["rows"]]
        for link, which in links.items()
    }
    assert rows == {"in_time": [taken], "late": [late], "waiting": [waiting]}


def test_the_definition_stands_beside_the_figure(handler):
    page = handler.see("/console/reports").text
    assert "Chưa có tin báo nào hết hạn đọc." in page
    assert "Cách tính" in page
    assert "ISO 37002:2021, 8.1" in page
    assert "Luật Tố cáo 2018, Điều 29" in page


def test_formal_denunciations_are_counts_by_month(handler, house, console):
    first = today().replace(day=1)
    for day in (first, first, first - timedelta(days=1), first - timedelta(days=400)):
        house.case_room.pointed.note(day)
    page = handler.see("/console/reports").text
    rows = re.findall(r"<tr><td>(\d\d/\d{4})</td><td>(\d+)</td></tr>", page)
    assert len(rows) == 6
    assert rows[0] == (f"{first:%m/%Y}", "2")
    assert rows[1] == (f"{first - timedelta(days=1):%m/%Y}", "1")
    assert all(count == "0" for _, count in rows[2:])


def test_colour_never_stands_alone(handler, citizens):
    for day, word in ((0, "còn hạn"), (40, "quá hạn")):
        number = citizens.report(f"Chuyện ngày {day}")
        citizens.set(number, since=today() - timedelta(days=day))
        assert word in handler.see(f"/console/reports?number={number}").text


def test_every_urgency_and_every_state_has_its_word():
    from bot.cases.states import Ground
    from bot.console.reports import words

    assert set(words.URGENCIES) == set(Urgency)
    assert set(words.STATES) == set(State)
    assert set(words.GROUNDS) == set(Ground)
    assert set(words.TAKEN) == set(Taken)


def test_the_filter_of_an_address():
    given = asked({"state": "all", "opened_from": "2026-11-01", "after": "2026-11-05.2026-11-01.123456"})
    assert given.states == frozenset(State)
    assert given.opened_from == date(2026, 11, 1)
    assert given.after == (date(2026, 11, 5), date(2026, 11, 1), 123456)
    assert State.CLOSED not in asked({}).states
    assert asked({"number": "123456"}).state == "all"


@pytest.mark.parametrize("role", [Role.MANAGER, Role.AUDITOR])
def test_who_reads_no_content_is_led_to_the_course(login, citizens, role):
    number = citizens.report()
    page = login(role).see("/console/reports").text
    assert f'href="/console/reports/{number}/course"' in page
