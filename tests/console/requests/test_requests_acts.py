"""Acts on a request: answered, done, extended once, refused on a ground, erased after a second confirmation."""

import re

import pytest
from sqlalchemy import select

from bot.cases.request_states import Kind, Refusal, Step
from bot.clock import now, today
from bot.console.requests.erasing import Erasing
from bot.console.requests.words import GOES
from bot.console.roles import Role
from bot.outbox.farewell import Farewell
from bot.records.chain.chain import ENTRIES
from bot.records.holds import HoldGround, Holds
from bot.storage.database import DatabaseUnavailable
from bot.storage.queue_tables import OutboxMessage
from bot.storage.schema import HOLDINGS
from bot.storage.tables import Interaction
from tests.console.requests.conftest import WORDS, conversation_of

ANSWER = "Trong tuần này anh/chị nhận được câu trả lời đầy đủ."


def of(request, act=""):
    return f"/console/requests/{request.number}{act}"


def state(house, request):
    return house.case_room.requests.reading.get(request.number, today())


def whats(console, request):
    return [one.act.what for one in console.audit.latest(20) if one.act.about == f"request/{request.number}"]


@pytest.fixture
def told(house):
    """What citizens were told outside a turn."""
    said = []
    house.voice.speak_through(lambda talk, replies, _origin: said.append((talk, replies[0]["text"])) or True)
    return said


def test_a_page_shows_both_clocks_and_where_they_come_from(login, asked, house):
    one = asked(Kind.WITHDRAW)
    page = login(Role.CUSTODIAN).see(of(one)).text
    assert f"{one.answer_by:%d/%m/%Y}" in page
    assert f"{one.due_on:%d/%m/%Y}" in page
    assert page.count("Còn hạn") == 2
    assert "Nghị định 356/2025/NĐ-CP" in page
    assert "Người dân gửi yêu cầu" in page
    assert WORDS not in page
    assert conversation_of(house, "an-citizen") not in page


@pytest.mark.parametrize("role", [Role.CUSTODIAN, Role.MANAGER])
def test_an_answer_reaches_the_citizen_and_the_history(login, console, asked, house, told, role):
    one, client = asked(), login(role)
    answer = client.form(of(one, "/answer"), text=ANSWER, version="1")
    assert (answer.status_code, answer.headers["location"]) == (303, of(one))
    assert state(house, one).state is Step.ANSWERED
    assert told == [(conversation_of(house, "an-citizen"), f"Về yêu cầu dữ liệu số {one.number} của anh/chị: {ANSWER}")]
    page = client.see(of(one)).text
    assert ANSWER in page
    assert client.staff.name in page
    assert whats(console, one) == ["request.answered"]
    assert "Gửi trả lời" not in page


def test_an_auditor_reads_and_does_nothing(login, asked, house):
    one, client = asked(Kind.DELETE), login(Role.AUDITOR)
    page = client.see(of(one)).text
    assert "chỉ xem" in page
    assert "<textarea" not in page
    assert client.see(of(one, "/erasure")).status_code == 403
    for act in ("answer", "done", "extend", "refuse", "erasure"):
        answer = client.form(of(one, f"/{act}"), text="x", why="x", version="1", confirm=str(one.number))
        assert answer.status_code == 403
    assert state(house, one).state is Step.RECEIVED


@pytest.mark.parametrize("act", ["answer", "done", "extend", "refuse"])
def test_an_act_without_words_is_asked_for_them(login, asked, house, act):
    one = asked()
    answer = login(Role.MANAGER).form(of(one, f"/{act}"), text=" … ", why=" ", version="1", ground="not_found")
    assert answer.status_code == 400
    assert "Ghi vài chữ" in answer.text
    assert state(house, one).state is Step.RECEIVED


def test_done_is_told_and_closes(login, asked, house, told):
    one, client = asked(Kind.CORRECT), login(Role.MANAGER)
    assert client.form(of(one, "/done"), text="đã sửa", version="1").status_code == 303
    assert state(house, one).state is Step.DONE
    assert "đã làm xong: đã sửa" in told[0][1]
    page = client.see(of(one)).text
    assert "Phiếu đã đóng" in page
    assert client.form(of(one, "/done"), text="lại", version="2").status_code == 409


def test_a_deletion_is_not_done_by_saying_so(login, asked, house):
    one = asked(Kind.DELETE)
    answer = login(Role.MANAGER).form(of(one, "/done"), text="xong rồi", version="1")
    assert answer.status_code == 409
    assert "chỉ xong khi dữ liệu được xóa thật" in answer.text
    assert state(house, one).state is Step.RECEIVED


