"""Several processes, one grant: one renewal for all, and no kill of the app that loses it."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from bot.channels.contract import Failure, Part, SendFailed
from bot.channels.zalo import grant, keys, owner
from bot.channels.zalo.grant import Grants
from bot.channels.zalo.oauth import OAuth
from bot.channels.zalo.settings import ZaloSettings
from bot.settings import PROJECT
from bot.storage.database import Database, DatabaseUnavailable
from tests.emulators.zalo import Fault

TOKEN, CS = "/v4/oa/access_token", "/v3.0/oa/message/cs"
#: What the kind of database makes no difference to.
ON_ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
TEXT = Part({"message": {"text": "Xin chào"}})


@pytest.fixture
def worker(database: Database, grants: Grants, configured: Callable[..., ZaloSettings]) -> Iterator[Callable[..., Any]]:
    """Starts processes that send."""
    started: list[subprocess.Popen[str]] = []
    settings = owner._plain(configured())

    def start(user_id: str, count: int, name: str = "w") -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.channels.zalo.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=PROJECT,
            text=True,
        )
        started.append(process)
        order = {"settings": settings, "database": database.url, "user_id": user_id, "count": count, "name": name}
        process.stdin.write(json.dumps(order) + "\n")
        process.stdin.flush()
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def wait(what: Callable[[], bool], seconds: float = 60.0) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_token_that_dies_under_load_is_renewed_once(platform, lan, worker, grants, record_property):
    """Four processes are sending while the platform throws the access token away."""
    workers = [worker(lan.user_id, 40, str(name)) for name in range(4)]
    wait(lambda: len(platform.messages.all) >= 40)
    platform.tokens.remove()
    failed = [json.loads(process.communicate(timeout=120)[0]) for process in workers]
    record_property("renewals", platform.tokens.refreshed)
    assert failed == [[], [], [], []]
    assert len({sent.text for sent in platform.messages.all}) == len(platform.messages.all) == 160
    assert (platform.tokens.refreshed, grants.read().version) == (1, 2)


def test_the_app_killed_during_a_renewal_loses_nothing(platform, lan, worker, grants, opened):
    """Zalo has given the new pair away, and the one who asked dies before it could arrive."""
    platform.tokens.remove()
    platform.faults.plan(Fault("hang", path=TOKEN, seconds=1.5, accepted=True))
    process = worker(lan.user_id, 1)
    wait(lambda: platform.tokens.refreshed == 1)
    process.kill()
    wait(lambda: grants.read().version == 2)
    opened().send(lan.user_id, TEXT)
    assert platform.tokens.refreshed == 1


def test_the_app_killed_before_a_renewal_leaves_a_claim_that_runs_out(platform, lan, grants, opened, monkeypatch):
    monkeypatch.setattr(grant, "CLAIMED_FOR", timedelta(seconds=1))
    assert grants.claim(1)
    platform.tokens.remove()
    opened().send(lan.user_id, TEXT)
    assert grants.read().version == 2


@ON_ONE
def test_a_lost_answer_is_tried_again_and_then_told_as_dead(platform, lan, grants, opened):
    """The pair is gone with the line: the next try finds the token used, and a person is asked."""
    platform.tokens.remove()
    platform.faults.plan(Fault("reset", path=TOKEN, accepted=True))
    channel = opened()
    with pytest.raises(SendFailed) as first:
        channel.send(lan.user_id, TEXT)
    wait(lambda: not grants.read().is_claimed)
    with pytest.raises(SendFailed) as second:
        channel.send(lan.user_id, TEXT)
    assert (first.value.failure, second.value.failure) == (Failure.LATER, Failure.GRANT)
    assert "dead" in channel.keys.trouble()


@ON_ONE
def test_a_refusal_that_renewing_does_not_heal_is_tried_once(platform, lan, opened):
    platform.faults.plan(Fault("code", path=CS, code=-216, times=2))
    with pytest.raises(SendFailed) as caught:
        opened().send(lan.user_id, TEXT)
    assert (caught.value.failure, caught.value.code) == (Failure.GRANT, "-216")
    assert platform.tokens.refreshed == 1


@ON_ONE
def test_a_new_pair_waits_for_a_database_that_is_away(platform, grants, configured, monkeypatch, caplog):
    away, keep = [True, True], grants.keep

    def kept(*pair: Any, **which: Any) -> bool:
        if away:
            away.pop()
            raise DatabaseUnavailable("OperationalError")
        return keep(*pair, **which)

    monkeypatch.setattr(grants, "keep", kept)
    monkeypatch.setattr(owner, "sleep", lambda seconds: None)
    owner.renew(grants, OAuth(configured()), 1)
    assert grants.read().access == platform.tokens.current.access
    assert "the database does not take the new tokens" in caplog.text


@ON_ONE
def test_a_version_that_is_over_is_not_renewed(platform, grants, configured):
    owner.renew(grants, OAuth(configured()), 7)
    assert (platform.tokens.refreshed, grants.read().version) == (0, 1)


def test_an_owner_without_an_order_does_nothing():
    ended = subprocess.run(
        [sys.executable, "-m", "bot.channels.zalo.owner"], input="", text=True, cwd=PROJECT, check=True
    )
    assert ended.returncode == 0


@ON_ONE
def test_a_machine_without_room_for_a_process_is_only_late(platform, lan, opened, monkeypatch, caplog):
    monkeypatch.setattr(keys, "PATIENCE", 0.2)
    monkeypatch.setattr(owner.sys, "executable", "/nowhere/python")
    platform.tokens.remove()
    with pytest.raises(SendFailed) as caught:
        opened().send(lan.user_id, TEXT)
    assert caught.value.failure is Failure.LATER
    assert "could not be started" in caplog.text
