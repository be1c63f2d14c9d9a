"""`ansinh up` with Zalo's emulator as the platform: real engine, real answers; engine and app are killed on the way."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests
from sqlalchemy import func, select

from bot.channels.zalo.grant import Grants
from bot.channels.zalo.oauth import Pair
from bot.operations import model, network, paths
from bot.privacy.pseudonym import read_or_create_key
from bot.settings import PROJECT
from bot.storage.database import Database
from bot.storage.queue_tables import OutboxMessage
from bot.storage.tables import Interaction
from tests.bars import IS_FULL
from tests.emulators.zalo import Emulator
from tests.inbox.processes import Wide, wait

pytestmark = [pytest.mark.live, pytest.mark.timeout(600)]
QUESTION = "đóng BHXH tự nguyện thấp nhất bao nhiêu một tháng"
PEOPLE = 12


class Running:
    """A system under its own supervisor."""

    def __init__(self, home: Path, platform: Emulator, url: str):
        self.home, self.platform, self.url = home, platform, url
        self.database = Database(f"sqlite:///{home / 'ansinh.db'}")

    def kill(self, name: str) -> None:
        os.kill(json.loads(paths.run_file(self.home).read_text())["pids"][name], signal.SIGKILL)

    @property
    def is_up(self) -> bool:
        try:
            return requests.get(f"{self.url}/health", timeout=5).ok
        except requests.RequestException:
            return False

    def count(self, *conditions: object) -> int:
        with self.database.looking() as connection:
            return connection.scalar(select(func.count()).select_from(Interaction).where(*conditions)) or 0


@pytest.fixture
def running(live: object, tmp_path: Path) -> Iterator[Running]:
    """Started as a person starts it; `live` has trained the model of the present data."""
    models = paths.models(tmp_path)
    models.mkdir()
    for file in paths.models(PROJECT / "var").glob(f"{model.fingerprint()}*"):
        shutil.copy(file, models)
    with Emulator(rules=Wide(package="full")) as platform:
        account, port = platform.account, network.free_port()
        given = {
            "ANSINH_HOME": str(tmp_path),
            "ANSINH_PORT": str(port),
            "ANSINH_ZALO_APP_ID": account.app_id,
            "ANSINH_ZALO_APP_SECRET": account.app_secret,
            "ANSINH_ZALO_OA_ID": account.oa_id,
            "ANSINH_ZALO_OA_SECRET_KEY": account.oa_secret,
            "ANSINH_ZALO_API_HOST": platform.url,
            "ANSINH_ZALO_OAUTH_HOST": platform.url,
            "ANSINH_ZALO_PER_MINUTE": "4000",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "up"],
            env={**os.environ, **given},
            cwd=PROJECT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
        )
        made = Running(tmp_path, platform, f"http://127.0.0.1:{port}")
        try:
            wait(lambda: made.is_up and paths.run_file(tmp_path).exists(), 120)
            key, pair = read_or_create_key(tmp_path / "keys" / "pseudonym.key"), platform.tokens.current
            Grants(made.database, key).keep(Pair(pair.access, pair.refresh))
            platform.webhook.url = f"{made.url}/webhooks/zalo"
            yield made
        finally:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGINT)
                process.wait(30)
            process.kill()
            made.database.close()


@pytest.mark.parametrize("victim", ["engine", "app"] if IS_FULL else ["engine"])
def test_everybody_is_answered_though_a_process_dies_on_the_way(running: Running, victim: str) -> None:
    platform = running.platform
    platform.rules.retry_on = ["unreachable", "slow", "status"]
    people = [platform.citizen(f"somebody {number}") for number in range(PEOPLE)]
    for number, citizen in enumerate(people):
        platform.acts.text(citizen, QUESTION)
        if number == PEOPLE // 2:
            running.kill(victim)
    # Zalo sends again after half a minute of its clock.
    until = time.monotonic() + 120
    while running.count(Interaction.outcome == "answered") < PEOPLE and time.monotonic() < until:
        platform.clock.run(20.0)
        time.sleep(0.5)
    platform.clock.run(1.0)
    assert running.count() == running.count(Interaction.outcome == "answered") == PEOPLE
    for citizen in people:
        wait(lambda who=citizen: any("đồng" in (sent.text or "") for sent in platform.messages.to(who.user_id)), 60)
    with running.database.looking() as connection:
        marked = connection.scalar(
            select(func.count()).select_from(OutboxMessage).where(OutboxMessage.possible_duplicate)
        )
        rows = connection.scalar(select(func.count()).select_from(OutboxMessage))
    assert rows is not None
    assert len(platform.messages.all) <= rows + (marked or 0)
    assert running.is_up
