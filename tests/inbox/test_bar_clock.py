"""B-11: the clock of the machine jumps an hour back, an hour and a day ahead: nothing is lost, nothing stands still."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

import bot.clock
from bot.channels.contract import Failure, SendFailed
from bot.house import House
from bot.outcomes import Outcome
from bot.storage.tables import Interaction
from tests.bars import Figure
from tests.channels.loopback import Loopback
from tests.inbox.rig import Rig

#: As the settings have it.
LATE = timedelta(minutes=180)
JUMPS = {"an hour back": timedelta(hours=-1), "an hour ahead": timedelta(hours=1), "a day ahead": timedelta(days=1)}


@pytest.fixture
def jump(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[timedelta], None]]:
    """Sets the only clock; jumps add up."""
    off = [timedelta()]

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.now(tz) + off[0]

    monkeypatch.setattr(bot.clock, "datetime", Clock)

    def by(how: timedelta) -> None:
        off[0] += how

    yield by
    off[0] = timedelta()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("by", JUMPS.values(), ids=JUMPS)
def test_nothing_stands_still_when_the_clock_jumps(
    rig: Rig, channel: Loopback, house: House, jump: Callable[[timedelta], None], figure: Figure, by: timedelta
) -> None:
    """Just then one message is with the engine, one waits in the inbox, one in the outbox for its next try."""
    said = [f"câu {number}" for number in range(6)]
    fails = [True]

    def fault(address: str, _part: Any) -> None:
        if address == "minh" and fails:
            fails.pop()
            raise SendFailed(Failure.LATER, "busy", "429", 2.0)

    channel.fault = fault
    rig.says("m0", "cho Minh", "minh")
    rig.wait(lambda: not fails)
    rig.engine.takes = 0.3
    for number, text in enumerate(said[:3]):
        rig.says(number, text, at=_at(number))
    rig.wait(lambda: bool(rig.engine.heard))
    jump(by)
    for number, text in enumerate(said[3:], 3):
        rig.says(number, text, at=_at(number))
    rig.settle(30)
    order = _said(channel, "lan")
    assert _said(channel, "minh") == ["cho Minh"]
    jump(-by)
    rig.says("after", "còn nghe không", at=_at(99))
    rig.settle(30)
    assert _said(channel, "lan")[-1] == "còn nghe không"
    with house.database.looking() as connection:
        rows = connection.execute(select(Interaction.question, Interaction.outcome, Interaction.answered_at)).all()
    handed = [row.question for row in rows if row.outcome == Outcome.HANDED_OVER]
    figure(
        f"{by}: {len(rows)} of {len(said) + 2} on record and ended, {len(handed)} handed over as too old, "
        f"{sum(a > b for a, b in pairwise(order))} out of order"
    )
    assert sorted(row.question for row in rows) == sorted([*said, "cho Minh", "còn nghe không"])
    assert all(row.answered_at for row in rows)
    # By a clock that is a day ahead every message is a day old: then staff see it, and nothing is answered too late.
    assert [*order, *handed] == said
    assert not handed or by > LATE


def _at(number: int) -> int:
    """The channel's own clock does not jump."""
    return int(datetime.now().timestamp() * 1000) + number


def _said(channel: Loopback, address: str) -> list[str]:
    """What the engine said to somebody, without what stands around it."""
    told = (text.partition("nghe: ")[2].split("\n")[0] for text in channel.to(address))
    return [text for text in told if text]
