"""The auditor's page: what is shown, filtered, taken along."""

import csv
import io
import re

import pytest

from bot.clock import now
from bot.console.audit import reading
from bot.console.audit.reading import Wanted, every, found
from bot.console.review.judgement import Judgement
from bot.console.roles import Role


@pytest.fixture
def acts(console):
    """Three acts of two persons."""
    for who, what, about in (
        ("lan", "case.read", "case/7"),
        ("mai", "export", "audit/1"),
        ("lan", "case.note", "case/8"),
    ):
        console.audit.first(who, what, about, "vì việc")
    return console.audit


def named(shown):
    return [(done.act.who, done.act.what) for done in shown]


def test_the_latest_stand_first(acts):
    assert named(found(acts, Wanted()).acts) == [("lan", "case.note"), ("mai", "export"), ("lan", "case.read")]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [(Wanted(who="LAN"), 2), (Wanted(what="case"), 2), (Wanted(what="case.read"), 1), (Wanted(about="case/8"), 1)],
)
def test_filters(acts, wanted, count):
    assert len(found(acts, wanted).acts) == len(list(every(acts, wanted))) == count


def test_pages_join_without_a_gap(acts, monkeypatch):
    monkeypatch.setattr(reading, "PAGE", 2)
    first = found(acts, Wanted())
    second = found(acts, Wanted(), first.after)
    assert named([*first.acts, *second.acts]) == named(every(acts, Wanted()))
    assert second.after is None


def test_a_filter_that_finds_nothing_says_where_it_stopped(acts, monkeypatch):
    monkeypatch.setattr(reading, "OPENED_MOST", 2)
    shown = found(acts, Wanted(who="nobody"))
    assert not shown.acts
    assert shown.after is not None
    assert found(acts, Wanted(who="nobody"), shown.after).after is None


def test_the_page_and_its_json_say_the_same(login, acts):
    client = login(Role.AUDITOR)
    rows = client.json("/console/audit?who=lan&what=case")["rows"]
    assert [row["about"] for row in rows] == ["case/8", "case/7"]
    page = client.see("/console/audit?who=lan&what=case").text
    assert "case/8" in page
    assert "audit/1" not in page


def test_taking_it_along_is_an_act_too_and_every_row_says_whose_copy_it_is(login, acts):
    client = login(Role.AUDITOR)
    answer = client.get("/console/audit?format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert {client.staff.name in row["Lần xuất"] for row in rows} == {True}
    latest = acts.latest(1)[0].act
    assert (latest.who, latest.what) == (client.staff.name, "export")


def test_no_more_files_than_the_allowance(login, acts):
    client = login(Role.AUDITOR)
    codes = [client.get("/console/audit?format=csv").status_code for _ in range(11)]
    assert codes == [200] * 10 + [429]


def test_verdicts_are_there_by_link_and_unmasking_by_itself(login, console, talk, acts):
    turn, client = talk("số 0912345678", original="số 0912345678"), login(Role.AUDITOR)
    officer = login(Role.OFFICER)
    console.review.verdicts.give(officer.staff.name, turn, Judgement("right"), now())
    assert officer.form(f"/console/conversations/{turn}/unmask", why="đối chiếu").status_code == 200
    page = client.see("/console/audit?what=talk.unmasked").text
    assert f"/console/conversations/{turn}#turn" in page
    assert "đối chiếu" in page
    listed = re.search(r'href="(/console/review/done[^"]*)">1 phán quyết', client.see("/console/audit").text)
    assert officer.staff.name in client.see(listed[1].replace("&amp;", "&")).text
    assert "phán quyết" not in client.see("/console/audit?what=case").text
    assert "0 phán quyết" in client.see(f"/console/audit?who={client.staff.name}").text


@pytest.mark.parametrize(
    "query", ["what=nonsense", "since=yesterday", "after=x", "after=" + "9" * 30, "until=2026-13-01"]
)
def test_a_wrong_filter_is_named(login, query):
    answer = login(Role.AUDITOR).see(f"/console/audit?{query}")
    assert answer.status_code == 400
    assert query.partition("=")[0] in answer.text


@pytest.mark.browser
def test_the_page_in_a_browser(screen, acts):
    shown = screen(Role.AUDITOR)
    page = shown.open("/console/audit")
    page.get_by_label("Ai", exact=True).fill("lan")
    page.get_by_role("button", name="Lọc").click()
    page.wait_for_url("**who=lan**")
    assert page.get_by_role("link", name="mai").count() == 0
    shown.pictures("audit")
