"""The page of a theme: its numbers, their links, its files, who sees what."""

import csv
import io
import re
import zipfile
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import openpyxl
from markupsafe import escape

from bot.console.matrix import READERS
from bot.console.roles import Role
from bot.console.statistics.tables import PRIVATE
from bot.console.web.catalogue import catalogue
from bot.statistics import registry
from bot.statistics.period import Period
from bot.statistics.scope import Scope
from bot.statistics.themes import THEMES
from tests.console.payloads import MARK, PAYLOADS
from tests.console.statistics import worded
from tests.console.statistics.looks import block
from tests.statistics.talks import at

PLACE = "/console/statistics"
READ = (Role.OFFICER, Role.HANDLER, Role.EDITOR, Role.MANAGER, Role.AUDITOR)


def links(answer):
    return [unescape(one) for one in re.findall(r'href="([^"]*)"', answer.text)]


def test_every_theme_opens(year, login):
    client = login(Role.MANAGER)
    for theme in THEMES:
        answer = client.see(f"{PLACE}/{theme}?period=2026")
        assert answer.status_code == 200, (theme, answer.text[:500])
        assert THEMES[theme] in answer.text


def test_who_may_read_figures(login, today_is):
    for role in Role:
        client = login(role)
        for path in ("targets", "definitions"):
            assert client.see(f"{PLACE}/{path}").status_code == (200 if role in READ else 403)


def test_a_page_says_what_its_measures_say(year, login, console):
    room, scope = console.statistics, Scope(Period.read("2026-Q2"), {"channel": ("zalo",)})
    shown = login(Role.MANAGER).json(f"{PLACE}/answers?period=2026-Q2&channel=zalo")
    assert shown["measures"]
    for one in shown["measures"]:
        value = registry.measures()[one["key"]].value(room.books, scope)
        assert (one["value"]["amount"], one["value"]["of"]) == (value.amount, value.of), one["key"]


def test_a_course_adds_up_to_the_figure(year, login):
    shown = login(Role.MANAGER).json(f"{PLACE}/reach?period=2026")
    (counted,) = (one for one in shown["measures"] if one["key"] == "interactions")
    assert len(counted["trend"]) == 6
    assert sum(point["amount"] for point in counted["trend"]) == counted["value"]["amount"] > 30


def test_a_running_period_is_compared_with_as_many_days(year, login):
    shown = login(Role.MANAGER).json(f"{PLACE}/reach?period=2026-06")
    assert (shown["held"], shown["compared"]) == ("2026-06-01..2026-06-19", "2026-05-01..2026-05-19")
    text = login(Role.MANAGER).see(f"{PLACE}/reach?period=2026-06").text
    assert "chỉ những ngày đã trọn: 01/06/2026–19/06/2026" in text


def test_today_is_no_day_to_compare(talks, login, console, monkeypatch):
    for module in ("bot.console.statistics.frame", "bot.statistics.blocks.topics"):
        monkeypatch.setattr(f"{module}.today", lambda: date(2026, 6, 2))
    people = [talks.conversation() for _ in range(20)]
    for day in ("2026-05-01", "2026-05-02", "2026-06-01", "2026-06-02"):
        for one in people[: 3 if day == "2026-06-02" else None]:
            talks.turn(one, at(day))
    console.statistics.folding.fold()
    client = login(Role.MANAGER)
    shown = client.json(f"{PLACE}/reach?period=2026-06")
    (turns,) = (one for one in shown["measures"] if one["key"] == "interactions")
    assert [turns[key]["amount"] for key in ("value", "held", "earlier")] == [23, 20, 20]
    text = " ".join(re.sub(r"<[^>]*>", " ", client.see(f"{PLACE}/reach?period=2026-06").text).split())
    assert "không đổi (các ngày đã trọn: 20) so với 20" in text
    (topics,) = (one for one in client.json(f"{PLACE}/questions?period=2026-06")["tables"] if one["key"] == "topics")
    assert [topics["rows"][0][key] for key in ("turns", "before", "change")] == [23, 20, 0]


def test_periods_of_other_lengths_say_so(year, login):
    text = login(Role.MANAGER).see(f"{PLACE}/reach?period=2026-05").text
    assert "(31 ngày với 30 ngày)" in text


