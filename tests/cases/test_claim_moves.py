"""Claims merged, split and put back: counts, followers, verdicts, and what later messages are taken for."""

import uuid
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.advice.rumours import Verdict
from bot.cases.claim_move_plan import MoveChanged, MoveRefused, Out, Plan
from bot.cases.claim_reading import Counts
from bot.cases.claim_verdicts import ClaimMerged, ClaimUnknown
from bot.cases.officer import ReasonMissing
from bot.clock import now
from bot.storage.claim_move_tables import ClaimMovedFollower
from bot.storage.claim_tables import Claim, ClaimFollower, ClaimSighting, ClaimVerdict
from bot.storage.database import DatabaseUnavailable
from tests.cases.claims import POSTS, copies
from tests.cases.test_claim_verdicts import DAY, FOUND, LAN, MAI, TODAY, Room

FAR = "Bên thuế bắt nộp lại hết tiền hỗ trợ đóng bảo hiểm của ba năm trước, ai không nộp bị phong tỏa tài khoản"


@pytest.fixture
def room(database, adviser) -> Room:
    return Room(database, adviser)


def somebody() -> str:
    return str(uuid.uuid4())


def everything(room: Room) -> dict[str, list[tuple]]:
    """All rows of the claims, as they can be compared; a sealed conversation is told by whom it leads to."""
    claims = room.claims.followers
    with room.database.reading() as session:
        return {
            "claims": sorted(
                (one.id, one.text, tuple(one.wordings), one.state, one.version, one.verdict_on, one.merged_into)
                for one in session.scalars(select(Claim))
            ),
            "sightings": sorted(
                (one.claim, one.day, one.host, one.way, one.count) for one in session.scalars(select(ClaimSighting))
            ),
            "followers": sorted(
                (one.claim_id, claims.conversation(one.claim_id, one.follower, one.sealed), one.told_version)
                for one in session.scalars(select(ClaimFollower))
            ),
            "verdicts": sorted((one.claim_id, one.version) for one in session.scalars(select(ClaimVerdict))),
        }


def merged(room: Room, one: str, other: str, why: str = "cùng một tin") -> int:
    return room.moves.merge(MAI, room.moves.plan(one, other), why)


def followed(room: Room, claim: str) -> set[str]:
    return {who for of, who, _ in everything(room)["followers"] if of == claim}


def two(room: Room, first: int = 4, second: int = 3) -> tuple[str, str]:
    """Two claims: the first was opened first."""
    one = room.reported(first)
    keys = {
        room.claims.reported(words, somebody(), TODAY + timedelta(days=1)).claim
        for words in copies(POSTS[1], second, seed=3)
    }
    assert len(keys) == 1
    return one, keys.pop()


def test_a_merge_adds_up_and_leaves_nothing_behind(room):
    one, other = two(room)
    plan = room.moves.plan(other, one)
    assert plan == Plan(gone=other, into=one)
    merged(room, one, other)
    assert room.reading.counts(one, None) == Counts(0, 7, 0, 0)
    assert room.reading.by_day(one) == {TODAY: 4, TODAY + timedelta(days=1): 3}
    assert room.reading.by_day(other) == {}
    assert [listed.id for listed in room.reading.listed()] == [one]
    assert len(followed(room, one)) == 7
    assert not followed(room, other)
    assert [act[1:3] for act in room.noted] == [("claim.merge", f"claim/{other}"), ("claim.merge", f"claim/{one}")]


def test_sightings_of_the_same_day_host_and_way_add_up_in_one_row(room):
    one, other = two(room)
    for claim in (one, one, other):
        room.claims.sighted(claim, "https://tin-nong.xyz/a", TODAY)
    merged(room, one, other)
    rows = {row[1:4]: row[4] for row in everything(room)["sightings"] if row[0] == one}
    assert rows[TODAY, "tin-nong.xyz", "asked"] == 3


def test_an_undo_restores_the_state_before(room):
    one, other = two(room)
    both = somebody()
    for words in POSTS:
        room.claims.reported(words, both, TODAY)
    before = everything(room)
    number = merged(room, one, other)
    assert everything(room) != before
    room.moves.undo(LAN, number, "nhầm")
    assert everything(room) == before
    [move] = room.moves.reading.of(one)
    assert (move.undone_by, move.undone_why, move.by, move.sightings, move.followers) == ("lan", "nhầm", "mai", 4, 4)


