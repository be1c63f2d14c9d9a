"""One case: why it is read, what it shows, who may not, and that every reading is noted first."""

import re
from datetime import timedelta

import pytest

from bot.cases.states import State
from bot.clock import now
from bot.console.matrix import MATRIX
from bot.console.reports.reasons import HOLDS, Reasons
from bot.console.reports.web_links import web_links
from bot.console.roles import Role
from bot.records.audit import Audit
from bot.storage.database import DatabaseUnavailable
from tests.console.conftest import HTML
from tests.console.reports.conftest import HUNG, ON_HUNG, STORY, opened
from tests.evidence.conftest import encoded, halves
from tests.evidence.test_kinds import TAKEN, Kind

PDF = TAKEN[Kind.PDF] + b"words of a paper"


def test_why_is_asked_before_anything_is_shown(handler, citizens, acts):
    number = citizens.report()
    page = handler.see(f"/console/reports/{number}").text
    assert "Vì sao anh/chị mở tin báo này?" in page
    assert "thu tiền" not in page
    assert acts() == []
    answer = handler.get(f"/console/reports/{number}", headers={"accept": "application/json"})
    assert (answer.status_code, "thu tiền" in answer.text) == (400, False)
    for path in ("clues", "files/1", "files/1/thumbnail"):
        assert handler.see(f"/console/reports/{number}/{path}").status_code == 400
    assert "Vì sao" in handler.see(f"/console/reports/{number}/handover").text


@pytest.mark.parametrize("why", ["", "  ", "...", "\n"])
def test_a_reason_says_something(handler, citizens, why):
    number = citizens.report()
    answer = handler.form(f"/console/reports/{number}/open", why=why)
    assert answer.status_code == 400
    assert "Hãy ghi nội dung hoặc lý do" in answer.text


def test_a_reason_is_given_once_and_stands_at_every_reading(handler, citizens, console, acts):
    number = citizens.report()
    assert STORY in opened(handler, number, "phân công của tổ trực").text
    handler.see(f"/console/reports/{number}")
    handler.json(f"/console/reports/{number}")
    assert acts() == [("case.read", f"case/{number}")] * 3
    assert {one.act.why for one in console.audit.latest(3)} == {"phân công của tổ trực"}


def test_a_reason_is_for_one_case_one_login_and_half_an_hour(handler, login, citizens, console):
    first, second = citizens.report(), citizens.report("Chuyện khác hẳn")
    opened(handler, first)
    assert "Vì sao" in handler.see(f"/console/reports/{second}").text
    reasons, moment = console.reports.reasons, now()
    kept = reasons.kept("login", first, "lý do", moment)
    assert reasons.of(kept, "login", first, moment) == "lý do"
    assert reasons.of(kept, "login", second, moment) is None
    assert reasons.of(kept, "other", first, moment) is None
    assert reasons.of(kept, "login", first, moment + HOLDS) is None
    assert reasons.of(kept, "login", first, moment + HOLDS - timedelta(seconds=1)) == "lý do"
    for odd in (None, "", "x", "é", kept[:-3], kept[:10] + "A" + kept[11:]):
        assert reasons.of(odd, "login", first, moment) is None
    assert Reasons(bytes(32)).of(kept, "login", first, moment) is None


def test_the_reason_is_kept_by_the_browser_sealed_and_for_that_case_alone(handler, citizens):
    number = citizens.report()
    answer = handler.form(f"/console/reports/{number}/open", why="tên người thân")
    cookie = answer.headers["set-cookie"]
    assert f"Path=/console/reports/{number};" in cookie
    assert all(word in cookie for word in ("HttpOnly", "Secure", "SameSite=strict", "Max-Age=1800"))
    assert "thân" not in cookie


