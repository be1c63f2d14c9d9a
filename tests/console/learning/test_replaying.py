"""A replay: every distinct question once through each model, resumed after a death, cancelled, judged."""

import pytest
from sqlalchemy import update

from bot.clock import now
from bot.learning.changes import place_of
from bot.learning.golden import Golden
from bot.learning.reading import Reading
from bot.learning.replay import ReplayRefused
from bot.learning.replaying import BATCH, Replaying
from bot.outcomes import Outcome
from bot.storage.learning_tables import LearningReplay
from bot.storage.personal import HOLDINGS, Person, table
from bot.storage.tables import Interaction
from tests.console.learning.conftest import NEW, SERVING, ago

MONEY, OTHER = "pension_amount/formula", "registration_procedure/where"
GOLDEN = [Golden("đóng thấp nhất bao nhiêu", "contribution_level", "golden")]


@pytest.fixture
def replays(learning):
    return learning.replays


@pytest.fixture
def run(replays, house, reader):
    """Ask for a replay and run it with readings that were set; gives it."""

    def done(days=30, goldens=GOLDEN):
        id_ = replays.ask(NEW, SERVING, days, "mai")
        assert Replaying(house.database, replays.rules, lambda: list(goldens), reader).run(id_)
        return replays.of(id_)

    return done


def changes_to(reader, words, before, after, margins=(0.5, 0.4)):
    reader.readings[SERVING, words] = Reading(before, margins[0])
    reader.readings[NEW, words] = Reading(after, margins[1])


def test_each_wording_is_read_once_by_each_model(run, talk, reader):
    for citizen in ("one", "two", "three"):
        talk("rút được bao nhiêu", citizen=citizen)
    talk("đăng ký ở đâu")
    done = run()
    assert reader.opened == [SERVING, NEW]
    assert reader.read == 2 * (2 + 1)
    assert (done.state, done.questions, done.total, done.done, done.percent) == ("done", 2, 6, 6, 100)
    assert (done.changed, done.harm, done.allows) == (0, 0, True)


def test_what_was_pressed_or_is_old_or_never_read_is_left_out(run, talk, house, reader):
    talk("câu này người dân gõ")
    talk("nút bấm nào đó")
    old = talk("câu của năm ngoái")
    talk("cán bộ đang nói", outcome=Outcome.WITH_OFFICER)
    talk("[Nội dung tin báo, lưu riêng]")
    rows = table(Interaction)
    with house.database.session() as session:
        session.execute(update(rows).where(rows.c.question == "nút bấm nào đó").values(pressed=True))
        session.execute(update(rows).where(rows.c.id == old).values(accepted_at=ago(days=400)))
    assert run(goldens=()).questions == 1


def test_a_change_is_shown_with_words_and_askers(run, talk, reader, replays):
    talk("rút được bao nhiêu", citizen="one")
    talk("rút được bao nhiêu", citizen="two")
    changes_to(reader, "rút được bao nhiêu", OTHER, "eligibility/who")
    done = run()
    (one,) = replays.changes.page(done.id)
    assert (one.words, one.askers, one.before, one.after, one.harm) == (
        "rút được bao nhiêu", 2, OTHER, "eligibility/who", ""
    )  # fmt: skip
    assert (done.changed, done.harm, done.allows) == (1, 0, True)
    assert replays.changes.counts(done.id) == {"none": 1}


def test_a_question_that_staff_judged_right_may_not_change(run, talk, review, reader, replays):
    turn = talk("lương hưu tính sao", topic="pension_amount", aspect="formula")
    review(turn, "right")
    talk("lương hưu tính sao", citizen="two")
    changes_to(reader, "lương hưu tính sao", MONEY, OTHER, (0.1, 0.9))
    done = run()
    (one,) = replays.changes.page(done.id)
    assert (one.harm, one.expected, one.askers) == ("reviewed", MONEY, 2)
    assert (done.harm, done.allows) == (1, False)


def test_a_corrected_question_that_is_read_rightly_is_mended(run, talk, review, reader, replays):
    review(talk("lương hưu tính sao"), label=MONEY)
    changes_to(reader, "lương hưu tính sao", OTHER, MONEY)
    done = run()
    assert (done.changed, done.mended, done.harm) == (1, 1, 0)


