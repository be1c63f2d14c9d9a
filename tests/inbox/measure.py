"""How fast messages go from Zalo's webhook to Zalo's receipt, all records included: run by hand, prints a table.

`python -m tests.inbox.measure [--takes SECONDS] [--database URL] [--seconds N]`. The app is `python -m bot.serve`, the
platform Zalo's emulator with its echoes on, the engine a stand-in that takes `--takes` a turn, one at a time.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.advice.adviser import Adviser
from bot.clock import now
from bot.privacy.pseudonym import pseudonym
from bot.records.conversations import Conversations
from bot.records.talks import TalkState
from bot.settings import PROJECT
from tests.emulators.zalo import Citizen
from tests.inbox.load import Told, deliver, steadily
from tests.inbox.processes import Post, Wide, World


class Run:
    """One world, measured in several ways."""

    def __init__(self, world: World, notice: str):
        self.world, self._notice = world, notice
        world.platform.webhook.url = world.webhook

    def known(self) -> Citizen:
        """Somebody who was told before that a machine answers: what arrives is the answer alone."""
        citizen = self.world.citizen()
        who = pseudonym(self.world.key, "zalo", citizen.user_id)
        conversation = Conversations(self.world.database).of("zalo", who)
        talk = TalkState(notice_version=self._notice, seen_at=now())
        self.world.database.together(lambda connection: talk.store(connection, conversation))
        return citizen

    def posts(self, count: int, a_second: float, start: float) -> list[Post]:
        people = [self.known() for _ in range(count)]
        return [self.world.says(who, f"chào {place}", start + place / a_second) for place, who in enumerate(people)]

    def steady(self, a_second: float, seconds: float) -> str:
        posts = self.posts(int(a_second * seconds), a_second, 0)
        posts = self._again(posts, a_second)
        told = asyncio.run(steadily(self.world.webhook, posts, a_second))
        drained = self.world.settle(300)
        return (
            f"{a_second:.0f}/s for {seconds:.0f} s: {self._times(posts, told)}, drained {drained:.1f} s after the last"
        )

    def burst(self, count: int, seconds: float) -> str:
        posts = self._again(self.posts(count, count / seconds, 0), count / seconds)
        told = asyncio.run(steadily(self.world.webhook, posts, count / seconds))
        drained = self.world.settle(300)
        return f"{count} in {seconds:.0f} s: {self._times(posts, told)}, drained {drained:.1f} s after the last"

    def fastest(self, count: int) -> str:
        posts = self._again(self.posts(count, 1000, 0), 1000)
        before, begun = self._spent(), time.monotonic()
        asyncio.run(deliver(self.world.webhook, posts))
        accepted = time.monotonic() - begun
        self.world.settle(600)
        whole, spent = time.monotonic() - begun, self._spent() - before
        return (
            f"{count} at once: accepted {count / accepted:.0f}/s, whole way {count / whole:.1f} messages/s, "
            f"{spent / count * 1000:.1f} ms of processor a message in the app"
        )

    def _spent(self) -> float:
        """Seconds of processor that the app has used: what a busy machine does not change."""
        fields = Path(f"/proc/{self.world.app.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def flood(self, seconds: float) -> str:
        """One citizen writes a thousand messages a minute, others as usual."""
        told = []
        for is_flooded in (False, True):
            posts = self._again(self.posts(int(4 * seconds), 4, 0), 4)
            with ThreadPoolExecutor(1) as beside:
                mad = self.known()
                flood = [self.world.says(mad, f"lụt {number}") for number in range(int(seconds * 1000 / 60))]
                if is_flooded:
                    flooding = beside.submit(asyncio.run, steadily(self.world.webhook, flood, 1000 / 60))
                seen = asyncio.run(steadily(self.world.webhook, posts, 4))
                if is_flooded:
                    flooding.result()
            drained = self.world.settle(900)
            name = "flooded" if is_flooded else "quiet"
            told.append(f"{name}: others {self._times(posts, seen)}, drained {drained:.0f} s")
        return "; ".join(told)

    def _again(self, posts: Sequence[Post], a_second: float) -> list[Post]:
        """The same posts with the time they are sent at, now that everything is ready."""
        start = time.time() + 0.2
        people = {citizen.user_id: citizen for citizen in self.world.platform.people}
        return [
            self.world.says(people[post.address], post.text, start + place / a_second)
            for place, post in enumerate(posts)
        ]

    def _times(self, posts: Sequence[Post], told: Told) -> str:
        waits = []
        for post in posts:
            sent = int(json.loads(post.body)["timestamp"]) / 1000
            arrived = self.world.platform.messages.to(post.address)
            waits += [arrived[0].at.timestamp() - sent] if arrived else []
        waits.sort()
        p50, p95 = waits[len(waits) // 2], waits[int(len(waits) * 0.95)]
        return (
            f"{len(waits)} of {len(posts)} answered, acknowledged p99 {told.percentile(0.99):.0f} ms, at the citizen "
            f"p50 {p50 * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, at most {waits[-1]:.1f} s"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="tests.inbox.measure")
    parser.add_argument("--takes", default="0.01")
    parser.add_argument("--database", default="")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--messages", type=int, default=1000)
    parser.add_argument("--only", default="steady,burst,fastest,flood")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rules = Wide(package="full", echo="same")
        notice = Adviser.load(PROJECT / "data").phrases("notice.version")
        with World(Path(folder), asked.database, engine=("--takes", asked.takes), rules=rules) as world:
            run = Run(world, notice)
            ways = {
                "steady": lambda: run.steady(20, asked.seconds),
                "burst": lambda: run.burst(500, 5),
                "fastest": lambda: run.fastest(asked.messages),
                "flood": lambda: run.flood(asked.seconds),
            }
            for name in asked.only.split(","):
                sys.stdout.write(f"{name}: {ways[name]()}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