def test_an_extension_is_given_once_and_the_second_is_refused_with_why(login, console, asked, house, told):
    one, client = asked(Kind.OBJECT), login(Role.MANAGER)
    assert client.form(of(one, "/extend"), why="cần hỏi bên thứ ba", version="1").status_code == 303
    longer = state(house, one)
    assert longer.extended
    assert longer.due_on > one.due_on
    assert f"{longer.due_on:%d/%m/%Y}" in told[0][1]
    page = client.see(of(one)).text
    assert "cần hỏi bên thứ ba" in page
    assert f'action="{of(one, "/extend")}"' not in page
    answer = client.form(of(one, "/extend"), why="lần nữa", version="2")
    assert answer.status_code == 409
    assert "chỉ cho gia hạn một lần" in answer.text
    assert state(house, one).due_on == longer.due_on
    assert whats(console, one) == ["request.extend"]


@pytest.mark.parametrize("ground", list(Refusal))
def test_a_refusal_has_a_ground_of_the_list_that_the_citizen_reads(login, asked, house, told, ground):
    one, client = asked(Kind.RESTRICT), login(Role.MANAGER)
    assert client.form(of(one, "/refuse"), why="theo luật", ground=ground, version="1").status_code == 303
    assert (state(house, one).state, state(house, one).ground) == (Step.REFUSED, ground)
    words = house.adviser.phrases(f"request.ground_{ground}")
    assert words in told[0][1]
    assert "quyền khiếu nại" in told[0][1]
    assert words in client.see(of(one)).text


@pytest.mark.parametrize("ground", ["", "because", "legal_duty'"])
def test_another_ground_is_refused_and_what_was_typed_stays(login, asked, house, ground):
    one = asked(Kind.RESTRICT)
    answer = login(Role.MANAGER).form(of(one, "/refuse"), why="tôi thấy thế", ground=ground, version="1")
    assert answer.status_code == 400
    assert "không có căn cứ thì không được từ chối" in answer.text
    assert "tôi thấy thế" in answer.text
    assert state(house, one).state is Step.RECEIVED


def test_who_is_slower_is_told_and_keeps_the_words(login, asked, house):
    one, quick, slow = asked(), login(Role.MANAGER), login(Role.CUSTODIAN)
    quick.form(of(one, "/answer"), text=ANSWER, version="1")
    answer = slow.form(of(one, "/done"), text="Tôi cũng vừa làm", version="1")
    assert answer.status_code == 409
    assert "Có người vừa làm phiếu này" in answer.text
    assert quick.staff.name in answer.text
    assert "Tôi cũng vừa làm" in answer.text
    assert state(house, one).state is Step.ANSWERED


@pytest.mark.parametrize(("version", "status"), [("", 409), ("x", 409), ("99", 409), ("999999999999", 400)])
def test_a_version_that_nobody_read_changes_nothing(login, asked, house, version, status):
    one = asked()
    assert login(Role.MANAGER).form(of(one, "/answer"), text=ANSWER, version=version).status_code == status
    assert state(house, one).state is Step.RECEIVED


@pytest.mark.parametrize("number", ["1", "999999", "1000000", "99999999999999999999"])
def test_a_request_that_is_not_there(login, number):
    client = login(Role.MANAGER)
    for path in ("", "/erasure"):
        assert client.see(f"/console/requests/{number}{path}").status_code == 404
    for act in ("answer", "done", "extend", "refuse", "erasure"):
        answer = client.form(f"/console/requests/{number}/{act}", text="x", why="x", ground="not_found", version="1")
        assert answer.status_code == 404


def test_a_form_needs_the_token_of_its_session(login, asked):
    one, client = asked(), login(Role.MANAGER)
    assert client.post(of(one, "/answer"), data={"text": ANSWER, "version": "1"}).status_code == 403


def test_what_would_go_is_counted_and_what_stays_is_explained(login, asked, talk, house):
    one = asked(Kind.DELETE)
    talk("một câu nữa")
    page = login(Role.CUSTODIAN).see(of(one, "/erasure")).text
    row = re.search(r"Lời hỏi và câu trả lời trong các lượt</td><td>(\d+)", page)
    assert row
    assert row[1] == "2"
    assert "Dấu băm trong chuỗi hồ sơ" in page
    assert "không nối với cuộc trò chuyện" in page
    assert "WORDS" not in page
    assert state(house, one).state is Step.RECEIVED


def test_every_table_that_an_erasure_touches_has_words():
    assert {one.table.name for one in HOLDINGS} <= set(GOES)


def test_an_erasure_needs_the_number_typed_again_and_a_reason(login, asked, house):
    one, client = asked(Kind.DELETE), login(Role.MANAGER)
    for confirm in ("", "1", f"{one.number}0"):
        answer = client.form(of(one, "/erasure"), why="đúng người", confirm=confirm, version="1")
        assert answer.status_code == 400
        assert "Gõ đúng số phiếu" in answer.text
        assert "đúng người" in answer.text
    assert client.form(of(one, "/erasure"), why=" ", confirm=str(one.number), version="1").status_code == 400
    assert words_of(house) == [WORDS]


