"""Which model serves: the pointer, the way back, the app following its engine, the launcher of replays."""

import sys
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from bot.learning import live, models, moving
from bot.learning.launching import TRIES, Launcher
from bot.learning.live import Live
from bot.learning.models import Note, model_file, write_note
from bot.learning.moving import Following, Place
from bot.learning.replaying import Replaying
from bot.learning.switching import SwitchRefused
from bot.operations import changeover, model
from bot.operations.changeover import Changeover, Stage
from bot.routine import engine_moves
from tests.console.learning.conftest import NEW, SERVING

DATA = "d" * 16


def chosen(name=NEW, data=DATA, before=SERVING, **more):
    return Live(name, data, before, "mai", "vì tốt hơn", datetime(2026, 11, 22, tzinfo=UTC), **more)


@pytest.fixture
def home(settings, two_models):
    return settings.home


def test_without_a_choice_the_data_has_its_own_model(home):
    assert live.read(home) is None
    assert live.serving(home, DATA) == DATA
    assert live.kept(home) == frozenset()


def test_a_choice_holds_for_its_data_and_for_the_data_with_its_sentences(home):
    live.write(home, chosen())
    assert live.read(home) == chosen()
    assert live.serving(home, DATA) == NEW
    # The patch was applied: the data is what the model was trained from.
    assert live.serving(home, NEW) == NEW
    # Newer data has a model of its own.
    assert live.serving(home, "e" * 16) == "e" * 16
    assert live.kept(home) == {NEW, SERVING}


def test_a_model_that_is_gone_does_not_serve(home):
    live.write(home, chosen())
    model_file(home, NEW).unlink()
    assert live.serving(home, DATA) == DATA


def test_a_broken_pointer_is_no_choice(home):
    live.live_file(home).write_text("{")
    assert live.read(home) is None


def test_a_choice_that_came_to_nothing_is_put_back(home):
    live.write(home, chosen())
    back = live.put_back(home, chosen(SERVING, before="c" * 16), SERVING, DATA, "no memory")
    assert (back.model, back.before, back.trouble) == (SERVING, "c" * 16, "no memory")
    assert live.read(home) == back
    assert live.put_back(home, None, SERVING, DATA, "x").model == SERVING


def test_models_are_listed_with_their_notes(home):
    note = Note(DATA, datetime(2026, 11, 22, tzinfo=UTC), 181, {"greet": 2}, ("one", "two"))
    write_note(model_file(home, NEW), note)
    found = {one.id: one for one in models.models(home)}
    assert set(found) == {SERVING, NEW}
    assert found[NEW].note == note
    assert (found[SERVING].note, found[SERVING].size) == (None, 5)
    models.note_file(model_file(home, NEW)).write_text("nonsense")
    assert models.models(home)[0].note is None


@pytest.mark.parametrize("name", ["../secret", "", "a/b", ".", "nobody"])
def test_a_name_from_outside_leads_nowhere(home, name):
    assert not models.exists(home, name)


def test_models_that_serve_or_lead_back_are_not_forgotten(home, monkeypatch, tmp_path):
    live.write(home, chosen())
    for number in range(5):
        file = model_file(home, f"{number}" * 16)
        file.write_bytes(b"")
        write_note(file, Note(DATA, datetime(2026, 11, 22, tzinfo=UTC), 1))
    model._forget_old(model_file(home, "4" * 16), live.kept(home))
    left = {one.id for one in models.models(home)}
    assert {NEW, SERVING, "4" * 16} <= left
    assert len(left) <= 5
    assert {file.stem for file in models.folder(home).glob("*.json")} <= left


@pytest.fixture
def switching(learning, home, monkeypatch):
    monkeypatch.setattr(learning.switching, "_data", lambda: SERVING)
    return learning.switching


@pytest.fixture
def replayed(learning, house, reader):
    id_ = learning.replays.ask(NEW, SERVING, 30, "mai")
    assert Replaying(house.database, learning.replays.rules, list, reader).run(id_)


@pytest.mark.parametrize(
    ("name", "why", "reason"), [("c" * 16, "x", "gone"), (SERVING, "x", "serves"), (NEW, "x", "not_replayed")]
)
def test_what_may_not_serve(switching, home, name, why, reason):
    with pytest.raises(SwitchRefused, match=reason):
        switching.switch(name, "boss", why)
    assert live.read(home) is None


def test_switch_and_back_and_forth(switching, replayed, home):
    assert switching.back == ""
    switching.switch(NEW, "boss", "tốt hơn")
    assert (switching.serving, switching.back) == (NEW, SERVING)
    switching.rollback("boss", "kém hơn")
    assert (switching.serving, switching.back) == (SERVING, NEW)
    switching.rollback("boss", "nhầm")
    assert switching.serving == NEW


def test_a_replay_beside_another_model_does_not_count(switching, replayed, home):
    live.write(home, chosen("c" * 16, SERVING))
    model_file(home, "c" * 16).write_bytes(b"")
    with pytest.raises(SwitchRefused, match="not_replayed"):
        switching.switch(NEW, "boss", "x")


