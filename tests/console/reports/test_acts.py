"""Acts: along the table of states, with a reason, the quicker one wins and the other is told what changed."""

import pytest

from bot.cases.states import NEXT, Ground, State
from bot.console.roles import Role
from tests.console.reports.conftest import HUNG, opened


def fields(citizens, number, **more):
    return {"version": str(citizens.case(number).version), "why": "theo quy trình", **more}


def test_the_whole_way_of_a_case(handler, citizens):
    number = citizens.report()
    path = f"/console/reports/{number}/move"
    steps = [{"to": "received"}, {"to": "verifying"}, {"to": "answered"}, {"to": "closed", "ground": "replied"}]
    for step in steps:
        answer = handler.form(path, **fields(citizens, number, **step))
        assert (answer.status_code, answer.headers["location"]) == (303, f"/console/reports/{number}")
        assert citizens.case(number).state == step["to"]
    assert citizens.case(number).ground == "replied"
    page = opened(handler, number).text
    for words in ("Mới → <strong>Đã tiếp nhận", "Đã trả lời → <strong>Đã đóng", "theo quy trình", "Đã trả lời xong"):
        assert words in page


@pytest.mark.parametrize("state", list(State))
def test_the_page_offers_what_may_follow_and_nothing_else(handler, citizens, state):
    number = citizens.report()
    citizens.at(number, state)
    page = opened(handler, number).text
    form = page.partition('id="move-to"')[2].partition("</select>")[0]
    offered = {one for one in State if f'value="{one}"' in form}
    assert offered == NEXT[state] - {State.TRANSFERRED}


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"to": "closed", "ground": "replied"}, "không đi được từ trạng thái"),
        ({"to": "closed"}, "không đi được từ trạng thái"),
        ({"to": "verifying"}, "không đi được từ trạng thái"),
        ({"to": "received", "why": " "}, "Hãy ghi nội dung hoặc lý do"),
    ],
)
def test_what_may_not_be_is_told_and_changes_nothing(handler, citizens, given, word):
    number = citizens.report()
    opened(handler, number)
    answer = handler.form(f"/console/reports/{number}/move", **{**fields(citizens, number), **given})
    assert answer.status_code == 400
    assert word in answer.text
    assert citizens.case(number).state == "new"


@pytest.mark.parametrize(
    "given", [{"to": "x"}, {"to": "closed", "ground": "x"}, {}, {"to": "received", "version": "x"}]
)
def test_a_form_that_is_not_of_the_page_is_refused(handler, citizens, given):
    number = citizens.report()
    answer = handler.form(f"/console/reports/{number}/move", **{**fields(citizens, number), **given})
    assert answer.status_code == 400


def test_of_two_at_once_the_second_is_told_who_and_what(login, citizens):
    number = citizens.report()
    lan, mai = login(Role.HANDLER), login(Role.HANDLER)
    opened(mai, number)
    old = fields(citizens, number, to="received")
    assert lan.form(f"/console/reports/{number}/move", **old).status_code == 303
    answer = mai.form(f"/console/reports/{number}/move", **{**old, "why": "tôi cũng nhận"})
    assert answer.status_code == 409
    assert "Có người vừa thay đổi tin báo này" in answer.text
    changed = answer.text.partition('id="h-changed"')[2].partition("</section>")[0]
    assert lan.staff.name in changed
    assert "Mới → <strong>Đã tiếp nhận" in changed
    assert 'value="tôi cũng nhận"' in answer.text, "what was typed stays"
    assert f'name="version" value="{citizens.case(number).version}"' in answer.text


def test_a_conflict_over_a_case_that_is_as_it_was_says_so(handler, citizens):
    number = citizens.report()
    opened(handler, number)
    answer = handler.form(f"/console/reports/{number}/move", **fields(citizens, number, to="received", version="7"))
    assert answer.status_code == 409
    assert "bên dưới là bản mới nhất" in answer.text


def test_a_case_is_given_to_a_handler(login, hire, citizens, console):
    number = citizens.report()
    mai = hire(Role.HANDLER, name="mai", full_name="Trần Thị Mai")
    client = login(Role.MANAGER)
    page = client.see(f"/console/reports/{number}/course").text
    assert "Trần Thị Mai (mai)" in page
    answer = client.form(
        f"/console/reports/{number}/assign", **fields(citizens, number, to=mai.name, **{"from": "course"})
    )
    assert answer.headers["location"] == f"/console/reports/{number}/course"
    assert citizens.case(number).assignee == "mai"
    assert console.audit.latest(1)[0].act.what == "case.assign"


def test_a_case_is_never_given_to_whom_it_speaks_of(login, hire, citizens):
    number = citizens.report("Anh Hùng giữ tiền của bà con")
    hire(Role.HANDLER, name="hung", full_name=HUNG)
    client = login(Role.MANAGER)
    assert "(hung)" not in client.see(f"/console/reports/{number}/course").text
    answer = client.form(f"/console/reports/{number}/assign", **fields(citizens, number, to="hung"))
    assert answer.status_code == 400
    assert "có nhắc đến cán bộ này" in answer.text
    assert citizens.case(number).assignee is None


@pytest.mark.parametrize("roles", [(Role.OFFICER,), (Role.MANAGER,), (Role.ADMINISTRATOR,)])
def test_a_case_is_given_to_nobody_who_does_not_handle_reports(handler, hire, citizens, roles):
    number = citizens.report()
    hire(*roles, name="ba")
    opened(handler, number)
    for to in ("ba", "nobody-at-all", ""):
        answer = handler.form(f"/console/reports/{number}/assign", **fields(citizens, number, to=to))
        assert answer.status_code == 400
        assert "Hãy chọn một cán bộ" in answer.text