def test_an_erasure_tells_forgets_and_shows_its_tombstone(login, console, asked, house, told):
    one, client = asked(Kind.DELETE), login(Role.CUSTODIAN)
    answer = client.form(of(one, "/erasure"), why="đúng người, đúng phiếu", confirm=f" {one.number} ", version="1")
    assert (answer.status_code, answer.headers["location"]) == (303, of(one))
    assert words_of(house) == [""]
    assert "đang được thực hiện" in told[0][1]
    page = client.see(of(one)).text
    with house.database.looking() as connection:
        tombstone = connection.execute(select(ENTRIES).where(ENTRIES.c.kind == "erased")).one()
    assert f"Mắt xích số {tombstone.sequence}" in page
    assert f"request/{one.number}" in page
    assert "citizen_asked" in page
    assert whats(console, one) == ["request.done", "request.erase"]
    assert client.see(of(one, "/erasure")).status_code == 409
    again = client.form(of(one, "/erasure"), why="lại", confirm=str(one.number), version="2")
    assert again.status_code == 409


def test_a_slower_colleague_erases_nothing(login, asked, house):
    one, client = asked(Kind.DELETE), login(Role.MANAGER)
    client.form(of(one, "/answer"), text=ANSWER, version="1")
    answer = client.form(of(one, "/erasure"), why="đúng người", confirm=str(one.number), version="1")
    assert answer.status_code == 409
    assert words_of(house) == [WORDS]


def test_what_is_held_stays(login, asked, house):
    one, client = asked(Kind.DELETE), login(Role.MANAGER)
    holds = Holds(house.database, house.record_room.chain)
    holds.place(f"conversation:{conversation_of(house, 'an-citizen')}", HoldGround.COURT, "mai", "có công văn")
    assert "đang bị giữ" in client.see(of(one)).text
    assert "Gõ lại số phiếu" not in client.see(of(one, "/erasure")).text
    answer = client.form(of(one, "/erasure"), why="đúng người", confirm=str(one.number), version="1")
    assert answer.status_code == 409
    assert words_of(house) == [WORDS]


def test_only_a_deletion_erases(login, asked, house):
    one, client = asked(Kind.SEE), login(Role.MANAGER)
    assert client.see(of(one, "/erasure")).status_code == 409
    answer = client.form(of(one, "/erasure"), why="đúng người", confirm=str(one.number), version="1")
    assert answer.status_code == 409
    assert words_of(house) == [WORDS]


def test_where_the_audit_cannot_be_written_nothing_is_erased(login, asked, house, monkeypatch):
    one, client = asked(Kind.DELETE), login(Role.MANAGER)

    def gone(*_: object) -> None:
        raise DatabaseUnavailable("gone")

    monkeypatch.setattr(type(house.record_room.audit), "first", gone)
    answer = client.form(of(one, "/erasure"), why="đúng người", confirm=str(one.number), version="1")
    assert answer.status_code == 503
    assert words_of(house) == [WORDS]


def test_nothing_goes_of_a_talk_that_is_not_there(house):
    assert Erasing(house).would_go("none") == []


def test_the_last_message_goes_out_before_its_row_is_erased(house):
    talk, erased = conversation_of(house, "x"), []
    farewell = Farewell(house.database, lambda *given: erased.append((*given, farewell.unsent(talk))), patience=0.3)
    farewell(talk, 1)
    queue(house, talk)
    farewell(talk, 2)
    assert erased == [(talk, 1, 0), (talk, 2, 1)]


def test_the_wait_ends_when_the_message_has_left(house, monkeypatch):
    talk, erased = conversation_of(house, "x"), []
    farewell = Farewell(house.database, lambda *given: erased.append(given), patience=60)
    queue(house, talk)

    def sent(_seconds: float) -> None:
        with house.database.session() as session:
            for row in session.scalars(select(OutboxMessage)):
                row.state = "sent"

    monkeypatch.setattr("bot.outbox.farewell.time.sleep", sent)
    farewell(talk, 3)
    assert erased == [(talk, 3)]


def queue(house, talk):
    """A message that waits to be sent."""
    with house.database.session() as session:
        row = OutboxMessage(
            conversation_id=talk,
            channel="zalo",
            origin="told:1",
            position=0,
            state="pending",
            created_at=now(),
            due_at=now(),
        )
        session.add(row)


def words_of(house):
    """What is still stored of the citizen's words."""
    with house.database.reading() as session:
        return list(session.scalars(select(Interaction.question)))