def test_the_page_shows_all_that_is_known(handler, citizens):
    similar = citizens.report()
    number = citizens.report(
        f"{STORY}, vào https://vssid-capnhat.com/a?b=1",
        clues={"[DIEN_THOAI_1]": "0900000001"},
        content={"when_where": "chợ Bình An", "who": "người lạ", "clues": "số [DIEN_THOAI_1]"},
        files=[("anh.png", encoded(halves(), "PNG")), ("giay.pdf", PDF)],
        triage=True,
        agreed=True,
    )
    citizens.says(number, "Hôm qua họ lại đến")
    page = opened(handler, number).text
    for words in (
        STORY, "chợ Bình An", "người lạ", "số [DIEN_THOAI_1]", "Hôm qua họ lại đến", "Người báo bổ sung",
        "vssid-capnhat.com", "PNG", "PDF", "cần phân loại", f"#{similar}", "Xem cả nhóm",
        "Xin mở liên kết", "Mạo danh cán bộ, cơ quan BHXH", "Bộ luật Hình sự 2015, Điều 339", "tự xưng",
        "ISO 37002:2021, 8.1", "còn hạn", "Nhận tin báo",
    ):  # fmt: skip
        assert words in page, words
    assert "0900000001" not in page
    assert "giay.pdf" not in page, "a sender's name often stands in it"
    assert not re.search(r'href="[^"]*vssid-capnhat', page), "an address of a report is never to be pressed"
    assert page.count("/thumbnail") == 1


def test_json_says_the_same_and_a_report_is_not_exported(handler, citizens):
    number = citizens.report(content={"who": "người lạ"})
    opened(handler, number)
    body = handler.json(f"/console/reports/{number}")
    assert body["content"]["what"] == STORY
    assert (body["state"], body["version"], body["history"][0]["what"]) == ("new", 1, "opened")
    for form in ("csv", "xlsx"):
        assert handler.see(f"/console/reports/{number}?format={form}").status_code == 400


def test_numbers_of_the_other_side_are_unmasked_by_a_look_of_its_own(handler, citizens, acts):
    number = citizens.report(clues={"[DIEN_THOAI_1]": "0900000001", "[TAI_KHOAN_1]": "12345678"})
    opened(handler, number)
    page = handler.see(f"/console/reports/{number}/clues").text
    assert "0900000001" in page
    assert "12345678" in page
    assert acts()[-1] == ("case.clues", f"case/{number}")
    bare = citizens.report("Chuyện khác hẳn")
    opened(handler, bare)
    assert "không kể số nào" in handler.see(f"/console/reports/{bare}/clues").text


def test_a_file_is_a_download_in_a_sandbox(handler, citizens, acts):
    number = citizens.report(files=[("anh.png", encoded(halves(), "PNG")), ("=cmd|.pdf", PDF)])
    opened(handler, number)
    paper = handler.see(f"/console/reports/{number}/files/2")
    assert paper.content == PDF
    assert paper.headers["content-disposition"] == f'attachment; filename="tin-bao-{number}-2.pdf"'
    assert paper.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert paper.headers["x-content-type-options"] == "nosniff"
    assert "no-store" in paper.headers["cache-control"]
    small = handler.see(f"/console/reports/{number}/files/1/thumbnail")
    assert small.content.startswith(b"\xff\xd8")
    assert small.headers["content-type"] == "image/jpeg"
    assert acts()[-2:] == [("case.file", f"case/{number}"), ("case.thumbnail", f"case/{number}")]
    for path in ("files/2/thumbnail", "files/3", "files/0", "files/99999999999999999999"):
        assert handler.see(f"/console/reports/{number}/{path}").status_code == 404


def test_a_file_of_another_case_is_not_reached_through_ones_own(handler, citizens):
    mine, _ = citizens.report(), citizens.report("Chuyện khác hẳn", files=[("a.pdf", PDF)])
    opened(handler, mine)
    assert handler.see(f"/console/reports/{mine}/files/1").status_code == 404


def routes_of_a_case():
    return [row for row in MATRIX if "{number:int}" in row.path and row.path.startswith("/console/reports")]


def at(row, number):
    return row.path.replace("{number:int}", str(number)).replace("{position:int}", "1")


@pytest.mark.parametrize("role", [Role.HANDLER, Role.MANAGER, Role.AUDITOR])
def test_a_case_on_the_reader_is_told_as_one_that_is_not(login, hire, citizens, acts, role):
    number = citizens.report(ON_HUNG, files=[("a.pdf", PDF)], agreed=True)
    nobody = next(one for one in range(100_000, 100_010) if one != number)
    hung = login(staff=hire(role, full_name=HUNG))
    for row in routes_of_a_case():
        if role in row.roles:
            fields = {"why": "xem", "version": "1", "to": "received", "kind": "note", "text": "lời", "allowed": "yes"}
            answers = [
                hung.see(at(row, one)) if row.method == "GET" else hung.form(at(row, one), **fields)
                for one in (number, nobody)
            ]
            assert [one.status_code for one in answers] == [404, 404], row
            page, other = (
                one.text.replace(str(which), "N") for one, which in zip(answers, (number, nobody), strict=True)
            )
            assert page == other, row
            as_json = hung.get(at(row, number), headers={"accept": "application/json"})
            assert row.method == "POST" or as_json.status_code == 404
    assert acts() == [], "nothing was read, and no trace says that there is something"


