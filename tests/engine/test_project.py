"""Finding the project, its environment, and its validation."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import running
from ansinh_engine.project import Project, ProjectNotFound, harden_environment
from ansinh_engine.validate import clashes, empty
from ruamel.yaml import YAML


def test_it_is_found_from_inside(project: Path) -> None:
    for start in (project, project / "data", project / "data" / "nlu"):
        assert Project.find(start).root == project.resolve()


def test_outside_it_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(ProjectNotFound):
        Project.find(tmp_path)


def test_only_rasas_folders_are_training_data(project: Path) -> None:
    assert [Path(folder).name for folder in Project.find(project).training_data] == ["nlu", "rules"]


def test_the_environment_is_hardened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASA_TELEMETRY_ENABLED", "true")
    monkeypatch.setenv("SANIC_WORKERS", "4")
    monkeypatch.setenv("AUTH_TOKEN", "x")
    for name in ("LOG_LEVEL", "LOG_LEVEL_LIBRARIES", "TF_CPP_MIN_LOG_LEVEL", "SANIC_ACCESS_LOG"):
        monkeypatch.setenv(name, "")
    harden_environment()
    assert os.environ["RASA_TELEMETRY_ENABLED"] == "false"
    assert os.environ["SANIC_WORKERS"] == "1"
    assert "AUTH_TOKEN" not in os.environ


def test_clashes_are_found_as_the_engine_reads() -> None:
    sentences = [("Mất sổ?", "book/lost"), ("mất  sổ", "book/other"), ("mat so", "book/x"), ("sổ", "book/lost")]
    assert clashes(sentences) == ["same sentence under book/lost, book/other: mất sổ"]
    assert clashes([("ko đc", "deny"), ("không được", "deny")]) == []


def test_sentences_without_words_are_found() -> None:
    assert empty([("…", "greet"), ("chào", "greet")]) == ["a sentence without words under greet"]


def test_the_project_of_the_tests_is_clean(project: Path) -> None:
    done = running.run("validate", cwd=project)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "clean: 103 sentences, 50 labels\n"
    assert done.stderr == ""


def test_faults_in_the_data_are_reported(project: Path, tmp_path: Path) -> None:
    for part in ("config.yml", "domain.yml"):
        (tmp_path / part).symlink_to(project / part)
    (tmp_path / "data" / "nlu").mkdir(parents=True)
    (tmp_path / "data" / "rules").symlink_to(project / "data" / "rules")
    (tmp_path / "data" / "nlu" / "nlu.yml").symlink_to(project / "data" / "nlu" / "nlu.yml")
    faults = {
        "greet": "tạm biệt nhé",
        "book_or_card_vssid/other": "Mất sổ bảo hiểm làm lại ở đâu?",
        "unheard_of": "một câu lạ",
        "thank": "🙂",
    }
    more = {"version": "3.1", "nlu": [{"intent": name, "examples": f"- {one}\n"} for name, one in faults.items()]}
    with (tmp_path / "data" / "nlu" / "more.yml").open("w", encoding="utf-8") as file:
        YAML().dump(more, file)
    done = running.run("validate", cwd=tmp_path)
    assert done.returncode == 1
    for finding in (
        "multiple different intents",
        "same sentence under book_or_card_vssid/lost_book, book_or_card_vssid/other: mất sổ",
        "not listed in your domain",
        "a sentence without words under thank",
    ):
        assert finding in done.stderr
    assert "Traceback" not in done.stderr
