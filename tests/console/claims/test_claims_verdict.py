"""Judging a claim: what is refused and where, two persons, corrections, what citizens will read, who was told."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.advice.rumours import Verdict
from bot.clock import now, today
from bot.console.claims.curve import HEIGHT, MOST, WIDTH, curve
from bot.console.claims.judging import Draft, problems
from bot.console.claims.reached import reached as reach_of
from bot.console.roles import Role
from bot.house import House
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.queue_tables import OutboxMessage
from tests.cases.claims import POSTS
from tests.console.claims.conftest import FIELDS, FOUND, LAN, MAI

FIGURE = "{contribution_rate}"


def of(claim: str, act: str = "") -> str:
    return f"/console/claims/{claim}{act}"


def acts(console, about: str) -> list[tuple[str, str]]:
    return [(one.act.who, one.act.what) for one in console.audit.latest(20) if one.act.about == about]


def test_a_claim_shows_words_counts_and_links_of_no_person(login, house, reported):
    claim = reported(8)
    page = login(Role.OFFICER).see(of(claim)).text
    assert "Gặp bao nhiêu lần" in page
    assert page.count("<rect ") == 5
    assert "style=" not in page.split("<main")[1]
    for at in range(8):
        assert house.conversations.of("web", f"2-{at}") not in page


def test_one_proposes_another_publishes_and_it_is_answered(login, console, house, reported):
    claim = reported()
    handler, manager = login(Role.HANDLER), login(Role.MANAGER)
    answer = handler.form(of(claim, "/verdict"), **FIELDS)
    assert (answer.status_code, answer.headers["location"]) == (303, of(claim) + "#versions")
    page = manager.see(of(claim)).text
    assert "Chờ duyệt: phiên bản 1" in page
    assert "Duyệt và công bố" in page
    answer = manager.form(of(claim, "/publish"), version="1", why="đã đối chiếu")
    assert (answer.status_code, answer.headers["location"]) == (303, of(claim) + "#told")
    with house.database.looking() as connection:
        house.claim_room.known.refresh(connection)
    assert house.claim_room.known.published(claim).verdict is Verdict.FALSE
    assert acts(console, f"claim/{claim}") == [
        (manager.staff.name, "claim.publish"),
        (handler.staff.name, "claim.propose"),
    ]


def test_nobody_publishes_what_they_proposed(login, reported):
    claim = reported()
    editor = login(Role.EDITOR)
    editor.form(of(claim, "/verdict"), **FIELDS)
    page = editor.see(of(claim)).text
    assert "không tự công bố" in page
    assert "Duyệt và công bố" not in page
    answer = editor.form(of(claim, "/publish"), version="1", why="gấp")
    assert answer.status_code == 403
    assert "không tự công bố" in answer.text
    assert "Chưa công bố kết luận nào" in answer.text


def test_where_the_setting_is_off_one_person_does_both(tmp_path, adviser, monkeypatch):
    assert Settings(home=tmp_path).claims_two_persons
    monkeypatch.setenv("ANSINH_CLAIMS_TWO_PERSONS", "0")
    built = House.build(Settings(home=tmp_path), adviser)
    assert not built.claim_room.verdicts.two_persons
    built.database.close()


@pytest.mark.parametrize(
    ("role", "act"),
    [
        (Role.OFFICER, "verdict"),
        (Role.AUDITOR, "verdict"),
        (Role.MANAGER, "verdict"),
        (Role.HANDLER, "publish"),
        (Role.OFFICER, "publish"),
        (Role.AUDITOR, "preview"),
    ],
)
def test_who_only_reads_does_nothing(login, house, reported, role, act):
    claim = reported()
    client = login(role)
    assert client.form(of(claim, f"/{act}"), **FIELDS, version="1").status_code == 403
    assert not house.claim_room.verdicts.versions(claim)
    assert f'action="{of(claim, "/verdict")}"' not in client.see(of(claim)).text or act != "verdict"


@pytest.mark.parametrize(
    ("change", "field", "told"),
    [
        ({"claim": ""}, "claim", "Chưa viết gì"),
        ({"claim": "Một câu. Hai câu."}, "claim", "Đang có 2 câu"),
        ({"refutation": "Chỉ phải nộp 330.000 đồng."}, "refutation", "330.000"),
        ({"refutation": "Một. Hai. Ba."}, "refutation", "được từ 1 đến 2 câu"),
        ({"refutation": "không có dấu chấm"}, "refutation", "Đang có 0 câu"),
        ({"refutation": "Mức là {no_such_figure}."}, "refutation", "no_such_figure"),
        ({"refutation": "Mức là {contribution_rate@1999-01-01}."}, "refutation", "không có hiệu lực"),
        ({"refutation": "Mức là {calc}."}, "refutation", "calc"),
        ({"refutation": "Mức là {A B}."}, "refutation", "chưa đúng cách viết"),
        ({"verdict": "maybe"}, "verdict", "Chọn một kết luận"),
        ({"legal_basis": " \n "}, "legal_basis", "Nêu ít nhất một căn cứ"),
        ({"confidence": "Z"}, "confidence", "Chọn A, B, C hoặc X"),
        ({"confidence": "C"}, "confidence", "chỉ đi với"),
        ({"verdict": "not_settled"}, "confidence", "chỉ đi với"),
        ({"review_by": "2026-02-30"}, "review_by", "Chọn một ngày sau hôm nay"),
        ({"review_by": "2020-01-01"}, "review_by", "Chọn một ngày sau hôm nay"),
        ({"why": " … "}, "why", "vì sao"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(login, house, reported, change, field, told):
    claim = reported()
    answer = login(Role.EDITOR).form(of(claim, "/verdict"), **{**FIELDS, **change})
    assert answer.status_code == 400
    found = re.search(rf'id="w-{field}">([^<]*)' if field != "verdict" else r'id="w-(?:verdict)">([^<]*)', answer.text)
    assert found
    assert told in found[1]
    kept = {**FIELDS, **change}
    assert kept["why"].strip() in answer.text
    if "claim" not in change:
        assert FIELDS["claim"] in answer.text
    assert not house.claim_room.verdicts.versions(claim)


def test_a_figure_that_may_not_be_stated_is_refused(adviser):
    silent = next(
        figure.key
        for key in adviser.policy
        for figure in adviser.policy.periods(key)
        if figure.holds(today()) and not figure.spoken()
    )
    draft = replace(Draft.typed(dict(FIELDS)), refutation=f"Mức là {{{silent}}}.")
    assert "chưa kiểm chứng" in problems(draft, adviser, today())["refutation"].sentence


def test_every_figure_offered_may_be_stated(login, reported, adviser):
    page = login(Role.EDITOR).see(of(reported())).text
    offered = re.findall(r'<option value="(\{[a-z0-9_]+\})" data-basis="[^"]+">', page)
    assert FIGURE in offered
    assert len(offered) == len(set(offered)) > 50
    for one in offered:
        draft = replace(Draft.typed(dict(FIELDS)), refutation=f"Đúng là {one}.")
        assert "refutation" not in problems(draft, adviser, today()), one


def test_a_preview_is_what_each_channel_would_show(login, house, reported):
    claim = reported()
    editor = login(Role.EDITOR)
    fields = {**FIELDS, "refutation": f"Tỷ lệ đóng là {FIGURE}."}
    page = editor.form(of(claim, "/preview"), **fields).text
    assert "22%" in page
    assert "Trang web" in page
    assert "Zalo" in page
    assert "Telegram" in page
    assert "trên 2.000 ký tự" in page
    assert re.search(r"1\. \S.*\n2\. \S", page)
    assert "Anh/chị từng hỏi hoặc báo tin" in page
    assert "<html" not in page
    assert not house.claim_room.verdicts.versions(claim)


def test_a_preview_of_half_a_form_says_what_is_missing(login, reported):
    page = login(Role.EDITOR).form(of(reported(), "/preview"), claim="", refutation="", verdict="").text
    assert "để xem trước" in page
    assert "Tin: Chưa viết gì." in page


def test_a_preview_does_not_wait_for_the_day_of_review(login, reported):
    page = login(Role.EDITOR).form(of(reported(), "/preview"), **{**FIELDS, "review_by": ""}).text
    assert "Không có quy định nào thu hồi sổ" in page
    assert "Soát lại trước ngày: " in page


def test_a_silent_answer_is_warned_of(login, reported):
    page = login(Role.EDITOR).form(of(reported(), "/preview"), **{**FIELDS, "confidence": "C"}).text
    assert "sẽ không đọc được kết luận này" in page


def test_a_long_refutation_is_cut_into_messages_as_zalo_takes_them(login, reported):
    long = "Rất dài " * 300 + "và hết."
    page = login(Role.EDITOR).form(of(reported(), "/preview"), **{**FIELDS, "refutation": long}).text
    zalo = page.split("look-zalo")[1].split("look-telegram")[0]
    assert zalo.count("bubble") == 2
    assert all(int(one.replace(".", "")) <= 2_000 for one in re.findall(r"([\d.]+) trên 2.000", page))


def test_two_who_judge_at_once_do_not_overwrite_each_other(login, house, reported):
    claim = reported()
    first, second = login(Role.EDITOR), login(Role.HANDLER)
    assert first.form(of(claim, "/verdict"), **FIELDS).status_code == 303
    answer = second.form(of(claim, "/verdict"), **{**FIELDS, "claim": "Câu của người thứ hai."})
    assert answer.status_code == 409
    assert "có người đã đề xuất phiên bản khác" in answer.text
    assert "Câu của người thứ hai." in answer.text
    assert first.staff.name in answer.text
    assert len(house.claim_room.verdicts.versions(claim)) == 1
    assert second.form(of(claim, "/verdict"), **{**FIELDS, "newest": "1"}).status_code == 303


def test_a_correction_is_a_new_version_with_its_history(login, house, reported, published):
    claim = reported()
    published(claim)
    handler, editor = login(Role.HANDLER), login(Role.EDITOR)
    page = handler.see(of(claim) + "?version=1").text
    assert FOUND.claim in page.split('id="verdict"')[1]
    fields = {**FIELDS, "verdict": "partly_true", "newest": "1"}
    assert handler.form(of(claim, "/verdict"), **fields).status_code == 303
    assert editor.form(of(claim, "/publish"), version="2", why="có văn bản mới").status_code == 303
    page = editor.see(of(claim)).text
    assert "đang trả lời" in page
    assert "đã thay" in page
    newest, first = house.claim_room.verdicts.versions(claim)
    assert (newest.verdict, first.verdict, first.published_by) == ("partly_true", "false", "lan")


def test_taking_a_verdict_back_is_a_version_that_settles_nothing(login, house, reported, published):
    claim = reported()
    published(claim)
    editor, manager = login(Role.EDITOR), login(Role.MANAGER)
    page = editor.see(of(claim) + "?withdraw=1").text.split('id="verdict"')[1]
    assert re.search(r'value="not_settled" required checked', page)
    assert FOUND.refutation not in page.split("</form>")[0]
    fields = {**FIELDS, "verdict": "not_settled", "confidence": "X", "newest": "1"}
    assert editor.form(of(claim, "/verdict"), **fields).status_code == 303
    assert manager.form(of(claim, "/publish"), version="2", why="rút để kiểm tra lại").status_code == 303
    with house.database.looking() as connection:
        house.claim_room.known.refresh(connection)
    assert house.claim_room.known.published(claim).verdict is Verdict.NOT_SETTLED


def test_an_old_version_is_not_published_any_more(login, reported, published):
    claim = reported()
    published(claim)
    published(claim)
    for version in ("1", "9", "x", ""):
        answer = login(Role.EDITOR).form(of(claim, "/publish"), version=version, why="quay lại")
        assert answer.status_code == 409, version


def test_publishing_asks_for_a_reason(login, house, reported):
    claim = reported()
    house.claim_room.verdicts.propose(MAI, claim, FOUND, "đã hỏi", today())
    assert login(Role.EDITOR).form(of(claim, "/publish"), version="1", why=" ").status_code == 400
    assert house.claim_room.verdicts.versions(claim)[0].published_at is None


@pytest.mark.parametrize("claim", ["claim_0000000000000000", "known_", "claim_x", "claim_" + "0" * 40])
def test_a_claim_that_is_not_there(login, claim):
    client = login(Role.EDITOR)
    assert client.see(of(claim)).status_code == 404
    for act in ("preview", "verdict", "publish"):
        assert client.form(of(claim, f"/{act}"), **FIELDS).status_code == 404


def test_a_form_needs_the_token_of_its_session(login, reported):
    claim = reported()
    client = login(Role.EDITOR)
    assert client.post(of(claim, "/verdict"), data=FIELDS).status_code == 403


def test_what_reads_alike_is_shown_and_its_verdict_can_be_taken_over(login, house, reported, published):
    claim = reported()
    published(claim)
    other = house.claim_room.claims.reported(
        "thu hồi toàn bộ sổ bảo hiểm xã hội tự nguyện của người dưới 40 tuổi từ 2028", "b", today()
    ).claim
    assert other != claim
    editor = login(Role.EDITOR)
    page = editor.see(of(other)).text
    assert of(claim) in page.split("Tin gần giống")[1]
    taken = editor.see(f"{of(other)}?from={claim}").text.split('id="verdict"')[1]
    assert FOUND.claim in taken
    assert "Luật BHXH 41/2024/QH15, Điều 25 khoản 2" in taken
    known = editor.see(f"{of(other)}?from=no_more_lump_sum").text.split('id="verdict"')[1]
    assert house.claim_room.rumours.find("no_more_lump_sum").claim in known.replace("&#39;", "'")
    assert editor.see(f"{of(other)}?from=nothing").status_code == 200


def test_signs_say_why_where_to_and_on_which_ground(login, house):
    claim = house.claim_room.claims.reported(
        "Có người giả danh cán bộ đăng văn bản giả nói sẽ cắt lương hưu từ tháng sau", "a", today()
    ).claim
    page = login(Role.OFFICER).see(of(claim)).text
    assert "Mạo danh cán bộ" in page
    assert "Luật Tiếp cận thông tin 104/2016/QH13, Điều 11" in page
    assert "Công an" in page


def test_how_far_a_verdict_has_come(house: House, reported, published):
    claim = reported(6)
    published(claim)
    assert reach_of(house.database, claim, 1) == reach_of(house.database, claim, 1)
    before = reach_of(house.database, claim, 1)
    assert (before.followers, before.not_yet, before.arrived) == (6, 6, 0)
    states = iter(["sent", "confirmed", "pending", "failed", "dead"])

    def tell(conversation, _replies, origin):
        state = next(states, None)
        if state is None:
            return False
        with house.database.session() as session:
            session.add(
                OutboxMessage(
                    conversation_id=conversation,
                    channel="zalo",
                    origin=origin,
                    position=0,
                    state=state,
                    created_at=now(),
                    due_at=now(),
                )
            )
        return True

    house.claim_room.tell(tell, today())
    after = reach_of(house.database, claim, 1)
    assert (after.followers, after.arrived, after.waiting, after.dead) == (6, 2, 2, 1)
    assert (after.not_yet, after.unreachable) == (0, 1)


def test_nobody_is_counted_where_nobody_follows(database: Database):
    assert reach_of(database, "claim_none", 1).followers == 0


def test_the_page_of_a_published_claim_counts_them(login, reported, published):
    claim = reported(5)
    published(claim)
    page = login(Role.AUDITOR).see(of(claim)).text
    assert "Sắp gửi trong một phút tới" in page
    assert re.search(r"Người theo dõi</dt><dd class=\"col-4\">5<", page)


def test_a_version_that_has_grown_old_is_shown_with_what_is_wrong_now(login, house, reported, monkeypatch):
    claim = reported()
    house.claim_room.verdicts.propose(MAI, claim, FOUND, "đã hỏi", today())
    monkeypatch.setattr("bot.console.claims.view.today", lambda: FOUND.review_by + timedelta(days=1))
    page = login(Role.MANAGER).see(of(claim)).text
    assert "Chờ duyệt: phiên bản 1" in page
    assert "Chọn một ngày sau hôm nay" in page


def test_bars_cover_every_day_and_fit():
    days = {today() - timedelta(days=at): at + 1 for at in (0, 3, 400)}
    drawn = curve(days)
    assert drawn
    assert drawn.bars[0].first == today() - timedelta(days=400)
    assert drawn.bars[-1].last >= today()
    assert len(drawn.bars) <= MOST
    assert sum(bar.count for bar in drawn.bars) == 1 + 4 + 401
    assert max(bar.height for bar in drawn.bars) == HEIGHT
    assert all(0 <= bar.x <= bar.x + bar.width <= WIDTH + 0.2 for bar in drawn.bars)
    assert all(bar.y + bar.height == HEIGHT or bar.height == 0 for bar in drawn.bars)


def test_no_bars_where_nothing_was_counted():
    assert curve({}) is None
    one = curve({today(): 3})
    assert one
    assert [(bar.count, bar.height) for bar in one.bars] == [(3, HEIGHT)]


def test_one_post_does_not_leak_into_another(login, reported):
    first, second = reported(2), reported(2, POSTS[1], 5)
    page = login(Role.OFFICER).see(of(first)).text
    assert second not in page.split("Tin gần giống")[0]


def test_the_second_person_is_the_other_one(house, reported):
    claim = reported()
    version = house.claim_room.verdicts.propose(MAI, claim, FOUND, "đã hỏi", today(), seen=0)
    house.claim_room.verdicts.publish(LAN, claim, version, "đồng ý", today())
    assert house.claim_room.verdicts.versions(claim)[0].published_by == "lan"
