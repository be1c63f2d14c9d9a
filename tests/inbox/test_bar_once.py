"""B-01: every event is delivered up to twenty times, shuffled, over sixteen connections, across a restart."""

import asyncio
import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.storage.queue_tables import InboxEvent, OutboxMessage
from bot.storage.tables import Interaction
from tests.bars import Figure, size
from tests.inbox.load import deliver
from tests.inbox.processes import Doubles, World, wait

EVENTS = size(100, 1000)


@pytest.mark.timeout(1200)
def test_every_event_once_however_often_it_is_delivered(tmp_path: Path, figure: Figure) -> None:
    chance = random.Random(20261122)
    with World(tmp_path) as world:
        posts = [world.says(world.citizen(), f"chào {number}") for number in range(EVENTS)]
        deliveries = [post for post in posts for _ in range(chance.randint(1, 20))]
        chance.shuffle(deliveries)
        begun = time.monotonic()
        with ThreadPoolExecutor(1) as beside:
            load = beside.submit(asyncio.run, deliver(world.webhook, deliveries))
            # A child dies with the thread that started it: so the restart is done here.
            _restart(world)
            told = load.result()
        seconds = time.monotonic() - begun
        world.settle(300)
        arrived = {
            citizen.user_id: len(world.platform.messages.to(citizen.user_id)) for citizen in world.platform.people
        }
        sent = world.count(OutboxMessage, OutboxMessage.state == "sent")
        # On a busy machine some are also told that it takes longer: that is a word of its own, once.
        first, waits = OutboxMessage.position == 0, OutboxMessage.origin.startswith("wait:")
        sets, words = world.count(OutboxMessage, first, ~waits), world.count(OutboxMessage, first, waits)
        figure(
            f"{len(deliveries)} deliveries of {EVENTS} events in {seconds:.0f} s, {told.broken} broken by the restart: "
            f"{world.count(InboxEvent)} accepted, {world.count(Interaction)} records, "
            f"{sets} reply sets and {words} told that it takes longer, {sum(arrived.values())} messages "
            f"arrived of {sent} sent, acknowledged p99 {told.percentile(0.99):.0f} ms"
        )
        assert told.statuses == {200: len(deliveries)}
        assert world.count(InboxEvent) == world.count(Interaction) == EVENTS
        assert sorted(world.questions()) == sorted(post.text for post in posts)
        assert sets == EVENTS
        assert sum(arrived.values()) == sent == world.count(OutboxMessage)
        assert world.doubles() == Doubles(0, 0, 0, 0)


def _restart(world: World) -> None:
    """In order, once a quarter was accepted, while requests come in."""
    wait(lambda: world.count(InboxEvent) > EVENTS / 4)
    World.kill(world.app, signal.SIGTERM)
    wait(lambda: world.app.exit_status is not None)
    world.app.start()
