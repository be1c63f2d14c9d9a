"""B-12: fifty rapid messages of one citizen at two apps on one PostgreSQL: heard in order, one at a time."""

import threading
import time
from itertools import pairwise
from typing import Any

import pytest

from bot.engine_client import Turn
from bot.house import House
from bot.settings import Settings
from bot.storage.database import Database
from tests.bars import Figure, size
from tests.channels.loopback import Loopback, request
from tests.inbox.rig import Rig

RUNS, MESSAGES = size(3, 200), 50
pytestmark = [
    pytest.mark.parametrize("database", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True),
    pytest.mark.timeout(3600),
]


def test_two_apps_keep_the_order_of_one_citizen(
    settings: Settings, database: Database, channel: Loopback, figure: Figure
) -> None:
    # Messages that come through two doors at once settle before they are worked off.
    settings.settle_seconds = 2.0
    first, second = House.build(settings), House.build(settings)
    heard: dict[str, list[int]] = {}
    under_way: dict[str, int] = {}
    beside: list[str] = []

    def hears(turn: Turn) -> None:
        # Two turns of one conversation at once would be an inversion waiting to happen.
        if under_way.get(turn.conversation_id):
            beside.append(turn.conversation_id)
        under_way[turn.conversation_id] = under_way.get(turn.conversation_id, 0) + 1
        heard.setdefault(turn.conversation_id, []).append(int(turn.text.removeprefix("câu ")))

    def says(turn: Turn) -> Any:
        under_way[turn.conversation_id] -= 1
        return plain(turn)

    plain: Any = None
    with Rig(first, channel) as one, Rig(second, channel) as other:
        plain = one.engine.says
        for rig in (one, other):
            rig.engine.before, rig.engine.says = hears, says
        begun = time.monotonic()
        for run in range(RUNS):
            _say(one, other, run)
        one.settle(600)
        seconds = time.monotonic() - begun
    wrong = sum(later < earlier for places in heard.values() for earlier, later in pairwise(places))
    sent = [_order(channel.to(f"citizen {run}")) for run in range(RUNS)]
    wrong_out = sum(later < earlier for places in sent for earlier, later in pairwise(places))
    shares = [len(rig.engine.heard) for rig in (one, other)]
    figure(
        f"{RUNS} citizens with {MESSAGES} rapid messages each at two apps ({shares[0]} and {shares[1]} turns, "
        f"{seconds:.0f} s): {wrong} inversions on the way in, {wrong_out} on the way out, "
        f"{len(beside)} turns beside another"
    )
    assert sorted(map(len, heard.values())) == [MESSAGES] * RUNS
    assert all(places == list(range(MESSAGES)) for places in sent)
    assert (wrong, wrong_out, beside) == (0, 0, [])
    assert all(shares), "both apps took part"
    first.database.close()
    second.database.close()


def _say(one: Rig, other: Rig, run: int) -> None:
    """One citizen writes fast; a balancer sends every other message to the other app, a thread each."""
    now = int(time.time() * 1000)
    doors = [[], []]
    for number in range(MESSAGES):
        made = request(f"r{run} n{number}", f"câu {number}", f"citizen {run}", at=now + number)
        doors[number % 2].append(made)
    threads = [
        threading.Thread(target=lambda rig, made: [rig.post(each) for each in made], args=(rig, made))
        for rig, made in zip((one, other), doors, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _order(texts: list[str]) -> list[int]:
    """The numbers of the replies, of whatever else stands around them."""
    found = (text.partition("nghe: câu ")[2].split() for text in texts)
    return [int(words[0]) for words in found if words]
