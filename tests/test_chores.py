"""What is done again and again goes on, whatever one of them does."""

import threading

import pytest

from bot.chores import Chore, Chores


def test_a_chore_is_done_soon_and_again() -> None:
    done = threading.Semaphore(0)
    chores = Chores([Chore("count", 0.01, done.release)])
    chores.start()
    for _ in range(3):
        assert done.acquire(timeout=10)
    chores.stop()


def test_one_that_fails_is_tried_again_and_hinders_no_other(caplog: pytest.LogCaptureFixture) -> None:
    failed, done = threading.Semaphore(0), threading.Semaphore(0)

    def fail() -> None:
        failed.release()
        raise ValueError("words of a citizen")

    chores = Chores([Chore("broken", 0.01, fail), Chore("whole", 0.01, done.release)])
    chores.start()
    for one in (failed, failed, done, done):
        assert one.acquire(timeout=10)
    chores.stop()
    assert "broken: ValueError" in caplog.text
    assert "citizen" not in caplog.text


def test_stopping_waits_for_what_is_under_way() -> None:
    begun, finished = threading.Event(), []

    def slow() -> None:
        begun.set()
        threading.Event().wait(0.2)
        finished.append(True)

    chores = Chores([Chore("slow", 60, slow)])
    chores.start()
    assert begun.wait(10)
    chores.stop()
    assert finished == [True]


def test_stopping_what_never_began_is_nothing() -> None:
    Chores([Chore("never", 1, lambda: pytest.fail("it was not started"))]).stop()
