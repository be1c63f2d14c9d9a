"""The pages of the review: what is asked comes back, what is wrong is said, who may not is refused."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.clock import now
from bot.console.review.judgement import Judgement
from bot.console.review.standing import is_sampled
from bot.console.roles import Role
from bot.outcomes import Outcome
from tests.console.review.conftest import TURNS, ranking

PAIRS = ranking(
    ("pension_amount", "how_calculated", 0.41), ("lump_sum_amount", "how_calculated", 0.38), ("greet", None, 0.1)
)
QUEUE = "/console/review"


def turn(at):
    return f"{QUEUE}/turns/{at}"


@pytest.fixture
def doubtful(room, ask_house):
    """One doubtful turn in the queue."""
    made = ask_house("rút bảo hiểm được nhiêu", confidence=0.41, pairs=PAIRS)
    room.scores.catch_up(now())
    return made


@pytest.fixture
def officer(login):
    return login(Role.OFFICER)


def drawn(room, ask_house, sampled):
    made = next(one for one in (ask_house(citizen=f"drawn{at}") for at in range(500)) if is_sampled(one, 10) is sampled)
    room.scores.catch_up(now())
    return made


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_queue_says_why(officer, doubtful):
    page = plain(officer.see(QUEUE).text)
    assert "rút bảo hiểm được nhiêu" in page
    assert "tiền lương hưu · độ tin 0,41 · hai cách hiểu sát nhau, chỉ cách 0,03" in page
    assert "1 lượt hỏi giống" in page


def test_an_empty_queue_says_so(officer):
    assert "Không còn lượt nào khớp bộ lọc này." in officer.see(QUEUE).text


def test_the_same_address_gives_json_and_csv(officer, doubtful):
    (row,) = officer.json(QUEUE)["rows"]
    assert (row["id"], row["why"]) == (
        doubtful,
        "tiền lương hưu; độ tin 0,41; hai cách hiểu sát nhau, chỉ cách 0,03",
    )
    csv = officer.get(f"{QUEUE}?format=csv").text
    assert doubtful in csv
    assert ",Lúc (giờ Việt Nam),Kênh," in csv
    assert ",mức lương hưu,Lương hưu tính thế nào?,đã trả lời," in csv
    assert officer.staff.name in csv


def test_pages_follow_each_other(officer, room, ask_house):
    made = {ask_house(citizen=f"c{at}") for at in range(30)}
    room.scores.catch_up(now())
    first = officer.json(QUEUE)
    second = officer.json(f"{QUEUE}?after={first['after']}")
    assert second["after"] is None
    assert {row["id"] for row in (*first["rows"], *second["rows"])} == made
    assert f"after={first['after']}" in officer.see(QUEUE).text


@pytest.mark.parametrize(
    "query",
    [
        *("state=x", "topic=x", "channel=fax", "days=0", "days=91", "days=x", "days=" + "9" * 30, "sample=2"),
        *("aspect=x", "topic=maternity&aspect=x", "after=x", "after=0.5~%00", "days=%C2%B2"),
    ],
)
def test_an_address_that_says_nonsense_is_refused(officer, query):
    assert officer.get(f"{QUEUE}?{query}", headers={"accept": "application/json"}).status_code == 400


@pytest.mark.parametrize(
    "query",
    ["verdict=x", "days=x", "reviewer=%00", "reviewer=" + "a" * 65, "round=3", "after=0", "topic=x", "to_content=x"],
)
def test_so_is_one_of_the_verdicts(officer, query):
    assert officer.get(f"{QUEUE}/done?{query}", headers={"accept": "application/json"}).status_code == 400


def test_start_leads_to_the_riskiest_with_the_filter(officer, doubtful):
    answer = officer.see(f"{QUEUE}/next?days=7")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{turn(doubtful)}?days=7")
    empty = officer.see(f"{QUEUE}/next?channel=zalo")
    assert empty.headers["location"] == f"{QUEUE}?channel=zalo"


def test_a_turn_shows_both_directions_and_what_the_model_thought(officer, doubtful, room, ask_house):
    ask_house("vậy là sao", outcome=Outcome.UNANSWERED_NOT_UNDERSTOOD, topic=None, aspect=None, ago=timedelta())
    page = plain(officer.see(turn(doubtful)).text)
    for words in (
        *("rút bảo hiểm được nhiêu", "Lương hưu bằng tỷ lệ nhân mức bình quân.", "vậy là sao"),
        *("mức lương hưu: Lương hưu tính thế nào?", "0,41", "0,38", "Vì sao ở đây"),
    ):
        assert words in page


@pytest.mark.parametrize("id_", ["x", "0" * 36, "00000000-0000-0000-0000-000000000000", "%27", "%00"])
def test_a_turn_that_is_not_there(officer, id_):
    assert officer.see(turn(id_)).status_code == 404
    assert officer.form(f"{turn(id_)}/verdict", verdict="right").status_code == 404
    assert officer.form(f"{turn(id_)}/undo").status_code == 404


def test_a_verdict_goes_on_to_the_next(officer, room, doubtful, ask_house):
    other = ask_house("lương hưu mấy năm", citizen="other")
    room.scores.catch_up(now())
    shown = (now() - timedelta(seconds=4)).isoformat()
    done = officer.form(f"{turn(doubtful)}/verdict", verdict="wrong", note="thiếu ví dụ", to_content="1", shown=shown)
    assert (done.status_code, done.headers["location"]) == (303, turn(other))
    verdict = room.verdicts.of([doubtful])[doubtful].first
    assert (verdict.verdict, verdict.note, verdict.to_content, verdict.reviewer) == (
        *("wrong", "thiếu ví dụ", True),
        officer.staff.name,
    )
    assert 3.5 < verdict.seconds < 60
    page = plain(officer.see(turn(other)).text)
    assert "Hôm nay bạn đã soát 1 lượt" in page
    assert "Vừa ghi: Sai" in page


def test_after_the_last_one_comes_what_was_passed_over_then_the_list(officer, room, doubtful, ask_house):
    sure = ask_house("lương hưu mấy năm", citizen="other")
    room.scores.catch_up(now())
    assert officer.form(f"{turn(sure)}/verdict", verdict="right").headers["location"] == turn(doubtful)
    assert officer.form(f"{turn(doubtful)}/verdict", verdict="right").headers["location"] == QUEUE


def test_with_htmx_only_the_turn_comes_back(officer, doubtful):
    answer = officer.get(turn(doubtful), headers={"accept": "*/*", "hx-request": "true"})
    assert "<html" not in answer.text
    assert "rút bảo hiểm được nhiêu" in answer.text


def test_enter_in_the_list_of_topics_means_the_topic(officer, room, doubtful):
    officer.form(f"{turn(doubtful)}/verdict", verdict="", right="no such topic")
    assert room.verdicts.of([doubtful]) == {}
    right = next(one.key for one in room.subjects if one.topic == "maternity")
    officer.form(f"{turn(doubtful)}/verdict", verdict="", right=right)
    assert room.verdicts.of([doubtful])[doubtful].first.verdict == "wrong_topic"


def test_a_topic_chosen_and_not_meant_is_left_out(officer, room, doubtful):
    right = next(one.key for one in room.subjects if one.topic == "maternity")
    officer.form(f"{turn(doubtful)}/verdict", verdict="right", right=right)
    assert room.verdicts.of([doubtful])[doubtful].first.right_topic is None


@pytest.mark.parametrize("fields", [{"verdict": "good"}, {"verdict": "wrong_topic"}, {"verdict": ""}, {}])
def test_what_is_missing_is_said_and_what_was_typed_is_kept(officer, room, doubtful, fields):
    answer = officer.form(f"{turn(doubtful)}/verdict", note="đã gõ", **fields)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert 'value="đã gõ"' in answer.text
    assert room.verdicts.of([doubtful]) == {}


@pytest.mark.parametrize("shown", ["", "x", "2026-11-22", "2026-11-22T10:00:00", "\x00"])
def test_a_made_up_time_costs_nothing(officer, room, doubtful, shown):
    assert officer.form(f"{turn(doubtful)}/verdict", verdict="right", shown=shown).status_code == 303
    assert room.verdicts.of([doubtful])[doubtful].first.seconds >= 0


def test_who_was_quicker_is_named(login, officer, room, ask_house):
    made = drawn(room, ask_house, sampled=False)
    room.verdicts.give("mai", made, Judgement("right"), now())
    answer = officer.form(f"{turn(made)}/verdict", verdict="wrong")
    assert answer.status_code == 409
    assert "mai đã soát lượt này" in plain(answer.text)


def seen_of(page, name="seen"):
    """What the verdict's form carries of the state it shows."""
    form = page.text.split('class="verdict"')[1]
    return re.search(rf'name="{name}" value="([^"]*)"', form)[1]


