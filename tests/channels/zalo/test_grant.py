"""The row of the grant, on both databases: sealed, claimed by one, kept beside the pair before."""

import json
import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.channels.zalo.grant import Grants
from bot.channels.zalo.oauth import Pair
from bot.clock import now
from bot.storage.tables import ChannelGrant

KEY = bytes(32)


@pytest.fixture
def stored(database) -> Grants:
    made = Grants(database, KEY)
    made.keep(Pair("access-one", "refresh-one"))
    return made


def row(database) -> ChannelGrant:
    with database.reading() as session:
        return session.scalars(select(ChannelGrant)).one()


def test_none_before_the_first_consent(database):
    assert Grants(database, KEY).read() is None
    assert not Grants(database, KEY).claim(1)


def test_what_is_kept_is_read_back_and_lies_there_sealed(database, stored):
    grant = stored.read()
    assert (grant.access, grant.refresh, grant.version) == ("access-one", "refresh-one", 1)
    assert grant.expires_at - grant.refreshed_at >= timedelta(hours=24)
    assert b"one" not in row(database).sealed


def test_the_pair_before_is_kept(database, stored):
    assert stored.keep(Pair("access-two", "refresh-two"), instead_of=1)
    opened = json.loads(stored._seal.open(row(database).sealed, "zalo"))
    assert (stored.read().version, opened["previous"]) == (2, "refresh-one")


def test_a_pair_for_an_older_version_is_not_kept(stored):
    """Somebody consented again while a renewal was on its way: the consent is the younger one."""
    stored.keep(Pair("access-two", "refresh-two"))
    assert not stored.keep(Pair("late", "late"), instead_of=1)
    assert stored.read().access == "access-two"


def test_one_of_many_gets_the_claim(database, stored):
    won: list[bool] = []
    start = threading.Barrier(8)

    def work() -> None:
        start.wait()
        won.append(stored.claim(1))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False] * 7 + [True]


def test_a_claim_runs_out(database, stored):
    assert stored.claim(1)
    with database.session() as session:
        session.execute(update(ChannelGrant).values(claimed_until=now() - timedelta(seconds=1)))
    assert not stored.read().is_claimed
    assert stored.claim(1)


def test_a_failed_renewal_pauses_and_tells(stored):
    stored.claim(1)
    stored.failed(1, "a gateway's page", is_dead=False)
    grant = stored.read()
    assert (grant.is_paused, grant.trouble, grant.dead) == (True, "a gateway's page", None)


def test_a_dead_grant_is_not_claimed_and_lives_again_with_the_next_consent(stored):
    stored.failed(1, "used before", is_dead=True)
    assert stored.read().dead == "used before"
    assert not stored.claim(1)
    stored.keep(Pair("access-two", "refresh-two"))
    assert (stored.read().dead, stored.read().trouble) == (None, None)


def test_a_failure_of_an_older_version_changes_nothing(stored):
    stored.keep(Pair("access-two", "refresh-two"))
    stored.failed(1, "used before", is_dead=True)
    assert stored.read().dead is None


def test_another_installations_key_opens_nothing(database, stored):
    stranger = Grants(database, bytes(31) + b"x").read()
    assert (stranger.access, stranger.refresh) == ("", "")
    assert "another key" in stranger.dead
