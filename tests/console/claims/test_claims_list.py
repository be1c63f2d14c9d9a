"""The list of claims: order, filters, pages, forms; the known rumours beside it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from bot.clock import today
from bot.console.claims.filters import ClaimFilter
from bot.console.claims.listing import PAGE, PIECE, Claims
from bot.console.roles import Role
from bot.storage.claim_tables import Claim, ClaimSighting
from bot.storage.database import Database
from tests.cases.claims import POSTS
from tests.console.claims.conftest import FOUND, MAI

DAY = date(2026, 11, 20)


class Signless:
    """No claim bears a sign."""

    def of(self, *_: object) -> tuple[()]:
        """None."""
        return ()


def key(at: int) -> str:
    return f"claim_{at:016x}"


def stored(database: Database, count: int, **of_claim: object) -> None:
    """So many claims; number `at` was met `at` times, `at % 7` days ago."""
    with database.session() as session:
        for at in range(count):
            row = {
                "id": key(at),
                "text": f"Tin số {at}",
                "wordings": [],
                "state": "open",
                "opened_on": DAY,
                "version": 0,
            }
            session.execute(insert(Claim).values(row | of_claim))
            day = DAY - timedelta(days=at % 7)
            session.execute(insert(ClaimSighting).values(claim=key(at), day=day, host="", way="asked", count=at + 1))


@pytest.fixture
def read(database: Database) -> Claims:
    return Claims(database, Signless())


def walked(read: Claims, wanted: ClaimFilter) -> list[list[str]]:
    """The keys of page after page."""
    pages, after = [], ""
    while True:
        rows, following = read.page(wanted, after)
        pages.append([one.id for one in rows])
        if following is None:
            return pages
        after = following


@pytest.mark.parametrize("sort", ["reach", "latest", "followers"])
def test_every_claim_is_on_one_page_and_only_one(database, read, sort):
    stored(database, 2 * PAGE + 3)
    pages = walked(read, ClaimFilter(sort=sort))
    assert [len(page) for page in pages] == [PAGE, PAGE, 3]
    assert sorted(one for page in pages for one in page) == [key(at) for at in range(2 * PAGE + 3)]


def test_the_most_met_comes_first(database, read):
    stored(database, 5)
    assert walked(read, ClaimFilter()) == [[key(4), key(3), key(2), key(1), key(0)]]


def test_the_latest_met_comes_first(database, read):
    stored(database, 9)
    rows, _ = read.page(ClaimFilter(sort="latest"))
    assert [one.last for one in rows] == sorted((one.last for one in rows), reverse=True)
    assert rows[0].last == DAY


def test_more_than_one_piece_is_read_through(database, read):
    stored(database, 17)
    for piece in (1, 5, 17, PIECE):
        assert len(list(read.every(ClaimFilter(), piece=piece))) == 17
        assert [one.id for one in read.every(ClaimFilter(words="so 3"), piece=piece)] == [key(13), key(3)]


def test_words_are_found_with_and_without_marks(database, read):
    stored(database, 3, text="Thu hồi SỔ bảo hiểm xã hội của người trẻ")
    for words in ("thu hoi so", "Thu Hồi", "trẻ sổ"):
        assert len(list(read.every(ClaimFilter(words=words)))) == 3, words
    assert not list(read.every(ClaimFilter(words="lương hưu")))


def test_a_period_asks_for_claims_that_were_met_in_it(database, read):
    stored(database, 7)
    met = [one.id for one in read.every(ClaimFilter(since=DAY - timedelta(days=1)))]
    assert met == [key(1), key(0)]
    met = [one.id for one in read.every(ClaimFilter(until=DAY - timedelta(days=5)))]
    assert met == [key(6), key(5)]


def test_a_claim_that_nobody_counted_is_listed_by_its_first_day(database, read):
    with database.session() as session:
        row = {"id": key(1), "text": "Tin", "wordings": [], "state": "open", "opened_on": DAY, "version": 0}
        session.execute(insert(Claim).values(row))
    found = list(read.every(ClaimFilter(since=DAY, until=DAY)))
    assert [(one.met, one.followers, one.first, one.last) for one in found] == [(0, 0, DAY, DAY)]


def test_states_follow_the_verdict(house, reported, published):
    read = Claims(house.database, house.claim_room.signs)
    claim = reported()
    assert read.counts() == {"open": 1, "judged": 0, "published": 0}
    house.claim_room.verdicts.propose(MAI, claim, FOUND, "nháp", today())
    assert read.counts() == {"open": 0, "judged": 1, "published": 0}
    published(claim)
    assert read.counts() == {"open": 0, "judged": 0, "published": 1}
    house.claim_room.verdicts.propose(MAI, claim, FOUND, "sửa", today())
    (one,) = read.every(ClaimFilter(state="judged"))
    assert one.states == ("judged", "published")
    assert (one.verdict, one.verdict_on) == ("false", today())
    assert not list(read.every(ClaimFilter(state="open")))


def test_reach_counts_messages_and_those_who_follow(house, reported):
    reported(6)
    (one,) = Claims(house.database, house.claim_room.signs).every(ClaimFilter())
    assert (one.met, one.followers) == (6, 6)
    assert one.last == today()
    assert one.first == today() - timedelta(days=4)


def test_signs_are_shown_and_filtered(login, house):
    house.claim_room.claims.reported("Có văn bản giả nói sẽ cắt lương hưu từ tháng sau nhé bà con", "a", today())
    client = login(Role.OFFICER)
    assert "Điều 11 Luật Tiếp cận thông tin" in client.see("/console/claims").text
    assert len(client.json("/console/claims?sign=information_law_11")["rows"]) == 1
    assert not client.json("/console/claims?sign=impersonates_officer")["rows"]


def test_the_same_address_gives_page_json_and_file(login, reported):
    claim = reported(4)
    client = login(Role.AUDITOR)
    path = "/console/claims?state=open&words=thu%20hoi"
    assert f"/console/claims/{claim}" in client.see(path).text
    (row,) = client.json(f"{path}&columns=id,met,states")["rows"]
    assert row == {"met": 4, "states": "open", "id": claim}
    csv = client.get(f"{path}&format=csv").text
    assert client.staff.name in csv
    assert csv.count("\r\n") == 2
    assert client.get(f"{path}&format=xlsx").status_code == 200


@pytest.mark.parametrize(
    "query",
    ["state=none", "sort=none", "since=yesterday", "until=2026-13-01", "after=x", "after=5:a%00b", "after=x:claim_1"],
)
def test_a_filter_that_cannot_be_read_is_named(login, query):
    answer = login(Role.OFFICER).get(f"/console/claims?{query}", headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert query.split("=")[0] in answer.json()["detail"]


def test_a_mark_of_another_order_is_refused(login):
    client = login(Role.OFFICER)
    assert (
        client.get("/console/claims?sort=latest&after=12:claim_1", headers={"accept": "application/json"}).status_code
        == 400
    )
    assert client.get("/console/claims?after=99999999999999:claim_1").status_code == 400


def test_the_second_page_is_linked_and_goes_on(login, house):
    stored(house.database, PAGE + 2)
    client = login(Role.OFFICER)
    first = client.json("/console/claims?columns=id")
    assert len(first["rows"]) == PAGE
    assert f"after={first['after'].replace(':', '%3A')}" in client.see("/console/claims").text
    second = client.json(f"/console/claims?columns=id&after={first['after']}")
    assert [row["id"] for row in second["rows"]] == [key(1), key(0)]
    assert second["after"] is None


def test_known_rumours_stand_beside_marked_with_verdict_and_dates(login, house):
    house.claim_room.claims.sighted("no_more_lump_sum", "x", today())
    client = login(Role.OFFICER)
    page = client.see("/console/claims").text
    assert "Tin đã biết từ trước" in page
    assert "gặp 1 lần" in page
    assert f"Xem cả {len(list(house.claim_room.rumours))} tin" in page
    rows = client.json("/console/claims/known")["rows"]
    assert len(rows) == len(list(house.claim_room.rumours))
    assert rows[0]["name"] == "no_more_lump_sum"
    assert {"verdict", "checked_on", "review_by", "holds_to", "refutation"} <= set(rows[0])
    assert not any("{" in row["claim"] for row in rows)


def test_known_rumours_are_filtered_by_verdict_and_words(login):
    client = login(Role.OFFICER)
    rows = client.json("/console/claims/known?verdict=misread")["rows"]
    assert rows
    assert {row["verdict"] for row in rows} == {"misread"}
    assert len(client.json("/console/claims/known?words=nop%20phi%20ho%20so")["rows"]) == 1
    assert client.see("/console/claims/known").status_code == 200
    assert client.see("/console/claims/known?verdict=none").status_code == 400


def test_a_rumour_past_its_review_says_so(login, house, monkeypatch):
    late = max(one.review_by for one in house.claim_room.rumours) + timedelta(days=1)
    monkeypatch.setattr("bot.console.claims.pages.today", lambda: late)
    client = login(Role.OFFICER)
    assert "quá hạn, không còn được trả lời" in client.see("/console/claims").text
    assert not any(row["is_spoken"] for row in client.json("/console/claims/known")["rows"])


def test_an_empty_list_says_so(login):
    assert "Không có tin nào khớp" in login(Role.OFFICER).see("/console/claims?words=khongcogi").text


def test_what_citizens_wrote_is_text_and_no_markup(login, house):
    hostile = "<script>alert(1)</script> Nhà nước thu hồi hết sổ bảo hiểm của mọi người trong năm tới"
    house.claim_room.claims.reported(hostile, "a", today())
    client = login(Role.OFFICER)
    page = client.see("/console/claims").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize("role", [Role.CUSTODIAN, Role.ADMINISTRATOR])
def test_who_has_no_business_here_is_refused(login, role):
    client = login(role)
    for path in ("/console/claims", "/console/claims/known", f"/console/claims/{key(1)}"):
        assert client.see(path).status_code == 403


def test_english(login, console, reported):
    reported(2, POSTS[1], 3)
    client = login(Role.OFFICER)
    console.accounts.set_language(client.staff, "en")
    assert "Rumours" in client.see("/console/claims").text
