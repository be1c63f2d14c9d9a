"""When the token is renewed, by whom, and what becomes of those who wait."""

import logging
import threading
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.channels.contract import Failure, SendFailed
from bot.channels.zalo import keys as module
from bot.channels.zalo.grant import Grants
from bot.channels.zalo.keys import LATE_AFTER, RENEWED_AFTER, Keys
from bot.channels.zalo.oauth import Pair
from bot.clock import now
from bot.storage.tables import ChannelGrant

MINUTE = timedelta(minutes=1)


class Renewals:
    """Stands for the owner process: remembers who was renewed, and does what the test says."""

    def __init__(self, grants: Grants):
        self.grants, self.asked = grants, []
        self.failing, self.dead, self.silent = False, False, False

    def __call__(self, version: int, patience: float) -> None:
        self.asked.append(version)
        if self.failing or self.dead:
            self.grants.failed(version, "Zalo -14014", is_dead=self.dead)
        elif not self.silent:
            self.grants.keep(Pair(f"access-{version + 1}", "refresh"), instead_of=version)


@pytest.fixture
def stored(database) -> Grants:
    made = Grants(database, bytes(32))
    made.keep(Pair("access-1", "refresh"))
    return made


@pytest.fixture
def renewals(stored) -> Renewals:
    return Renewals(stored)


@pytest.fixture
def keys(stored, renewals) -> Keys:
    return Keys(stored, renewals)


@pytest.fixture
def aged(database):
    """Makes the stored token older."""

    def make(age: timedelta) -> None:
        with database.session() as session:
            moved = {"refreshed_at": now() - age, "expires_at": now() - age + timedelta(hours=25)}
            session.execute(update(ChannelGrant).values(**moved))

    return make


def test_a_young_token_is_used_as_it_is(keys, renewals):
    keys.tend()
    assert (keys.current().access, renewals.asked) == ("access-1", [])


@pytest.mark.parametrize(("age", "asked"), [(RENEWED_AFTER - MINUTE, []), (RENEWED_AFTER, [1])])
def test_it_is_renewed_in_time_without_a_message(keys, renewals, aged, age, asked):
    aged(age)
    keys.tend()
    assert renewals.asked == asked


def test_a_token_that_ran_out_is_renewed_before_it_is_used(keys, renewals, aged):
    aged(timedelta(hours=26))
    assert keys.current().access == "access-2"


def test_many_who_were_refused_make_one_renewal(keys, renewals, stored):
    stale, got, start = keys.current(), [], threading.Barrier(12)

    def work() -> None:
        start.wait()
        got.append(keys.renewed(stale).access)

    threads = [threading.Thread(target=work) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (got, renewals.asked) == (["access-2"] * 12, [1])


def test_who_comes_late_takes_what_there_is(keys, renewals):
    stale = keys.current()
    keys.renewed(stale)
    assert keys.renewed(stale).access == "access-2"
    assert renewals.asked == [1]


def test_a_failed_renewal_is_later_and_not_tried_at_once_again(keys, renewals, caplog):
    renewals.failing = True
    for _ in range(3):
        with pytest.raises(SendFailed, match="-14014") as caught:
            keys.renewed(keys.current())
        assert caught.value.failure is Failure.LATER
    assert renewals.asked == [1]
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


def test_a_dead_grant_waits_for_a_person_and_says_so(keys, renewals, caplog):
    renewals.dead = True
    with pytest.raises(SendFailed, match="ansinh zalo login") as caught:
        keys.renewed(keys.current())
    assert caught.value.failure is Failure.GRANT
    assert "ansinh zalo login" in caplog.text
    with pytest.raises(SendFailed):
        keys.current()
    keys.tend()
    assert renewals.asked == [1]
    assert "the grant is dead (Zalo -14014)" in keys.trouble()


def test_a_claim_that_is_not_given_back_is_waited_for_so_long(keys, renewals, stored, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.3)
    stored.claim(1)
    with pytest.raises(SendFailed, match="still waiting") as caught:
        keys.renewed(keys.current())
    assert (caught.value.failure, renewals.asked) == (Failure.LATER, [])


def test_without_consent_nothing_can_be_sent(database):
    keys = Keys(Grants(database, bytes(32)), lambda version, patience: None)
    with pytest.raises(SendFailed, match="ansinh zalo login") as caught:
        keys.current()
    assert caught.value.failure is Failure.GRANT
    assert "no consent" in keys.trouble()
    keys.tend()


def test_an_old_token_is_trouble_before_it_dies(keys, aged):
    aged(LATE_AFTER - MINUTE)
    assert keys.trouble() is None
    aged(LATE_AFTER + MINUTE)
    assert "older than a day" in keys.trouble()