def test_nothing_is_switched_without_its_audit(switching, replayed, home, monkeypatch):
    def broken(*_):
        raise RuntimeError

    monkeypatch.setattr(switching, "_audit", broken)
    with pytest.raises(RuntimeError):
        switching.switch(NEW, "boss", "x")
    assert live.read(home) is None


def test_the_app_follows_its_engine(home):
    moved = []
    following = Following(home, "secret of this start", moved.append)
    following.look()
    (home / "run").mkdir(exist_ok=True)
    place = Place(4711, NEW, moving.mark_of("secret of this start"))
    moving.tell(home, Place(1, NEW, moving.mark_of("secret of an earlier start")))
    following.look()
    assert moved == []
    moving.tell(home, place)
    following.look()
    following.look()
    assert moved == [place]
    moving.place_file(home).write_text("{")
    following.look()
    moving.forget(home)
    following.look()
    assert moved == [place]


def test_records_name_the_model_that_reads_them(house, talk):
    asked = []
    engine = SimpleNamespace(move=asked.append)
    chore = engine_moves(house, engine)
    (house.settings.home / "run").mkdir(exist_ok=True)
    before = house.interactions.get(talk("câu trước"))
    moving.tell(house.settings.home, Place(4711, NEW, moving.mark_of(house.settings.engine_secret.get_secret_value())))
    chore.do()
    assert asked == ["http://127.0.0.1:4711"]
    assert house.interactions.get(talk("câu sau")).model_version == NEW != before.model_version


class Engine:
    """A child that is none."""

    def __init__(self, log):
        self.exit_status, self.log, self.stopped = None, log, False

    def start(self):
        pass

    def stop(self):
        self.stopped = True


@pytest.fixture
def change(home, tmp_path, monkeypatch):
    """A changeover whose engine and app answer what is set in `says`."""
    says = {"engine": False, "app": SERVING}
    monkeypatch.setattr(changeover, "_has_model", lambda *_: says["engine"])
    monkeypatch.setattr(changeover, "_spoken_with", lambda _: says["app"])
    (home / "run").mkdir(exist_ok=True)
    log = tmp_path / "engine.log"
    log.write_text("no memory\n")
    made = Changeover(chosen(), Engine(log), 4711, home=home, app="http://x", secret="s" * 32, patience=-1)
    return made, says


def test_one_engine_in_for_another(change, home):
    made, says = change
    assert made.step() is Stage.STARTING
    assert not moving.place_file(home).exists()
    says["engine"] = True
    assert made.step() is Stage.MOVING
    assert moving.place_file(home).exists()
    assert made.step() is Stage.MOVING
    says["app"] = NEW
    assert made.step() is Stage.DRAINING
    made._until = 0
    assert made.step() is Stage.DONE
    assert made.step() is Stage.DONE
    assert not made.fresh.stopped


def test_an_engine_that_does_not_start_changes_nothing(change, home):
    made, _ = change
    made.fresh.exit_status = 1
    assert made.step() is Stage.FAILED
    assert "no memory" in made.trouble
    assert made.fresh.stopped
    assert not moving.place_file(home).exists()


@pytest.mark.parametrize("engine", [False, True])
def test_what_takes_too_long_is_given_up(change, engine):
    made, says = change
    says["engine"] = engine
    if engine:
        made.step()
    made._until = 0
    assert made.step() is Stage.FAILED
    assert made.trouble
    assert made.fresh.stopped


def test_the_launcher_runs_one_at_a_time_and_gives_up(learning, settings):
    started, running = [], SimpleNamespace(poll=lambda: None)
    launcher = Launcher(learning.replays, settings)
    launcher.start = lambda command, environment: started.append((command, environment)) or running
    launcher.look()
    assert started == []
    id_ = learning.replays.ask(NEW, SERVING, 30, "mai")
    for _ in range(3):
        launcher.look()
    assert len(started) == 1
    command, environment = started[0]
    assert command == [sys.executable, "-m", "bot.cli", "replay", "--resume", id_]
    assert environment["ANSINH_HOME"] == str(settings.home)
    running.poll = lambda: 1
    for _ in range(TRIES + 2):
        launcher.look()
    assert len(started) == TRIES
    assert learning.replays.of(id_).state == "failed"


def test_a_database_elsewhere_is_told_to_the_runner(learning, settings):
    started = []
    elsewhere = settings.model_copy(update={"database_url": "postgresql+psycopg://x@y/z"})
    launcher = Launcher(learning.replays, elsewhere)
    launcher.start = lambda _, environment: started.append(environment) or SimpleNamespace(poll=lambda: 0)
    learning.replays.ask(NEW, SERVING, 30, "mai")
    launcher.look()
    assert started[0]["ANSINH_DATABASE_URL"] == "postgresql+psycopg://x@y/z"
