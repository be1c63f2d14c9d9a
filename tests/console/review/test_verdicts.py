"""Verdicts: one a turn, a second on the sample without sight of the first, taken back by a later row, never changed."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import DatabaseError

from bot.clock import now, today
from bot.console.review.accuracy import agreements, by_model, by_topic, differ, overall
from bot.console.review.judged import JudgedTurns, Which
from bot.console.review.judgement import AlreadyJudged, Judgement, NoSuchTurn, VerdictRefused
from bot.console.review.pairs import Subjects
from bot.console.review.queue import Filter, Queue
from bot.console.review.scores import Scores
from bot.console.review.standing import REVIEWS, is_sampled
from bot.console.review.verdicts import Verdicts
from bot.outcomes import Outcome
from bot.storage.database import DatabaseUnavailable, RowExists
from tests.console.review.conftest import Asked

RIGHT, WRONG = Judgement("right"), Judgement("wrong")
LONG_AGO = now() - timedelta(days=1)


@pytest.fixture
def verdicts(database, weights):
    return Verdicts(database, weights)


@pytest.fixture
def judged(database):
    return JudgedTurns(database)


@pytest.fixture(scope="module")
def subjects(adviser):
    return Subjects(adviser.answers)


@pytest.fixture
def queue(database, weights):
    Scores(database, weights).catch_up(now())
    return Queue(database)


def drawn(ask: Asked, sampled: bool, **turn) -> str:
    """A turn that belongs to the sample, or one that does not."""
    for at in range(1_000):
        made = ask(citizen=f"drawn{at}", **turn)
        if is_sampled(made, 10) is sampled:
            return made
    raise AssertionError("chance does not do that")


def rows(database):
    with database.looking() as connection:
        return connection.execute(select(REVIEWS).order_by(REVIEWS.c.id)).all()


def waits(queue, turn):
    return queue.one(turn).waits_for


def test_a_verdict_is_on_record_with_all_that_belongs_to_it(database, verdicts, ask):
    turn = drawn(ask, sampled=False)
    verdicts.give("lan", turn, Judgement("incomplete", None, True, "thiếu hạn nộp", 4.26), now())
    (row,) = rows(database)
    assert (row.interaction_id, row.reviewer, row.verdict, row.to_content) == (turn, "lan", "incomplete", True)
    assert (row.note, row.seconds, row.round, row.model_version) == ("thiếu hạn nộp", 4.3, 1, "model-1")
    assert (row.right_topic, row.supersedes, row.sampled) == (None, None, False)


def test_a_note_is_masked(database, verdicts, ask):
    verdicts.give("lan", ask(), Judgement("wrong", note="gọi lại số 0912345678 nhé"), now())
    assert rows(database)[0].note == "gọi lại số [DIEN_THOAI_1] nhé"


def test_a_wrong_topic_says_which_is_right(database, verdicts, ask, subjects):
    right = subjects.keyed("lump_sum_amount/how_calculated") or next(
        one for one in subjects if one.topic == "lump_sum_amount"
    )
    verdicts.give("lan", ask(), Judgement("wrong_topic", right), now())
    assert (rows(database)[0].right_topic, rows(database)[0].right_aspect) == (right.topic, right.aspect)


def test_what_says_too_little_or_too_much_is_refused(verdicts, ask, subjects):
    turn, own = ask(), subjects.find("pension_amount", "how_calculated")
    for judgement in (
        Judgement("good"),
        Judgement("undone"),
        Judgement("wrong_topic"),
        Judgement("right", own),
        Judgement("wrong_topic", own),
        Judgement("right", note="x" * 2_001),
    ):
        with pytest.raises(VerdictRefused):
            verdicts.give("lan", turn, judgement, now())
    assert verdicts.of([turn]) == {}


def test_a_turn_that_is_not_there(verdicts):
    with pytest.raises(NoSuchTurn):
        verdicts.give("lan", "0" * 36, RIGHT, now())
    with pytest.raises(NoSuchTurn):
        verdicts.undo("lan", "0" * 36, LONG_AGO, now())


def test_what_has_no_answer_of_the_machine_is_not_judged(verdicts, ask):
    with pytest.raises(VerdictRefused):
        verdicts.give("lan", ask(outcome=Outcome.SMALL_TALK), RIGHT, now())


def test_a_judged_turn_leaves_the_queue(verdicts, ask, queue):
    turn = drawn(ask, sampled=False)
    verdicts.give("lan", turn, RIGHT, now())
    assert waits(queue, turn) == "nobody"
    assert queue.first(Filter("mai"), today()) != turn


def test_who_comes_second_is_told_who_was_first(verdicts, ask):
    turn, at = drawn(ask, sampled=False), now()
    verdicts.give("lan", turn, RIGHT, at)
    with pytest.raises(AlreadyJudged) as told:
        verdicts.give("mai", turn, WRONG, now())
    assert (told.value.reviewer, told.value.reviewed_at) == ("lan", at)


def test_a_sampled_turn_waits_for_somebody_else(verdicts, ask, queue):
    turn = drawn(ask, sampled=True)
    verdicts.give("lan", turn, RIGHT, now())
    assert waits(queue, turn) == "second"
    second = [one.id for one in queue.page(Filter("mai", state="second"), today())]
    assert second == [turn]
    assert queue.page(Filter("lan", state="second"), today()) == []
    verdicts.give("mai", turn, WRONG, now())
    assert waits(queue, turn) == "nobody"
    pair = verdicts.of([turn])[turn]
    assert (pair.first.verdict, pair.second.verdict, pair.second.round) == ("right", "wrong", 2)
    with pytest.raises(AlreadyJudged):
        verdicts.give("hoa", turn, RIGHT, now())


def test_the_first_verdict_is_not_changed_once_there_is_a_second(verdicts, ask):
    turn = drawn(ask, sampled=True)
    verdicts.give("lan", turn, RIGHT, now())
    verdicts.give("mai", turn, WRONG, now())
    with pytest.raises(AlreadyJudged):
        verdicts.give("lan", turn, WRONG, now())
    with pytest.raises(AlreadyJudged):
        verdicts.undo("lan", turn, LONG_AGO, now())
    verdicts.undo("mai", turn, LONG_AGO, now())
    assert verdicts.of([turn])[turn].second is None


def test_ones_own_later_verdict_counts(database, verdicts, ask):
    turn = ask()
    first = verdicts.give("lan", turn, RIGHT, now())
    verdicts.give("lan", turn, WRONG, now())
    assert verdicts.of([turn])[turn].first.verdict == "wrong"
    assert [row.supersedes for row in rows(database)] == [None, first]


def test_undone_is_a_row_and_not_a_hole(database, verdicts, ask, queue):
    turn = ask()
    verdicts.give("lan", turn, RIGHT, now())
    verdicts.undo("lan", turn, LONG_AGO, now())
    assert [row.verdict for row in rows(database)] == ["right", "undone"]
    assert verdicts.of([turn]) == {}
    assert waits(queue, turn) == "first"
    verdicts.give("mai", turn, WRONG, now())
    assert verdicts.of([turn])[turn].first.reviewer == "mai"


def test_only_ones_own_of_this_login_is_taken_back(verdicts, ask):
    turn = ask()
    verdicts.give("lan", turn, RIGHT, now())
    with pytest.raises(VerdictRefused):
        verdicts.undo("mai", turn, LONG_AGO, now())
    with pytest.raises(VerdictRefused):
        verdicts.undo("lan", turn, now() + timedelta(seconds=1), now())
    verdicts.undo("lan", turn, LONG_AGO, now())
    with pytest.raises(VerdictRefused):
        verdicts.undo("lan", turn, LONG_AGO, now())


@pytest.mark.parametrize(("taken", "kept"), [(4.26, 4.3), (-5, 0), (90_000, 3_600)])
def test_seconds_are_those_of_a_person(database, verdicts, ask, taken, kept):
    verdicts.give("lan", ask(), Judgement("right", seconds=taken), now())
    assert rows(database)[0].seconds == kept


def test_the_work_of_today_is_counted(verdicts, ask):
    assert verdicts.today("lan", now()).count == 0
    for at, seconds in enumerate((2, 4, 9)):
        verdicts.give("lan", ask(citizen=f"c{at}"), Judgement("right", seconds=seconds), now())
    undone = ask(citizen="undone")
    verdicts.give("lan", undone, RIGHT, now())
    verdicts.undo("lan", undone, LONG_AGO, now())
    found = verdicts.today("lan", now())
    assert (found.count, found.seconds) == (3, 4)
    assert verdicts.today("mai", now()).count == 0
    assert verdicts.last_of("lan", LONG_AGO).verdict == "right"
    assert verdicts.last_of("lan", now() + timedelta(seconds=1)) is None


@pytest.mark.parametrize(
    "change",
    [
        update(REVIEWS).values(verdict="right"),
        update(REVIEWS).values(reviewer="mai"),
        update(REVIEWS).values(reviewed_at=now()),
        update(REVIEWS).values(seconds=1),
        update(REVIEWS).values(to_content=True),
        delete(REVIEWS),
    ],
)
def test_the_database_changes_no_verdict(database, verdicts, ask, change):
    verdicts.give("lan", ask(), WRONG, now())
    before = rows(database)
    with pytest.raises((DatabaseError, DatabaseUnavailable, RowExists)):
        database.together(lambda connection: connection.execute(change))
    assert rows(database) == before


def test_erased_words_take_the_note_and_leave_the_verdict(database, verdicts, ask):
    from bot.storage.personal import Person
    from bot.storage.schema import HOLDINGS

    turn = ask(pairs=())
    verdicts.give("lan", turn, Judgement("wrong", note="bà ở xã bên"), now())
    with database.looking() as connection:
        from tests.console.review.conftest import TURNS

        talk = connection.scalar(select(TURNS.c.conversation_id).where(TURNS.c.id == turn))

    def wipe(connection):
        for holding in HOLDINGS:
            if holding.table.name in {"review", "review_score", "turn_ranking"}:
                holding.wipe(connection, Person(talk, "web", "an-citizen"))

    database.together(wipe)
    (row,) = rows(database)
    assert (row.note, row.verdict) == ("", "wrong")
    assert Queue(database).one(turn) is None


def test_the_list_of_verdicts_by_its_filters(verdicts, judged, ask):
    a, b = ask(citizen="a"), ask(citizen="b", topic="maternity", aspect="amount")
    verdicts.give("lan", a, RIGHT, now())
    verdicts.give("mai", b, Judgement("wrong", to_content=True), now())

    def found(**which):
        return [one.id for one in judged.page(Which(**which), today())]

    assert found() == [b, a]
    assert found(verdicts=("wrong", "incomplete")) == [b]
    assert found(reviewer="lan") == [a]
    assert found(topic="maternity") == [b]
    assert found(model="model-1") == [b, a]
    assert found(model="other") == found(round=2) == []
    assert found(to_content=True) == [b]
    assert [one.id for one in judged.all(Which(), today())] == [b, a]
    assert judged.count(Which(), today()) == 2
    (last,) = judged.page(Which(), today(), most=1)
    assert [one.id for one in judged.page(Which(), today(), last.number)] == [a]


def test_whoever_may_judge_second_does_not_read_the_first(verdicts, judged, ask):
    turn = drawn(ask, sampled=True)
    verdicts.give("lan", turn, WRONG, now())
    assert judged.page(Which(blind="mai"), today()) == []
    assert [one.id for one in judged.page(Which(blind="lan"), today())] == [turn]
    verdicts.give("mai", turn, RIGHT, now())
    assert len(judged.page(Which(blind="mai"), today())) == 2


def test_accuracy_counts_what_is_incomplete_as_wrong(verdicts, judged, ask):
    for at, verdict in enumerate(("right", "right", "incomplete", "wrong")):
        topic = "maternity" if at else "pension_amount"
        verdicts.give("lan", ask(citizen=f"c{at}", topic=topic, aspect="x"), Judgement(verdict), now())
    tallies = judged.tally(Which(round=1), today())
    every = overall(tallies)
    assert (every.share.right, every.share.n) == (2, 4)
    assert every.counts == {"right": 2, "incomplete": 1, "wrong": 1}
    assert [(row.name, row.share.n) for row in by_topic(tallies, {"maternity", "pension_amount"})] == [
        ("maternity", 3),
        ("pension_amount", 1),
    ]
    assert [(row.name, row.share.right) for row in by_model(tallies)] == [("model-1", 2)]


def test_the_sample_can_be_counted_by_itself(verdicts, judged, ask):
    for sampled in (True, False):
        verdicts.give("lan", drawn(ask, sampled=sampled), RIGHT, now())
    assert overall(judged.tally(Which(round=1, sampled=True), today())).share.n == 1
    assert overall(judged.tally(Which(round=1), today())).share.n == 2


def test_pairs_of_two_reviewers_give_the_agreement(database, verdicts, judged, ask):
    alike, apart, undone = (drawn(ask, sampled=True) for _ in range(3))
    for turn, other in ((alike, RIGHT), (apart, WRONG), (undone, WRONG)):
        verdicts.give("lan", turn, RIGHT, now())
        verdicts.give("mai", turn, other, now())
    verdicts.undo("mai", undone, LONG_AGO, now())
    pairs = judged.pairs(Which(), today())
    assert {first.id for first, _ in pairs} == {alike, apart}
    assert {(first.reviewer, second.reviewer) for first, second in pairs} == {("lan", "mai")}
    assert [first.id for first, second in pairs if differ(first, second)] == [apart]
    assert {one.question for pair in pairs for one in pair} == {"lương hưu được bao nhiêu"}
    every, topics = agreements(pairs, {"pension_amount"})
    assert (every.n, every.same) == (2, 1)
    assert [(topic, found.n) for topic, found in topics] == [("pension_amount", 2)]


def test_two_wrong_topics_may_mean_different_ones(verdicts, judged, ask, subjects):
    turn, (one, other) = drawn(ask, sampled=True), [each for each in subjects if each.topic == "maternity"][:2]
    verdicts.give("lan", turn, Judgement("wrong_topic", one), now())
    verdicts.give("mai", turn, Judgement("wrong_topic", other), now())
    ((first, second),) = judged.pairs(Which(), today())
    assert differ(first, second)
    assert agreements([(first, second)], ())[0].same == 1


def test_two_at_once_leave_one_verdict(database, verdicts, ask):
    from concurrent.futures import ThreadPoolExecutor

    turn = drawn(ask, sampled=False)

    def give(name):
        try:
            return verdicts.give(name, turn, RIGHT, now())
        except AlreadyJudged:
            return None

    with ThreadPoolExecutor(4) as threads:
        given = list(threads.map(give, ["lan", "mai", "hoa", "thu"]))
    assert sum(one is not None for one in given) == 1
    with database.looking() as connection:
        assert connection.scalar(select(func.count()).select_from(REVIEWS)) == 1


def test_subjects_are_found_by_their_words_with_or_without_accents(subjects):
    for words in ("lương hưu tính", "LUONG HUU tinh", "pension_amount how"):
        assert "pension_amount/how_calculated" in {one.key for one in subjects.matching(words, 50)}
    assert subjects.matching("") == []
    assert subjects.matching("xyzzy") == []
    assert len(subjects.matching("bảo hiểm")) <= 8


def test_plain_intents_can_be_the_right_subject(subjects):
    found = subjects.find("out_of_scope", None)
    assert found
    assert (found.topic, found.aspect, found.key) == ("out_of_scope", None, "out_of_scope")
    assert subjects.label("nlu_fallback") == subjects.label(None) == ""
    assert subjects.label("a_topic_of_old") == "a_topic_of_old"
    assert subjects.find(None, None) is None
