"""B-02, B-03: app and engine are killed at random moments under load; nothing acknowledged is lost, nothing doubles."""

import asyncio
import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.outcomes import Outcome
from bot.storage.queue_tables import InboxEvent, OutboxMessage
from bot.storage.tables import Interaction
from tests.bars import IS_FULL, Figure, size
from tests.inbox.load import steadily
from tests.inbox.processes import World

KILLS = size(3, 100)
#: Seconds between a process being up again and its next death, at most.
LIVES = 6.0
A_SECOND = 8


@pytest.mark.timeout(3600)
def test_killed_at_any_moment_nothing_is_lost_and_nothing_stands_still(tmp_path: Path, figure: Figure) -> None:
    chance = random.Random(7)
    with World(tmp_path, engine=("--takes", "0.02")) as world:
        people = [world.citizen() for _ in range(40)]
        # As long as the killing lasts: each life, and the start after it.
        posts = [world.says(chance.choice(people), f"chào {number}") for number in range(KILLS * A_SECOND * 5)]
        killed = {"app": 0, "engine": 0}
        with ThreadPoolExecutor(1) as beside:
            load = beside.submit(asyncio.run, steadily(world.webhook, posts, A_SECOND))
            for number in range(KILLS):
                time.sleep(chance.uniform(0.2, LIVES))
                # The app dies three times out of four: what is on its way is in its hands.
                victim = world.engine if number % 4 == 2 else world.app
                World.kill(victim, signal.SIGKILL)
                killed[victim.name] += 1
                victim.start()
                world.wait_until_up()
            told = load.result()
        drained = world.settle(120)
        doubles = world.doubles()
        questions = world.questions()
        unanswered = world.count(Interaction, Interaction.answered_at.is_(None))
        cut_off = world.count(Interaction, Interaction.outcome == Outcome.ERROR)
        longest = _longest(world)
        figure(
            f"{killed['app']} kills of the app, {killed['engine']} of the engine, {len(posts)} messages acknowledged "
            f"({told.broken} tries broken): {len(posts) - len(set(questions))} lost, "
            f"{len(questions) - len(set(questions))} double records, {unanswered} without an end, {cut_off} told that "
            f"they were cut off, all answered {drained:.0f} s after the last, longest wait {longest:.0f} s; "
            f"{doubles.seen} messages seen twice, {doubles.marked} marked so, {doubles.unmarked} seen twice unmarked, "
            f"{doubles.lost} never arrived"
        )
        assert sorted(questions) == sorted(post.text for post in posts)
        assert unanswered == 0
        assert world.count(InboxEvent, InboxEvent.state == "waiting") == 0
        assert world.count(OutboxMessage, OutboxMessage.state == "dead") == 0
        assert (doubles.unmarked, doubles.lost) == (0, 0)
        assert doubles.seen <= sum(killed.values()) * 12, "at most what was on its way at each kill"
        assert drained < (60 if IS_FULL else 120)
        with world.database.looking() as connection:
            assert connection.exec_driver_sql("pragma integrity_check").scalar() == "ok"


def _longest(world: World) -> float:
    """Seconds between a message being on record and the end of its turn, at worst; kills of its app included."""
    with world.database.looking() as connection:
        rows = connection.execute(select(Interaction.accepted_at, func.coalesce(Interaction.answered_at, None))).all()
    return max((ended - begun).total_seconds() for begun, ended in rows)
