"""Verdicts: written by one, published by another, kept with every version; then known, told once, and made a file."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.advice import rumour_files
from bot.advice.adviser import Adviser, Day
from bot.advice.rumours import Rumours, Verdict
from bot.cases.claim_matching import KnownClaims
from bot.cases.claim_moves import ClaimMoves
from bot.cases.claim_reading import ClaimReading, Counts, as_file
from bot.cases.claim_telling import BATCH, ClaimTelling
from bot.cases.claim_verdicts import ClaimUnknown, Found, SamePerson, VerdictChanged, VerdictRefused, Verdicts
from bot.cases.claims import Claims
from bot.cases.officer import Officer, ReasonMissing
from bot.outcomes import Outcome
from bot.storage.database import Database, DatabaseUnavailable
from tests.cases.claims import POSTS, copies

TODAY = date(2026, 11, 22)
DAY = Day(TODAY, TODAY)
MAI, LAN = Officer("mai", "Trần Thị Mai"), Officer("lan", "Phạm Ngọc Lan")
FOUND = Found(
    claim="Nhà nước thu hồi sổ BHXH tự nguyện của người trẻ.",
    verdict=Verdict.FALSE,
    refutation="Không có quy định nào thu hồi sổ. Sổ giấy và sổ điện tử có giá trị như nhau [[theo Điều 25]].",
    legal_basis=["Luật BHXH 41/2024/QH15, Điều 25 khoản 2"],
    confidence="A",
    review_by=date(2027, 6, 30),
)


class Room:
    """The room of claims on a database, with an audit and a way to tell that remember."""

    def __init__(self, database: Database, adviser: Adviser, *, two_persons: bool = False):
        self.database = database
        self.noted: list[tuple[str, str, str, str]] = []
        self.told: dict[str, list[str]] = {}
        self.claims = Claims(database, b"k" * 32)
        self.known = KnownClaims(Rumours(), database)
        self.verdicts = Verdicts(database, adviser, lambda *act: self.noted.append(act), two_persons=two_persons)
        self.moves = ClaimMoves(database, self.claims, lambda *act: self.noted.append(act))
        self.reading = ClaimReading(database)
        self.telling = ClaimTelling(database, adviser, self.known, self.claims.followers)

    def tell(self, conversation: str, replies, origin: str) -> bool:
        """As the outbox: what has the same origin is stored once."""
        self.told.setdefault(origin, [conversation, replies[0]["text"]])
        return True

    def reported(self, people: int = 1, post: str = POSTS[0]) -> str:
        """A claim that so many people have reported."""
        sent = [self.claims.reported(one, str(uuid.uuid4()), TODAY) for one in copies(post, people, seed=2)]
        assert len({one.claim for one in sent}) == 1
        return sent[0].claim

    def publish(self, claim: str, found: Found = FOUND, today: date = TODAY) -> int:
        version = self.verdicts.propose(MAI, claim, found, "đã hỏi cơ quan", today)
        self.verdicts.publish(LAN, claim, version, "đồng ý", today)
        return version


@pytest.fixture
def room(database, adviser) -> Room:
    return Room(database, adviser)


def test_a_published_verdict_is_known_at_once_and_says_what_it_stands_on(room, adviser):
    claim = room.reported()
    assert room.known.match(POSTS[0], DAY) is None
    room.publish(claim)
    match = room.known.match(copies(POSTS[0], 1, seed=9)[0], DAY)
    assert match is not None
    assert (match.rumour.name, match.is_sure) == (claim, True)
    advice = match.rumour.advice(adviser, DAY)
    assert (advice.outcome, advice.topic, advice.aspect) == (Outcome.ANSWERED_RUMOUR, "misinformation", claim)
    assert adviser.phrases("rumour.false") in advice.text
    assert "Luật BHXH 41/2024/QH15, Điều 25" in advice.text
    assert advice.evidence


def test_another_process_knows_it_with_its_next_message(room, database, adviser):
    other = KnownClaims(Rumours(), database)
    claim = room.reported()
    assert other.match(POSTS[0], DAY) is None
    room.publish(claim)
    assert other.match(POSTS[0], DAY).rumour.name == claim


def test_a_proposal_is_no_verdict_yet(room):
    claim = room.reported()
    room.verdicts.propose(MAI, claim, FOUND, "nháp", TODAY)
    assert room.known.match(POSTS[0], DAY) is None
    assert room.telling.run(room.tell, TODAY) == 0


def test_where_two_persons_are_asked_for_nobody_publishes_their_own(database, adviser):
    room = Room(database, adviser, two_persons=True)
    claim = room.reported()
    version = room.verdicts.propose(MAI, claim, FOUND, "đã hỏi", TODAY)
    with pytest.raises(SamePerson, match="mai"):
        room.verdicts.publish(MAI, claim, version, "tự duyệt", TODAY)
    room.verdicts.publish(LAN, claim, version, "đồng ý", TODAY)
    assert room.known.match(POSTS[0], DAY)


def test_one_person_may_do_both_where_the_rule_is_off(room):
    claim = room.reported()
    version = room.verdicts.propose(MAI, claim, FOUND, "đã hỏi", TODAY)
    room.verdicts.publish(MAI, claim, version, "gấp", TODAY)
    assert room.known.match(POSTS[0], DAY)


def test_every_version_is_kept_with_who_when_and_why(room):
    claim = room.reported()
    room.publish(claim)
    room.publish(claim, replace(FOUND, verdict=Verdict.PARTLY_TRUE, refutation="Chỉ đúng một phần."))
    newest, first = room.verdicts.versions(claim)
    assert (first.version, first.verdict, first.proposed_by, first.published_by) == (1, "false", "mai", "lan")
    assert (newest.version, newest.verdict, newest.why) == (2, "partly_true", "đã hỏi cơ quan")
    assert first.published_at <= newest.published_at
    assert [act[:3] for act in room.noted] == [
        ("mai", "claim.propose", f"claim/{claim}"),
        ("lan", "claim.publish", f"claim/{claim}"),
    ] * 2
    assert room.known.match(POSTS[0], DAY).rumour.verdict is Verdict.PARTLY_TRUE


def test_an_older_version_does_not_come_back_and_publishing_again_changes_nothing(room):
    claim = room.reported()
    first = room.publish(claim)
    room.verdicts.publish(LAN, claim, first, "bấm lại", TODAY)
    room.publish(claim)
    with pytest.raises(ClaimUnknown, match="newer"):
        room.verdicts.publish(LAN, claim, first, "quay lại", TODAY)
    with pytest.raises(ClaimUnknown):
        room.verdicts.publish(LAN, claim, 7, "không có", TODAY)
    with pytest.raises(ClaimUnknown):
        room.verdicts.propose(MAI, "claim_none", FOUND, "không có", TODAY)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"refutation": "Chỉ phải nộp 330.000 đồng."}, "bare numbers"),
        ({"refutation": "Một. Hai. Ba."}, "3 sentences"),
        ({"refutation": "{no_such_figure} là đúng."}, "no figure"),
        ({"claim": ""}, "claim: must be a text"),
        ({"legal_basis": []}, "legal_basis"),
        ({"legal_basis": [" "]}, "legal_basis"),
        ({"confidence": "Z"}, "allowed are A"),
        ({"confidence": "C"}, "nothing is settled"),
        ({"verdict": Verdict.NOT_SETTLED}, "nothing is settled"),
        ({"review_by": TODAY}, "a day to come"),
    ],
)
def test_a_verdict_that_cannot_be_said_is_refused(room, change, problem):
    claim = room.reported()
    with pytest.raises(VerdictRefused, match=problem):
        room.verdicts.propose(MAI, claim, replace(FOUND, **change), "nháp", TODAY)
    assert room.verdicts.versions(claim) == []


def test_who_has_not_read_the_newest_version_is_told_of_it(room):
    claim = room.reported()
    assert room.verdicts.propose(MAI, claim, FOUND, "đã hỏi", TODAY, seen=0) == 1
    with pytest.raises(VerdictChanged) as told:
        room.verdicts.propose(LAN, claim, FOUND, "cũng đã hỏi", TODAY, seen=0)
    assert told.value.newest == 1
    assert room.verdicts.propose(LAN, claim, FOUND, "đã đọc", TODAY, seen=1) == 2


def test_a_verdict_needs_a_reason(room):
    claim = room.reported()
    with pytest.raises(ReasonMissing):
        room.verdicts.propose(MAI, claim, FOUND, " … ", TODAY)


def test_a_verdict_past_its_review_is_not_spoken(room):
    room.publish(room.reported())
    late = FOUND.review_by + timedelta(days=1)
    assert room.known.match(POSTS[0], Day(TODAY, late)) is None


def test_everybody_is_told_once_in_batches(room, adviser):
    people = 2 * BATCH + 7
    claim = room.reported(people)
    room.publish(claim)
    assert room.telling.run(room.tell, TODAY) == people
    assert len(room.told) == len({conversation for conversation, _ in room.told.values()}) == people
    text = next(iter(room.told.values()))[1]
    assert "Nhà nước thu hồi sổ" in text
    assert "Không có quy định nào thu hồi sổ" in text
    assert adviser.phrases("rumour.false") in text
    assert room.telling.run(room.tell, TODAY) == 0


def test_a_crash_in_the_middle_tells_nobody_twice_and_leaves_nobody_out(room):
    people = BATCH + 20
    room.publish(room.reported(people))
    calls: list[str] = []

    def dies(conversation, replies, origin):
        calls.append(origin)
        if len(calls) == BATCH + 5:
            raise DatabaseUnavailable("gone")
        return room.tell(conversation, replies, origin)

    with pytest.raises(DatabaseUnavailable):
        room.telling.run(dies, TODAY)
    room.telling.run(room.tell, TODAY)
    assert len(room.told) == people
    assert all(len(origin) <= 80 for origin in room.told)


def test_who_cannot_be_reached_is_not_tried_for_ever(room):
    room.publish(room.reported(3))
    assert room.telling.run(lambda *_: False, TODAY) == 0
    assert room.telling.run(room.tell, TODAY) == 0


def test_a_correction_is_told_to_those_who_were_told_the_mistake(room):
    claim = room.reported(4)
    room.publish(claim)
    room.telling.run(room.tell, TODAY)
    room.publish(claim, replace(FOUND, verdict=Verdict.MISREAD))
    assert room.telling.run(room.tell, TODAY) == 4
    assert len(room.told) == 8


def test_who_reports_after_the_verdict_is_told_too_and_opens_no_new_claim(room):
    claim = room.reported()
    room.publish(claim)
    room.telling.run(room.tell, TODAY)
    assert room.claims.reported(POSTS[0], str(uuid.uuid4()), TODAY).claim == claim
    assert room.telling.run(room.tell, TODAY) == 1


def test_a_follower_sealed_with_another_key_is_passed_over(room, database):
    Claims(database, b"o" * 32).reported(POSTS[0], "somebody", TODAY)
    claim = room.reported(2)
    room.publish(claim)
    assert room.telling.run(room.tell, TODAY) == 2


def test_counts_before_and_after_the_day_of_the_verdict(room, database):
    verdict_on = TODAY + timedelta(days=3)
    claim = room.reported(5)
    room.claims.asked(POSTS[0], "a", TODAY + timedelta(days=1))
    room.publish(claim, today=verdict_on)
    room.claims.sighted(claim, POSTS[0], verdict_on)
    room.claims.sighted(claim, POSTS[0], verdict_on + timedelta(days=2))
    room.claims.sighted(claim, POSTS[0], verdict_on + timedelta(days=2), "reported")
    reading = ClaimReading(database)
    listed = next(one for one in reading.listed(["published"]) if one.id == claim)
    assert reading.counts(claim, listed.verdict_on) == Counts(1, 5, 2, 1)
    assert reading.counts(claim, None) == Counts(3, 6, 0, 0)
    assert reading.counts("nobody_met_it", TODAY) == Counts(0, 0, 0, 0)


def test_the_first_day_of_a_verdict_stays_when_it_is_corrected(room, database):
    claim = room.reported()
    room.publish(claim)
    room.publish(claim, today=TODAY + timedelta(days=9))
    assert next(iter(ClaimReading(database).listed(["published"]))).verdict_on == TODAY


def test_a_published_claim_becomes_a_file_that_is_read_and_matched_instead_of_it(room, database, adviser, tmp_path):
    claim = room.reported(3)
    room.publish(claim)
    rumour = room.known.match(POSTS[0], DAY).rumour
    (tmp_path / "recalled_books.toml").write_text(as_file(rumour), "utf-8")
    files = rumour_files.load(tmp_path, adviser)
    read = files.find("recalled_books")
    assert replace(read, name=claim, from_claim=None) == rumour
    assert KnownClaims(files, database).match(POSTS[0], DAY).rumour.name == "recalled_books"
    # Who follows the claim is told by its verdict all the same.
    telling = ClaimTelling(database, adviser, KnownClaims(files, database), room.claims.followers)
    assert telling.run(room.tell, TODAY) == 3


def test_the_files_and_the_published_are_matched_together(database, adviser):
    from bot.settings import PROJECT

    known = KnownClaims(rumour_files.load(PROJECT / "data" / "rumours", adviser), database)
    assert (
        known.match("Từ 1/7/2025 không ai được rút bảo hiểm xã hội một lần nữa", DAY).rumour.name == "no_more_lump_sum"
    )
    assert known.match("Rút BHXH một lần cần giấy tờ gì?", DAY) is None
    assert known.find("fund_collapse").verdict is Verdict.FALSE
    assert known.find("nothing") is None
    assert known.match("Giờ đóng ít nhất 484 nghìn một tháng rồi", Day(date(2027, 1, 5), TODAY)) is None