def test_a_page_that_another_tab_made_old_overwrites_nothing(officer, room, doubtful):
    path = f"{turn(doubtful)}/verdict"
    before = seen_of(officer.see(turn(doubtful)))
    assert officer.form(path, verdict="right", seen=before).status_code == 303
    second = officer.form(path, verdict="wrong", note="tab kia", seen=before)
    assert second.status_code == 409
    assert f"{officer.staff.name} đã đổi phán quyết của lượt này" in plain(second.text)
    assert 'value="tab kia"' in second.text
    assert room.verdicts.of([doubtful])[doubtful].first.verdict == "right"
    assert officer.form(path, verdict="wrong", seen=seen_of(second)).status_code == 303
    assert room.verdicts.of([doubtful])[doubtful].first.verdict == "wrong"


def test_an_old_page_takes_nothing_newer_back(officer, room, doubtful):
    officer.form(f"{turn(doubtful)}/verdict", verdict="right")
    first = room.verdicts.of([doubtful])[doubtful].first
    room.verdicts.give(officer.staff.name, doubtful, Judgement("wrong"), now())
    assert officer.form(f"{turn(doubtful)}/undo", seen=str(first.id)).status_code == 409
    assert room.verdicts.of([doubtful])[doubtful].first.verdict == "wrong"