def test_a_closed_account_gets_no_case(handler, hire, console, citizens):
    number, staff = citizens.report(), hire(Role.HANDLER, name="nghi")
    console.accounts.set_active(staff, "admin", "nghỉ việc", active=False)
    opened(handler, number)
    assert handler.form(f"/console/reports/{number}/assign", **fields(citizens, number, to="nghi")).status_code == 400


def test_a_manager_too_is_told_of_a_conflict(login, hire, citizens):
    number = citizens.report()
    hire(Role.HANDLER, name="mai")
    client = login(Role.MANAGER)
    answer = client.form(f"/console/reports/{number}/assign", **fields(citizens, number, to="mai", version="9"))
    assert answer.status_code == 409
    assert "Có người vừa thay đổi" in answer.text


@pytest.mark.parametrize(("kind", "told"), [("note", False), ("question", True), ("reply", True)])
def test_what_is_written_stands_in_the_case(handler, citizens, console, house, kind, told, monkeypatch):
    number, news = citizens.report(agreed=True), []
    monkeypatch.setattr(house.case_room.links, "_tell", lambda talk, said: news.append(talk))
    answer = handler.form(
        f"/console/reports/{number}/message", **fields(citizens, number, kind=kind, text="Xin chào <b>")
    )
    assert answer.status_code == 303
    assert "Xin chào &lt;b&gt;" in opened(handler, number).text
    assert bool(news) is told


def test_a_reply_may_answer_the_case_at_once_and_is_told_once(handler, citizens, house, monkeypatch):
    number, news = citizens.report(agreed=True), []
    monkeypatch.setattr(house.case_room.links, "_tell", lambda talk, said: news.append(talk))
    citizens.at(number, State.VERIFYING)
    reply = fields(citizens, number, kind="reply", text="Đã xác minh, người đó không phải cán bộ.", answered="1")
    assert handler.form(f"/console/reports/{number}/message", **reply).status_code == 303
    assert citizens.case(number).state == "answered"
    assert len(news) == 1
    page = opened(handler, number).text
    assert "người đó không phải cán bộ" in page
    assert "trả lời người báo" in page


def test_a_reply_on_an_old_view_is_not_sent(handler, citizens):
    number = citizens.report()
    citizens.at(number, State.VERIFYING)
    opened(handler, number)
    old = {"kind": "reply", "text": "Đã xong.", "answered": "1", "version": "9"}
    answer = handler.form(f"/console/reports/{number}/message", **old)
    assert answer.status_code == 409
    assert "Đã xong." in answer.text, "what was typed stays"
    assert "Chưa có trao đổi nào." in answer.text


def test_a_reply_cannot_answer_a_new_case(handler, citizens):
    number = citizens.report()
    opened(handler, number)
    reply = fields(citizens, number, kind="reply", text="Đã xong.", answered="1")
    assert handler.form(f"/console/reports/{number}/message", **reply).status_code == 400
    assert citizens.case(number).state == "new"


@pytest.mark.parametrize("kind", ["question", "reply"])
def test_no_number_of_a_person_goes_to_a_reporter(handler, citizens, kind):
    number = citizens.report()
    opened(handler, number)
    answer = handler.form(
        f"/console/reports/{number}/message", **fields(citizens, number, kind=kind, text="Gọi số 0912345678 nhé")
    )
    assert answer.status_code == 400
    assert "Xin bỏ số đó đi" in answer.text
    assert "Gọi số 0912345678 nhé" in answer.text


def test_a_note_is_kept_masked(handler, citizens):
    number = citizens.report()
    handler.form(
        f"/console/reports/{number}/message", **fields(citizens, number, kind="note", text="CCCD 001099012345")
    )
    page = opened(handler, number).text
    assert "001099012345" not in page
    assert "CCCD [CCCD_1]" in page


@pytest.mark.parametrize("given", [{"text": " "}, {"text": "..."}])
def test_an_empty_message_is_not_written(handler, citizens, given):
    number = citizens.report()
    opened(handler, number)
    assert (
        handler.form(f"/console/reports/{number}/message", **fields(citizens, number, kind="note", **given)).status_code
        == 400
    )


def test_a_message_is_of_a_kind_that_there_is(handler, citizens):
    number = citizens.report()
    for kind in ("", "addition", "answer"):
        answer = handler.form(f"/console/reports/{number}/message", **fields(citizens, number, kind=kind, text="lời"))
        assert answer.status_code == 400


def test_an_act_without_a_remembered_reason_asks_for_one_where_it_was_refused(handler, citizens):
    number = citizens.report()
    answer = handler.form(f"/console/reports/{number}/move", **fields(citizens, number, to="received", why=" "))
    assert answer.status_code == 400
    assert "Vì sao anh/chị mở tin báo này?" in answer.text


def test_a_ground_left_chosen_beside_another_state_is_no_ground(handler, citizens):
    number = citizens.report()
    citizens.at(number, State.RECEIVED)
    answer = handler.form(
        f"/console/reports/{number}/move", **fields(citizens, number, to="verifying", ground=Ground.INSULTING)
    )
    assert answer.status_code == 303
    assert citizens.case(number).ground is None


def test_every_act_is_noted_with_who_and_why(handler, citizens, console):
    number = citizens.report()
    handler.form(f"/console/reports/{number}/move", **fields(citizens, number, to="received"))
    act = console.audit.latest(1)[0].act
    assert (act.who, act.what, act.about, act.why) == (
        handler.staff.name, "case.received", f"case/{number}", "theo quy trình",
    )  # fmt: skip
