"""The limit of requests a minute: counted, begun anew, forgotten."""

import asyncio

import pytest

from bot.channels.web import limit
from bot.channels.web.limit import Counted, Limit


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    """The time, as a list of one that a test may change."""
    now = [1_000.0]
    monkeypatch.setattr(limit, "time", lambda: now[0])
    return now


def send(settings: Limit, address: str, times: int = 1) -> int:
    """How many requests of the minute are counted after `times` more."""
    counted = Counted(app=None, config=settings)

    async def all_of_them() -> int:
        for _ in range(times):
            window = await counted.retrieve_cached_history(address, None)
            await counted.set_cached_history(address, window, None)
        return len(window.history)

    return asyncio.run(all_of_them())


def test_each_address_is_counted_by_itself_on_all_routes(clock):
    settings = Limit(rate_limit=("minute", 3))
    assert send(settings, "a", 2) == 2
    assert send(settings, "b") == 1
    assert send(settings, "a") == 3


def test_after_a_minute_counting_begins_anew_and_old_minutes_are_forgotten(clock):
    settings = Limit(rate_limit=("minute", 3))
    send(settings, "a", 3)
    clock[0] += 59
    assert send(settings, "a") == 4
    send(settings, "b")
    clock[0] += 1
    assert send(settings, "a") == 1
    clock[0] += 59
    send(settings, "c")
    assert set(settings.windows) == {"a", "c"}


def test_two_apps_do_not_share_their_counts(clock):
    send(Limit(rate_limit=("minute", 3)), "a", 2)
    assert send(Limit(rate_limit=("minute", 3)), "a") == 1
