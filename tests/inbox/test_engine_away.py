"""While the engine is away: whoever waits is told once, also behind those who hold every hand, and nothing is asked."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from bot.house import House
from bot.inbox.inbox import Inbox
from bot.inbox.worker import LANES
from bot.storage.database import Database
from tests.channels.loopback import Loopback
from tests.inbox.rig import Rig
from tests.inbox.test_inbox import app, event, inbox  # noqa: F401  fixtures

ON_ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@ON_ONE
def test_an_engine_that_hangs_leaves_nobody_without_a_word(rig: Rig, channel: Loopback, house: House) -> None:
    people = [f"citizen {number}" for number in range(2 * LANES)]
    rig.engine.hangs = True
    for number, who in enumerate(people):
        rig.says(number, "có ai không", who)
    told = house.adviser.phrases("hearing.takes_longer")[:40]
    begun = time.monotonic()
    # The first ones have the lanes for longer than this.
    rig.wait(lambda: all(any(told in text for text in channel.to(who)) for who in people))
    assert time.monotonic() - begun < 15
    rig.engine.hangs = False
    rig.settle(60)
    for who in people:
        texts = channel.to(who)
        assert sum(told in text for text in texts) == 1, "once"
        assert sum("nghe: có ai không" in text for text in texts) == 1


@ON_ONE
def test_who_writes_on_and_on_is_told_once(rig: Rig, channel: Loopback, house: House) -> None:
    rig.engine.is_down = True
    for number in range(6):
        rig.says(number, f"câu {number}")
        time.sleep(0.2)
    rig.engine.is_down = False
    rig.settle(30)
    told = house.adviser.phrases("hearing.takes_longer")[:40]
    assert sum(told in text for text in channel.to("lan")) == 1


def test_only_who_was_not_told_is_handed_out_where_that_is_asked(
    inbox: Inbox,  # noqa: F811
    database: Database,
    app: Callable[[], Any],  # noqa: F811
) -> None:
    inbox.accept([event(1, "lan"), event(2, "minh")])
    first = next(one for one in inbox.claim(5) if one.event.sender == "lan")
    database.together(lambda connection: inbox.told(connection, first.lane))
    inbox.release(first.lane)
    other = app()
    assert other.claim(5, untold=True) == []
    inbox.accept([event(3, "nga")])
    assert [one.event.sender for one in other.claim(5, untold=True)] == ["nga"]
    assert [one.event.sender for one in other.claim(5)] == ["lan"]
