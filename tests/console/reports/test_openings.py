"""The sealed link opened by two persons: asked, decided by another, shown for a while, every step noted."""

import re
from datetime import timedelta

import pytest

from bot.clock import now
from bot.console.roles import Role
from bot.storage.case_tables import CaseOpening
from tests.console.reports.conftest import HUNG, ON_HUNG, opened

PAGE = "/console/reports/openings"


@pytest.fixture
def custodian(login):
    return login(Role.CUSTODIAN)


def asked(client, number, house, why="cần gặp nhân chứng"):
    """Ask; gives the opening's id."""
    answer = client.form(f"/console/reports/{number}/identity", why=why)
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    with house.database.reading() as session:
        return session.query(CaseOpening).order_by(CaseOpening.asked_at.desc()).first().id


def decide(client, opening, allowed="yes", why="đã xem hồ sơ"):
    return client.form(f"{PAGE}/{opening}/decide", allowed=allowed, why=why)


def test_two_persons_open_a_link(handler, custodian, citizens, house, acts):
    number = citizens.report(agreed=True)
    assert "Xin mở liên kết" in opened(handler, number).text
    opening = asked(handler, number, house)
    assert handler.see(f"{PAGE}/{opening}").status_code == 409
    page = custodian.see(PAGE).text
    assert "cần gặp nhân chứng" in page
    assert citizens.talk not in page
    assert decide(custodian, opening).status_code == 303
    assert f'href="{PAGE}/{opening}"' in handler.see(PAGE).text
    looked = handler.see(f"{PAGE}/{opening}")
    assert citizens.talk in looked.text
    assert "zalo" in looked.text
    assert acts()[1:] == [
        ("identity.ask", f"case/{number}"),
        ("identity.allow", f"opening/{opening}"),
        ("identity.look", f"opening/{opening}"),
    ]


def test_what_is_shown_ends_by_itself(handler, custodian, citizens, house):
    opening = asked(handler, citizens.report(agreed=True), house)
    decide(custodian, opening)
    refresh = handler.see(f"{PAGE}/{opening}").headers["refresh"]
    seconds, _, to = refresh.partition("; url=")
    assert 1700 < int(seconds) <= 1800
    assert to == PAGE
    with house.database.session() as session:
        session.get_one(CaseOpening, opening).until = now() - timedelta(seconds=1)
    assert handler.see(f"{PAGE}/{opening}").status_code == 409
    page = handler.see(PAGE).text
    assert "đã hết giờ" in page
    assert f'href="{PAGE}/{opening}"' not in page


def test_nobody_allows_ones_own(login, citizens, house):
    both = login(Role.HANDLER, Role.CUSTODIAN)
    opening = asked(both, citizens.report(agreed=True), house)
    page = both.see(PAGE).text
    assert "người xin không tự duyệt được" in page
    assert "/decide" not in page
    assert decide(both, opening).status_code == 403
    assert both.see(f"{PAGE}/{opening}").status_code == 409


def test_a_refusal_is_final(handler, custodian, citizens, house):
    opening = asked(handler, citizens.report(agreed=True), house)
    assert decide(custodian, opening, "no", "không cần").status_code == 303
    assert "bị từ chối" in handler.see(PAGE).text
    assert "không cần" in handler.see(PAGE).text
    assert decide(custodian, opening).status_code == 409
    assert handler.see(f"{PAGE}/{opening}").status_code == 409


@pytest.mark.parametrize("why", ["", " ", "."])
def test_both_say_why(handler, custodian, citizens, house, why):
    number = citizens.report(agreed=True)
    opened(handler, number)
    assert handler.form(f"/console/reports/{number}/identity", why=why).status_code == 400
    opening = asked(handler, number, house)
    answer = decide(custodian, opening, why=why)
    assert answer.status_code == 400
    assert "Hãy ghi nội dung hoặc lý do" in answer.text
    assert custodian.form(f"{PAGE}/{opening}/decide", allowed="maybe", why="x").status_code == 400


def test_only_who_asked_looks(handler, login, custodian, citizens, house):
    opening = asked(handler, citizens.report(agreed=True), house)
    decide(custodian, opening)
    other = login(Role.HANDLER)
    assert other.see(f"{PAGE}/{opening}").status_code == 404
    assert opening not in other.see(PAGE).text
    assert custodian.see(f"{PAGE}/{opening}").status_code == 403
    assert handler.see(f"{PAGE}/nothing").status_code == 404
    assert decide(custodian, "nothing").status_code == 404


def test_without_a_link_there_is_nothing_to_open(handler, citizens):
    number = citizens.report()
    page = opened(handler, number).text
    assert "không để lại liên kết" in page
    assert "Xin mở liên kết" not in page
    assert handler.form(f"/console/reports/{number}/identity", why="xem").status_code == 409


def test_who_is_spoken_of_neither_sees_nor_decides(handler, login, hire, citizens, house):
    opening = asked(handler, citizens.report(ON_HUNG, agreed=True), house)
    hung = login(staff=hire(Role.CUSTODIAN, full_name=HUNG))
    page = hung.see(PAGE).text
    assert opening not in page
    assert "Chưa có yêu cầu" in page
    assert decide(hung, opening).status_code == 404


def test_consent_taken_back_closes_an_open_link(handler, custodian, citizens, house):
    number = citizens.report(agreed=True)
    opening = asked(handler, number, house)
    decide(custodian, opening)
    with house.database.session() as session:
        house.case_room.links.withdraw(session, citizens.case(number).report_id)
    assert handler.see(f"{PAGE}/{opening}").status_code == 409


def test_what_cannot_be_noted_is_not_shown(handler, custodian, citizens, house, monkeypatch):
    from bot.records.audit import Audit
    from bot.storage.database import DatabaseUnavailable

    opening = asked(handler, citizens.report(agreed=True), house)
    decide(custodian, opening)

    def broken(*_, **__):
        raise DatabaseUnavailable("OperationalError")

    monkeypatch.setattr(Audit, "__call__", broken)
    answer = handler.see(f"{PAGE}/{opening}")
    assert answer.status_code == 503
    assert citizens.talk not in answer.text


def test_a_custodian_comes_to_the_openings_and_to_nothing_else_of_reports(custodian):
    assert custodian.see("/console").headers["location"] == PAGE
    page = custodian.see(PAGE).text
    assert re.search(rf'href="{PAGE}"[^>]*aria-current="page"', page)
    assert 'href="/console/reports"' not in page
    assert custodian.see("/console/reports").status_code == 403
