"""What waits for a decision: each rule on its own, at its threshold and under it; on both databases."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from bot.clock import VIETNAM
from bot.statistics.deciding import claims, contents, delivery, desks, reviews
from bot.statistics.deciding.item import Asked
from bot.statistics.decisions import decisions
from bot.statistics.period import Period
from bot.statistics.scope import Scope
from bot.storage.case_tables import CaseFile, DataRequest
from bot.storage.claim_tables import Claim, ClaimSighting
from bot.storage.personal import table
from bot.storage.queue_tables import OutboxMessage
from bot.storage.review_tables import Review, ReviewScore
from bot.storage.tables import ChannelGrant, Conversation, Report
from bot.storage.talk_tables import OfficerTalk
from tests.statistics.overview.turns import Turn, days

#: A Wednesday, at work.
MOMENT = datetime(2026, 5, 13, 10, 0, tzinfo=VIETNAM).astimezone(UTC)
TODAY = date(2026, 5, 13)
DAY = timedelta(days=1)
MAY = Scope(Period.read("2026-05"))


@pytest.fixture
def asked(thresholds) -> Asked:
    return Asked(MAY, thresholds, MOMENT, TODAY)


@pytest.fixture
def put(database):
    """Writes rows of a table."""

    def rows(of: type, *some: dict[str, Any]) -> None:
        with database.engine.begin() as connection:
            connection.execute(insert(table(of)), list(some))

    return rows


@pytest.fixture
def person(put):
    """A conversation; gives its id."""

    def made() -> str:
        one = str(uuid.uuid4())
        put(Conversation, {"id": one, "channel": "zalo", "citizen": uuid.uuid4().hex, "started_at": MOMENT})
        return one

    return made


def talk(person, opened: datetime, state: str = "waiting") -> dict[str, Any]:
    one = {"id": str(uuid.uuid4()), "conversation_id": person(), "reason": "asked", "state": state}
    return {**one, "opened_at": opened, "heard_at": opened}


@pytest.mark.parametrize(
    ("opened", "is_late"),
    [
        pytest.param(MOMENT - timedelta(minutes=31), True, id="half an hour at work"),
        pytest.param(MOMENT - timedelta(minutes=29), False, id="less"),
        pytest.param(MOMENT - timedelta(hours=3), True, id="since before the office opened"),
    ],
)
def test_who_waits_too_long(room, put, person, asked, opened, is_late) -> None:
    put(OfficerTalk, talk(person, opened), talk(person, MOMENT), talk(person, opened, "held"))
    found = list(desks.waiting(room, asked))
    assert [(one.count, one.values["all"], one.since) for one in found] == [(1, 2, TODAY)] * is_late


def test_at_night_nobody_waits_longer_than_the_office_is_open(room, put, person, asked) -> None:
    put(OfficerTalk, talk(person, MOMENT - timedelta(hours=10)))
    early = Asked(MAY, asked.rules, MOMENT - timedelta(minutes=100), TODAY)
    assert list(desks.waiting(room, early)) == []


def report(since: date, number: int, state: str = "new") -> tuple[dict[str, Any], dict[str, Any]]:
    one = str(uuid.uuid4())
    case = {"report_id": one, "number": number, "state": state, "since": since, "opened_on": since, "version": 1}
    return (
        {"id": one, "kind": "fraud", "received_on": since, "content": {}},
        {**case, "triage": False, "cluster": number},
    )


@pytest.mark.parametrize("many", range(7))
def test_from_one_to_four_reports_no_number_and_no_day_is_told(room, put, asked, many) -> None:
    # In time, and answered: neither may change what is told.
    made = [report(TODAY, 900), report(TODAY - 30 * DAY, 901, "answered")]
    made += [report(TODAY - 30 * DAY, number) for number in range(1, many + 1)]
    put(Report, *(one for one, _ in made))
    put(CaseFile, *(case for _, case in made))
    found = list(desks.cases(room, asked))
    if many == 0:
        assert found == []
        return
    (item,) = found
    told = many >= 5
    assert (item.count, item.since) == ((many, item.since) if told else (None, None))
    assert (item.since is not None) == told
    assert item.hidden_below == (0 if told else 5)
    assert not item.values


def test_requests_are_told_the_day_before_they_are_due(room, put, asked) -> None:
    def request(number: int, state: str, answer_by: date, due_on: date) -> dict[str, Any]:
        row = {"id": str(uuid.uuid4()), "number": number, "kind": "see", "state": state, "version": 1}
        days_of = {"asked_at": MOMENT, "asked_on": TODAY, "answer_by": answer_by, "due_on": due_on}
        return {**row, **days_of, "third_party": False, "extended": False}

    put(
        DataRequest,
        request(1, "received", TODAY + DAY, TODAY + 9 * DAY),
        request(2, "received", TODAY + 2 * DAY, TODAY + 9 * DAY),
        request(3, "answered", TODAY - 9 * DAY, TODAY - DAY),
        request(4, "answered", TODAY - 9 * DAY, TODAY + 5 * DAY),
        request(5, "done", TODAY - 9 * DAY, TODAY - 9 * DAY),
    )
    (item,) = desks.requests(room, asked)
    assert (item.count, item.values, item.since) == (2, {"late": 1}, TODAY - DAY)


@pytest.mark.parametrize(
    ("now", "then", "version", "is_told"), [(10, 5, 0, True), (9, 0, 0, False), (10, 6, 0, False), (30, 0, 1, False)]
)
def test_a_rumour_that_rises_without_a_verdict(room, put, asked, now, then, version, is_told) -> None:
    state = "published" if version else "open"
    one = {"id": "claim_1", "text": "tin bịa", "wordings": [], "state": state, "opened_on": TODAY - 9 * DAY}
    put(Claim, {**one, "version": version, "verdict_on": TODAY if version else None})
    seen = {"claim": "claim_1", "host": "", "way": "asked"}
    put(ClaimSighting, {**seen, "day": TODAY - 6 * DAY, "count": now}, {**seen, "day": TODAY - 20 * DAY, "count": 99})
    if then:
        put(ClaimSighting, {**seen, "day": TODAY - 7 * DAY, "count": then})
    found = list(claims.rumours(room, asked))
    assert [(item.count, item.values["before"]) for item in found] == [(now, then)] * is_told


def test_answers_without_a_source_lead_to_exactly_their_rows(room, written, fold, asked) -> None:
    written([Turn(TODAY), Turn(TODAY, sourced=False), Turn(TODAY, "maternity", sourced=False)])
    written([Turn(TODAY, outcome="clarifying", sourced=False)])
    fold()
    (item,) = contents.evidence(room, asked)
    assert (item.count, item.values["of"], item.values["topics"]) == (2, 3, "maternity,pension_amount")
    condition = item.link.split("condition=")[1].split("&")[0]
    assert len(room.rows.page(MAY, condition)) == item.count


def test_where_every_answer_has_its_source_nothing_is_said(room, written, fold, asked) -> None:
    written([Turn(TODAY)])
    fold()
    assert list(contents.evidence(room, asked)) == []


def test_figures_past_their_review_are_those_that_the_bot_no_longer_states(room, asked) -> None:
    assert list(contents.figures(room, asked)) == []
    later = Asked(MAY, asked.rules, MOMENT, date(2028, 6, 1))
    (item,) = contents.figures(room, later)
    stale = {one.key for one in room.adviser.policy.stale(later.today) if one.spoken()}
    assert item.count is not None
    assert 0 < item.count <= len(stale)
    assert item.since is not None
    assert item.since < later.today


@pytest.mark.parametrize(("lost", "is_told"), [(5, False), (6, True)])
def test_topics_that_are_not_understood(room, written, fold, asked, lost, is_told) -> None:
    outcomes = ["unanswered_not_understood"] * lost + ["answered"] * (40 - lost)
    written([Turn(TODAY, outcome=outcome, hour=9) for outcome in outcomes])
    fold()
    found = list(contents.not_understood(room, asked))
    kinds = [(item.kind, item.count) for item in found]
    assert kinds == [("not_understood", lost), ("not_understood_all", lost)] * is_told


@pytest.mark.parametrize(
    ("many", "state", "age", "kind"),
    [
        (10, "dead", DAY, "delivery_dead"),
        (9, "dead", DAY, None),
        (10, "dead", 9 * DAY, None),
        (10, "failed", timedelta(hours=2), "delivery_late"),
        (10, "pending", timedelta(minutes=5), None),
        (10, "sent", DAY, None),
    ],
)
def test_messages_that_do_not_arrive(room, put, person, asked, many, state, age, kind) -> None:
    of, at = person(), MOMENT - age
    row = {"conversation_id": of, "channel": "zalo", "position": 0, "state": state, "attempts": 1}
    more = {"created_at": at, "due_at": at, "possible_duplicate": False}
    put(OutboxMessage, *({**row, **more, "origin": str(number)} for number in range(many)))
    found = list(delivery.delivery(room, asked))
    assert [(item.kind, item.count, item.values["channel"]) for item in found] == [(kind, many, "zalo")] * bool(kind)


def test_a_channel_that_must_be_allowed_again(room, put, asked) -> None:
    grant = {"sealed": b"x", "version": 1, "refreshed_at": MOMENT, "expires_at": MOMENT}
    put(ChannelGrant, {**grant, "channel": "zalo", "dead_reason": "revoked"})
    put(ChannelGrant, {**grant, "channel": "telegram", "dead_reason": None})
    (item,) = delivery.delivery(room, asked)
    assert (item.kind, item.values) == ("delivery_grant", {"channel": "zalo"})


@pytest.mark.parametrize(
    ("many", "score", "age", "is_told"), [(5, 0.5, 3, True), (4, 0.9, 3, False), (9, 0.4, 3, False)]
)
def test_risky_answers_that_nobody_judged(room, put, written, asked, many, score, age, is_told) -> None:
    at = MOMENT - age * DAY
    row = {"accepted_at": at, "channel": "zalo", "topic": "t", "aspect": "a", "risk": score, "asked": 1, "score": score}
    more = {"reasons": [], "sampled": False, "waits_for": "first", "first_by": None}
    put(ReviewScore, *({**row, **more, "interaction_id": one} for one in written([Turn(TODAY)] * many)))
    found = list(reviews.reviews(room, asked))
    assert [item.count for item in found] == [many] * is_told


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        pytest.param((97, 100), (70, 100), "accuracy_fell", id="fell"),
        pytest.param((97, 100), (93, 100), None, id="may be chance"),
        pytest.param(None, (60, 100), "accuracy_low", id="low"),
        pytest.param((29, 29), (10, 29), None, id="too few"),
    ],
)
def test_a_model_that_got_worse(room, put, written, asked, before, after, kind) -> None:
    rows, turns = [], written([Turn(TODAY)] * 200)
    for model, judged, age in (("old", before, 30), ("new", after, 3)):
        right, of = judged or (0, 0)
        for number in range(of):
            row = {"interaction_id": turns.pop(), "reviewer": "a", "verdict": "right" if number < right else "wrong"}
            rest = {"to_content": False, "note": "", "round": 1, "sampled": True, "seconds": 5.0}
            rows.append({**row, **rest, "model_version": model, "reviewed_at": MOMENT - age * DAY})
    put(Review, *rows)
    found = list(reviews.accuracy(room, asked))
    assert [item.kind for item in found] == [kind] * bool(kind)
    if found:
        assert found[0].values["model"] == "new"
        assert found[0].count == 100


def test_a_verdict_that_was_taken_back_does_not_count(room, put, written, asked) -> None:
    turns = written([Turn(TODAY)] * 40)
    row = {"reviewer": "a", "to_content": False, "note": "", "round": 1, "sampled": True, "seconds": 5.0}
    row |= {"model_version": "new", "reviewed_at": MOMENT - DAY}
    put(Review, *({**row, "interaction_id": one, "verdict": "wrong"} for one in turns))
    assert [item.kind for item in reviews.accuracy(room, asked)] == ["accuracy_low"]
    for number, one in enumerate(turns, 1):
        put(Review, {**row, "interaction_id": one, "verdict": "undone", "supersedes": number})
    assert list(reviews.accuracy(room, asked)) == []


def test_all_stand_in_the_order_of_their_ranks_and_a_quiet_house_has_none(
    room, written, fold, thresholds, put, person
) -> None:
    assert decisions(room, MAY, thresholds, MOMENT) == []
    written(
        [Turn(day, outcome="unanswered_not_understood", sourced=False) for day in days("2026-05-01", 10) for _ in "abc"]
    )
    written([Turn(TODAY, sourced=False)])
    put(OfficerTalk, talk(person, MOMENT - DAY))
    fold()
    found = decisions(room, MAY, thresholds, MOMENT)
    assert [item.kind for item in found] == ["waiting", "evidence", "not_understood", "not_understood_all"]
