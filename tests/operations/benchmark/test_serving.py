"""Figures of a running system: what a load and a walk sum up to, and that every start is followed by a stop."""

import os
from contextlib import nullcontext

import pytest

from bot.operations.benchmark import serving
from bot.operations.benchmark.load import Sent
from bot.operations.benchmark.serving import Load, by_length, observe, summed_up
from bot.operations.failure import StartFailure

QUESTIONS = [f"câu {n}" for n in range(10)]


class Side:
    """Something that is always up, at the address of the talker."""

    name, door = "always up", "chat"

    def __init__(self, url):
        self.url, self.children, self.starts = url, [], 0

    def start(self):
        self.starts += 1

    def engine(self):
        return os.getpid()


def silently(_what):
    return nullcontext()


@pytest.fixture
def hurried(monkeypatch):
    monkeypatch.setattr(serving, "WARM_UP", 0.0)
    monkeypatch.setattr(serving, "SHORT_WALKS", 1)
    monkeypatch.setattr(serving, "STRETCHES", {2: (1, 2), 20: (16, 20)})


def test_a_load_is_summed_up():
    sent = Sent([float(n) for n in range(1, 101)], failed=3, seconds=4.0)
    assert summed_up(8, sent) == Load(8, 100, 3, per_second=25.0, p50_ms=50.5, p95_ms=95.0)


@pytest.mark.parametrize(("took", "expected"), [([], 0.0), ([7.0], 7.0)])
def test_a_load_with_hardly_an_answer_has_figures_all_the_same(took, expected):
    load = summed_up(1, Sent(took, failed=9, seconds=2.0))
    assert (load.p50_ms, load.p95_ms, load.failed) == (expected, expected, 9)


def test_a_stretch_is_the_median_over_all_dialogues_that_reach_it():
    long = [float(turn) for turn in range(1, 511)]
    short = [100.0] * 7
    assert by_length([short, short, long]) == {5: 100.0, 50: 50.5, 500: 500.5}
    assert by_length([long[:60]]) == {5: 5.0, 50: 50.5}


def test_every_stretch_holds_every_question_of_the_walk_equally_often():
    for first, last in serving.STRETCHES.values():
        assert (last - first + 1) % serving.WALKED == 0


def test_a_system_is_started_several_times_loaded_walked_and_stopped(talker, hurried):
    side = Side(talker.url)
    served, said = observe(side, QUESTIONS, 0.2, lambda: "meanwhile", silently)
    assert said == "meanwhile"
    assert side.starts == serving.STARTS
    assert set(served.loads) == {1, 8}
    assert all(load.messages > 0 and load.failed == 0 for load in served.loads.values())
    assert set(served.turn_ms) == {2, 20}
    assert served.engine_mb > 1


def test_a_dialogue_is_one_sender_asking_the_same_few_questions(talker, hurried):
    serving.walk(Side(talker.url), QUESTIONS)
    talks = {}
    for _, body in talker.heard:
        talks.setdefault(body["sender"], []).append(body["text"])
    assert sorted(map(len, talks.values())) == [2, 20]
    assert set(max(talks.values(), key=len)) == set(QUESTIONS[: serving.WALKED])


def test_whatever_fails_the_system_is_stopped(talker, hurried, monkeypatch):
    stopped = []
    monkeypatch.setattr(serving, "stop", stopped.append)
    side = Side(talker.url)

    def breaks():
        raise StartFailure("broken")

    with pytest.raises(StartFailure):
        observe(side, QUESTIONS, 0.1, breaks, silently)
    assert stopped == [side] * serving.STARTS
