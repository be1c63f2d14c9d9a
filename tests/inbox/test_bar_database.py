"""B-06, B-07: a database that is locked, a disk that is full: never a 200 without a record, and it heals by itself."""

import asyncio
import os
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import aiohttp
import pytest

from bot.storage.queue_tables import InboxEvent
from tests.bars import Figure, size
from tests.inbox.load import Told, deliver, once
from tests.inbox.processes import Post, World

LOCKED = size(7, 60)
#: Bytes of the disk that runs full.
SMALL = 24 * 1024 * 1024


async def tries(url: str, posts: list[Post], limit: float) -> Told:
    """Each of `posts` once, at the same time."""
    told = Told()
    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(once(session, url, post, told, limit) for post in posts))
    return told


@pytest.mark.timeout(600)
def test_a_locked_database_is_never_a_200(tmp_path: Path, figure: Figure) -> None:
    with World(tmp_path) as world:
        posts = [world.says(world.citizen(), f"chào {number}") for number in range(20)]
        lock = sqlite3.connect(tmp_path / "ansinh.db", isolation_level=None, timeout=30)
        lock.execute("begin immediate")
        until, during = time.monotonic() + LOCKED, Told()
        while time.monotonic() < until:
            each = asyncio.run(tries(world.webhook, posts, LOCKED + 30))
            for status, count in each.statuses.items():
                during.statuses[status] = during.statuses.get(status, 0) + count
        lock.execute("rollback")
        lock.close()
        asyncio.run(deliver(world.webhook, posts))
        seconds = world.settle(60)
        figure(
            f"locked for {LOCKED} s: answered {during.statuses}; sent again: {world.count(InboxEvent)} of {len(posts)} "
            f"accepted, all answered after {seconds:.1f} s"
        )
        assert set(during.statuses) == {503}
        assert sorted(world.questions()) == sorted(post.text for post in posts)
        assert world.doubles().lost == 0


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of some megabytes; only root can mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "none", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small file system needs root with the right to mount")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.timeout(300)
def test_a_full_disk_is_never_a_200_and_heals(small: Path, figure: Figure) -> None:
    with World(small) as world:
        before = [world.says(world.citizen(), f"chào {number}") for number in range(10)]
        asyncio.run(deliver(world.webhook, before))
        world.settle()
        # Whatever is left, to the last byte; what SQLite has in its log already may still be written over.
        with ThreadPoolExecutor(1) as beside:
            beside.submit(_fill, small).result()
        posts = [world.says(world.citizen(), f"đầy {number}") for number in range(40)]
        told = asyncio.run(tries(world.webhook, posts, 30))
        accepted = world.count(InboxEvent) - len(before)
        (small / "filler").unlink()
        asyncio.run(deliver(world.webhook, posts))
        seconds = world.settle(90)
        with world.database.looking() as connection:
            integrity = connection.exec_driver_sql("pragma integrity_check").scalar()
        figure(
            f"full disk: {len(posts)} messages answered {told.statuses}, {accepted} on record; after space came back "
            f"{world.count(InboxEvent) - len(before)} of {len(posts)} accepted, all answered in {seconds:.1f} s, "
            f"integrity {integrity}"
        )
        assert told.statuses.get(503), "the disk was full"
        assert told.statuses.get(200, 0) <= accepted
        assert sorted(world.questions()) == sorted(post.text for post in [*before, *posts])
        assert world.doubles().lost == 0
        assert integrity == "ok"


def _fill(folder: Path) -> None:
    with (folder / "filler").open("wb", buffering=0) as output:
        for block in (64 * 1024, 4096, 1):
            while True:
                try:
                    output.write(b"\0" * block)
                except OSError:
                    break