def test_reviewers_who_judge_one_wording_differently_decide_nothing(run, talk, review, reader, replays):
    review(talk("lương hưu tính sao", citizen="one"), label=MONEY)
    review(talk("lương hưu tính sao", citizen="two"), label=OTHER)
    changes_to(reader, "lương hưu tính sao", OTHER, MONEY, (0.1, 0.9))
    done = run()
    assert (done.harm, replays.changes.page(done.id)[0].expected) == (0, None)


def test_a_golden_question_that_breaks_blocks(run, reader, replays):
    changes_to(reader, GOLDEN[0].words, "contribution_level/min", OTHER)
    done = run()
    (one,) = replays.changes.page(done.id)
    assert (one.kind, one.words, one.harm, one.interaction_id) == ("golden", GOLDEN[0].words, "golden", None)
    assert not done.allows


def test_a_single_change_is_let_pass_with_a_reason_and_held_again(run, reader, replays, console):
    changes_to(reader, GOLDEN[0].words, "contribution_level/min", OTHER)
    done = run()
    number = replays.changes.page(done.id)[0].number
    with pytest.raises(ReplayRefused, match="why"):
        replays.changes.let_pass(done.id, number, "boss", "  ")
    replays.changes.let_pass(done.id, number, "boss", "câu chuẩn này đã cũ")
    act = console.audit.latest(1)[0].act
    assert (act.who, act.what, act.about) == ("boss", "change_let_pass", f"replay/{done.id}/{number}")
    passed = replays.of(done.id)
    assert (passed.harm, passed.passed, passed.allows) == (0, 1, True)
    with pytest.raises(ReplayRefused, match="changed"):
        replays.changes.let_pass(done.id, number, "boss", "noch einmal")
    replays.changes.hold_again(done.id, number, "boss")
    assert not replays.of(done.id).allows
    assert console.audit.latest(1)[0].act.what == "change_held_again"


def test_what_does_no_harm_cannot_be_let_pass(run, talk, reader, replays):
    talk("đăng ký ở đâu")
    changes_to(reader, "đăng ký ở đâu", OTHER, "eligibility/who")
    done = run()
    with pytest.raises(ReplayRefused, match="changed"):
        replays.changes.let_pass(done.id, replays.changes.page(done.id)[0].number, "boss", "vì")


def test_harm_comes_first_and_a_list_goes_on_where_it_ended(run, talk, reader, replays):
    for number in range(5):
        words = f"câu hỏi thứ {number} của dân"
        talk(words)
        changes_to(reader, words, OTHER, MONEY if number % 2 else "eligibility/who")
    done = run()
    seen, after = [], ""
    while page := replays.changes.page(done.id, after=after, most=2):
        seen += page
        after = place_of(page[-1])
    assert [one.harm for one in seen] == ["money", "money", "", "", ""]
    assert len({one.number for one in seen}) == 5
    assert len(list(replays.changes.every(done.id, "money"))) == 2
    assert len(replays.changes.page(done.id, "none")) == 3
    with pytest.raises(ReplayRefused, match="after"):
        replays.changes.page(done.id, after="nonsense")


class Dies(Exception):
    """A runner's process ends."""


