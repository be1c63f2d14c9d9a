"""B-09: Zalo's access token dies under load; several apps, each with many threads, renew it once and lose nothing."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.channels.zalo.grant import Grants
from bot.storage.database import Database
from bot.storage.queue_tables import OutboxMessage
from tests.bars import Figure, size
from tests.inbox.load import steadily
from tests.inbox.processes import World, wait

MESSAGES, A_SECOND, APPS = size(60, 400), 10, size(2, 4)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("database", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
def test_one_renewal_for_all_who_send(tmp_path: Path, database: Database, figure: Figure) -> None:
    with World(tmp_path, database.url, apps=APPS) as world:
        posts = [world.says(world.citizen(), f"chào {number}") for number in range(MESSAGES)]
        with ThreadPoolExecutor(APPS) as beside:
            loads = [
                beside.submit(asyncio.run, steadily(f"{url}/webhooks/zalo", posts[place::APPS], A_SECOND / APPS))
                for place, url in enumerate(world.urls)
            ]
            wait(lambda: len(world.platform.messages.all) > MESSAGES / 3)
            begun = time.monotonic()
            world.platform.tokens.remove()
            wait(lambda: world.platform.tokens.refreshed > 0)
            seconds = time.monotonic() - begun
            told = [load.result() for load in loads]
        world.settle(120)
        refused = [call for call in world.platform.calls if call[1] == "/v4/oa/access_token"]
        dead = world.count(OutboxMessage, OutboxMessage.state == "dead")
        doubles = world.doubles()
        grant = Grants(world.database, world.key).read()
        figure(
            f"{MESSAGES} messages through {APPS} apps, the token dead in the midst of it: "
            f"{world.platform.tokens.refreshed} renewal {seconds:.1f} s later, asked for {len(refused)} times, "
            f"{dead} dead, {doubles.lost} lost"
        )
        assert all(each.statuses == {200: len(posts[place::APPS])} for place, each in enumerate(told))
        assert (world.platform.tokens.refreshed, len(refused)) == (1, 1), "the old refresh token was not used again"
        assert grant
        assert (grant.version, grant.dead) == (2, None)
        assert (dead, doubles.lost, doubles.unmarked) == (0, 0, 0)
        assert sorted(world.questions()) == sorted(post.text for post in posts)
