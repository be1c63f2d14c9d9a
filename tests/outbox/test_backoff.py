"""How long to wait after a failed send."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.contract import Failure
from bot.outbox.backoff import FOR_A_PERSON, LONGEST, UNKNOWN, pause

TRIES = st.integers(1, 10_000)
AFTER = st.none() | st.floats(0, 3600)


@given(st.sampled_from(Failure), TRIES, AFTER)
def test_never_shorter_than_the_channel_says_and_never_longer_than_it_must(
    failure: Failure, tries: int, after: float | None
) -> None:
    wait = pause(failure, tries, after)
    assert wait >= timedelta(seconds=after or 0)
    assert wait <= timedelta(seconds=max(LONGEST, after or 0))
    assert wait > timedelta(0)


@given(st.integers(1, 8))
def test_it_grows_with_every_try(tries: int) -> None:
    longest_now = max(pause(Failure.LATER, tries, None) for _ in range(20))
    shortest_later = min(pause(Failure.LATER, tries + 2, None) for _ in range(20))
    assert shortest_later > longest_now


def test_two_messages_do_not_come_back_at_the_same_moment() -> None:
    assert len({pause(Failure.LATER, 5, None) for _ in range(50)}) > 40


@pytest.mark.parametrize(("failure", "least"), [(Failure.AMBIGUOUS, UNKNOWN / 2), (Failure.GRANT, FOR_A_PERSON / 2)])
def test_what_waits_for_an_echo_or_a_person_waits_longer(failure: Failure, least: float) -> None:
    assert all(pause(failure, 1, None) >= timedelta(seconds=least) for _ in range(50))
