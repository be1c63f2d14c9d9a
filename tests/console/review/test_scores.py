"""The queue's scores: who gets one, in which order they stand, what changes them later."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.clock import now, today
from bot.console.review.queue import Filter, Place, Queue
from bot.console.review.scores import Scores
from bot.console.review.scoring import SCORES, subject
from bot.outcomes import Outcome
from bot.records import feedback
from bot.records.feedback import Judgement
from tests.console.review.conftest import ranking, shift

ME = "lan"


@pytest.fixture
def scores(database, weights):
    return Scores(database, weights)


@pytest.fixture
def queue(database):
    return Queue(database)


def listed(queue, **wanted):
    return queue.page(Filter(ME, **wanted), today())


def ids(queue, **wanted):
    return [one.id for one in listed(queue, **wanted)]


def say(database, given_in, judged, verdict, moment=None):
    database.together(
        lambda connection: feedback.store(connection, given_in, Judgement(judged, verdict), "button", moment or now())
    )


def reasons(queue, turn):
    return dict(queue.one(turn).reasons)


def test_money_in_doubt_stands_before_a_sure_greeting_of_the_office(database, scores, queue, ask):
    sure = ask("địa chỉ ở đâu", topic="contact_office", aspect="where", confidence=0.99)
    money = ask("rút một lần được bao nhiêu", topic="lump_sum_amount", aspect="how_calculated", confidence=0.41)
    assert scores.catch_up(now()) == 2
    assert ids(queue) == [money, sure]
    assert reasons(queue, money) == {"harm": "lump_sum_amount", "confidence": 0.41}


@pytest.mark.parametrize(
    "outcome", [Outcome.SMALL_TALK, Outcome.FEEDBACK_RECEIVED, Outcome.WITH_OFFICER, Outcome.REPORT_RECEIVED]
)
def test_what_says_nothing_of_insurance_is_not_judged(scores, queue, ask, outcome):
    ask(outcome=outcome)
    assert scores.catch_up(now()) == 0
    assert ids(queue) == []


def test_words_of_a_report_do_not_get_here(scores, queue, ask):
    ask("[Nội dung tin báo, lưu riêng]", outcome=Outcome.COLLECTING, topic="fraud_report", aspect=None)
    assert scores.catch_up(now()) == 0
    assert ids(queue) == []


def test_what_an_officer_wrote_is_not_judged(database, scores, queue, ask):
    from sqlalchemy import update

    from tests.console.review.conftest import TURNS

    turn = ask()
    database.together(lambda connection: connection.execute(update(TURNS).values(author="officer")))
    assert scores.catch_up(now()) == 0
    assert queue.one(turn) is None


def test_it_may_be_repeated_without_harm(scores, queue, ask):
    turn = ask()
    assert [scores.catch_up(now()), scores.catch_up(now())] == [1, 0]
    assert ids(queue) == [turn]


def test_a_turn_that_ends_late_is_found_when_looking_back(scores, queue, ask):
    early = ask(ago=timedelta(minutes=1))
    scores.catch_up(now())
    late = ask(ago=timedelta(hours=3), citizen="other")
    assert scores.catch_up(now()) == 0
    scores.look_back(now())
    assert set(ids(queue)) == {early, late}


def test_what_leaves_the_window_leaves_the_queue(database, scores, queue, ask, weights):
    turn = ask(ago=timedelta(days=weights.window.days - 1))
    scores.catch_up(now())
    assert queue.one(turn)
    scores.look_back(now() + timedelta(days=2))
    assert queue.one(turn) is None


def test_what_was_not_understood_counts_for_what_it_was_likeliest_about(scores, queue, ask):
    pairs = ranking(("lump_sum_amount", "how_calculated", 0.31), ("pension_amount", "how_calculated", 0.30))
    turn = ask(
        outcome=Outcome.UNANSWERED_NOT_UNDERSTOOD, topic="nlu_fallback", aspect=None, confidence=0.31, pairs=pairs
    )
    scores.catch_up(now())
    found = queue.one(turn)
    assert (found.topic, found.aspect) == ("lump_sum_amount", "how_calculated")
    assert reasons(queue, turn).keys() == {"harm", "confidence", "outcome", "narrow"}
    assert ids(queue, topic="lump_sum_amount") == [turn]


@pytest.mark.parametrize(
    ("topic", "aspect", "pairs", "expected"),
    [
        ("a", "x", ranking(("b", "y", 0.9)), ("a", "x")),
        ("a", None, ranking(("b", "y", 0.5), ("a", "z", 0.4)), ("a", "z")),
        ("nlu_fallback", None, ranking(("b", "y", 0.5)), ("b", "y")),
        ("a", None, (), ("a", None)),
        (None, None, (), (None, None)),
    ],
)
def test_the_subject_of_a_turn(topic, aspect, pairs, expected):
    assert subject(topic, aspect, pairs) == expected


def test_a_no_of_the_citizen_moves_the_answer_up(database, scores, queue, ask):
    first, second = ask(citizen="a"), ask(citizen="b")
    scores.catch_up(now())
    given = ask("không", citizen="a", outcome=Outcome.FEEDBACK_RECEIVED, topic="feedback_bad", aspect=None)
    say(database, given, first, "bad")
    scores.catch_up(now())
    assert ids(queue) == [first, second]
    assert reasons(queue, first)["bad"] == 1


def test_a_later_yes_takes_the_no_back(database, scores, queue, ask):
    turn = ask()
    for verdict, ago in (("bad", 2), ("good", 1)):
        given = ask("x", outcome=Outcome.FEEDBACK_RECEIVED, topic=None, aspect=None)
        say(database, given, turn, verdict, now() - timedelta(minutes=ago))
    scores.catch_up(now())
    assert "bad" not in reasons(queue, turn)


def test_who_asks_again_soon_makes_the_first_answer_doubtful(database, scores, queue, ask):
    first = ask("lương hưu bao nhiêu", ago=timedelta(minutes=20))
    scores.catch_up(now() - timedelta(minutes=19))
    ask("LUONG HUU BAO NHIEU", topic="retirement_age", aspect="men", ago=timedelta(minutes=10))
    scores.catch_up(now())
    assert reasons(queue, first)["again"] == 1


@pytest.mark.parametrize(
    "later",
    [
        {"citizen": "somebody-else"},
        {"ago": timedelta(minutes=-40)},
        {"topic": "retirement_age", "aspect": "men"},
        {"pressed": True},
        {"outcome": Outcome.ANSWERED_CALCULATION},
        {"outcome": Outcome.COLLECTING},
    ],
)
def test_what_is_not_asking_again(scores, queue, ask, later):
    first = ask("lương hưu bao nhiêu", ago=timedelta(minutes=20))
    ask("thế còn lương hưu", **{"ago": timedelta(minutes=10), **later})
    scores.catch_up(now() + timedelta(hours=1))
    assert "again" not in reasons(queue, first)


def test_the_more_asked_the_further_up(scores, queue, ask):
    for at in range(9):
        ask(citizen=f"c{at}")
    rare = ask(aspect="example_low_income", citizen="rare")
    scores.catch_up(now())
    assert ids(queue)[-1] == rare
    assert {one.asked for one in listed(queue)} == {9, 1}


def test_reach_is_told_anew_when_it_has_doubled(scores, queue, ask):
    first = ask(citizen="first", ago=timedelta(hours=2))
    scores.catch_up(now())
    for at in range(6):
        ask(citizen=f"c{at}")
        scores.catch_up(now())
    before = queue.one(first)
    scores.refresh_reach(now())
    after = queue.one(first)
    assert (before.asked, after.asked) == (1, 7)
    assert after.score > before.score


def test_a_topic_without_an_aspect_is_told_anew_too(scores, queue, ask):
    first = ask(citizen="first", aspect=None, ago=timedelta(hours=2))
    scores.catch_up(now())
    for at in range(4):
        ask(citizen=f"c{at}", aspect=None)
    scores.look_back(now())
    assert queue.one(first).asked == 5


def test_filters_of_the_queue(database, scores, queue, ask):
    web = ask(topic="maternity", aspect="amount", ago=timedelta(days=3))
    zalo = ask(channel="zalo")
    scores.catch_up(now())
    assert ids(queue, channel="zalo") == [zalo]
    assert ids(queue, topic="maternity") == [web]
    assert ids(queue, topic="maternity", aspect="duration") == []
    assert ids(queue, days=1) == [zalo] or shift(database, zalo, now()) is None
    assert set(ids(queue, days=30)) == {web, zalo}
    assert ids(queue, state="second") == []
    assert set(ids(queue, state="all")) == {web, zalo}
    assert queue.count(Filter(ME), today()) == 2


def test_the_sample_is_a_part_of_the_queue(database, scores, queue, ask):
    turns = {ask(citizen=f"c{at}") for at in range(40)}
    scores.catch_up(now())
    sampled = set(ids(queue, sampled=True))
    with database.looking() as connection:
        marked = set(connection.scalars(select(SCORES.c.interaction_id).where(SCORES.c.sampled)))
    assert sampled == marked < turns


def test_pages_meet_without_gap_or_overlap(scores, queue, ask):
    for at in range(12):
        ask(citizen=f"c{at}", confidence=0.5 + at % 3 / 10)
    scores.catch_up(now())
    wanted, day = Filter(ME), today()
    whole = [one.id for one in queue.page(wanted, day)]
    pieces, after = [], None
    while rows := queue.page(wanted, day, after, 5):
        pieces += [one.id for one in rows]
        after = Place.read(str(rows[-1].place))
    assert pieces == whole == [one.id for one in queue.every(wanted, day)]
    assert len(set(whole)) == 12


def test_forward_and_back_are_the_same_way(scores, queue, ask):
    for at in range(5):
        ask(citizen=f"c{at}", confidence=0.8 if at < 2 else 0.4)
    scores.catch_up(now())
    wanted, day = Filter(ME), today()
    way = [queue.first(wanted, day)]
    while found := queue.next(wanted, day, queue.place(way[-1])):
        way.append(found)
    assert way == [one.id for one in queue.page(wanted, day)]
    back = [way[-1]]
    while found := queue.previous(wanted, day, queue.place(back[-1])):
        back.append(found)
    assert back == way[::-1]


def test_a_turn_without_a_score_has_no_place(queue):
    assert queue.place("none") is None
    assert queue.one("none") is None
    assert queue.first(Filter(ME), today()) is None


@pytest.mark.parametrize(
    "cursor", ["", "x", "0.5", "0.5~x", "-0.5~" + "a" * 36, "0.5~" + "a" * 36 + "'", "nan~" + "a" * 36]
)
def test_a_made_up_cursor_is_refused(cursor):
    with pytest.raises(ValueError):  # noqa: PT011  the address says which field it was
        Place.read(cursor)


@pytest.mark.parametrize("score", [0.0045, 0.6300000000000001, 1.0, 1e-05, 0.1 + 0.2])
def test_a_cursor_says_the_same_number(score):
    place = Place(score, "0" * 36)
    assert Place.read(str(place)) == place
