"""`ansinh knowledge`: what waits outside data/, out into it as a patch, in from a patch."""

import subprocess

import pytest
from click.testing import CliRunner

from bot import house as houses
from bot.cli import knowledge as cli
from bot.knowledge.figure_drafts import new_value
from bot.knowledge.items import read_files
from tests.console.knowledge.conftest import NEW_VALUE, POVERTY


@pytest.fixture
def run(house, monkeypatch):
    """The command on the house of the test."""
    monkeypatch.setattr(cli, "settings", lambda: None)
    monkeypatch.setattr(houses, "house", lambda: house)

    def command(*words: str):
        return CliRunner().invoke(cli.knowledge, list(words))

    return command


@pytest.fixture
def raised(approve, words):
    return approve(POVERTY, new_value(words(POVERTY), NEW_VALUE).words)


def test_the_state_names_what_waits_outside_data(run, raised):
    done = run("state")
    assert done.exit_code == 0
    assert done.stdout == f"applied   {POVERTY.key}  {raised.id}  lan\n"


def test_an_export_prints_a_patch_that_git_takes(run, raised, data, tmp_path):
    done = run("export")
    assert done.exit_code == 0
    file = tmp_path / "change.patch"
    file.write_text(done.stdout, "utf-8")
    folder = data.parent
    subprocess.run(["git", "apply", "--unsafe-paths", "--directory", str(folder), str(file)], check=True, cwd="/")
    assert "value = 2500000" in (data / POVERTY.file).read_text("utf-8")


def test_an_applied_export_lands(run, raised, data, house):
    done = run("export", "--apply")
    assert done.exit_code == 0
    assert f"written: data/{POVERTY.file}" in done.stderr
    assert "value = 2500000" in (data / POVERTY.file).read_text("utf-8")
    assert house.knowledge.changes.find(raised.id).state == "landed"
    assert run("state").stdout == ""
    assert run("export").stdout == ""


def test_a_contradiction_is_left_out_and_says_so(run, raised, data, house):
    file = data / POVERTY.file
    file.write_text(file.read_text("utf-8").replace("2200000", "2300000"), "utf-8")
    house.knowledge.refresh(again=True)
    done = run("export", "--apply")
    assert done.exit_code == 1
    assert raised.id in done.stderr
    assert "2500000" not in file.read_text("utf-8")
    assert run("state").exit_code == 1


def test_a_patch_is_loaded_as_proposals(run, data, house, tmp_path, words):
    from bot.knowledge.export import patch

    files = read_files(data)
    after = new_value(words(POVERTY), NEW_VALUE).words
    wanted = {**files, POVERTY.file: files[POVERTY.file].replace(words(POVERTY), after)}
    file = tmp_path / "in.patch"
    file.write_text(patch(files, wanted), "utf-8")
    done = run("load", str(file), "--why", "từ Sở")
    assert done.exit_code == 0, done.output
    (change,) = house.knowledge.changes.latest()
    assert (change.state, change.proposal.why, change.proposal.after) == ("pending", "từ Sở", after)


def test_a_patch_that_does_not_fit_is_refused(run, tmp_path, house):
    file = tmp_path / "in.patch"
    file.write_text("nothing of ours", "utf-8")
    done = run("load", str(file))
    assert done.exit_code != 0
    assert "no patch" in done.output
    assert house.knowledge.changes.latest() == []
