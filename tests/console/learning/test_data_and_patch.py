"""The training data as files, and a change of it that people and git can read."""

import shutil
import subprocess

import pytest

from bot.learning import workshop
from bot.learning.data import NoPlace, Sentences
from bot.learning.fingerprint import fingerprint
from bot.learning.patch import change_of
from bot.settings import PROJECT


def test_every_sentence_of_the_project_is_read():
    """As many as a plain count of lines, each under a label, none with its dash."""
    sentences = Sentences.of(PROJECT)
    lines = [
        line
        for file in (PROJECT / "data/nlu").rglob("*.yml")
        for line in file.read_text("utf-8").splitlines()
        if line.startswith(("    - ", "      - "))
    ]
    assert len(sentences) == len(lines)
    assert len(sentences.labels) > 300
    assert not any(line.text.startswith("- ") for line in sentences)
    assert {"lump_sum_amount/formula", "greet"} <= sentences.labels


def test_the_real_lines_are_where_they_are_said_to_be():
    sentences = Sentences.of(PROJECT)
    for line in list(sentences)[::500]:
        assert sentences.files[line.file][line.number] == f"{line.lead}{line.text}"


def test_a_sentence_goes_to_the_end_of_its_label(project):
    change = change_of(Sentences.of(project), [("lump/formula", "rút sổ tính sao"), ("greet", "chào cô")])
    change.write(project)
    assert (project / "data/nlu/lump.yml").read_text("utf-8").splitlines()[5:9] == [
        "    - cách tính một lần",
        "    - tinh tien rut",
        "    - rút sổ tính sao",
        "- intent: lump/age",
    ]
    assert (project / "data/nlu/dialogue/greet.yml").read_text("utf-8").endswith("      - xin chào\n      - chào cô\n")


def test_a_file_of_which_nothing_changes_is_not_touched(project):
    change = change_of(Sentences.of(project), [("greet", "chào cô")])
    assert list(change.after) == ["data/nlu/dialogue/greet.yml"]
    assert (change.added, change.removed) == (1, 0)


def test_what_stands_there_already_is_not_added_again(project):
    change = change_of(Sentences.of(project), [("greet", "xin chào"), ("greet", "chào cô"), ("greet", "chào cô")])
    assert change.added == 1


def test_a_line_is_taken_out(project):
    sentences = Sentences.of(project)
    gone = next(line for line in sentences if line.text == "tinh tien rut")
    change = change_of(sentences, [], [gone])
    assert "-    - tinh tien rut" in change.diff().splitlines()
    change.write(project)
    assert "tinh tien rut" not in (project / "data/nlu/lump.yml").read_text("utf-8")


def test_a_label_that_no_file_has_is_refused_by_name(project):
    with pytest.raises(NoPlace, match="lump/unknown"):
        change_of(Sentences.of(project), [("lump/unknown", "câu gì đó")])


def test_git_takes_the_patch_with_its_header(project):
    change = change_of(Sentences.of(project), [("lump/age", "ba mươi tuổi rút được chưa"), ("greet", "alo ad")])
    patch = change.diff(["An Sinh", "exported by lan"])
    assert patch.startswith("# An Sinh\n# exported by lan\n--- a/data/nlu/dialogue/greet.yml\n")
    file = project / "change.patch"
    file.write_text(patch, "utf-8")
    subprocess.run(["git", "apply", "--check", "change.patch"], cwd=project, check=True)
    subprocess.run(["git", "apply", "change.patch"], cwd=project, check=True)
    assert "    - ba mươi tuổi rút được chưa" in (project / "data/nlu/lump.yml").read_text("utf-8")


def test_git_takes_a_patch_of_the_real_data(tmp_path):
    shutil.copytree(PROJECT / "data/nlu", tmp_path / "data/nlu")
    sentences = Sentences.of(tmp_path)
    every = [(label, f"câu thử số {number} của nhãn này") for number, label in enumerate(sorted(sentences.labels))]
    change = change_of(sentences, every)
    (tmp_path / "all.patch").write_text(change.diff(), "utf-8")
    subprocess.run(["git", "apply", "all.patch"], cwd=tmp_path, check=True)
    assert change.added == len(every)
    assert {(line.label, line.text) for line in Sentences.of(tmp_path)} >= set(every)


def test_git_takes_a_patch_of_a_file_without_a_last_line_end(project):
    file = project / "data/nlu/dialogue/greet.yml"
    file.write_text(file.read_text("utf-8").rstrip("\n"), "utf-8")
    change = change_of(Sentences.of(project), [("greet", "alo ad ơi")])
    (project / "change.patch").write_text(change.diff(), "utf-8")
    subprocess.run(["git", "apply", "change.patch"], cwd=project, check=True)
    assert file.read_text("utf-8").endswith("- xin chào\n      - alo ad ơi")


def test_no_change_has_no_patch(project):
    assert change_of(Sentences.of(project), []).diff() == ""


def test_the_copy_to_train_from_has_the_model_that_the_changed_checkout_would_have(tmp_path):
    """A candidate is the model of the data once the patch is applied: it is not trained a second time."""
    from types import SimpleNamespace

    sentence = SimpleNamespace(label="greet", text="chào buổi chiều mọi người nha")
    copy, other = tmp_path / "copy", tmp_path / "other"
    assert workshop.build(copy, [sentence]) == {"greet": 1}
    assert workshop.build(other, []) == {}
    assert fingerprint(other) == fingerprint()
    change_of(Sentences.of(other), [("greet", sentence.text)]).write(other)
    assert fingerprint(other) == fingerprint(copy) != fingerprint()
