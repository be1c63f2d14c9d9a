"""The turns behind a number, and the report to take along."""

import csv
import io
import re
from datetime import datetime

import pytest
from markupsafe import escape

from bot.clock import VIETNAM
from bot.console.conversations.words import OUTCOMES
from bot.console.matrix import READERS
from bot.console.roles import Role
from bot.statistics.period import Period
from bot.statistics.scope import Scope
from tests.statistics.talks import at

PLACE = "/console/statistics"


def test_only_readers_of_talks_see_turns(login, today_is):
    for role in Role:
        answer = login(role).see(f"{PLACE}/rows?period=2026")
        assert answer.status_code == (200 if role in READERS else 403)


def test_the_count_is_that_of_the_books(year, login, console):
    scope = Scope(Period.read("2026"))
    client = login(Role.AUDITOR)
    for condition in ("two_way", "substantive", "bad", "o_handed_over", "h07", "w01", "turns"):
        body = client.json(f"{PLACE}/rows?period=2026&condition={condition}")
        assert body["total"] == console.statistics.books.totals(scope)[condition]
        text = client.get(f"{PLACE}/rows?period=2026&condition={condition}&format=csv").content.decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(text, newline="")))) == body["total"] + 1


def test_aspects_are_in_words_on_the_page_and_in_the_file_and_codes_in_json(year, login, console):
    client, path = login(Role.AUDITOR), f"{PLACE}/rows?period=2026&condition=counted"
    subjects = console.review.subjects
    told = next(
        one for one in client.json(path)["rows"] if subjects.find(one["topic"], one["aspect"]) and one["aspect"]
    )
    question = subjects.find(told["topic"], told["aspect"]).question
    assert escape(question) in client.see(path).text
    text = client.get(f"{path}&format=csv").content.decode("utf-8-sig")
    rows = {row["Mã lượt"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    row = rows[told["id"]]
    assert row["Khía cạnh"] == question
    assert row["Kết quả"] == OUTCOMES[told["outcome"]]
    assert datetime.fromisoformat(row["Lúc (giờ Việt Nam)"]).replace(tzinfo=VIETNAM) == datetime.fromisoformat(
        told["time"]
    ).replace(microsecond=0)


def test_pages_follow_each_other_without_gap_or_double(year, login, monkeypatch):
    monkeypatch.setattr("bot.console.statistics.row_pages.ON_A_PAGE", 7)
    client, found = login(Role.OFFICER), []
    path = f"{PLACE}/rows?period=2026&condition=counted"
    body = client.json(path)
    found += body["rows"]
    while body["after"]:
        body = client.get(
            f"{PLACE}/rows",
            params={"period": "2026", "condition": "counted", "after": body["after"]},
            headers={"accept": "application/json"},
        ).json()
        found += body["rows"]
    assert len(found) == body["total"] > 30
    assert len({one["id"] for one in found}) == len(found)
    assert [one["time"] for one in found] == sorted((one["time"] for one in found), reverse=True)


def test_the_heading_says_which_number_and_whether_it_is_the_same(year, login, console):
    total = console.statistics.books.totals(Scope(Period.read("2026")))["two_way"]
    client = login(Role.MANAGER)
    text = client.see(f"{PLACE}/rows?period=2026&condition=two_way&shown={total}").text
    assert f'<strong class="n">{total}</strong> lượt hai chiều' in text
    assert "Đúng bằng con số vừa bấm" in text
    text = client.see(f"{PLACE}/rows?period=2026&condition=two_way&shown=987654").text
    assert "Con số vừa bấm khác con số này" in text
    assert not {"987654", "987.654"} & set(re.findall(r"[\d.]+\d", re.sub(r"<[^>]*>", " ", text)))


def test_a_turn_leads_to_its_talk(year, login):
    client = login(Role.MANAGER)
    (first, *_) = client.json(f"{PLACE}/rows?period=2026&condition=two_way")["rows"]
    text = client.see(f"{PLACE}/rows?period=2026&condition=two_way").text
    assert f"/console/conversations/{first['id']}#turn" in text


def test_wrong_words_are_named(login, today_is):
    client = login(Role.MANAGER)
    for query, word in (
        ("condition=everything", "two_way"),
        ("after=yesterday", "after"),
        ("shown=-1", "shown"),
        ("shown=1e9", "shown"),
        ("topic=*", "topic"),
        ("topic=*,pension_amount", "pension_amount"),
        ("campaign=*&campaign=ordinary", "campaign"),
    ):
        answer = client.get(f"{PLACE}/rows?{query}", headers={"accept": "application/json"})
        assert answer.status_code == 400
        assert word in answer.json()["detail"]


def test_reports_are_not_listed_by_themselves(login, talks, console, today_is):
    for outcome in ("report_received", "answered"):
        talks.turn(when=at("2026-06-03"), topic="fraud_report", outcome=outcome)
    console.statistics.folding.fold()
    client = login(Role.MANAGER)
    assert client.see(f"{PLACE}/rows?period=2026-06&condition=o_report_received").status_code == 403
    answer = client.get(f"{PLACE}/rows?period=2026-06&topic=fraud_report", headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert client.json(f"{PLACE}/rows?period=2026-06")["total"] == 2
    assert "fraud_report" not in client.see(f"{PLACE}/rows?period=2026-06").text


def test_definitions_hold_every_measure_and_table(login, today_is):
    from bot.statistics import registry

    client = login(Role.MANAGER)
    rows = client.json(f"{PLACE}/definitions")["rows"]
    keys = {f"{one['kind'][0].replace('t', 'b')}-{one['key']}" for one in rows}
    assert keys == {f"m-{key}" for key in registry.measures()} | {f"b-{key}" for key in registry.tables()}
    text = client.see(f"{PLACE}/definitions").text
    assert all(f'id="{key}"' in text for key in keys)


def test_the_report_is_a_managers(login, today_is):
    assert login(Role.AUDITOR).see(f"{PLACE}/report").status_code == 403
    text = login(Role.MANAGER).see(f"{PLACE}/report").text
    assert "template=quarter&amp;as=docx" in text
    assert "period=2026-Q1" in text


def test_the_report_is_taken_along_and_noted(year, login):
    client = login(Role.MANAGER)
    for form in ("docx", "xlsx"):
        answer = client.get(f"{PLACE}/report/file?period=2026-Q1&template=quarter&as={form}")
        assert answer.status_code == 200, answer.text[:500]
        assert answer.content.startswith(b"PK")
        assert f'filename="bao-cao-quarter-2026-Q1.{form}"' in answer.headers["content-disposition"]
        assert f"bao-cao-quarter-2026-Q1.{form}" in login(Role.AUDITOR).see("/console/audit").text


def test_a_report_that_cannot_be_made_is_refused_with_what_can(login, today_is):
    client = login(Role.MANAGER)
    for query, word in (
        ("period=2026-Q1&as=pdf", "docx"),
        ("period=2026-Q1&template=month&as=docx", "month"),
        ("period=2026-12&as=docx", "2026-05"),
        ("period=2026-Q1&template=novel&as=docx", "quarter"),
    ):
        answer = client.get(f"{PLACE}/report/file?{query}", headers={"accept": "application/json"})
        assert answer.status_code == 400
        assert word in answer.json()["detail"]


def test_a_report_of_a_running_period_carries_its_last_day_in_its_name(year, login):
    answer = login(Role.MANAGER).get(f"{PLACE}/report/file?period=2026&as=xlsx")
    assert 'filename="bao-cao-year-2026-den-2026-06-19.xlsx"' in answer.headers["content-disposition"]


@pytest.mark.parametrize("more", ["channel=web", "topic=pension_amount", "compare=year", "from=2026-01-01", "x=1"])
def test_a_report_refuses_what_it_would_not_heed(login, today_is, more):
    answer = login(Role.MANAGER).get(
        f"{PLACE}/report/file?period=2026-Q1&as=docx&{more}", headers={"accept": "application/json"}
    )
    assert answer.status_code == 400
    assert {more.split("=")[0], "template"} <= set(re.findall(r"\w+", answer.json()["detail"]))


def test_reports_count_among_the_files_of_a_day(login, console, today_is):
    client = login(Role.MANAGER)
    for _ in range(10):
        console.allowance.take(client.staff.id)
    assert client.get(f"{PLACE}/report/file?period=2026-Q1&as=xlsx").status_code == 429
