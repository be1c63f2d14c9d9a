"""Merging and splitting on the pages: what is shown first, what is refused and how to go on, undo, who may."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.advice.rumours import Verdict
from bot.cases.claim_reading import Counts
from bot.clock import today
from bot.console.roles import Role
from bot.storage.claim_tables import Claim
from bot.storage.database import DatabaseUnavailable
from tests.cases.claims import POSTS
from tests.console.claims.conftest import FIELDS, FOUND, LAN

WHY = "cùng một bài đăng"


def of(claim: str, act: str = "") -> str:
    return f"/console/claims/{claim}{act}"


def acts(console, claim: str) -> list[str]:
    return [one.act.what for one in console.audit.latest(20) if one.act.about == f"claim/{claim}"]


def number_of(house, claim: str) -> int:
    return house.claim_room.moves.reading.of(claim)[0].number


def met(house, claim: str) -> int:
    return sum(house.claim_room.reading.by_day(claim).values())


@pytest.fixture
def both(reported):
    """Two claims; the first was opened first or has the smaller key, and stays."""

    def made():
        return reported(4), reported(3, POSTS[1], 4)

    return made


@pytest.fixture
def merged(login, house, both):
    """Two merged claims and their move: the one that stays, the one that went, its number."""
    one, other = both()
    plan = house.claim_room.moves.plan(one, other)
    return plan.into, plan.gone, house.claim_room.moves.merge(LAN, plan, WHY)


def test_the_page_of_a_merge_offers_what_reads_alike_and_what_is_searched(login, house, reported):
    claim = reported()
    near = house.claim_room.claims.reported(
        "thu hồi toàn bộ sổ bảo hiểm xã hội tự nguyện của người dưới 40 tuổi từ 2028", "b", today()
    ).claim
    far = reported(2, POSTS[1], 4)
    client = login(Role.EDITOR)
    page = client.see(of(claim, "/merge")).text
    assert f"merge?with={near}" in page
    assert f"merge?with={far}" not in page
    assert f"merge?with={claim}" not in page
    assert f"merge?with={far}" in client.see(of(claim, "/merge?words=phieu mua hang")).text
    assert f"merge?with={near}" in client.see(of(claim)).text


def test_before_a_merge_it_is_shown_what_stays_and_what_goes(login, house, both, published):
    one, other = both()
    published(other)
    page = login(Role.EDITOR).see(of(one, f"/merge?with={other}")).text
    stays, gone = page.index("Tin ở lại"), page.index("Tin được gộp vào")
    assert stays < page.index(f'<a href="{of(other)}">') < gone < page.index(f'<a href="{of(one)}">', gone)
    assert "giữ nguyên" in page
    assert met(house, one) == 4


def test_a_merge_is_done_noted_and_shown_on_both(login, console, house, both):
    one, other = both()
    client = login(Role.MANAGER)
    into = re.search(r'name="into" value="(claim_\w+)"', client.see(of(one, f"/merge?with={other}")).text)[1]
    gone = other if into == one else one
    answer = client.form(of(one, "/merge"), **{"with": other, "into": into, "why": WHY})
    assert (answer.status_code, answer.headers["location"]) == (303, of(into) + "#moves")
    assert (met(house, into), met(house, gone)) == (7, 0)
    assert acts(console, into) == acts(console, gone) == ["claim.merge"]
    here, there = client.see(of(into)).text, client.see(of(gone)).text
    assert WHY in here
    assert WHY in there
    assert "Tin này đã gộp." in there
    assert of(into) in there
    assert 'id="verdict"' not in there
    listed = client.json("/console/claims")["rows"]
    assert [(row["met"], row["followers"]) for row in listed] == [(7, 7)]
    assert client.see("/console/claims").text.count("Chưa có kết luận: 1") == 1


def test_the_counts_before_and_after_the_verdict_follow(login, house, reported, published):
    one, other = reported(4), reported(3, POSTS[1], 4)
    published(one)
    client = login(Role.EDITOR)
    client.form(of(one, "/merge"), **{"with": other, "into": one, "why": WHY})
    # The fixtures put one report on each of the last days: the day of the verdict is today.
    assert house.claim_room.reading.counts(one, today()) == Counts(0, 5, 0, 2)
    page = client.see(of(one)).text
    assert re.search(r"Báo trước khi có kết luận</dt><dd class=\"col-4\">5<", page)
    assert re.search(r"Báo từ ngày đó</dt><dd class=\"col-4\">2<", page)


def test_an_undo_gives_back_and_stays_in_the_history(login, console, house, merged):
    into, gone, number = merged
    client = login(Role.EDITOR)
    answer = client.form(of(into, f"/moves/{number}/undo"), why="hai tin khác nhau")
    assert (answer.status_code, answer.headers["location"]) == (303, of(into) + "#moves")
    assert sorted((met(house, into), met(house, gone))) == [3, 4]
    page = client.see(of(gone)).text
    assert "Đã hoàn tác" in page
    assert "hai tin khác nhau" in page
    assert 'id="verdict"' in page
    assert acts(console, into)[0] == "claim.undo"
    again = client.form(of(into, f"/moves/{number}/undo"), why="lại")
    assert again.status_code == 409
    assert "đã được hoàn tác rồi" in again.text


def test_different_verdicts_are_refused_with_a_way_out(login, house, both, published):
    one, other = both()
    published(one)
    published(other, replace(FOUND, verdict=Verdict.MISREAD))
    client = login(Role.EDITOR)
    page = client.see(of(one, f"/merge?with={other}")).text
    assert "kết luận khác nhau" in page
    assert f"{of(one)}?from={other}#verdict" in page
    assert f'action="{of(one, "/merge")}"' not in page
    for into in (one, other):
        answer = client.form(of(one, "/merge"), **{"with": other, "into": into, "why": WHY})
        assert answer.status_code == 409
        assert "rồi gộp" in answer.text
    assert met(house, one) == 4
    # The way out: the same verdict for both, then the merge.
    published(one, replace(FOUND, verdict=Verdict.MISREAD))
    into = house.claim_room.moves.plan(one, other).into
    assert client.form(of(one, "/merge"), **{"with": other, "into": into, "why": WHY}).status_code == 303


def test_a_merge_that_changed_meanwhile_is_shown_anew(login, house, both, published):
    one, other = both()
    into = house.claim_room.moves.plan(one, other).into
    gone = other if into == one else one
    published(gone)
    answer = login(Role.EDITOR).form(of(one, "/merge"), **{"with": other, "into": into, "why": WHY})
    assert answer.status_code == 409
    assert "Trong lúc anh/chị xem" in answer.text
    assert WHY in answer.text
    assert re.search(r'name="into" value="(claim_\w+)"', answer.text)[1] == gone
    assert met(house, into) > 0


@pytest.mark.parametrize("why", ["", " … "])
def test_a_merge_and_an_undo_ask_for_a_reason(login, house, both, why):
    one, other = both()
    client, plan = login(Role.EDITOR), house.claim_room.moves.plan(one, other)
    answer = client.form(of(one, "/merge"), **{"with": other, "into": plan.into, "why": why})
    assert answer.status_code == 400
    assert "Ghi vài chữ vì sao" in answer.text
    number = house.claim_room.moves.merge(LAN, plan, WHY)
    assert client.form(of(plan.into, f"/moves/{number}/undo"), why=why).status_code == 400
    assert met(house, plan.into) == 7


def test_a_merged_claim_is_judged_split_and_merged_elsewhere(login, house, merged, published):
    into, gone, _ = merged
    client = login(Role.EDITOR)
    for act, fields in (
        ("/verdict", FIELDS),
        ("/publish", {"version": "1", "why": WHY}),
        ("/split", {"words": "x", "why": WHY}),
        ("/merge", {"with": into, "into": into, "why": WHY}),
    ):
        answer = client.form(of(gone, act), **fields)
        assert answer.status_code == 409, act
        assert "đã gộp vào tin khác" in answer.text
    assert "đã gộp vào tin khác" in client.see(of(gone, f"/merge?with={into}")).text
    assert "đã gộp vào tin khác" in client.see(of(gone, "/split")).text


def test_a_later_move_is_undone_first_and_the_page_says_where(login, house, merged, reported):
    into, gone, number = merged
    moves = house.claim_room.moves
    third = house.claim_room.claims.reported("Bên thuế bắt nộp lại hết tiền hỗ trợ đóng ba năm trước", "z", today())
    later = moves.merge(LAN, moves.plan(into, third.claim), "cũng vậy")
    last = moves.reading.get(later).to_claim
    client = login(Role.EDITOR)
    answer = client.form(of(gone, f"/moves/{number}/undo"), why="nhầm")
    assert answer.status_code == 409
    assert "Hoàn tác lần sau trước" in answer.text
    assert f"{of(last)}#moves" in answer.text
    assert client.form(of(into, f"/moves/{later}/undo"), why="nhầm").status_code == 303
    assert client.form(of(gone, f"/moves/{number}/undo"), why="nhầm").status_code == 303


def taken(house, claim: str, count: int = 1, back: int = 0) -> dict[str, str]:
    day = today() - timedelta(days=back)
    hosts = house.claim_room.reading.hosts(claim)
    assert met(house, claim) >= count
    with house.database.looking() as connection:
        from bot.cases.claim_shifting import met as rows

        host, way = next((host, way) for at, host, way in rows(connection, claim) if at == day)
    assert host == "" or host in hosts
    return {f"n:{day.isoformat()}:{way}:{host}": str(count)}


def test_the_page_of_a_split_fills_in_what_fits(login, house, reported):
    claim = reported(10)
    for _ in range(3):
        house.claim_room.claims.sighted(claim, "https://vssid-moi.top/x", today())
    client = login(Role.EDITOR)
    numbers = re.compile(r'name="n:([^"]+)" value="(\d+)"')
    assert {value for _, value in numbers.findall(client.see(of(claim, "/split")).text)} == {"0"}
    found = dict(numbers.findall(client.see(of(claim, "/split?host=vssid-moi.top&way=asked")).text))
    assert found[f"{today().isoformat()}:asked:vssid-moi.top"] == "3"
    assert sum(int(value) for value in found.values()) == 3
    day = today() - timedelta(days=2)
    found = dict(numbers.findall(client.see(of(claim, f"/split?since={day}&until={day}")).text))
    assert sum(int(value) for value in found.values()) == house.claim_room.reading.by_day(claim)[day]
    for wrong in ("since=x", "way=said", "until=2026-02-31"):
        assert client.see(of(claim, f"/split?{wrong}")).status_code == 400


def test_a_split_opens_a_claim_that_can_be_put_back(login, console, house, reported):
    claim = reported(6)
    client = login(Role.MANAGER)
    fields = {
        **taken(house, claim),
        "words": "Trả lương hưu bằng phiếu",
        "into": "",
        "followers": "1",
        "why": "tin khác",
    }
    answer = client.form(of(claim, "/split"), **fields)
    assert answer.status_code == 303
    new = house.claim_room.moves.reading.of(claim)[0].to_claim
    assert answer.headers["location"] == of(new) + "#moves"
    assert (met(house, claim), met(house, new)) == (5, 1)
    assert acts(console, claim) == ["claim.split"]
    assert "Trả lương hưu bằng phiếu" in client.see(of(new)).text
    [_, row] = sorted(client.json("/console/claims")["rows"], key=lambda one: -one["met"])
    assert (row["met"], row["followers"]) == (1, 6)
    number = number_of(house, claim)
    assert client.form(of(new, f"/moves/{number}/undo"), why="nhầm").status_code == 303
    assert met(house, claim) == 6
    assert [one["met"] for one in client.json("/console/claims")["rows"]] == [6]


def test_wordings_go_to_another_claim(login, house, both):
    one, other = both()
    with house.database.session() as session:
        session.get(Claim, one).wordings = ["câu đầu\nxuống dòng", "câu thứ hai"]
    client = login(Role.EDITOR)
    page = client.see(of(one, "/split?words=phieu mua hang")).text
    keys = re.findall(r'name="word" value="(\w+)"', page)
    assert len(keys) == 3
    assert f'name="into" value="{other}"' in page
    answer = client.form(of(one, "/split"), word=keys[1:], into=other, why="thuộc tin kia")
    assert answer.status_code == 303
    with house.database.reading() as session:
        assert set(session.get(Claim, other).wordings) >= {"câu đầu\nxuống dòng", "câu thứ hai"}
        assert session.get(Claim, one).wordings == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Chưa chọn lần gặp"),
        ({"words": "chỉ có lời"}, "Chưa chọn lần gặp"),
        ({"take": 1}, "Tin mới cần lời"),
        ({"all": 1}, "ít nhất một cách nói"),
        ({"take": 1, "self": 1}, "không gộp hay chuyển"),
        ({"take": 99, "words": "x"}, "Trong lúc anh/chị xem"),
        ({"word": "0123456789abcdef"}, "Trong lúc anh/chị xem"),
    ],
)
def test_what_cannot_be_split_is_refused_and_what_was_typed_stays(login, house, reported, fields, told):
    claim = reported(6)
    client, form = login(Role.EDITOR), {"why": "lý do đã gõ", "words": fields.get("words", "")}
    if "take" in fields:
        form |= dict.fromkeys(taken(house, claim), str(fields["take"]))
    if "all" in fields:
        form["word"] = re.findall(r'name="word" value="(\w+)"', client.see(of(claim, "/split")).text)
    if "word" in fields:
        form["word"] = fields["word"]
    if "self" in fields:
        form["into"] = claim
    answer = client.form(of(claim, "/split"), **form)
    assert answer.status_code == 409
    assert told in answer.text
    assert "lý do đã gõ" in answer.text
    if "take" in fields:
        assert f'value="{fields["take"]}" aria-label' in answer.text
    assert met(house, claim) == 6


def test_a_split_asks_for_a_reason(login, house, reported):
    claim = reported(3)
    answer = login(Role.EDITOR).form(of(claim, "/split"), **taken(house, claim), words="x", why=" ")
    assert answer.status_code == 400
    assert met(house, claim) == 3


@pytest.mark.parametrize("field", ["n:x:asked:", "n:2026-13-01:asked:", "n::"])
def test_a_row_that_no_page_showed(login, house, reported, field):
    claim = reported(3)
    assert login(Role.EDITOR).form(of(claim, "/split"), **{field: "1"}, words="x", why="lý do").status_code == 400


@pytest.mark.parametrize("count", ["-1", "1.5", "nhiều", "²"])
def test_a_count_that_is_none(login, house, reported, count):
    claim = reported(3)
    fields = dict.fromkeys(taken(house, claim), count)
    assert login(Role.EDITOR).form(of(claim, "/split"), **fields, words="x", why="lý do").status_code == 400
    assert met(house, claim) == 3


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HANDLER, Role.AUDITOR])
def test_who_may_not_publish_does_not_regroup(login, house, merged, reported, role):
    into, gone, number = merged
    client = login(role)
    page = client.see(of(into)).text
    assert "Nhận tin được gộp" in page
    assert "Gộp với tin khác" not in page
    assert "/undo" not in page
    assert client.see(of(into, "/merge")).status_code == 403
    assert client.see(of(into, "/split")).status_code == 403
    assert client.form(of(into, f"/moves/{number}/undo"), why=WHY).status_code == 403
    assert client.form(of(into, "/merge"), **{"with": gone, "into": into, "why": WHY}).status_code == 403
    assert client.form(of(into, "/split"), words="x", why=WHY).status_code == 403


def test_what_is_not_there(login, house, merged, reported):
    into, _, number = merged
    client, none = login(Role.EDITOR), "claim_0000000000000000"
    other = house.claim_room.claims.reported(
        "Bên thuế bắt nộp lại hết tiền hỗ trợ đóng ba năm trước", "z", today()
    ).claim
    assert client.see(of(none, "/merge")).status_code == 404
    assert client.see(of(into, f"/merge?with={none}")).status_code == 404
    assert client.form(of(into, "/merge"), **{"with": none, "into": into, "why": WHY}).status_code == 404
    assert client.form(of(into, "/split"), word="x", into=none, why=WHY).status_code == 404
    assert client.form(of(into, "/moves/99999/undo"), why=WHY).status_code == 404
    # A move of others is not undone from here.
    assert client.form(of(other, f"/moves/{number}/undo"), why=WHY).status_code == 404


def test_where_the_audit_cannot_be_written_nothing_is_merged(login, house, both, monkeypatch):
    one, other = both()
    client, plan = login(Role.EDITOR), house.claim_room.moves.plan(one, other)

    def gone(*_: object) -> None:
        raise DatabaseUnavailable("gone")

    monkeypatch.setattr(house.claim_room.moves, "_audit", gone)
    answer = client.form(of(one, "/merge"), **{"with": other, "into": plan.into, "why": WHY})
    assert answer.status_code == 503
    assert met(house, plan.into) in {3, 4}
