"""After a failure one at a time finds out whether the engine is back."""

import pytest

from bot.inbox import breaker
from bot.inbox.breaker import REST, Breaker


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Its one entry is the moment."""
    moment = [100.0]
    monkeypatch.setattr(breaker, "monotonic", lambda: moment[0])
    return moment


@pytest.mark.usefixtures("clock")
def test_it_is_closed_until_something_fails() -> None:
    made = Breaker()
    assert not made.is_open()
    made.worked()
    assert not made.is_open()


def test_after_a_failure_nobody_tries_then_one_does(clock: list[float]) -> None:
    made = Breaker()
    made.failed()
    assert made.is_open()
    clock[0] += REST
    assert [made.is_open() for _ in range(3)] == [False, True, True]


def test_if_that_one_fails_the_rest_begins_anew(clock: list[float]) -> None:
    made = Breaker()
    made.failed()
    clock[0] += REST
    assert not made.is_open()
    clock[0] += REST / 2
    made.failed()
    clock[0] += REST / 2
    assert made.is_open()


def test_if_it_works_everybody_goes_on(clock: list[float]) -> None:
    made = Breaker()
    made.failed()
    clock[0] += REST
    made.is_open()
    made.worked()
    assert [made.is_open() for _ in range(3)] == [False, False, False]


def test_who_asks_whether_it_rests_becomes_nobody_who_tries(clock: list[float]) -> None:
    made = Breaker()
    assert (made.rests, made.is_away) == (False, False)
    made.failed()
    assert (made.rests, made.is_away) == (True, True)
    clock[0] += REST
    assert (made.rests, made.is_away) == (False, True)
    assert [made.is_open(), made.rests] == [False, True]


def test_a_turn_that_waits_opens_it_unless_another_one_ended_meanwhile(clock: list[float]) -> None:
    made = Breaker()
    clock[0] += 10
    made.worked()
    made.slow(since=105.0)
    assert not made.is_open(), "one ended at 110: the engine is busy, not away"
    made.slow(since=111.0)
    assert made.is_open()