def test_what_citizens_wrote_is_for_those_who_read_talks(year, login):
    assert set(PRIVATE) <= set(registry.tables())
    for role in READ:
        client, key = login(role), "questions_not_understood"
        reads = role in READERS
        body = client.json(f"{PLACE}/answers?period=2026")
        assert (key in {one["key"] for one in body["tables"]}) == reads
        assert (key in {one["key"] for one in client.json(f"{PLACE}/definitions")["rows"]}) == reads
        for form in ("", "&format=csv"):
            assert ("câu số" in client.get(f"{PLACE}/answers?period=2026{form}").content.decode()) == reads
        book = zipfile.ZipFile(io.BytesIO(client.get(f"{PLACE}/answers?period=2026&format=xlsx").content))
        assert any("câu số".encode() in book.read(name) for name in book.namelist()) == reads


def test_days_before_the_first_count_are_no_nought(year, login):
    client = login(Role.MANAGER)
    assert client.json(f"{PLACE}/reach?period=2026-02&compare=year")["compared"] is None
    assert "số liệu bắt đầu từ 01/01/2026" in client.see(f"{PLACE}/reach?period=2026-02&compare=year").text


def test_the_filter_stays_over_all_pages_of_the_room(year, login):
    answer = login(Role.MANAGER).see(f"{PLACE}/answers?period=2026-05&compare=year&channel=zalo")
    inside = [one for one in links(answer) if one.startswith(PLACE) and "static" not in one and "/rows" not in one]
    fields = [parse_qs(urlsplit(one).query) for one in inside if one != PLACE]
    assert len(fields) > 15
    assert all(one.get("compare") == ["year"] for one in fields)
    # The one that takes the filter away.
    assert len([one for one in fields if one.get("channel") != ["zalo"]]) == 1


def test_every_number_of_a_figure_leads_to_as_many_turns(year, login):
    client = login(Role.MANAGER)
    found = [one for one in links(client.see(f"{PLACE}/answers?period=2026&channel=zalo")) if f"{PLACE}/rows?" in one]
    of_turns = [one for one in found if "shown=" in one][:40]
    assert len(of_turns) > 20
    for link in of_turns:
        shown = parse_qs(urlsplit(link).query)["shown"][0]
        body = client.json(link)
        assert str(body["total"]) == shown, link
        if body["after"] is None:
            assert len(body["rows"]) == body["total"], link


def test_a_reader_of_figures_alone_gets_no_link_to_talks(year, login):
    answer = login(Role.HANDLER).see(f"{PLACE}/answers?period=2026")
    assert not [one for one in links(answer) if "/rows" in one or "/conversations" in one]


def test_who_sees_the_work_of_single_officers(login, today_is):
    key = "officer_workload"
    assert key in PRIVATE.keys() & registry.tables().keys()
    for role in READ:
        client = login(role)
        keys = {one["key"] for one in client.json(f"{PLACE}/officers?period=2026")["tables"]}
        assert (key in keys) is (role in {Role.MANAGER, Role.AUDITOR})
        assert (f'id="b-{key}"' in client.see(f"{PLACE}/definitions").text) is (key in keys)


