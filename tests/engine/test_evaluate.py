"""The check on protected topics: what is held out, how it is counted, when it fails."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import running
from ansinh_engine.evaluate import FIGURES, figures, losses, parted, spelled, table
from ansinh_engine.reading import Label, Reading

SENTENCES = [
    (f"câu hỏi số {chr(97 + number)}{chr(97 + number // 7)} về sổ", Label("book", "lost")) for number in range(25)
]


def reading(*topics: str) -> Reading:
    names = tuple(sorted(topics))
    shares = np.array([1 / 2 ** (topics.index(name) + 1) for name in names])
    return Reading(names, tuple(Label(name, f"{name}_aspect") for name in names), shares, shares)


def test_every_sentence_is_learnt_or_held_out_and_none_is_both() -> None:
    learnt, held = parted(SENTENCES)
    assert sorted(learnt + held) == sorted(SENTENCES)
    assert learnt
    assert held


def test_more_sentences_move_none_between_the_two() -> None:
    _, held = parted(SENTENCES)
    _, later = parted([("một câu mới", Label("pay", None)), *SENTENCES])
    assert set(held) <= set(later)


def test_spellings_of_a_sentence_stay_together() -> None:
    marked = [(text, label) for text, label in SENTENCES]
    bare = [
        (text.replace("ố", "o").replace("ổ", "o").replace("â", "a").replace("ỏ", "o").replace("ề", "e"), label)
        for text, label in SENTENCES
    ]
    assert [SENTENCES.index(one) for one in parted(marked)[1]] == [bare.index(one) for one in parted(bare)[1]]


def test_each_is_read_as_written_and_without_diacritics_once() -> None:
    label = Label("book", None)
    assert list(spelled([("mất sổ", label), ("so", label)])) == [("mất sổ", label), ("mat so", label), ("so", label)]


def test_figures_count_topics_first_three_and_pairs() -> None:
    found = figures(
        [
            (reading("book", "pay"), Label("book", "book_aspect")),
            (reading("book", "pay"), Label("book", "another")),
            (reading("a", "b", "pay"), Label("pay", "pay_aspect")),
            (reading("a", "b", "c", "pay"), Label("pay", "pay_aspect")),
        ]
    )
    assert found == {
        "sentences": 4,
        "topic": 0.5,
        "first_three": 0.75,
        "pair": 0.25,
        "topics": {"book": {"right": 2, "of": 2}, "pay": {"right": 0, "of": 2}},
    }


@pytest.mark.parametrize(("right", "is_lost"), [(80, False), (78, False), (77, True), (0, True)])
def test_a_protected_topic_may_lose_the_tolerance_and_no_more(right: int, is_lost: bool) -> None:
    committed = {
        "protected": ["book"],
        "tolerance": 0.02,
        "figures": {"topics": {"book": {"right": 80, "of": 100}, "greet": {"right": 9, "of": 10}}},
    }
    found = {"topics": {"book": {"right": right, "of": 100}, "greet": {"right": 0, "of": 10}}}
    assert bool(losses(found, committed)) is is_lost


def test_a_protected_topic_that_vanished_is_lost() -> None:
    committed = {"protected": ["book"], "tolerance": 0.02, "figures": {"topics": {"book": {"right": 8, "of": 10}}}}
    assert losses({"topics": {}}, committed) == ["book 0.800 → 0.000"]


def test_the_table_begins_with_the_weakest_and_says_what_changed() -> None:
    found = figures([(reading("book"), Label("book", None)), (reading("book"), Label("pay", None))])
    lines = table(found, {"topics": {"book": {"right": 1, "of": 2}}}, frozenset({"pay"})).splitlines()
    assert lines[1].split() == ["*", "pay", "0", "of", "1", "=", "0.000", "new"]
    assert lines[2].split() == ["book", "1", "of", "1", "=", "1.000", "+0.500"]


def test_the_command_writes_figures_then_holds_them(project: Path) -> None:
    file = project / FIGURES
    start = {"protected": ["lump_sum_amount"], "tolerance": 0.02, "figures": {"topics": {}}}
    file.write_text(json.dumps(start), encoding="utf-8")
    try:
        assert running.run("evaluate", "--write", cwd=project).returncode == 0
        written = json.loads(file.read_text(encoding="utf-8"))
        assert written["protected"] == ["lump_sum_amount"]
        assert written["figures"]["sentences"] > 0
        assert running.run("evaluate", cwd=project).returncode == 0
        topic = next(iter(written["figures"]["topics"]))
        written["protected"], written["figures"]["topics"][topic] = [topic], {"right": 200, "of": 100}
        file.write_text(json.dumps(written), encoding="utf-8")
        failed = running.run("evaluate", cwd=project)
        assert failed.returncode == 1
        assert f"understood less well than before: {topic}" in failed.stderr
    finally:
        file.unlink()


@pytest.mark.parametrize("content", [None, "{", "[]", '{"protected": [], "tolerance": 0.1, "figures": []}'])
def test_figures_that_cannot_be_read_are_named(project: Path, content: str | None) -> None:
    file = project / FIGURES
    if content is not None:
        file.write_text(content, encoding="utf-8")
    try:
        failed = running.run("evaluate", cwd=project)
    finally:
        file.unlink(missing_ok=True)
    assert failed.returncode == 1
    assert "understanding.json" in failed.stderr