def test_what_was_met_since_stays_where_it_was_met(room):
    one, other = two(room)
    number = merged(room, one, other)
    late = somebody()
    assert room.claims.reported(copies(POSTS[1], 1, seed=9)[0], late, TODAY).claim == one
    room.moves.undo(MAI, number, "hai tin khác nhau")
    assert room.reading.counts(one, None).reported_before == 5
    assert room.reading.counts(other, None).reported_before == 3
    assert late in followed(room, one)
    assert room.claims.reported(copies(POSTS[1], 1, seed=10)[0], somebody(), TODAY).claim == other


@pytest.mark.parametrize("way", ["asked", "reported"])
def test_later_messages_like_either_are_the_one_that_stays(room, way):
    one, other = two(room)
    merged(room, one, other)
    words, who = copies(POSTS[1], 1, seed=9)[0], somebody()
    if way == "asked":
        assert room.claims.asked(words, who, TODAY) == one
    else:
        assert room.claims.reported(words, who, TODAY).claim == one
    assert who in followed(room, one)


def test_a_process_that_still_knows_the_merged_one_counts_for_the_other(room):
    one, other = two(room)
    merged(room, one, other)
    room.claims.sighted(other, "tin này thật không", TODAY)
    assert room.reading.counts(one, None).asked_before == 1
    assert room.reading.by_day(other) == {}


def test_a_published_verdict_stays_and_answers_for_both(room, adviser):
    one, other = two(room)
    room.publish(other)
    with room.database.looking() as connection:
        room.known.refresh(connection)
    assert not room.known.match(POSTS[0], DAY)
    assert merged(room, one, other)
    match = room.known.match(POSTS[0], DAY)
    assert match
    assert match.rumour.name == other
    assert match.is_sure
    assert room.known.find(one) == room.known.find(other)
    assert room.telling.run(room.tell, TODAY) == 7


def test_counts_before_and_after_the_verdict_follow_at_once(room):
    one, other = two(room)
    day = TODAY + timedelta(days=1)
    room.publish(one, today=day)
    merged(room, one, other)
    # The other was reported three times on the day of the verdict.
    assert room.reading.counts(one, day) == Counts(0, 4, 0, 3)


def test_nobody_is_told_the_same_verdict_twice(room):
    one, other = two(room)
    room.publish(one)
    room.publish(other)
    assert room.telling.run(room.tell, TODAY) == 7
    merged(room, one, other)
    assert room.telling.run(room.tell, TODAY) == 0
    assert len(room.told) == 7


def test_the_earlier_day_of_two_same_verdicts_counts_and_comes_back(room):
    one, other = two(room)
    room.publish(one, today=TODAY)
    room.publish(other, today=TODAY - timedelta(days=3))
    before = everything(room)
    plan = room.moves.plan(one, other)
    assert plan.into == other
    number = merged(room, one, other)
    assert [row[-2] for row in everything(room)["claims"] if row[0] == other] == [TODAY - timedelta(days=3)]
    room.moves.undo(MAI, number, "nhầm")
    assert everything(room) == before


def test_a_verdict_published_after_the_merge_survives_its_undo(room):
    one, other = two(room)
    number = merged(room, one, other)
    room.publish(one)
    room.telling.run(room.tell, TODAY)
    room.moves.undo(MAI, number, "hai tin khác nhau")
    assert room.known.published(one)
    states = {row[0]: row[3] for row in everything(room)["claims"]}
    assert states == {one: "published", other: "open"}
    assert {told for of, _, told in everything(room)["followers"] if of == other} == {0}


def test_claims_with_different_verdicts_are_not_merged(room):
    one, other = two(room)
    room.publish(one)
    room.publish(other, replace(FOUND, verdict=Verdict.PARTLY_TRUE))
    before = everything(room)
    with pytest.raises(MoveRefused) as refused:
        room.moves.plan(one, other)
    assert refused.value.why == "verdicts"
    with pytest.raises(MoveRefused):
        room.moves.merge(MAI, Plan(other, one), "cùng tin")
    assert everything(room) == before
    room.publish(other, FOUND)
    assert merged(room, one, other)