def test_files_say_what_the_page_says(year, login):
    client = login(Role.MANAGER)
    shown = client.json(f"{PLACE}/answers?period=2026")
    text = client.get(f"{PLACE}/answers?period=2026&format=csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    values = {row["Mã"]: row["Giá trị"] for row in rows if row["Cột"] == "value"}
    for one in shown["measures"]:
        amount = one["value"]["amount"]
        assert values[one["key"]] == ("" if amount is None else str(amount))
    tables = {one["key"]: len(one["rows"]) * len(one["columns"]) for one in shown["tables"]}
    assert {key: sum((row["Loại"], row["Mã"]) == ("table", key) for row in rows) for key in tables} == tables
    book = client.get(f"{PLACE}/answers?period=2026&format=xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(book)).active
    assert sheet.max_row == len(rows) + 1


def test_files_are_noted(year, login, console):
    client = login(Role.MANAGER)
    client.get(f"{PLACE}/answers?period=2026&format=csv")
    assert "statistics-answers" in login(Role.AUDITOR).see("/console/audit").text


def test_wrong_words_are_named_with_what_is_allowed(login, today_is):
    client = login(Role.MANAGER)
    for query, word in (
        ("period=2026-99", "2026-Q2"),
        ("channel=sms", "zalo"),
        ("topic=nothing", "pension_amount"),
        ("audience=martian", "trader"),
        ("campaign=unheard", "may_month"),
        ("compare=x", "before"),
    ):
        answer = client.get(f"{PLACE}/answers?{query}", headers={"accept": "application/json"})
        assert answer.status_code == 400
        assert query.split("=")[0] in answer.json()["detail"]
        assert word in answer.json()["detail"]


def test_there_is_no_other_theme(login):
    answer = login(Role.MANAGER).get(f"{PLACE}/weather", headers={"accept": "application/json"})
    assert answer.status_code == 404
    assert "answers" in answer.json()["detail"]


def test_a_campaign_that_only_a_link_named_can_be_asked_for(year, login, talks, console):
    talks.turn(when=at("2026-06-02"), campaign="cho-phien")
    console.statistics.folding.fold()
    shown = login(Role.MANAGER).json(f"{PLACE}/reach?period=2026&campaign=cho-phien")
    assert next(one for one in shown["measures"] if one["key"] == "interactions")["value"]["amount"] == 1


def test_a_table_says_what_it_does_not_heed_and_why_it_does_not_add_up(login, today_is, monkeypatch):
    table = block("bars", "answers", answers_to=("period",), adds_up="một lượt có hai dòng", note="chỉ để thử")
    monkeypatch.setattr("bot.console.statistics.theme_pages.tables", lambda: {"bars": table})
    client = login(Role.MANAGER)
    text = client.see(f"{PLACE}/answers?period=2026&channel=zalo&topic=pension_amount").text
    assert "Bảng này không theo phần lọc: kênh, chủ đề." in text
    assert "một lượt có hai dòng" in text
    assert "chỉ để thử" in text
    assert "không theo phần lọc" not in client.see(f"{PLACE}/answers?period=2026").text


def test_a_line_narrows_the_filter_of_its_links(login, today_is, monkeypatch):
    monkeypatch.setattr("bot.console.statistics.theme_pages.tables", lambda: {"bars": block("bars", "answers")})
    found = [
        one for one in links(login(Role.MANAGER).see(f"{PLACE}/answers?period=2026&channel=zalo")) if "maternity" in one
    ]
    assert parse_qs(urlsplit(found[0]).query) == {
        "period": ["2026"],
        "channel": ["zalo"],
        "topic": ["maternity"],
        "condition": ["substantive"],
        "shown": ["366"],
    }


def test_hostile_words_are_only_words(login, talks, console, today_is):
    for payload in PAYLOADS[:60]:
        talks.turn(when=at("2026-06-02"), question=payload, topic=None, outcome="unanswered_not_understood")
    campaigns = [re.sub(r"[^\x20-\x7e]", "", one)[:60] for one in PAYLOADS[120:140]]
    for campaign in campaigns:
        talks.turn(when=at("2026-06-02"), campaign=campaign, topic=campaign)
    console.statistics.folding.fold()
    client = login(Role.MANAGER)
    for path in (*THEMES, "rows"):
        text = client.see(f"{PLACE}/{path}?period=2026").text
        shown = re.sub(r"<script[^>]*src=[^>]*></script>", "", text)
        for tag in re.findall(r"<(?:script|img|svg|iframe|body|style|object|base)[^>]*>", shown):
            assert MARK not in tag, tag
        data = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.S)
        assert all("<" not in one for one in data)


def test_the_page_speaks_english_too(year, login):
    client = login(Role.MANAGER)
    client.form("/console/language", language="en", next=PLACE)
    text = client.see(f"{PLACE}/answers?period=2026-06").text
    assert "How it is answered" in text
    assert "compared with" in text.lower()
    for words in ("Answers with a source", "How turns ended", "Of the turns about something", "Not settled", "Turns"):
        assert words.casefold() in text.casefold()
    for theme in THEMES:
        text = client.see(f"{PLACE}/{theme}?period=2026-06").text
        for one in worded.words():
            assert f">{escape(one)}<" not in text or catalogue("en").gettext(one) == one, (theme, one)
