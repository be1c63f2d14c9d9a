"""The fingerprint: a new model when, and only when, what it is trained from changed."""

import os
import shutil

import pytest

from bot.operations import model, paths
from bot.operations.failure import StartFailure
from bot.settings import PROJECT


@pytest.fixture
def copy(tmp_path):
    """The ingredients of a model in a folder of their own."""
    for name in ("config.yml", "domain.yml"):
        shutil.copy(PROJECT / name, tmp_path / name)
    for name in ("data/nlu", "data/rules", "engine/ansinh_engine"):
        shutil.copytree(PROJECT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "requirements").mkdir()
    shutil.copy(PROJECT / "requirements/engine.txt", tmp_path / "requirements")
    return tmp_path


def test_a_copy_has_the_fingerprint_of_the_project(copy):
    assert model.fingerprint(copy) == model.fingerprint()


@pytest.mark.parametrize(
    "name",
    ["config.yml", "domain.yml", "data/nlu/maternity.yml", "data/nlu/dialogue/greet.yml", "data/rules/forms.yml",
     "engine/ansinh_engine/features.py", "requirements/engine.txt"],
)  # fmt: skip
def test_a_changed_ingredient_makes_another_model(copy, name):
    before = model.fingerprint(copy)
    with (copy / name).open("a") as file:
        file.write("\n# changed\n")
    assert model.fingerprint(copy) != before


def test_a_renamed_or_removed_ingredient_makes_another_model(copy):
    before = model.fingerprint(copy)
    (copy / "data/nlu/maternity.yml").rename(copy / "data/nlu/renamed.yml")
    renamed = model.fingerprint(copy)
    (copy / "data/nlu/renamed.yml").unlink()
    assert len({before, renamed, model.fingerprint(copy)}) == 3


def test_texts_and_figures_train_nothing(copy):
    before = model.fingerprint(copy)
    (copy / "data/policy").mkdir()
    (copy / "data/policy/x.toml").write_text("")
    assert model.fingerprint(copy) == before


def test_a_missing_environment_is_one_clear_line(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "ENGINE_PYTHON", tmp_path / "nowhere" / "python")
    with pytest.raises(StartFailure, match="make environments"):
        model.engine_python()


def test_a_training_that_fails_leaves_no_model_and_names_the_reason(monkeypatch, tmp_path):
    script = tmp_path / "python"
    script.write_text("#!/bin/sh\necho 'first line'\necho 'data/nlu/x.yml: not readable' \nexit 3\n")
    script.chmod(0o755)
    monkeypatch.setattr(paths, "ENGINE_PYTHON", script)
    with pytest.raises(StartFailure, match=r"training failed: data/nlu/x\.yml: not readable"):
        model.train(tmp_path, "0123456789abcdef")
    assert list(paths.models(tmp_path).glob("*.tar.gz")) == []


def test_old_models_are_forgotten_and_the_newest_stay(monkeypatch, tmp_path):
    script = tmp_path / "python"
    script.write_text('#!/bin/sh\nfor last; do :; done\necho model > "$last"\necho hash > "$last.sha256"\n')
    script.chmod(0o755)
    monkeypatch.setattr(paths, "ENGINE_PYTHON", script)
    for number in range(5):
        made = model.train(tmp_path, f"{number}" * 16)
        os.utime(made, (number, number))
    kept = sorted(path.name[0] for path in paths.models(tmp_path).glob("*.tar.gz"))
    assert kept == ["2", "3", "4"]
    assert len(list(paths.models(tmp_path).glob("*.sha256"))) == 3
