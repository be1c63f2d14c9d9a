"""`ansinh bench` as a whole, with the measuring itself left out."""

import json

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.operations import system
from bot.operations.benchmark import command
from bot.operations.failure import StartFailure


@pytest.fixture
def planned(bench, monkeypatch, tmp_path):
    """Plans that were made; the document goes to a folder of the test."""
    plans = []
    monkeypatch.setattr(command, "measure", lambda plan, progress: plans.append(plan) or bench)
    monkeypatch.setattr(command, "DOCUMENT", tmp_path / "benchmarks.md")
    monkeypatch.setenv("ANSINH_HOME", str(tmp_path))
    return plans


@pytest.fixture
def run(tmp_path, row, monkeypatch):
    # The handlers of signals are those of the test run.
    monkeypatch.setattr(system, "stop_on_signals", lambda: None)
    questions = tmp_path / "questions.jsonl"
    questions.write_text(json.dumps(row()))
    return lambda *words: CliRunner().invoke(main, ["bench", "--questions", str(questions), *words])


def test_the_report_is_printed_and_nothing_written(planned, run, tmp_path):
    done = run()
    assert done.exit_code == 0, done.output
    assert "## Against the bars" in done.stdout
    assert not (tmp_path / "benchmarks.md").exists()


def test_write_makes_the_document(planned, run, tmp_path):
    assert run("--write").exit_code == 0
    assert (tmp_path / "benchmarks.md").read_text().startswith("# Benchmarks\n")


def test_for_programs_every_bar_has_its_verdict(planned, run):
    told = json.loads(run("--json").stdout)
    missed = [one for one in told["bars"] if not one["is_met"]]
    assert [(one["what"], one["distance"]) for one in missed] == [("hit@1 (full_text)", -0.08)]
    assert told["served"]["ours"]["first_answer_s"] == 5.0


def test_the_plan_follows_the_options_and_the_command_names_no_folder(planned, run, tmp_path):
    run("--sentences-per-label", "2", "--topic", "greet", "--topic", "maternity", "--seconds", "5", "--retrain")
    run("--all")
    first, second = planned
    assert first.command == "ansinh bench --sentences-per-label 2 --topic greet --topic maternity"
    assert (first.per_label, first.topics, first.seconds, first.anew) == (2, ("greet", "maternity"), 5, True)
    assert first.folder == tmp_path / "bench"
    assert (second.per_label, second.command) == (None, "ansinh bench --all")


def test_what_does_not_come_up_is_one_line(run, monkeypatch):
    def breaks(plan, progress):
        raise StartFailure("the stock side did not answer")

    monkeypatch.setattr(command, "measure", breaks)
    done = run()
    assert done.exit_code == 1
    assert done.output.strip() == "ansinh: the stock side did not answer"
