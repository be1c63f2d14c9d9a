"""The pages: queue, one talk, what is refused and how it says so; who may."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.clock import now
from bot.console.roles import Role
from bot.storage.tables import Interaction
from bot.talks.hours import OfficeHours
from tests.console.conftest import HTML
from tests.console.inbox.conftest import OTHER, SENDER

ACTS = ["claim", "reply", "back", "note", "assign", "take-over", "draft"]


@pytest.fixture
def mai(citizens, login):
    return login(Role.OFFICER)


@pytest.fixture
def waiting(citizens, mai):
    """A citizen of the chat page who waits; the talk."""
    citizens.web("đóng bao nhiêu")
    citizens.web("gặp cán bộ")
    return citizens.talk()


@pytest.fixture
def held(mai, waiting):
    assert mai.form(f"/console/inbox/{waiting}/claim").status_code == 303
    return waiting


def told(citizens, after=0):
    return [one["text"] for one in citizens.news(after)["messages"]]


def test_the_queue_shows_who_waits(mai, waiting, citizens):
    citizens.web("tôi còn chờ, số của tôi 0912345678")
    page = mai.see("/console/inbox").text
    assert "tôi còn chờ, số của tôi [DIEN_THOAI_1]" in page
    assert f"/console/inbox/{waiting}" in page
    assert "0912345678" not in page


def test_the_address_holds_the_filter_and_gives_json_and_csv(mai, held, login):
    assert mai.json("/console/inbox?show=mine")["rows"][0]["holder"] == mai.staff.name
    other = login(Role.OFFICER)
    assert other.json("/console/inbox?show=mine")["rows"] == []
    assert other.json("/console/inbox?show=waiting")["rows"] == []
    assert [row["talk"] for row in other.json("/console/inbox")["rows"]] == [held]
    assert [row["talk"] for row in other.json("/console/inbox?show=all")["rows"]] == [held]
    file = other.see("/console/inbox?show=all&format=csv").text
    assert held in file
    wrong = other.see("/console/inbox?show=nonsense")
    assert wrong.status_code == 400
    assert "waiting" in wrong.text


def test_the_queue_asks_for_itself_and_gets_nothing_while_nothing_has_changed(mai, waiting, citizens):
    page = mai.see("/console/inbox").text
    asked = re.search(r'hx-get="([^"]+)"', page)[1].replace("&amp;", "&")
    live = {**HTML, "hx-request": "true"}
    assert mai.get(asked, headers=live).status_code == 204
    citizens.web("thêm một câu")
    again = mai.get(asked, headers=live)
    assert again.status_code == 200
    assert "thêm một câu" in again.text
    assert "<title>(1) Hộp thư" in again.text
    assert "<html" not in again.text


def test_one_talk_shows_what_was_said_with_its_evidence_and_fate(mai, held):
    page = mai.see(f"/console/inbox/{held}").text
    assert "nghe: đóng bao nhiêu" in page
    assert "Từ đây cán bộ BHXH trả lời" in page
    assert "đang gửi" in page
    asked = re.search(r'id="live" hx-get="([^"]+)"', page)[1].replace("&amp;", "&")
    assert mai.get(asked, headers={**HTML, "hx-request": "true"}).status_code == 204


def test_two_who_claim_the_second_hears_who_was_quicker(mai, held, login):
    answer = login(Role.OFFICER).form(f"/console/inbox/{held}/claim")
    assert answer.status_code == 409
    assert f"{mai.staff.full_name} đã nhận cuộc trò chuyện này trước" in answer.text


def test_a_reply_reaches_the_chat_page(mai, held, citizens):
    assert mai.form(f"/console/inbox/{held}/reply", text="Dạ chào bác", key="k1").status_code == 303
    assert mai.form(f"/console/inbox/{held}/reply", text="Dạ chào bác", key="k1").status_code == 303
    news = citizens.news()
    assert news["state"] == "held"
    assert [(one["author"], one["text"]) for one in news["messages"]][1:] == [("officer", "Dạ chào bác")]
    assert citizens.news(news["after"])["messages"] == []
    assert "đã hiện trên trang" in mai.see(f"/console/inbox/{held}").text


def test_while_it_is_held_the_chat_page_gets_no_word_of_the_machine(mai, held, citizens):
    answer = citizens.web("bác hỏi thêm")
    assert (answer["replies"], answer["outcome"], answer["evidence"]) == ([], "with_officer", [])
    assert "bác hỏi thêm" in mai.see(f"/console/inbox/{held}").text
    back = citizens.web("gặp trợ lý")
    assert "trả lời tiếp" in back["replies"][0]["text"]
    assert citizens.news()["state"] == "none"
    assert citizens.web("đóng bao nhiêu")["replies"][0]["text"] == "nghe: đóng bao nhiêu"


def test_who_is_not_the_holder_does_not_reply_and_keeps_what_was_typed(held, login):
    other = login(Role.OFFICER)
    for act in ("reply", "back"):
        answer = other.form(f"/console/inbox/{held}/{act}", text="gõ dở")
        assert answer.status_code == 403, act
        assert "hiện Trần Thị Thử đang giữ" in answer.text


def test_numbers_of_a_person_are_warned_of_and_sent_when_meant(mai, held, citizens):
    path = f"/console/inbox/{held}/reply"
    answer = mai.form(path, text="Bác gọi 0912345678", key="k1")
    assert answer.status_code == 400
    assert "Trong tin có số điện thoại" in answer.text
    assert "Bác gọi 0912345678" in answer.text
    assert 'name="with_numbers"' in answer.text
    # What comes in is still shown beside the refused words: the page asks for the talk, not for its own address.
    assert f'hx-get="/console/inbox/{held}?live=1' in answer.text
    assert mai.form(path, text="Bác gọi 0912345678", key="k1", with_numbers="1").status_code == 303
    # The citizen gets what was written, the record is masked.
    assert told(citizens)[-1] == "Bác gọi 0912345678"
    assert "Bác gọi [DIEN_THOAI_1]" in mai.see(f"/console/inbox/{held}").text


def test_an_approved_text_comes_into_the_box_below_what_was_typed(mai, held):
    pick = "contribution_level/min_monthly_payment"
    answer = mai.form(f"/console/inbox/{held}/draft", text="Dạ thưa bác,", pick=pick)
    assert answer.status_code == 200
    box = re.search(r"<textarea[^>]*name=\"text\"[^>]*>([^<]*)<", answer.text)[1]
    assert box.startswith("Dạ thưa bác,\n\n")
    assert "Căn cứ" in box or "Nguồn" in box
    assert f'name="canned" value="{pick}"' in answer.text
    assert mai.form(f"/console/inbox/{held}/draft", pick="none/at_all").status_code == 400


def options(page):
    return re.findall(r'<option value="([^"]+)"', page)


def test_the_approved_answers_of_the_last_topic_stand_first(mai, held, console, house):
    last = console.inbox.picks.today()[-1]
    asked = Interaction.question == "đóng bao nhiêu"
    house.database.together(
        lambda connection: connection.execute(update(Interaction).where(asked).values(topic=last.topic))
    )
    shown = options(mai.see(f"/console/inbox/{held}").text)
    assert shown[: len(last.answers)] == [key for key, _ in last.answers]
    assert len(shown) == sum(len(one.answers) for one in console.inbox.picks.today())


def test_approved_answers_are_found_by_words_in_any_order_and_without_marks(mai, held, login):
    found = [options(mai.see(f"/console/inbox/picks?q={q}").text) for q in ("thấp+nhất+đóng", "dong+THAP+nhat")]
    assert found[0] == found[1]
    assert "contribution_level/min_monthly_payment" in found[0]
    nothing = mai.see("/console/inbox/picks?q=qqqq").text
    assert options(nothing) == []
    assert "Không có câu trả lời đã duyệt nào" in nothing
    assert login(Role.AUDITOR).see("/console/inbox/picks").status_code == 403


def test_a_note_that_is_too_long_is_refused_with_the_limit_and_kept(mai, held):
    answer = mai.form(f"/console/inbox/{held}/note", note="x" * 4_001)
    assert answer.status_code == 400
    assert "dài quá 4000 ký tự" in answer.text
    assert "x" * 4_001 in answer.text


def test_an_approved_text_sent_as_it_is_shows_its_evidence(mai, held, console):
    pick = ("contribution_level", "min_monthly_payment")
    words = console.inbox.desk.approved(*pick).text
    mai.form(f"/console/inbox/{held}/reply", text=words, key="k", canned="/".join(pick))
    assert "Căn cứ: " in mai.see(f"/console/inbox/{held}").text


def test_a_note_is_seen_by_colleagues_and_by_nobody_else(mai, held, citizens, login):
    before = told(citizens)
    assert mai.form(f"/console/inbox/{held}/note", note="bác nặng tai").status_code == 303
    assert mai.form(f"/console/inbox/{held}/note", note=" ").status_code == 400
    assert "bác nặng tai" in login(Role.MANAGER).see(f"/console/inbox/{held}").text
    assert told(citizens) == before


def test_a_talk_goes_to_a_colleague_who_exists(mai, held, hire, console):
    lan = hire(Role.OFFICER, full_name="Lê Thị Lan")
    for nobody in ("", "nobody", mai.staff.name, hire(Role.AUDITOR).name):
        assert mai.form(f"/console/inbox/{held}/assign", to=nobody).status_code == 400
    assert mai.form(f"/console/inbox/{held}/assign", to=lan.name).status_code == 303
    assert console.inbox.reading.talk(held).holder == lan.name


def test_a_manager_takes_over_with_a_reason(held, login, console):
    boss = login(Role.MANAGER)
    assert boss.form(f"/console/inbox/{held}/take-over", why="").status_code == 400
    assert boss.form(f"/console/inbox/{held}/take-over", why="nghỉ ốm").status_code == 303
    assert console.inbox.reading.talk(held).holder == boss.staff.name
    assert boss.form(f"/console/inbox/{held}/reply", text="Tôi đây", key="k").status_code == 303


def test_handing_back_ends_it_for_both(mai, held, citizens):
    assert mai.form(f"/console/inbox/{held}/back").status_code == 303
    news = citizens.news()
    assert news["state"] == "none"
    assert "trợ lý máy An Sinh trả lời tiếp" in news["messages"][-1]["text"]
    answer = mai.form(f"/console/inbox/{held}/reply", text="quên nói", key="k")
    assert answer.status_code == 409
    assert "đã kết thúc" in answer.text


def test_any_conversation_may_be_taken(mai, citizens, house, login):
    citizens.web("đóng bao nhiêu", OTHER)
    from bot.privacy.pseudonym import pseudonym

    conversation = house.conversations.of("web", pseudonym(house.key, "web", OTHER))
    answer = mai.form(f"/console/inbox/open/{conversation}")
    assert answer.status_code == 303
    assert mai.see(answer.headers["location"]).status_code == 200
    assert citizens.news(sender=OTHER)["state"] == "held"
    assert login(Role.OFFICER).form(f"/console/inbox/open/{conversation}").status_code == 409
    assert mai.form("/console/inbox/open/nothing").status_code == 404


@pytest.mark.parametrize("act", ACTS)
def test_what_is_not_there_is_not_found(citizens, login, act):
    staff = login(Role.OFFICER, Role.MANAGER)
    fields = {"text": "x", "why": "x", "note": "x", "to": login(Role.OFFICER).staff.name, "pick": "a/b"}
    assert staff.form(f"/console/inbox/nothing/{act}", **fields).status_code == 404
    assert staff.see("/console/inbox/nothing").status_code == 404


@pytest.mark.parametrize("role", [Role.EDITOR, Role.HANDLER, Role.CUSTODIAN, Role.ADMINISTRATOR])
def test_others_do_not_read_talks(waiting, login, role):
    client = login(role)
    assert client.see("/console/inbox").status_code == 403
    assert client.see(f"/console/inbox/{waiting}").status_code == 403


def test_an_auditor_reads_and_does_nothing(waiting, login):
    client = login(Role.AUDITOR)
    page = client.see(f"/console/inbox/{waiting}")
    assert page.status_code == 200
    assert "<textarea" not in page.text
    assert {client.form(f"/console/inbox/{waiting}/{act}").status_code for act in ACTS} == {403}


def test_a_citizens_markup_is_only_text(mai, citizens):
    citizens.web("<script>alert(1)</script><img src=x onerror=alert(1)>")
    citizens.web("gặp cán bộ <b>đậm</b>")
    talk = citizens.talk()
    mai.form(f"/console/inbox/{talk}/claim")
    mai.form(f"/console/inbox/{talk}/note", note="<i>x</i>")
    for page in (mai.see("/console/inbox").text, mai.see(f"/console/inbox/{talk}").text):
        assert "<script>alert" not in page
        assert "<b>đậm" not in page
        assert "<i>x" not in page
        assert "onerror=alert(1)>" not in page.replace("&gt;", "]")


def test_a_page_that_looks_by_itself_does_not_keep_a_session(mai, console, citizens):
    session = console.sessions.of(mai.staff.id)[0]
    cookie = console.sessions.open(mai.staff, "in", now() - timedelta(minutes=5))
    found = console.sessions.find(cookie, now(), touches=False)
    assert found[1].seen_at < now() - timedelta(minutes=4)
    console.sessions.find(cookie, now())
    assert console.sessions.find(cookie, now(), touches=False)[1].seen_at > now() - timedelta(minutes=1)
    assert session.is_whole


# The chat page's door


@pytest.mark.parametrize("sender", ["", "an", SENDER.upper(), SENDER[:-1], "0b5f3c8e-6d1a-1c5e-9f00-0123456789ab"])
def test_who_can_be_guessed_reads_nothing(citizens, mai, sender):
    answer = mai.get("/api/messages", headers={"x-sender": sender})
    assert answer.status_code == 403
    assert SENDER not in answer.text


def test_a_stranger_finds_nothing(citizens, held):
    assert citizens.news(sender=OTHER) == {"state": "none", "after": 0, "messages": []}


@pytest.mark.parametrize("after", ["-1", "x", str(2**70)])
def test_a_number_that_is_none_is_refused(citizens, mai, after):
    assert mai.get(f"/api/messages?after={after}", headers={"x-sender": SENDER}).status_code == 400


def test_after_a_day_the_masked_words_are_left(citizens, mai, held, house, monkeypatch):
    mai.form(f"/console/inbox/{held}/reply", text="Bác gọi 0912345678", key="k", with_numbers="1")
    assert told(citizens)[-1] == "Bác gọi 0912345678"
    assert house.talks.page.forget(now() + timedelta(hours=25)) == 2
    assert told(citizens)[-1] == "Bác gọi [DIEN_THOAI_1]"


def test_an_old_talk_does_not_come_back_on_a_new_page(citizens, mai, held):
    mai.form(f"/console/inbox/{held}/reply", text="chuyện riêng", key="k")
    mai.form(f"/console/inbox/{held}/back")
    last = citizens.news()["after"]
    citizens.news(last)
    assert citizens.news()["messages"] == []


def test_hours_of_the_office(house):
    from bot.settings import PROJECT

    assert OfficeHours.load(PROJECT / "data" / "offices").sessions == house.talks.words.hours.sessions