def test_the_blind_second_reviewer_is_not_disturbed_by_the_first(login, room, ask_house):
    made, other = drawn(room, ask_house, sampled=True), login(Role.EDITOR)
    seen = seen_of(other.see(turn(made)))
    room.verdicts.give("mai", made, Judgement("wrong"), now())
    assert other.form(f"{turn(made)}/verdict", verdict="right", seen=seen).status_code == 303
    assert room.verdicts.of([made])[made].second.verdict == "right"


def test_choices_that_were_offered_are_shown(officer, house, doubtful):
    button = {"title": "Mức đóng tháng", "payload": "/x"}
    replies = [{"text": "Ý anh chị là?", "buttons": [button], "image": None}]
    change = update(TURNS).where(TURNS.c.id == doubtful).values(replies=replies)
    house.database.together(lambda connection: connection.execute(change))
    assert "Mức đóng tháng" in officer.see(turn(doubtful)).text


def test_a_verdict_is_taken_back(officer, room, doubtful):
    officer.form(f"{turn(doubtful)}/verdict", verdict="right")
    assert "Rút lại" in officer.see(QUEUE).text
    done = officer.form(f"{turn(doubtful)}/undo?days=7")
    assert (done.status_code, done.headers["location"]) == (303, f"{turn(doubtful)}?days=7")
    assert room.verdicts.of([doubtful]) == {}
    assert officer.form(f"{turn(doubtful)}/undo").status_code == 400


def test_the_second_reviewer_does_not_see_the_first_verdict(login, room, ask_house):
    made, one, other = drawn(room, ask_house, sampled=True), login(Role.OFFICER), login(Role.EDITOR)
    one.form(f"{turn(made)}/verdict", verdict="wrong", note="lời của người đầu")
    seen = other.see(turn(made)).text
    assert "lời của người đầu" not in seen
    assert one.staff.name not in seen
    assert "chưa cho xem lần đầu" in seen
    assert other.json(f"{QUEUE}/done")["rows"] == []
    assert [row["id"] for row in other.json(f"{QUEUE}?state=second")["rows"]] == [made]
    assert one.json(f"{QUEUE}?state=second")["rows"] == []
    assert "1 lượt chờ người thứ hai" in plain(other.see(QUEUE).text)
    other.form(f"{turn(made)}/verdict", verdict="right")
    assert "lời của người đầu" in other.see(turn(made)).text
    assert login(Role.MANAGER).json(f"{QUEUE}/done?days=7")["total"] == 2


def test_who_only_reads_has_no_form_and_sees_all(login, room, ask_house):
    made, one = drawn(room, ask_house, sampled=True), login(Role.OFFICER)
    one.form(f"{turn(made)}/verdict", verdict="wrong", note="lời của người đầu")
    for role in (Role.MANAGER, Role.AUDITOR):
        reader = login(role)
        page = reader.see(turn(made)).text
        assert "lời của người đầu" in page
        assert "/verdict" not in page
        assert reader.form(f"{turn(made)}/verdict", verdict="right").status_code == 403
        assert reader.form(f"{turn(made)}/undo").status_code == 403


@pytest.mark.parametrize("role", [Role.HANDLER, Role.CUSTODIAN, Role.ADMINISTRATOR])
def test_others_do_not_get_here(login, role):
    client = login(role)
    for path in ("", "/next", "/done", "/accuracy", "/agreement", "/subjects", "/turns/x"):
        assert client.see(QUEUE + path).status_code == 403


def test_without_the_token_nothing_is_written(officer, room, doubtful):
    answer = officer.post(f"{turn(doubtful)}/verdict", data={"verdict": "right"})
    assert answer.status_code == 403
    assert room.verdicts.of([doubtful]) == {}


def test_topics_are_searched_without_accents(officer):
    page = officer.see(f"{QUEUE}/subjects?q=tro cap thai san").text
    assert 'name="right"' in page
    assert "thai sản" in page
    assert "<html" not in page
    assert "Không có chủ đề nào" in officer.see(f"{QUEUE}/subjects?q=xyzzy").text


