"""The pages of the talks: list, filter, files, transcript, unmasking, news; who may."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from sqlalchemy import func, select, update

from bot.advice.advice import Evidence
from bot.clock import now
from bot.console.conversations import unmasking
from bot.console.conversations.talk import AROUND
from bot.console.roles import Role
from bot.outcomes import Outcome
from bot.records.erasure import Ground
from bot.records.feedback import Judgement, store
from bot.storage.staff_tables import SavedView
from bot.storage.tables import Interaction
from tests.console.conftest import HTML

PLACE = "/console/conversations"
TYPED, MASKED = "số tôi 079190001234, đóng mức nào?", "số tôi [CCCD_1], đóng mức nào?"
LINE = Evidence("rural_poverty_line", "Chuẩn nghèo", 1_500_000.0, "VND/month", "Nghị định 07", date(2022, 1, 1), None)


@pytest.fixture
def officer(login):
    return login(Role.OFFICER)


def plain_text(html):
    return " ".join(html.split())


def acts(console, what):
    return [(done.act.who, done.act.about, done.act.why) for done in console.audit.latest(100) if done.act.what == what]


def test_one_address_is_page_and_json_and_file(officer, talk):
    talk("Đóng thấp nhất bao nhiêu?")
    talk("Rút một lần?", channel="zalo", topic="lump_sum_conditions")
    address = f"{PLACE}?q=rut+MOT&columns=time,question,topic"
    assert "<mark>Rút</mark> <mark>một</mark> lần" in officer.see(address).text
    rows = officer.json(address)["rows"]
    assert [(row["question"], row["topic"]) for row in rows] == [("Rút một lần?", "lump_sum_conditions")]
    lines = list(csv.reader(io.StringIO(officer.get(f"{address}&format=csv").text.lstrip("\ufeff"))))
    assert lines[0] == ["Lúc (giờ Việt Nam)", "Câu hỏi", "Chủ đề", "Lần xuất"]
    assert [line[1:3] for line in lines[1:]] == [["Rút một lần?", "điều kiện nhận BHXH một lần"]]
    assert officer.get(f"{address}&format=xlsx").content[:2] == b"PK"


def test_a_search_that_only_the_answer_has_shows_where(officer, talk):
    talk("Hỏi gì đó", answer=f"{'xa ' * 60}tổng đài 1900 trả lời {'xa ' * 60}")
    page = officer.see(f"{PLACE}?q=tong+dai").text
    assert "<mark>tổng</mark>" in page
    assert "Trả lời: …" in page


def test_texts_of_citizens_are_only_ever_text(officer, talk):
    payload = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    turn = talk(payload, answer=payload)
    for path in (PLACE, f"{PLACE}?q=script", f"{PLACE}/{turn}", f"{PLACE}?q=%3Cscript%3Ex%3C/script%3E"):
        page = officer.see(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_what_a_form_sends_is_shortened_to_what_it_says(officer, talk):
    given = officer.see(f"{PLACE}?q=dong&from=&to=&channel=&columns=time&columns=question")
    assert (given.status_code, given.headers["location"]) == (303, f"{PLACE}?q=dong&columns=time%2Cquestion")
    usual = "&".join(f"columns={key}" for key in ("time", "channel", "question", "topic", "aspect", "outcome"))
    rest = "&".join(f"columns={key}" for key in ("confidence", "feedback", "author", "review"))
    assert officer.see(f"{PLACE}?q=&{usual}&{rest}").headers["location"] == PLACE


def test_a_filter_that_cannot_be_is_told_and_what_was_typed_stays(officer):
    answer = officer.see(f"{PLACE}?q=dong&from=2026-13-01")
    assert answer.status_code == 400
    assert "Từ ngày: ngày viết như 2026-11-05" in answer.text
    assert 'value="dong"' in answer.text
    page = plain_text(officer.see(f"{PLACE}?feedback=unhelpful").text)
    assert "Người dân đánh giá: không có “unhelpful”, chỉ chọn được Có ích, Không có ích, Chưa đánh giá" in page
    told = officer.get(f"{PLACE}?from=x", headers={"accept": "application/json"})
    assert (told.status_code, told.json()["detail"][:5]) == (400, "from:")
    assert officer.get(f"{PLACE}?after=x", headers={"accept": "application/json"}).status_code == 400
    assert officer.get(f"{PLACE}/news?since=9e9", headers={"accept": "application/json"}).status_code == 400


def test_chips_take_the_filter_apart(officer, talk):
    page = officer.see(f"{PLACE}?q=100%25+đúng&topic=contribution_level&outcome=answered&outcome=error").text
    assert "Chữ: 100% đúng" in page
    assert "Chủ đề: mức đóng BHXH tự nguyện" in page
    assert f"{PLACE}?q=100%25+%C4%91%C3%BAng&amp;topic=contribution_level&amp;outcome=answered" in page
    assert "Kết quả: Lỗi hệ thống" in page
    dated = officer.see(f"{PLACE}?from=2026-11-22&review=wrong_topic&topic=nlu_fallback").text
    assert "Từ ngày: 22/11/2026" in dated
    assert "Kết quả soát: Sai chủ đề" in dated
    assert "Chủ đề: không rõ chủ đề" in dated


def test_every_column_can_be_shown(officer, talk):
    from bot.console.conversations.columns import COLUMNS

    talk("hỏi")
    page = officer.see(f"{PLACE}?columns={','.join(column.key for column in COLUMNS)}")
    assert page.status_code == 200
    assert all(f'class="c-{column.key}"' in page.text for column in COLUMNS)


def test_a_page_leads_to_the_next(officer, talk):
    from bot.console.conversations.finding import PAGE

    for number in range(PAGE + 2):
        talk(f"câu {number}")
    first = officer.json(PLACE)
    second = officer.json(f"{PLACE}?after={first['after']}")
    assert [row["question"] for row in second["rows"]] == ["câu 1", "câu 0"]
    assert second["after"] is None
    page = officer.see(f"{PLACE}?after={first['after']}").text
    assert "Mới nhất" in page
    assert "since=" not in page


def test_news_are_counted_and_lead_back_to_the_filter(officer, talk):
    talk("cũ")
    since = officer.see(PLACE).text.partition("since=")[2].partition('"')[0]
    answer = officer.get(f"{PLACE}/news?live=1&since={since}", headers={**HTML, "hx-request": "true"})
    assert (answer.status_code, answer.text.strip()) == (200, "")
    talk("mới")
    talk("mới nữa", channel="zalo")
    answer = officer.get(f"{PLACE}/news?live=1&since={since}&channel=zalo", headers={**HTML, "hx-request": "true"})
    assert "1 lượt mới" in answer.text
    assert 'href="/console/conversations?channel=zalo"' in answer.text
    assert officer.json(f"{PLACE}/news?since={since}") == {"count": 2}


def test_a_transcript_has_both_directions_and_what_belongs_to_them(officer, talk, house):
    turn = talk("Đóng bao nhiêu?", answer="330.000 đồng.", evidence=(LINE,))
    given = talk("không", answer="Cảm ơn.", outcome=Outcome.FEEDBACK_RECEIVED, topic=None, confidence=None, evidence=())
    with house.database.session() as session:
        store(session.connection(), given, Judgement(turn, "bad", "unclear"), "button", now())
    page = officer.see(f"{PLACE}/{turn}").text
    for words in ("Đóng bao nhiêu?", "330.000 đồng.", "Chuẩn nghèo", "1.500.000 đồng", "Nghị định 07", "01/01/2022"):
        assert words in page, words
    for words in ("Không có ích: khó hiểu", "93,0 %", "Cảm ơn.", "Bản mô hình", "2 lượt"):
        assert words in page, words
    rows = officer.json(f"{PLACE}/{turn}")["rows"]
    assert [row["question"] for row in rows] == ["Đóng bao nhiêu?", "không"]


def test_delivery_is_told(officer, talk, house):
    from sqlalchemy import insert

    from bot.storage.queue_tables import OutboxMessage

    turn = talk("hỏi", channel="zalo")
    talk_id = house.interactions.get(turn).conversation_id
    row = {"conversation_id": talk_id, "channel": "zalo", "origin": turn, "created_at": now(), "due_at": now()}
    states = [{"state": "confirmed", "possible_duplicate": True}, {"state": "dead", "possible_duplicate": False}]
    with house.database.session() as session:
        for position, state in enumerate(states):
            session.execute(insert(OutboxMessage).values(row | state | {"position": position}))
    page = officer.see(f"{PLACE}/{turn}").text
    assert "tin 1: Kênh báo đã nhận" in page
    assert "có thể trùng" in page
    assert "tin 2: Không gửi được" in page


def test_a_long_talk_is_a_window_with_ways_on(officer, talk):
    turns = [talk(f"câu số {number}", citizen="dài") for number in range(2 * AROUND + 8)]
    page = officer.see(f"{PLACE}/{turns[AROUND + 3]}").text
    assert page.count('class="bubble citizen"') == 2 * AROUND + 1
    assert f'rel="prev" href="{PLACE}/{turns[3]}#turn"' in page
    assert f'rel="next" href="{PLACE}/{turns[2 * AROUND + 3]}#turn"' in page
    first = officer.see(f"{PLACE}/{turns[0]}").text
    assert 'rel="prev"' not in first
    lines = officer.get(f"{PLACE}/{turns[0]}?format=csv").text.splitlines()
    assert len(lines) == len(turns) + 1


def test_an_erased_turn_says_so(officer, talk, house):
    turn = talk("bí mật")
    house.record_room.erasure.erase(
        house.interactions.get(turn).conversation_id, Ground.CITIZEN_ASKED, "lan", date(2026, 11, 22)
    )
    for path in (PLACE, f"{PLACE}/{turn}"):
        page = officer.see(path).text
        assert "(đã xoá theo yêu cầu)" in page
        assert "bí mật" not in page
    assert officer.form(f"{PLACE}/{turn}/unmask", why="cần xem").status_code == 410


def test_a_turn_that_is_not_there(officer):
    assert officer.see(f"{PLACE}/nobody").status_code == 404
    assert officer.form(f"{PLACE}/nobody/unmask", why="cần xem").status_code == 404


def test_unmasking_is_on_record_and_shown_once(officer, talk, console):
    turn = talk(MASKED, original=TYPED)
    assert "079190001234" not in officer.see(f"{PLACE}/{turn}").text
    shown = officer.form(f"{PLACE}/{turn}/unmask", why=" gọi lại cho dân ")
    assert shown.status_code == 200
    assert TYPED in shown.text
    assert "no-store" in shown.headers["cache-control"]
    assert acts(console, "talk.unmasked") == [(officer.staff.name, f"interaction/{turn}", "gọi lại cho dân")]
    assert "079190001234" not in officer.see(f"{PLACE}/{turn}").text


@pytest.mark.parametrize("why", ["", "   ", "?!", "…"])
def test_without_a_reason_nothing_is_shown_or_noted(officer, talk, console, why):
    turn = talk(MASKED, original=TYPED)
    refused = officer.form(f"{PLACE}/{turn}/unmask", why=why)
    assert refused.status_code == 400
    assert "Ghi lý do" in refused.text
    assert "079190001234" not in refused.text
    assert acts(console, "talk.unmasked") == []


def test_where_the_audit_fails_nothing_is_shown(officer, talk, console, monkeypatch):
    turn = talk(MASKED, original=TYPED)

    def fails(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(type(console.audit), "first", fails)
    answer = officer.form(f"{PLACE}/{turn}/unmask", why="cần xem")
    assert answer.status_code == 500
    assert "079190001234" not in answer.text


def test_whoever_unmasks_often_is_noted(officer, talk, console, monkeypatch):
    monkeypatch.setattr(unmasking, "MOST_A_DAY", 2)
    turn = talk(MASKED, original=TYPED)
    for _ in range(5):
        officer.form(f"{PLACE}/{turn}/unmask", why="cần xem")
    assert [why for _, _, why in acts(console, "talk.unmasked_often")] == ["5 in a day", "3 in a day"]
    assert console.conversations.unmasking.count("nobody") == 0


def test_originals_of_any_turn_are_found(console, talk, house):
    """The chain is searched by halving: each entry is to be reached, with acts of others between."""
    turns = [talk(f"câu [X_{number}]", original=f"câu gốc {number}") for number in range(9)]
    console.audit.first("lan", "case.read", "case/1")
    opened = [console.conversations.unmasking.open(staff_of(console), turn, "thử") for turn in turns]
    assert opened == [f"câu gốc {number}" for number in range(9)]


def staff_of(console):
    from bot.console.login.accounts import Profile

    known = console.accounts.named("thử")
    return known or console.accounts.create("thử", Profile("Thử", frozenset({Role.OFFICER})))[0]


@pytest.mark.parametrize("role", [Role.HANDLER, Role.CUSTODIAN, Role.ADMINISTRATOR])
def test_who_reads_no_talks(login, talk, role):
    turn = talk("hỏi")
    client = login(role)
    assert client.see(PLACE).status_code == 403
    assert client.see(f"{PLACE}/{turn}").status_code == 403
    assert client.see(f"{PLACE}/news").status_code == 403
    assert client.form(f"{PLACE}/{turn}/unmask", why="x").status_code == 403


def test_an_editor_reads_and_does_not_unmask(login, talk):
    turn = talk(MASKED, original=TYPED)
    client = login(Role.EDITOR)
    page = client.see(f"{PLACE}/{turn}")
    assert page.status_code == 200
    assert "Xem nguyên văn" not in page.text
    assert client.form(f"{PLACE}/{turn}/unmask", why="cần").status_code == 403


def test_a_file_is_for_people(login, console, talk, house, monkeypatch):
    """Headings and codes in the reader's words, times and the name by Vietnam's clock; JSON keeps the codes."""
    night = datetime(2026, 11, 22, 20, 37, 5, tzinfo=UTC)
    turn = talk("Cảm ơn", outcome=Outcome.SMALL_TALK, topic="thank", aspect=None, channel="telegram")
    with house.database.session() as session:
        session.execute(update(Interaction).where(Interaction.id == turn).values(accepted_at=night))
    monkeypatch.setattr("bot.console.web.answer.now", lambda: night)
    client = login(Role.OFFICER)
    address = f"{PLACE}?columns=time,channel,topic,aspect,outcome,feedback,author,as_of"
    answer = client.get(f"{address}&format=csv")
    assert 'filename="conversations-20261123-0337.csv"' in answer.headers["content-disposition"]
    (row,) = csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff")))
    copy = row.pop("Lần xuất")
    assert copy.endswith(f"{client.staff.name} 23/11/2026 03:37")
    assert row == {
        "Lúc (giờ Việt Nam)": "2026-11-23 03:37:05",
        "Kênh": "Telegram",
        "Chủ đề": "Cảm ơn",
        "Khía cạnh": "",
        "Kết quả": "Chào hỏi",
        "Đánh giá": "",
        "Ai trả lời": "Máy",
        "Tính cho ngày": "2026-11-21",
    }
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}&format=xlsx").content)).active
    heads, cells = list(book.iter_rows(values_only=True))
    assert heads[:3] == ("Lúc (giờ Việt Nam)", "Kênh", "Chủ đề")
    assert cells[:3] == (datetime(2026, 11, 23, 3, 37, 5), "Telegram", "Cảm ơn")
    (told,) = client.json(address)["rows"]
    assert (told["topic"], told["outcome"], told["author"]) == ("thank", "small_talk", "machine")
    console.accounts.set_language(client.staff, "en")
    english = next(csv.reader(io.StringIO(client.get(f"{address}&format=csv").text.lstrip("\ufeff"))))
    assert english[0] == "At (Vietnam time)"


def test_a_topic_is_in_words_wherever_it_is_shown(officer, talk):
    turn = talk("Cảm ơn", outcome=Outcome.SMALL_TALK, topic="thank", aspect=None)
    talk("là sao", outcome=Outcome.UNANSWERED_NOT_UNDERSTOOD, topic="nlu_fallback", aspect=None)
    talk("ví dụ đi", aspect="min_monthly_payment__example")
    for path in (PLACE, f"{PLACE}/{turn}"):
        page = officer.see(path).text
        for words in (">Cảm ơn</a>", ">không rõ chủ đề</a>", ">mức đóng BHXH tự nguyện</a>"):
            assert words in page
        assert ">thank<" not in page
        assert ">min_monthly_payment__example<" not in page


def test_several_topics_are_asked_for_at_once_and_a_family_is_its_topics(officer, talk):
    for topic in ("lump_sum_amount", "lump_sum_procedure", "maternity"):
        talk(f"hỏi {topic}", topic=topic, aspect=None)
    rows = officer.json(f"{PLACE}?topic=lump_sum_amount&topic=maternity")["rows"]
    assert [row["topic"] for row in rows] == ["maternity", "lump_sum_amount"]
    led = officer.see(f"{PLACE}?family=lump_sum&topic=maternity").headers["location"]
    topics = ("maternity", "lump_sum_conditions", "lump_sum_amount", "lump_sum_procedure", "pension_vs_lump_sum")
    assert led == f"{PLACE}?{'&'.join(f'topic={one}' for one in topics)}"
    assert len(officer.json(led)["rows"]) == 3
    page = officer.see(led).text
    assert page.count("Chủ đề: ") == len(topics)
    assert 'name="family" value="lump_sum" checked' in page
    assert 'value="maternity" checked' in page
    assert 'value="lump_sum_amount" checked' not in page
    assert officer.see(f"{PLACE}?family=nobody").status_code == 400


def test_every_topic_stands_once_in_the_filter_small_talk_last(officer, console):
    page = officer.see(PLACE).text
    offered = re.findall(r'name="topic" value="(\w+)"', page)
    assert sorted(offered) == sorted(console.review.subjects.topics)
    assert set(offered[-len(console.review.subjects.small_talk) :]) == console.review.subjects.small_talk


def test_usual_days_are_one_press_away_and_keep_the_rest(officer, talk, monkeypatch):
    monkeypatch.setattr("bot.console.conversations.pages.today", lambda: date(2026, 11, 23))
    page = officer.see(f"{PLACE}?q=dong&from=2026-11-22&to=2026-11-22").text
    for first, last in (("2026-11-23", "2026-11-23"), ("2026-11-22", "2026-11-22"), ("2026-11-17", "2026-11-23")):
        assert f'href="{PLACE}?q=dong&amp;from={first}&amp;to={last}"' in page
    assert re.search(r'aria-current="true"[^>]*from=2026-11-22&amp;to=2026-11-22">Hôm qua', page)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.EDITOR, Role.MANAGER, Role.AUDITOR])
def test_who_may_judge_is_led_to_it_from_every_turn_of_the_machine(login, talk, role):
    first, second = talk("một"), talk("hai")
    page = login(role).see(f"{PLACE}/{first}").text
    links = re.findall(r'href="/console/review/turns/([^"?]+)\?from=talk"', page)
    assert links == ([first, second] if role in {Role.OFFICER, Role.EDITOR} else [])


def test_a_turn_judged_from_its_talk_leads_back_there(officer, console, talk):
    turn, other = talk("một"), talk("hai")
    console.review.scores.catch_up(now() + timedelta(minutes=5))
    page = officer.see(f"/console/review/turns/{turn}?from=talk").text
    assert f'href="{PLACE}/{turn}#turn">Về cuộc trò chuyện' in page
    address = f"/console/review/turns/{turn}/verdict?from=talk"
    assert f'action="{address}"' in page
    given = officer.form(address, verdict="wrong")
    assert (given.status_code, given.headers["location"]) == (303, f"{PLACE}/{turn}#turn")
    assert "Soát: Sai" in officer.see(f"{PLACE}/{turn}").text
    usual = officer.form(f"/console/review/turns/{other}/verdict", verdict="right")
    assert PLACE not in usual.headers["location"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"page": "conversations"}, "Trang này không lưu bộ lọc được"),
        ({"page": "/console/staff"}, "Trang này không lưu bộ lọc được"),
        ({"page": "javascript:alert(1)//"}, "Trang này không lưu bộ lọc được"),
        ({"label": "x" * 5_000}, "dài quá 80 ký tự"),
        ({"label": "  "}, "Mục “label”"),
        ({"query": "q=" + "x" * 2_000}, "dài quá 2000 ký tự"),
    ],
)
def test_a_view_that_no_page_shows_or_holds_is_refused(officer, house, changed, told):
    view = {"page": PLACE, "label": "Hôm qua", "query": "channel=zalo"}
    refused = officer.form("/console/views", **(view | changed))
    assert refused.status_code == 400
    assert told in refused.text
    count = select(func.count()).select_from(SavedView)
    with house.database.session() as session:
        assert session.scalar(count) == 0
    assert officer.form("/console/views", **view).headers["location"] == f"{PLACE}?channel=zalo"
    with house.database.session() as session:
        assert session.scalar(count) == 1
