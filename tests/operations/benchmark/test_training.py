"""Training is timed once for the same content, and again when anything of it changed."""

import json
import sys
from dataclasses import replace

import pytest

from bot.operations import paths
from bot.operations.benchmark import training
from bot.operations.benchmark.training import Recipe, fingerprint, trained
from bot.operations.failure import StartFailure
from bot.settings import PROJECT

SENTENCES = {"greet": ["chào", "alo"], "maternity/amount": ["bao nhiêu"]}
#: A training: takes a while, writes its model, says where it ran.
MAKES = """
import pathlib, sys, time
time.sleep(0.2)
pathlib.Path(sys.argv[1]).write_bytes(bytes(200_000))
print(pathlib.Path().resolve())
"""


@pytest.fixture
def recipe(tmp_path):
    project, beside = tmp_path / "project", tmp_path / "engine.txt"
    project.mkdir()
    (project / "config.yml").write_text("a: 1")
    beside.write_text("rasa==3.6.21")
    return Recipe("stock", project, lambda out: [sys.executable, "-c", MAKES, str(out)], {}, (beside,))


def test_time_day_and_sizes_are_told(recipe, tmp_path):
    file, told = trained(recipe, tmp_path / "store", SENTENCES, anew=False)
    assert file.stat().st_size == 200_000
    assert (told.sentences, told.labels, told.model_mb) == (3, 2, 0.2)
    assert told.seconds >= 0.2
    assert (tmp_path / "store" / "stock.log").read_text().strip() == str(recipe.project)


def test_what_is_trained_keeps_its_time_and_day(recipe, tmp_path):
    file, _ = trained(recipe, tmp_path, SENTENCES, anew=False)
    note = file.with_suffix(".json")
    note.write_text(json.dumps(json.loads(note.read_text()) | {"seconds": 77.0, "on": "2026-01-01"}))
    _, told = trained(recipe, tmp_path, SENTENCES, anew=False)
    assert (told.seconds, told.on) == (77.0, "2026-01-01")
    _, again = trained(recipe, tmp_path, SENTENCES, anew=True)
    assert again.seconds != 77.0


def test_a_note_without_its_model_is_trained_again(recipe, tmp_path):
    file, _ = trained(recipe, tmp_path, SENTENCES, anew=False)
    file.unlink()
    assert trained(recipe, tmp_path, SENTENCES, anew=False)[0].exists()


def test_a_training_that_fails_names_its_reason_and_leaves_no_time(recipe, tmp_path):
    fails = replace(recipe, command=lambda out: [sys.executable, "-c", "print('no data'); raise SystemExit(3)"])
    with pytest.raises(StartFailure, match="training stock failed: no data"):
        trained(fails, tmp_path / "store", SENTENCES, anew=False)
    assert list((tmp_path / "store").glob("*.json")) == []


def test_any_change_of_the_project_or_of_what_is_beside_it_is_another_model(recipe):
    before = fingerprint(recipe)
    (recipe.project / "config.yml").write_text("a: 2")
    changed = fingerprint(recipe)
    recipe.also[0].write_text("rasa==3.6.22")
    assert len({before, changed, fingerprint(recipe)}) == 3


def test_both_are_trained_by_their_own_command(monkeypatch, tmp_path):
    python = tmp_path / "python"
    python.touch()
    monkeypatch.setattr(paths, "ENGINE_PYTHON", python)
    out = tmp_path / "stock-1234.tar.gz"
    mine, theirs = training.ours(tmp_path).command(out), training.stock(tmp_path).command(out)
    assert mine == [str(python), "-m", "ansinh_engine", "train", "--project", str(tmp_path), "--out", str(out)]
    assert theirs[:4] == [str(python), "-m", "rasa", "train"]
    assert theirs[-4:] == ["--out", str(tmp_path), "--fixed-model-name", "stock-1234"]


def test_a_change_of_our_engine_is_another_model_of_ours_alone(tmp_path):
    engine = PROJECT / "engine" / "ansinh_engine" / "features.py"
    assert engine in training.ours(tmp_path).also
    assert engine not in training.stock(tmp_path).also
