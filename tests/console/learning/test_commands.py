"""The commands of learning: export, replay, models, a candidate trained beside the model that serves."""

import json

import pytest
from click.testing import CliRunner

from bot.cli import learning as learning_commands
from bot.cli import main
from bot.learning import live
from bot.learning.models import Model, model_file
from bot.learning.reading import Reading
from bot.operations import candidate, lone_engine, paths
from bot.operations.failure import StartFailure
from tests.console.learning.conftest import NEW, SERVING, Reader
from tests.console.learning.test_candidates import LABEL, WORDS
from tests.console.learning.test_replaying import GOLDEN, OTHER


@pytest.fixture
def call(house, monkeypatch, two_models, learning):
    """Run a command of `ansinh` on the house's home, whose data has the name of the serving model."""
    monkeypatch.setenv("ANSINH_HOME", str(house.settings.home))
    monkeypatch.setattr("bot.learning.room.fingerprint", lambda _root: SERVING)
    monkeypatch.setattr("bot.learning.room.goldens", lambda *_: GOLDEN)
    # The signals of the test run are its own.
    monkeypatch.setattr("bot.operations.system.stop_on_signals", lambda: None)

    def called(*words):
        return CliRunner().invoke(main, list(words), catch_exceptions=False)

    return called


@pytest.fixture
def approved(propose, learning):
    one = propose(WORDS[0])
    return learning.candidates.approve(one.id, one.version, "mai")


@pytest.fixture
def engines(monkeypatch):
    """Readings instead of engines."""
    reader = Reader()
    monkeypatch.setattr(lone_engine, "opened", lambda _home, model: reader(model))
    return reader


@pytest.fixture
def checkout(project):
    with (project / "data/nlu/lump.yml").open("a", encoding="utf-8") as file:
        file.write(f"- intent: {LABEL}\n  examples: |\n    - rút một cục\n")
    return project


def test_export_prints_and_changes_nothing(call, approved, checkout, learning):
    done = call("learn", "export", "--checkout", str(checkout))
    assert done.exit_code == 0
    assert f"+    - {WORDS[0]}" in done.output
    assert "1 added, 0 taken out, waiting" in done.output
    assert learning.candidates.of(approved.id).state == "approved"
    assert WORDS[0] not in (checkout / "data/nlu/lump.yml").read_text("utf-8")


def test_export_writes_and_marks_in_somebodys_name(call, approved, checkout, learning):
    assert "--by ACCOUNT is needed" in call("learn", "export", "--apply").output
    done = call("learn", "export", "--apply", "--by", "hoa", "--checkout", str(checkout))
    assert "1 added, 0 taken out, written" in done.output
    assert (checkout / "data/nlu/lump.yml").read_text("utf-8").endswith(f"    - {WORDS[0]}\n")
    assert learning.candidates.of(approved.id).exported_by == "hoa"


def test_a_replay_without_harm(call, engines, talk):
    talk("đăng ký ở đâu")
    done = call("replay", "--candidate", NEW, "--json")
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert (told["questions"], told["changed"], told["harm"], told["changes"]) == (1, 0, 0, [])


def test_a_replay_with_harm_has_status_1(call, engines):
    engines.readings[SERVING, GOLDEN[0].words] = Reading("contribution_level/min", 0.5)
    engines.readings[NEW, GOLDEN[0].words] = Reading(OTHER, 0.4)
    done = call("replay", "--candidate", NEW, "--days", "7")
    assert done.exit_code == 1
    assert f"golden\t0\tcontribution_level/min\t{OTHER}\t{GOLDEN[0].words}" in done.output
    assert "0 change, 1 harm" in done.output


def test_a_replay_of_the_page_is_run(call, engines, learning, monkeypatch):
    monkeypatch.setattr("bot.operations.process.die_with_parent", lambda: None)
    id_ = learning.replays.ask(NEW, SERVING, 30, "mai")
    assert call("replay", "--resume", id_).exit_code == 0
    assert learning.replays.of(id_).state == "done"


@pytest.mark.parametrize("words", [("--candidate", "nobody"), (), ("--candidate", SERVING)])
def test_a_replay_that_cannot_be(call, engines, words):
    assert call("replay", *words).exit_code == 1


def test_an_engine_that_does_not_start_is_one_line(call, monkeypatch, learning):
    def broken(*_):
        raise StartFailure("the replay engine ended: no memory")

    monkeypatch.setattr(lone_engine, "opened", broken)
    done = call("replay", "--candidate", NEW)
    assert done.exit_code == 1
    assert "the replay engine ended: no memory" in done.output
    assert learning.replays.latest()[0].state == "failed"


def test_models_are_listed_switched_and_taken_back(call, engines, settings):
    assert "not replayed" in call("model", "list").output
    refused = call("model", "switch", NEW, "--by", "lan", "--why", "tốt hơn")
    assert refused.exit_code == 1
    assert "ansinh replay --candidate" in refused.output
    replayed = call("replay", "--candidate", NEW)
    assert replayed.exit_code == 0, replayed.output
    assert call("model", "switch", NEW, "--by", "lan", "--why", "tốt hơn").output == f"serving: {NEW}\n"
    rows = {row["model"]: row for row in json.loads(call("model", "list", "--json").stdout)}
    assert (rows[NEW]["serves"], rows[SERVING]["way_back"]) == (True, True)
    assert call("model", "rollback", "--by", "lan", "--why", "kém hơn").output == f"serving: {SERVING}\n"
    assert live.read(settings.home).by == "lan"
    assert "serves" in call("model", "list").output


def test_a_rollback_without_a_way_back(call):
    done = call("model", "rollback", "--by", "lan", "--why", "x")
    assert (done.exit_code, "no model to go back to" in done.output) == (1, True)


def test_approved_sentences_are_what_a_candidate_is_trained_with(call, approved):
    assert [one.id for one in learning_commands.approved()] == [approved.id]


def test_with_approved_needs_candidate(call):
    done = call("train", "--with-approved")
    assert (done.exit_code, "--candidate too" in done.output) == (1, True)


@pytest.fixture
def trains(monkeypatch, tmp_path):
    """An engine that "trains": it writes what it was given to train from."""
    script = tmp_path / "python"
    script.write_text('#!/bin/sh\nfor last; do :; done\ncat "$5"/data/nlu/lump_sum_amount.yml > "$last"\n')
    script.chmod(0o755)
    monkeypatch.setattr(paths, "ENGINE_PYTHON", script)


def test_a_candidate_is_trained_on_a_copy_with_the_sentences(approved, trains, settings, two_models):
    """The real project's files are copied; the serving model and the checkout are left alone."""
    from bot.learning.fingerprint import fingerprint

    before = fingerprint()
    trained = candidate.train(settings.home, [approved])
    assert (trained.added, trained.is_new) == (1, True)
    assert trained.id != before == fingerprint()
    file = model_file(settings.home, trained.id)
    assert WORDS[0] in file.read_text("utf-8")
    note = Model.of(file).note
    assert (note.data, note.added, note.candidates) == (before, {LABEL: 1}, (approved.id,))
    assert WORDS[0] not in file.with_name(f"{trained.id}.json").read_text("utf-8")
    assert model_file(settings.home, SERVING).exists()
    assert not candidate.train(settings.home, [approved]).is_new


def test_the_command_says_what_was_trained(call, approved, trains):
    done = call("train", "--candidate", "--with-approved")
    assert done.exit_code == 0, done.output
    assert "+1 sentences" in done.output
    assert call("train", "--candidate", "--with-approved").output.rstrip().endswith("known")
