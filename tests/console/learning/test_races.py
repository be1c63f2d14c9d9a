"""Two at once, and pages that are too old: one of them acts, the other is told."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.clock import now
from bot.console.roles import Role
from bot.learning import live
from bot.learning.candidate import Reason
from bot.learning.candidates import Refused
from bot.learning.models import model_file
from bot.learning.replay import ReplayRefused
from bot.learning.replaying import Replaying
from bot.learning.switching import SwitchRefused
from tests.console.learning.conftest import NEW, SERVING
from tests.console.learning.test_candidates import WORDS
from tests.console.learning.test_replaying import GOLDEN, MONEY, OTHER, changes_to

PATH = "/console/learning"
THIRD = "c" * 16


def at_once(*jobs):
    """What each gives, or the exception that it raises."""

    def done(job):
        try:
            return job()
        except (Refused, SwitchRefused) as error:
            return error

    with ThreadPoolExecutor(len(jobs)) as threads:
        return [one.result() for one in [threads.submit(done, job) for job in jobs]]


@pytest.mark.parametrize("attempt", range(5))
def test_one_of_two_approvals_counts(propose, learning, console, attempt):
    one = propose(WORDS[attempt])
    given = at_once(*(lambda by=by: learning.candidates.approve(one.id, 1, by) for by in ("mai", "hoa", "thu")))
    refused = [each for each in given if isinstance(each, Refused)]
    assert [each.reason for each in refused] == ["changed", "changed"]
    found = learning.candidates.of(one.id)
    assert (found.state, found.version) == ("approved", 2)
    noted = [done.act for done in console.audit.latest(10) if done.act.what == "candidate_approved"]
    assert [act.who for act in noted] == [found.decided_by]


def test_approving_and_rejecting_at_once_leaves_one_of_both(propose, learning):
    one = propose(WORDS[0])
    given = at_once(
        lambda: learning.candidates.approve(one.id, 1, "mai"),
        lambda: learning.candidates.reject(one.id, 1, "hoa", Reason.UNCLEAR),
    )
    assert sum(isinstance(each, Refused) for each in given) == 1
    found = learning.candidates.of(one.id)
    assert (found.state, found.decided_by) in {("approved", "mai"), ("rejected", "hoa")}


def test_two_exports_at_once_are_one(propose, learning):
    one = propose(WORDS[0])
    learning.candidates.approve(one.id, 1, "mai")
    before = learning.exporting.waiting()
    first = learning.exporting.export("hoa", now())
    # What the second one read before the first was done.
    assert learning.exporting._mark(before, "thu", now()) is None
    assert learning.exporting.made(first)[0] == "hoa"
    assert [export[0] for export in learning.exporting.exports()] == [first]


def test_what_was_taken_back_meanwhile_is_not_exported(propose, learning):
    one = propose(WORDS[0])
    approved = learning.candidates.approve(one.id, 1, "mai")
    before = learning.exporting.waiting()
    learning.candidates.undo(one.id, approved.version, "mai")
    assert learning.exporting._mark(before, "hoa", now()) is None
    assert learning.candidates.of(one.id).state == "proposed"


def test_a_gathering_that_runs_twice_counts_once(talk, review, learning):
    review(talk(WORDS[0]))
    assert sorted(at_once(*(lambda: learning.gathering.gather(now()) for _ in range(3)))) == [0, 0, 1]


@pytest.fixture
def switching(learning, two_models, monkeypatch, house, reader):
    """Two candidates that were replayed beside the model that serves, without harm."""
    monkeypatch.setattr(learning.switching, "_data", lambda: SERVING)
    model_file(house.settings.home, THIRD).write_bytes(b"model")
    for name in (NEW, THIRD):
        id_ = learning.replays.ask(name, SERVING, 30, "mai")
        assert Replaying(house.database, learning.replays.rules, list, reader).run(id_)
    return learning.switching


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_switches_at_once_the_second_has_no_replay(switching, settings, attempt):
    given = at_once(lambda: switching.switch(NEW, "boss", "x"), lambda: switching.switch(THIRD, "chief", "y"))
    refused = [each for each in given if isinstance(each, SwitchRefused)]
    assert [each.reason for each in refused] == ["not_replayed"]
    chosen = live.read(settings.home)
    assert chosen.before == SERVING
    assert chosen.model in {NEW, THIRD}


def test_two_who_go_back_at_once_do_not_go_forth_again(switching, settings):
    switching.switch(NEW, "boss", "tốt hơn")
    given = at_once(*(lambda by=by: switching.rollback(by, "kém hơn", NEW) for by in ("boss", "chief")))
    refused = [each for each in given if isinstance(each, SwitchRefused)]
    assert [each.reason for each in refused] == ["moved"]
    assert switching.serving == SERVING


def test_a_page_of_models_that_is_too_old_switches_nothing(login, switching, settings):
    manager = login(Role.MANAGER)
    page = manager.see(f"{PATH}/models").text
    assert f'name="seen" value="{SERVING}"' in page
    assert manager.form(f"{PATH}/models/{NEW}/switch", why="tốt hơn", seen=SERVING).status_code == 303
    again = manager.form(f"{PATH}/models/{THIRD}/switch", why="cũng tốt", seen=SERVING)
    assert again.status_code == 409
    assert "đã đổi từ khi trang này được mở" in again.text
    assert manager.form(f"{PATH}/rollback", why="kém hơn", seen=NEW).status_code == 303
    assert manager.form(f"{PATH}/rollback", why="kém hơn", seen=NEW).status_code == 409
    assert live.read(settings.home).model == SERVING


def test_few_days_do_not_outweigh_many(learning, two_models, house, reader, monkeypatch):
    """Harm that thirty days showed is not got rid of by asking for one day."""
    monkeypatch.setattr(learning.switching, "_data", lambda: SERVING)

    def run(days, goldens):
        id_ = learning.replays.ask(NEW, SERVING, days, "mai")
        assert Replaying(house.database, learning.replays.rules, lambda: goldens, reader).run(id_)
        return id_

    changes_to(reader, GOLDEN[0].words, "contribution_level/min", OTHER)
    harmful = run(30, GOLDEN)
    assert learning.replays.of(run(1, [])).allows
    assert learning.replays.deciding(NEW, SERVING).id == harmful
    with pytest.raises(SwitchRefused, match="harm"):
        learning.switching.switch(NEW, "boss", "tốt hơn")
    reader.readings.clear()
    mended = run(30, GOLDEN)
    assert learning.replays.deciding(NEW, SERVING).id == mended
    assert learning.switching.switch(NEW, "boss", "tốt hơn").model == NEW


def test_a_change_is_let_pass_by_one_of_two(learning, talk, two_models, house, reader):
    talk("lương hưu tính sao")
    changes_to(reader, "lương hưu tính sao", MONEY, f"{MONEY}?")
    id_ = learning.replays.ask(NEW, SERVING, 30, "mai")
    Replaying(house.database, learning.replays.rules, list, reader).run(id_)
    (one,) = learning.replays.changes.page(id_, kind="harm")
    learning.replays.changes.let_pass(id_, one.number, "boss", "đã đọc")
    with pytest.raises(ReplayRefused, match="changed"):
        learning.replays.changes.let_pass(id_, one.number, "chief", "cũng đã đọc")
    assert learning.replays.changes.page(id_, kind="passed")[0].passed_by == "boss"
