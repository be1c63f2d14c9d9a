"""Hostile words in every field of a report: shown as text, on every page and in every form of it."""

import html
from html.parser import HTMLParser

import pytest

from bot.cases.states import State
from bot.console.roles import Role
from tests.console.reports.conftest import opened
from tests.evidence.test_kinds import TAKEN, Kind

PAYLOADS = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "<svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "javascript:alert(1)//http://evil.com",
    "https://evil.com/\"onclick=alert(1)//",
    "<a href=javascript:alert(1)>bấm</a>",
    "{{ 7*7 }}{% raw %}${7*7}",
    "%(why)s %s %d 100%",
    "=HYPERLINK(\"http://evil.com\")",
    "\u202etxt.exe <b>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "]]><!--<x>",
]  # fmt: skip


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


def harmless(page):
    """Every tag is one of ours, and none of its attributes runs or leads anywhere else."""
    tags = Tags()
    tags.feed(page.text)
    for tag, given in tags.seen:
        assert tag not in {"iframe", "svg/onload", "x", "b", "object", "embed"}, tag
        assert not [name for name in given if name.startswith("on") or name == "style"], given
        if tag == "script":
            assert (given["src"] or "").startswith("/console/static/")
        for name in ("href", "src", "action", "formaction"):
            address = given.get(name) or "/console"
            assert address.startswith(("/console", "#", "?")), (tag, given)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_of_a_report_are_text_everywhere(login, citizens, house, payload):
    both = login(Role.HANDLER, Role.MANAGER, Role.CUSTODIAN)
    paper = (payload.replace("/", "") + ".pdf", TAKEN[Kind.PDF] + b"x")
    content = {"when_where": payload, "who": payload, "clues": payload}
    number = citizens.report(payload, content=content, files=[paper], agreed=True, clues={"[DIEN_THOAI_1]": payload})
    for kind in ("addition", "answer"):
        citizens.says(number, payload, kind)
    citizens.at(number, State.RECEIVED)
    citizens.set(number, agency=payload, assignee=payload[:64])
    both.form(f"/console/reports/{number}/message", version="1", kind="note", text=payload)
    page = opened(both, number, payload)
    assert page.status_code == 200
    assert html.escape(payload).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in page.text
    harmless(page)
    both.form(f"/console/reports/{number}/identity", why=payload)
    for path in ("", f"/{number}/course", f"/{number}/clues", f"/{number}/handover", "/openings"):
        answer = both.see(f"/console/reports{path}")
        assert answer.status_code == 200, path
        harmless(answer)
    refused = both.form(f"/console/reports/{number}/move", version="9", to="verifying", why=payload)
    assert refused.status_code == 409
    harmless(refused)
    assert both.json(f"/console/reports/{number}")["content"]["what"] == payload
    letter = both.form(
        f"/console/reports/{number}/handover/letter", why="x1", signs="money_lost",
        to=f"Công an {payload}", position=payload,
        **dict.fromkeys(("agency", "parent", "place", "sign", "archive"), payload),
    )  # fmt: skip
    assert letter.status_code == 200
    assert letter.content.startswith(b"PK")


@pytest.mark.parametrize("payload", ["=1+1", "+1", "-1", "@x", "\t=1", "＝1"])
def test_cells_of_the_list_compute_nothing(login, citizens, payload):
    number = citizens.report()
    citizens.set(number, assignee=payload)
    cells = login(Role.MANAGER).get("/console/reports?format=csv").text
    assert f"'{payload}" in cells


def test_hostile_addresses_of_a_filter_are_text(handler, citizens):
    citizens.report()
    page = handler.see("/console/reports?assignee=%3Cscript%3Ealert(1)%3C/script%3E&x=%22%3E%3Cimg%20src=x%3E")
    assert page.status_code == 400, "nobody of that name"
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text
    for query in ("state=%3Cb%3E", "after=%3Cb%3E"):
        page = handler.see(f"/console/reports?{query}")
        assert page.status_code == 400
        assert "<b>" not in page.text
