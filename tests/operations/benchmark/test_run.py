"""What a run stands on: a fresh home with the models of the real one, and our engine alone."""

from contextlib import nullcontext
from pathlib import Path

import pytest

from bot.operations import model, paths
from bot.operations.benchmark import run
from bot.operations.benchmark.engine_alone import engine
from bot.operations.benchmark.run import Plan
from bot.operations.failure import StartFailure


@pytest.fixture
def plan(tmp_path):
    return Plan(tmp_path, tmp_path / "q.jsonl", "ansinh bench", 1, (), 1.0, 1, anew=False)


@pytest.fixture
def trainings(monkeypatch):
    """Trainings asked for; each leaves its file."""
    done = []

    def train(home: Path, print_: str) -> Path:
        done.append(print_)
        file = model.model_path(home, print_)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
        return file

    monkeypatch.setattr(model, "train", train)
    return done


def test_the_measured_home_is_empty_but_for_the_models_of_the_real_one(plan, trainings):
    home = run._home(plan, lambda _what: nullcontext())
    (home / "ansinh.db").touch()
    again = run._home(plan, lambda _what: nullcontext())
    assert again == home == plan.home / "bench" / "home"
    assert [path.name for path in home.iterdir()] == ["models"]
    assert model.model_path(home, model.fingerprint()).exists()


def test_what_is_trained_is_not_trained_again(plan, trainings):
    for _ in range(2):
        run._home(plan, lambda _what: nullcontext())
    assert trainings == [model.fingerprint()]


def test_emptying_the_home_leaves_the_models_of_the_real_one(plan, trainings):
    for _ in range(2):
        run._home(plan, lambda _what: nullcontext())
    assert model.model_path(plan.home, model.fingerprint()).exists()


def test_an_engine_that_does_not_come_up_says_why(tmp_path, monkeypatch):
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\necho 'the model is damaged'\nexit 1\n")
    python.chmod(0o755)
    monkeypatch.setattr(paths, "ENGINE_PYTHON", python)
    with pytest.raises(StartFailure, match="did not come up: the model is damaged"), engine(tmp_path, tmp_path / "log"):
        pytest.fail("there is no engine")
