"""One citizen who writes a thousand messages does not use up the channel's rate of all others."""

import time
from collections.abc import Callable
from typing import Any

from bot.channels.contract import Rate
from bot.outbox.outbox import Outbox

RATE = Rate(100, 60.0, apart=0.05)


def test_who_has_many_waiting_takes_turns_with_who_has_one(
    outbox: Outbox, somebody: Callable[[str], str], put: Any
) -> None:
    put(somebody("flood"), *(f"lụt {number}" for number in range(20)), origin="flood")
    going = outbox.claim("loop", RATE, 1)
    outbox.sent(going[0], None)
    put(somebody("minh"), "cho Minh", origin="minh")
    put(somebody("nga"), "cho Nga", origin="nga")
    order = []
    for _ in range(6):
        # Long enough for the pause between two messages to one citizen: the flood could always go first.
        time.sleep(0.06)
        (one,) = outbox.claim("loop", RATE, 1)
        outbox.sent(one, None)
        order.append(one.part.content["text"])
    assert set(order[:3]) == {"lụt 1", "cho Minh", "cho Nga"}
    assert order[3:] == ["lụt 2", "lụt 3", "lụt 4"]