def test_nothing_of_the_merged_one_is_lost(room):
    one, other = two(room)
    room.publish(one)
    room.publish(other)
    verdicts = everything(room)["verdicts"]
    merged(room, one, other)
    assert everything(room)["verdicts"] == verdicts
    assert len(room.verdicts.versions(other)) == 1


def test_what_is_being_judged_stays_before_what_came_first(room):
    one, other = two(room)
    room.verdicts.propose(MAI, other, FOUND, "đã hỏi", TODAY)
    assert room.moves.plan(one, other) == Plan(gone=one, into=other)


def test_a_merged_claim_is_not_judged_by_itself(room):
    one, other = two(room)
    room.verdicts.propose(MAI, one, FOUND, "đã hỏi", TODAY)
    room.verdicts.propose(MAI, other, FOUND, "đã hỏi", TODAY)
    merged(room, one, other)
    for act in (
        lambda: room.verdicts.propose(MAI, other, FOUND, "đã hỏi", TODAY),
        lambda: room.verdicts.publish(LAN, other, 1, "đồng ý", TODAY),
        lambda: room.moves.plan(one, other),
        lambda: room.moves.split(MAI, other, Out(words="x"), "tách"),
    ):
        with pytest.raises(ClaimMerged) as refused:
            act()
        assert refused.value.into == one


def test_claims_merged_in_a_row_are_all_the_last_one_and_come_back_in_turn(room):
    one, other = two(room)
    third = room.claims.reported(FAR, somebody(), TODAY + timedelta(days=2)).claim
    first = everything(room)
    lower = merged(room, other, third)
    second = everything(room)
    upper = merged(room, one, other)
    assert {row[0]: row[-1] for row in everything(room)["claims"]} == {one: None, other: one, third: one}
    assert room.claims.reported(FAR, somebody(), TODAY).claim == one
    with pytest.raises(MoveRefused) as refused:
        room.moves.undo(MAI, lower, "nhầm")
    assert (refused.value.why, refused.value.about) == ("later", one)
    assert [move.later for move in room.moves.reading.of(other)] == ["", one]
    room.moves.undo(MAI, upper, "nhầm")
    late = {row for row in everything(room)["sightings"] if row not in second["sightings"]}
    assert [row[0] for row in late] == [one]
    room.moves.undo(MAI, lower, "nhầm")
    assert everything(room)["claims"] == first["claims"]


def test_who_is_forgotten_meanwhile_does_not_come_back(room):
    one, other = two(room, 1, 1)
    who = somebody()
    room.claims.reported(POSTS[1], who, TODAY)
    number = merged(room, one, other)
    room.claims.forget(who)
    with room.database.reading() as session:
        assert len(list(session.scalars(select(ClaimMovedFollower)))) == 1
    room.moves.undo(MAI, number, "nhầm")
    assert who not in followed(room, one) | followed(room, other)
    assert len(followed(room, other)) == 1


def test_a_follower_that_cannot_be_opened_stays_and_stops_nothing(room, caplog):
    one, other = two(room)
    with room.database.session() as session:
        session.scalars(select(ClaimFollower).where(ClaimFollower.claim_id == other)).first().sealed = b"broken"
    merged(room, one, other)
    with room.database.reading() as session:
        left = Counter(row.claim_id for row in session.scalars(select(ClaimFollower)))
    assert left == {one: 6, other: 1}
    assert "could not be opened" in caplog.text


@pytest.mark.parametrize("why", ["", " … "])
def test_every_move_and_undo_needs_a_reason(room, why):
    one, other = two(room)
    plan = room.moves.plan(one, other)
    number = merged(room, one, other)
    room.moves.undo(MAI, number, "nhầm")
    before = everything(room)
    with pytest.raises(ReasonMissing):
        room.moves.merge(MAI, plan, why)
    with pytest.raises(ReasonMissing):
        room.moves.split(MAI, one, Out(words="x"), why)
    with pytest.raises(ReasonMissing):
        room.moves.undo(MAI, number, why)
    assert everything(room) == before


