"""What error pages say: Vietnamese with the way out, the same detail for programs in English."""

import re
from pathlib import Path

import pytest

from bot.console import router
from bot.console.roles import Role
from bot.console.web.told import told

HTML = {"accept": "text/html"}


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 429, 500, 503])
def test_every_status_has_words_of_its_own(status):
    sentence, values = told(status, "Something in English")
    assert not sentence.isascii()
    assert not values


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ("no more than 10 files a day", "10 tệp một ngày"),
        ("since: a day is written like 2026-11-05", "“since” chưa đúng: viết như"),
        ("state: unknown; allowed are all, open", "“state” chỉ nhận: all, open."),
        ("verdict: x unknown; allowed are right, wrong", "“verdict” chỉ nhận: right, wrong."),
        ("days: allowed are 1 to 30", "“days” chỉ nhận: 1 to 30."),
        ("note: at most 4000 characters", "“note” dài quá 4000 ký tự"),
        ("after: a number", "mở lại danh sách từ đầu"),
        ("aspect: not one of the topic", "“aspect” trong địa chỉ"),
        ("q: cần ít nhất một chữ hoặc số", "q: cần ít nhất một chữ hoặc số"),
        ("50 %(x)s ở đây", "50 %(x)s ở đây"),
    ],
)
def test_details_become_words(detail, words):
    sentence, values = told(400, detail)
    assert words in (sentence % values if values else sentence)


def test_no_detail_of_the_rooms_is_shown_in_english():
    """Every detail that code raises with; gaps stand for what is filled in."""
    raised = re.compile(r'(?:NotFound|Validation|PermissionDenied|Client|TooManyRequests)Exception\(f?"([^"]+)"')
    for file in sorted(Path(router.__file__).parent.rglob("*.py")):
        for detail in raised.findall(file.read_text("utf-8")):
            sentence, _ = told(400, re.sub(r"\{[^}]*\}", "x", detail))
            assert not sentence.isascii() or not detail.isascii(), f"{file.name}: {detail}"


def test_pages_are_vietnamese_and_programs_get_the_detail(login):
    client = login(Role.AUDITOR)
    for _ in range(10):
        client.get("/console/audit?format=csv")
    page = client.get("/console/audit?format=csv&x=1", headers=HTML)
    assert page.status_code == 429
    assert page.json()["detail"] == "no more than 10 files a day"
    wrong = client.see("/console/audit?since=x")
    assert "Ngày ở mục “since” chưa đúng" in wrong.text
    assert "is written" not in wrong.text
    denied = client.see("/console/staff/new")
    assert "nhờ quản trị viên cấp" in denied.text
    assert "among the rights" not in denied.text


def test_what_nobody_foresaw_is_a_page_too_and_says_nothing_of_the_error(login, console, monkeypatch):
    client = login(Role.AUDITOR)

    def breaks(*_):
        raise RuntimeError("lời của một công dân")

    monkeypatch.setattr(console.audit, "latest", breaks)
    page = client.see("/console/audit")
    assert page.status_code == 500
    assert "báo quản trị viên" in page.text
    assert "lời của một công dân" not in page.text
    assert client.get("/console/audit", headers={"accept": "application/json"}).json() == {
        "status_code": 500,
        "detail": "internal error (RuntimeError)",
    }


def test_a_form_that_is_too_large_is_told_so(login):
    client = login(Role.OFFICER)
    page = client.form("/console/views", label="x" * (2 * 1024 * 1024))
    assert page.status_code == 413
    assert "nhiều nhất 1 MB" in page.text


def test_an_address_of_no_page_is_told_as_a_page(login):
    client = login(Role.AUDITOR)
    page = client.see("/console/no-such-page")
    assert page.status_code == 404
    assert "Kiểm tra lại địa chỉ" in page.text
    assert client.get("/console/no-such-page", headers={"accept": "application/json"}).json()["status_code"] == 404