@pytest.mark.parametrize("number", ["0", "999999999999999999999999", "-5"])
def test_odd_numbers_are_not_found(handler, number):
    assert handler.see(f"/console/reports/{number}").status_code == 404


def test_every_reading_leaves_one_act(login, citizens, acts):
    number = citizens.report(files=[("anh.png", encoded(halves(), "PNG"))], clues={"[DIEN_THOAI_1]": "0900000001"})
    both = login(Role.HANDLER, Role.MANAGER)
    both.form(f"/console/reports/{number}/open", why="xem")
    for row in routes_of_a_case():
        if row.method == "GET":
            before = len(acts())
            assert both.see(at(row, number)).status_code == 200, row
            assert len(acts()) == before + 1, row
            assert acts()[-1][1] == f"case/{number}", row


def test_what_cannot_be_noted_is_not_shown(login, citizens, monkeypatch):
    number = citizens.report(files=[("anh.png", encoded(halves(), "PNG"))], clues={"[DIEN_THOAI_1]": "0900000001"})
    both = login(Role.HANDLER, Role.MANAGER)
    both.form(f"/console/reports/{number}/open", why="xem")

    def broken(*_, **__):
        raise DatabaseUnavailable("OperationalError")

    monkeypatch.setattr(Audit, "__call__", broken)
    for row in routes_of_a_case():
        if row.method == "GET":
            answer = both.see(at(row, number))
            assert answer.status_code == 503, row
            assert "thu tiền" not in answer.text
            assert "0900000001" not in answer.text


def test_managers_and_auditors_see_the_course_without_content(login, citizens, house, acts):
    number = citizens.report(clues={"[DIEN_THOAI_1]": "0900000001"})
    citizens.says(number, "Hôm qua họ lại đến")
    for role in (Role.MANAGER, Role.AUDITOR):
        client = login(role)
        page = client.see(f"/console/reports/{number}/course").text
        assert "Nhận tin báo" in page
        for words in ("thu tiền", "Hôm qua", "0900000001"):
            assert words not in page
        assert client.see(f"/console/reports/{number}").status_code == 403
    assert acts() == [("case.course", f"case/{number}")] * 2
    assert "/assign" not in page


def test_words_that_are_gone_are_said_to_be_gone(handler, citizens, house):
    from bot.storage.tables import Report

    number = citizens.report()
    with house.database.session() as session:
        session.query(Report).update({"content": {}})
    assert "đã được xóa" in opened(handler, number).text


def test_a_closed_case_stays_readable(handler, citizens):
    number = citizens.report()
    citizens.at(number, State.CLOSED)
    page = opened(handler, number).text
    assert STORY in page
    assert "Đã trả lời xong" in page


def test_a_reason_holds_no_number_of_a_person_in_the_audit(handler, citizens, console):
    number = citizens.report()
    opened(handler, number, "anh 0912345678 gọi đến")
    assert console.audit.latest(1)[0].act.why == "anh [DIEN_THOAI_1] gọi đến"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vào https://vssid-capnhat.com/abc?x=1 nhé", [("vssid-capnhat.com", "https://vssid-capnhat.com/abc?x=1")]),
        ("(bit.ly/Abc), rồi bit.ly/Abc", [("bit.ly", "bit.ly/Abc")]),
        ("nhan-tien.vn", [("nhan-tien.vn", "nhan-tien.vn")]),
        ("http://bhxh.gov.vn@evil.com/x", [("evil.com", "http://bhxh.gov.vn@evil.com/x")]),
        ("đóng 1.000.000 đồng ngày 5.11.2026", []),
        ("javascript:alert(1)", []),
        ("", []),
    ],
)
def test_addresses_are_found_with_the_host_they_lead_to(text, found):
    assert [(one.host, one.text) for one in web_links([text])] == found


def test_strangers_to_reports_read_none(login, citizens):
    number = citizens.report()
    roles = [one for one in Role if one not in {Role.HANDLER}]
    for role in roles:
        client = login(role)
        assert client.see(f"/console/reports/{number}").status_code == 403, role
        assert client.get(f"/console/reports/{number}/files/1", headers=HTML).status_code == 403, role
