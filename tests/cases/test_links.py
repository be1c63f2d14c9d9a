"""The sealed way back to an author: two persons, a reason, half an hour, every step noted."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.cases.links import OpeningRefused
from bot.cases.officer import Officer, ReasonMissing
from bot.cases.reading import CaseUnknown
from bot.privacy.sealing import SealBroken
from bot.storage.case_tables import CaseLink
from bot.storage.database import DatabaseUnavailable
from tests.cases.conftest import LAN, MAI, NOW, TODAY, Office, build

MINUTE = timedelta(minutes=1)


def linked(office: Office) -> tuple[int, str]:
    """A case whose author agreed, and the author's conversation."""
    code, conversation = office.report(), office.conversation()
    report = office.room.reports.find(code)
    with office.database.session() as session:
        office.room.links.agree(session, report.id, conversation, "1", TODAY)
    return office.number(code), conversation


def test_two_persons_open_a_link_for_half_an_hour(office):
    number, conversation = linked(office)
    links = office.room.links
    opening = links.ask(MAI, number, "cần gặp nhân chứng", NOW)
    with pytest.raises(OpeningRefused):
        links.look(MAI, opening, NOW)
    links.decide(LAN, opening, True, "đã xem hồ sơ", NOW + MINUTE)
    assert links.look(MAI, opening, NOW + 2 * MINUTE) == conversation
    assert links.look(MAI, opening, NOW + 30 * MINUTE) == conversation
    with pytest.raises(OpeningRefused, match="over"):
        links.look(MAI, opening, NOW + 31 * MINUTE)
    with pytest.raises(OpeningRefused, match="over"):
        links.look(MAI, opening, NOW - MINUTE)
    assert [(who, what) for who, what, _, _ in office.acts] == [
        ("mai", "identity.ask"),
        ("lan", "identity.allow"),
        ("mai", "identity.look"),
        ("mai", "identity.look"),
    ]
    assert all(why for *_, why in office.acts)


def test_nobody_allows_his_own_request(office):
    number, _ = linked(office)
    opening = office.room.links.ask(MAI, number, "lý do", NOW)
    with pytest.raises(OpeningRefused, match="another person"):
        office.room.links.decide(MAI, opening, True, "lý do", NOW)


def test_a_refusal_is_final(office):
    number, _ = linked(office)
    links = office.room.links
    opening = links.ask(MAI, number, "lý do", NOW)
    links.decide(LAN, opening, False, "không cần", NOW)
    with pytest.raises(OpeningRefused):
        links.look(MAI, opening, NOW)
    with pytest.raises(OpeningRefused, match="nothing waits"):
        links.decide(LAN, opening, True, "nghĩ lại", NOW)


def test_only_who_asked_looks(office):
    number, _ = linked(office)
    links = office.room.links
    opening = links.ask(MAI, number, "lý do", NOW)
    links.decide(LAN, opening, True, "được", NOW)
    with pytest.raises(OpeningRefused, match="not allowed to you"):
        links.look(LAN, opening, NOW)
    with pytest.raises(OpeningRefused):
        links.look(MAI, "no-such-opening", NOW)


def test_every_step_has_a_reason(office):
    number, _ = linked(office)
    links = office.room.links
    with pytest.raises(ReasonMissing):
        links.ask(MAI, number, " ", NOW)
    opening = links.ask(MAI, number, "lý do", NOW)
    with pytest.raises(ReasonMissing):
        links.decide(LAN, opening, True, "", NOW)


def test_without_consent_there_is_nothing_to_open(office):
    number = office.number(office.report())
    with pytest.raises(OpeningRefused, match="did not agree"):
        office.room.links.ask(MAI, number, "lý do", NOW)
    with office.database.reading() as session:
        assert session.scalars(select(CaseLink)).all() == []


def test_consent_taken_back_closes_an_allowed_opening(office):
    code, conversation = office.report(), office.conversation()
    report = office.room.reports.find(code)
    links = office.room.links
    with office.database.session() as session:
        links.agree(session, report.id, conversation, "1", TODAY)
    opening = links.ask(MAI, office.number(code), "lý do", NOW)
    links.decide(LAN, opening, True, "được", NOW)
    with office.database.session() as session:
        links.withdraw(session, report.id)
    with pytest.raises(OpeningRefused, match="taken the agreement back"):
        links.look(MAI, opening, NOW)


def test_who_is_named_in_the_report_neither_asks_nor_allows(office):
    code = office.report("anh Hùng thu tiền rồi giữ lại")
    hung = Officer("hung", "Nguyễn Văn Hùng")
    with office.database.session() as session:
        office.room.links.agree(session, office.room.reports.find(code).id, office.conversation(), "1", TODAY)
    with pytest.raises(CaseUnknown):
        office.room.links.ask(hung, office.number(code), "lý do", NOW)
    opening = office.room.links.ask(MAI, office.number(code), "lý do", NOW)
    with pytest.raises(OpeningRefused, match="nothing waits"):
        office.room.links.decide(hung, opening, True, "lý do", NOW)


def test_the_pseudonym_key_does_not_open_a_link_nor_does_another_row(office, tmp_path, adviser):
    number, _ = linked(office)
    (tmp_path / "keys" / "identity.key").write_bytes((tmp_path / "keys" / "pseudonym.key").read_bytes())
    other = build(office.database, tmp_path, adviser)
    opening = other.room.links.ask(MAI, number, "lý do", NOW)
    other.room.links.decide(LAN, opening, True, "được", NOW)
    with pytest.raises(SealBroken):
        other.room.links.look(MAI, opening, NOW)
    elsewhere = office.room.reports.find(office.report("chuyện khác hẳn, không liên quan gì"))
    with office.database.session() as session:
        link = session.scalars(select(CaseLink)).one()
        session.add(CaseLink(report_id=elsewhere.id, sealed=link.sealed))
    office.room.links.tell_news(elsewhere.id)
    assert office.told == []


def test_a_notice_that_cannot_be_given_leaves_the_reply_saved(office):
    number, _ = linked(office)

    def unreachable(*_: object) -> None:
        raise DatabaseUnavailable("OperationalError")

    office.room.links._tell = unreachable
    office.room.cases.reply(MAI, number, "Đã trả lời.", TODAY)
    assert [one.text for one in office.room.cases.opened(MAI, number, "xem", TODAY).messages] == ["Đã trả lời."]


def test_the_identity_key_is_the_owners_alone(office, tmp_path):
    path = tmp_path / "keys" / "identity.key"
    assert path.stat().st_mode & 0o077 == 0
    assert path.read_bytes() != (tmp_path / "keys" / "pseudonym.key").read_bytes()