def test_verdicts_are_listed_with_their_filter(officer, room, doubtful):
    officer.form(f"{turn(doubtful)}/verdict", verdict="wrong", note="sai số tiền")
    page = plain(officer.see(f"{QUEUE}/done?verdict=wrong&topic=pension_amount&days=1").text)
    assert "sai số tiền" in page
    assert "1 phán quyết" in page
    assert officer.json(f"{QUEUE}/done?verdict=right")["rows"] == []
    (row,) = officer.json(f"{QUEUE}/done?reviewer={officer.staff.name}")["rows"]
    assert (row["verdict"], row["id"]) == ("wrong", doubtful)
    assert doubtful in officer.get(f"{QUEUE}/done?format=csv").text


def test_accuracy_says_what_it_counts_and_links_to_the_rows(officer, room, doubtful):
    officer.form(f"{turn(doubtful)}/verdict", verdict="incomplete")
    html = officer.see(f"{QUEUE}/accuracy").text
    page = plain(html)
    for words in ("“Chưa đủ” tính là sai", "Wilson", "Đọc cẩn thận", "0,0 %", "79,3 %"):
        assert words in page
    link = re.search(r'href="([^"]*verdict=incomplete[^"]*topic=pension_amount[^"]*)"', html)
    found = officer.json(link[1].replace("&amp;", "&"))
    assert [row["id"] for row in found["rows"]] == [doubtful]
    assert "mẫu ngẫu nhiên" in plain(officer.see(f"{QUEUE}/accuracy?sample=1").text)


def test_a_topic_that_is_none_is_counted_and_no_link(officer, room, ask_house):
    made = ask_house(outcome=Outcome.UNANSWERED_NOT_UNDERSTOOD, topic="nlu_fallback", aspect=None)
    room.scores.catch_up(now())
    officer.form(f"{turn(made)}/verdict", verdict="wrong")
    html = officer.see(f"{QUEUE}/accuracy").text
    assert "không rõ chủ đề" in plain(html)
    links = re.findall(r'href="(/console/review/done[^"]*)"', html)
    assert links
    assert all(officer.see(one.replace("&amp;", "&")).status_code == 200 for one in links)


def test_of_nothing_there_is_no_figure(officer):
    assert "Chưa có lượt nào được soát" in officer.see(f"{QUEUE}/accuracy").text
    page = plain(officer.see(f"{QUEUE}/agreement").text)
    assert "còn thiếu 30 lượt" in page
    assert "Chưa có lượt nào được hai người soát" in page


def test_agreement_is_shown_from_thirty_pairs_on(login, room, ask_house):
    sampled = []
    at = 0
    while len(sampled) < 30:
        made = ask_house(citizen=f"s{at}")
        at += 1
        if is_sampled(made, 10):
            sampled.append(made)
    for number, made in enumerate(sampled):
        room.verdicts.give("lan", made, Judgement("right" if number % 3 else "wrong"), now())
        if number < 29:
            room.verdicts.give("mai", made, Judgement("right" if number % 3 or number == 0 else "wrong"), now())
    manager = login(Role.MANAGER)
    assert "còn thiếu 1 lượt" in plain(manager.see(f"{QUEUE}/agreement").text)
    room.verdicts.give("mai", sampled[-1], Judgement("right"), now())
    page = plain(manager.see(f"{QUEUE}/agreement").text)
    assert "0,92" in page
    assert "96,7 %" in page
    assert "Chỗ hai người khác nhau (1)" in page


def test_in_english_the_pages_speak_english(officer, console, doubtful):
    console.accounts.set_language(officer.staff, "en")
    for path, words in (
        ("", "Review answers"),
        (f"/turns/{doubtful}", "Why here:"),
        ("/done", "Verdict"),
        ("/accuracy", "Incomplete"),
        ("/agreement", "Cohen"),
    ):
        assert words in plain(officer.see(QUEUE + path).text)


def test_what_a_citizen_wrote_stays_text(officer, room, ask_house):
    made = ask_house("<script>alert(1)</script><img src=x onerror=alert(1)>", answer="{{ 7*7 }}")
    room.scores.catch_up(now())
    for path in (QUEUE, turn(made)):
        page = officer.see(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_a_turn_of_this_minute_can_be_judged_at_once(officer, ask_house):
    made = ask_house("rút bảo hiểm được nhiêu", confidence=0.41, pairs=PAIRS, ago=timedelta(seconds=2))
    page = officer.see(turn(made)).text
    assert "Lượt này không nằm trong hàng chờ" not in page
    assert f"{turn(made)}/verdict" in page


def test_what_said_nothing_of_insurance_stays_out_of_the_queue(officer, ask_house):
    made = ask_house("chào em", outcome=Outcome.SMALL_TALK, topic="greet", aspect=None)
    assert "Lượt này không nằm trong hàng chờ" in officer.see(turn(made)).text