def test_what_cannot_be_noted_is_not_done(room, adviser):
    one, other = two(room)
    before = everything(room)

    def gone(*_act: str) -> None:
        raise DatabaseUnavailable("audit")

    plan = room.moves.plan(one, other)
    room.moves._audit = gone
    with pytest.raises(DatabaseUnavailable):
        room.moves.merge(MAI, plan, "cùng tin")
    with pytest.raises(DatabaseUnavailable):
        room.moves.split(MAI, one, Out({(TODAY, "", "reported"): 1}, words="tin khác"), "khác tin")
    assert everything(room) == before


def test_a_merge_that_was_read_otherwise_is_not_done(room):
    one, other = two(room)
    plan = room.moves.plan(one, other)
    room.publish(other)
    with pytest.raises(MoveChanged):
        room.moves.merge(MAI, plan, "cùng tin")
    assert room.reading.by_day(one) == {TODAY: 4}


def test_a_claim_with_itself_or_with_none(room):
    one, _ = two(room)
    with pytest.raises(MoveRefused) as refused:
        room.moves.plan(one, one)
    assert refused.value.why == "same"
    with pytest.raises(ClaimUnknown):
        room.moves.plan(one, "claim_0000000000000000")
    with pytest.raises(ClaimUnknown):
        room.moves.undo(MAI, 99, "nhầm")


def met_of(room: Room, claim: str) -> dict:
    return {row[1:4]: row[4] for row in everything(room)["sightings"] if row[0] == claim}


def test_a_split_opens_a_claim_of_its_own_and_its_undo_restores_the_state_before(room):
    one = room.reported(6)
    room.claims.sighted(one, "https://vssid-moi.top/x", TODAY)
    room.claims.sighted(one, "https://vssid-moi.top/y", TODAY)
    before = everything(room)
    taken = {(TODAY, "vssid-moi.top", "asked"): 1}
    number = room.moves.split(MAI, one, Out(taken, words="App VssID giả, gọi 0912345678"), "app giả, không phải sổ")
    new = room.moves.reading.of(one)[0].to_claim
    assert met_of(room, new) == taken
    assert met_of(room, one)[TODAY, "vssid-moi.top", "asked"] == met_of_before(before, one) - 1
    [row] = [row for row in everything(room)["claims"] if row[0] == new]
    assert "0912345678" not in row[1]
    assert row[3:5] == ("open", 0)
    # Nobody knows who asked what: who follows hears of both.
    assert followed(room, new) == followed(room, one)
    assert [act[1:3] for act in room.noted] == [("claim.split", f"claim/{one}")]
    room.moves.undo(MAI, number, "nhầm")
    after = everything(room)
    assert after["sightings"] == before["sightings"]
    assert after["followers"] == before["followers"]
    assert [row for row in after["claims"] if row[0] == one] == before["claims"]
    assert {row[0]: row[-1] for row in after["claims"]}[new] == one


def met_of_before(before: dict, claim: str) -> int:
    return next(row[4] for row in before["sightings"] if row[:4] == (claim, TODAY, "vssid-moi.top", "asked"))


def test_wordings_go_along_and_later_messages_follow_them(room, database):
    one = room.reported(1)
    with database.session() as session:
        session.get(Claim, one).wordings = [POSTS[1], "một cách nói khác hẳn nữa"]
    before = everything(room)
    number = room.moves.split(MAI, one, Out(wordings=[POSTS[1]]), "tin khác")
    new = room.moves.reading.of(one)[0].to_claim
    assert room.claims.reported(copies(POSTS[1], 1, seed=9)[0], somebody(), TODAY).claim == new
    room.moves.undo(MAI, number, "nhầm")
    assert [row for row in everything(room)["claims"] if row[0] == one] == before["claims"]
    # What came to the new one since would have come to the first.
    assert room.reading.counts(one, None).reported_before == 2
    assert room.reading.by_day(new) == {}


def test_the_first_words_may_go_when_others_stay(room, database):
    one = room.reported(1)
    with database.session() as session:
        first = session.get(Claim, one).text
        session.get(Claim, one).wordings = [POSTS[1]]
    before = everything(room)["claims"]
    number = room.moves.split(MAI, one, Out(wordings=[first]), "tin khác")
    rows = {row[0]: row[1:3] for row in everything(room)["claims"]}
    assert rows[one] == (POSTS[1], ())
    room.moves.undo(MAI, number, "nhầm")
    assert [row for row in everything(room)["claims"] if row[0] == one] == before