def test_whoever_comes_after_a_dead_runner_goes_on_where_it_ended(talk, replays, house, reader):
    for number in range(BATCH + 50):
        talk(f"câu hỏi số {number} của một người dân")
    id_ = replays.ask(NEW, SERVING, 30, "mai")

    def dying(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Replaying(house.database, replays.rules, list, reader).run(id_, dying)
    left = replays.of(id_)
    assert (left.state, left.done, reader.read) == ("waiting", BATCH, BATCH)
    assert Replaying(house.database, replays.rules, list, reader).run(id_)
    assert (replays.of(id_).state, reader.read) == ("done", 2 * (BATCH + 50))


def test_a_runner_that_is_not_heard_of_loses_its_replay(replays, house, reader, talk):
    talk("đăng ký ở đâu")
    id_ = replays.ask(NEW, SERVING, 30, "mai")
    first = Replaying(house.database, replays.rules, list, reader)
    assert first._claim(id_)
    assert not Replaying(house.database, replays.rules, list, reader).run(id_)
    assert replays.waiting() == []
    rows = table(LearningReplay)
    with house.database.session() as session:
        session.execute(update(rows).values(heard_at=ago(minutes=5)))
    assert replays.waiting() == [id_]
    assert Replaying(house.database, replays.rules, list, reader).run(id_)
    # What the first one says later is not heard.
    assert first._store(id_, "before", [{"of": "x", "label": "y", "margin": 0.0}]) is None


def test_a_replay_is_cancelled_between_two_batches(talk, replays, house, reader):
    for number in range(BATCH + 1):
        talk(f"câu hỏi số {number} của một người dân")
    id_ = replays.ask(NEW, SERVING, 30, "mai")

    def cancels(_done, _total):
        if replays.of(id_).state == "running":
            replays.cancel(id_, "mai")

    assert not Replaying(house.database, replays.rules, list, reader).run(id_, cancels)
    ended = replays.of(id_)
    assert (ended.state, ended.allows, reader.read) == ("cancelled", False, BATCH)
    assert list(replays.changes.every(id_)) == []
    with pytest.raises(ReplayRefused, match="over"):
        replays.cancel(id_, "mai")


def test_a_model_that_cannot_be_opened_ends_the_replay_with_the_class_of_the_error(replays, house):
    id_ = replays.ask(NEW, SERVING, 30, "mai")

    def broken(_model):
        raise Dies("câu của người dân không được lộ ra")

    with pytest.raises(Dies):
        Replaying(house.database, replays.rules, lambda: GOLDEN, broken).run(id_)
    ended = replays.of(id_)
    assert (ended.state, ended.trouble, ended.allows) == ("failed", "Dies", False)


def test_the_same_replay_is_not_asked_for_twice(replays):
    first = replays.ask(NEW, SERVING, 30, "mai")
    assert replays.ask(NEW, SERVING, 30, "hoa") == first
    assert replays.ask(NEW, SERVING, 7, "hoa") != first
    assert len(replays.latest()) == 2


@pytest.mark.parametrize(
    ("candidate", "days", "why"), [(SERVING, 30, "same_model"), (NEW, 0, "days"), (NEW, 401, "days")]
)
def test_what_cannot_be_replayed(replays, candidate, days, why):
    with pytest.raises(ReplayRefused, match=why):
        replays.ask(candidate, SERVING, days, "mai")


def test_an_erased_person_is_in_no_replay(run, talk, reader, replays, house):
    talk("rút được bao nhiêu")
    changes_to(reader, "rút được bao nhiêu", OTHER, MONEY)
    done = run()
    rows = table(Interaction)
    with house.database.session() as session:
        conversation = session.connection().scalar(rows.select().with_only_columns(rows.c.conversation_id))
        for holding in HOLDINGS:
            if holding.table.name.startswith("learning"):
                holding.wipe(session.connection(), Person(conversation, "web", "x"))
    assert list(replays.changes.every(done.id)) == []


def test_a_replay_with_nothing_to_read_is_done(run):
    assert run(goldens=()).state == "done"


def test_the_readings_stand_on_both_databases(database, settings, adviser):
    """The statements of candidates and replays, on SQLite and on PostgreSQL."""
    from bot.house import House
    from bot.learning.candidate import State
    from bot.learning.candidate_rows import Which
    from bot.learning.room import LearningRoom
    from tests.console.learning.conftest import Reader

    house = House.build(settings.model_copy(update={"database_url": database.url}), adviser)
    room = LearningRoom.build(house)
    assert room.gathering.gather(now()) == 0
    assert room.candidates.page(Which((State.PROPOSED,), "lump"), "a.b") == []
    assert room.candidates.counts()[State.PROPOSED] == {}
    id_ = room.replays.ask(NEW, SERVING, 30, "mai")
    reader = Reader()
    changes_to(reader, GOLDEN[0].words, "contribution_level/min", OTHER)
    assert Replaying(house.database, room.replays.rules, lambda: GOLDEN, reader).run(id_)
    room.replays.changes.let_pass(id_, 0, "boss", "vì sao")
    done = room.replays.of(id_)
    assert (done.harm, done.passed, done.allows) == (0, 1, True)
    assert room.replays.changes.page(id_, "golden", "9.0_0")[0].words == GOLDEN[0].words
    assert room.replays.deciding(NEW, SERVING).id == id_
    house.database.close()