def test_a_split_into_another_claim_and_back(room, database):
    one, other = two(room)
    with database.session() as session:
        session.get(Claim, one).wordings = [FAR]
    room.publish(other)
    before = everything(room)
    out = Out({(TODAY, host, way): n for (_, host, way), n in met_of(room, one).items()}, [FAR], into=other)
    number = room.moves.split(MAI, one, out, "thuộc tin kia")
    assert room.reading.by_day(one) == {}
    assert room.reading.by_day(other)[TODAY] == 4
    assert room.known.match(FAR, DAY).rumour.name == other
    room.moves.undo(MAI, number, "nhầm")
    assert everything(room) == before
    assert not room.known.match(FAR, DAY)


def test_followers_stay_alone_where_that_is_wanted(room):
    one = room.reported(3)
    room.moves.split(MAI, one, Out({(TODAY, "", "reported"): 1}, words="tin khác", followers=False), "khác")
    new = room.moves.reading.of(one)[0].to_claim
    assert not followed(room, new)
    assert len(followed(room, one)) == 3


def refused(room: Room, claim: str, out: Out) -> str:
    before = everything(room)
    with pytest.raises(MoveRefused) as error:
        room.moves.split(MAI, claim, out, "tách")
    assert everything(room) == before
    return error.value.why


def test_what_cannot_be_taken_out_is_refused_with_why(room, database):
    one, other = two(room)
    with database.session() as session:
        words = [session.get(Claim, one).text]
    some = {(TODAY, "", "reported"): 1}
    assert refused(room, one, Out()) == "nothing"
    assert refused(room, one, Out(words="chỉ có chữ")) == "nothing"
    assert refused(room, one, Out({(TODAY, "", "reported"): 0}, words="x")) == "nothing"
    assert refused(room, one, Out(some)) == "wordless"
    assert refused(room, one, Out(wordings=words)) == "all"
    assert refused(room, one, Out(some, into=one)) == "same"
    with pytest.raises(ClaimUnknown):
        room.moves.split(MAI, one, Out(some, into="claim_0000000000000000"), "tách")
    assert other


@pytest.mark.parametrize(
    "out",
    [
        Out({(TODAY, "", "reported"): 999}, words="x"),
        Out(wordings=["câu không ai nói"]),
        Out({(TODAY, "x", "asked"): 1}),
    ],
)
def test_more_than_there_is_was_read_otherwise(room, out):
    one = room.reported(2)
    before = everything(room)
    with pytest.raises(MoveChanged):
        room.moves.split(MAI, one, out, "tách")
    assert everything(room) == before


def test_a_new_claim_with_a_verdict_of_its_own_is_not_put_back(room):
    one = room.reported(3)
    number = room.moves.split(MAI, one, Out({(TODAY, "", "reported"): 1}, words="tin khác"), "khác")
    new = room.moves.reading.of(one)[0].to_claim
    room.publish(new)
    with pytest.raises(MoveRefused) as error:
        room.moves.undo(MAI, number, "nhầm")
    assert (error.value.why, error.value.about) == ("published", new)
    assert room.known.published(new) is None or room.known.published(new).name == new


def test_an_undo_is_done_once(room):
    one, other = two(room)
    number = merged(room, one, other)
    room.moves.undo(MAI, number, "nhầm")
    with pytest.raises(MoveRefused) as error:
        room.moves.undo(MAI, number, "lại")
    assert error.value.why == "undone"
    assert room.reading.counts(one, None).reported_before == 4


def test_a_move_says_when_and_reads_from_both_sides(room):
    one, other = two(room)
    began = now()
    merged(room, one, other)
    [here], [there] = room.moves.reading.of(one), room.moves.reading.of(other)
    assert here.at >= began
    assert (here.words, there.words) == (everything_text(room, other), everything_text(room, one))
    assert here.number == there.number
    assert room.moves.reading.get(here.number).kind == "merge"


def everything_text(room: Room, claim: str) -> str:
    return next(row[1] for row in everything(room)["claims"] if row[0] == claim)
