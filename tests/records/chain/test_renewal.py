"""The wrapping key is renewed: old backups of keys end, the record goes on."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.privacy.citizen_keys import Wrapping
from bot.records.chain import renewal
from bot.records.chain.chain import ENTRIES
from bot.records.chain.renewal import Renewal
from bot.storage.chain_tables import DataKeyRow

KEYS = DataKeyRow.__table__


@pytest.fixture
def wrapping(recorded) -> Wrapping:
    return recorded.keys._wrapping


@pytest.fixture
def renew(recorded, wrapping):
    return Renewal(recorded.database, recorded.chain, wrapping).renew


def wrapped_by(recorded) -> list[str]:
    with recorded.database.looking() as connection:
        return sorted(connection.scalars(select(KEYS.c.wrapped_by)))


def days_from(wrapping: Wrapping, number: int) -> date:
    return date.fromisoformat(wrapping.days()[0]) + timedelta(days=number)


def test_before_thirty_days_nothing_happens(recorded, wrapping, renew):
    assert renew(date(2026, 11, 22)) == 0  # no key yet
    recorded.turn()
    assert renew(days_from(wrapping, 29)) == 0
    assert len(wrapping.days()) == 1


def test_after_thirty_days_all_keys_are_wrapped_anew(recorded, wrapping, renew, monkeypatch):
    monkeypatch.setattr(renewal, "_OLD", renewal._OLD.limit(2))
    for number in range(5):
        recorded.turn(f"citizen-{number}")
    day, first = days_from(wrapping, 30), wrapping.days()[0]
    assert renew(day) == 6
    assert set(wrapped_by(recorded)) == {day.isoformat()}
    assert wrapping.days() == [first, day.isoformat()]
    assert recorded.walk() == []
    # The one before goes when no app can have used it any more.
    assert renew(day + timedelta(days=1)) == 0
    assert len(wrapping.days()) == 2
    assert renew(day + timedelta(days=2)) == 0
    assert wrapping.days() == [day.isoformat()]
    assert recorded.walk() == []
    with recorded.database.looking() as connection:
        assert connection.scalars(select(ENTRIES.c.kind)).all()[-1] == "keys_renewed"


def test_a_renewal_that_was_cut_off_is_gone_on_with(recorded, wrapping, renew):
    recorded.turn("an")
    day = days_from(wrapping, 31)
    wrapping.make(day)
    recorded.turn("bình")
    assert renew(day) == 2
    assert recorded.walk() == []


def test_an_old_backup_of_keys_opens_nothing_that_was_erased(recorded, wrapping, renew):
    """What the bar is about: the row of the key is in a backup, the wrapping key is not any more."""
    turn = recorded.turn("an")
    conversation = recorded.interactions.get(turn).conversation_id
    with recorded.database.looking() as connection:
        backup = connection.execute(select(KEYS).where(KEYS.c.holder == f"conversation:{conversation}")).one()
    recorded.erasure.erase(conversation, "citizen_asked", "lan", date(2026, 11, 22))
    day = days_from(wrapping, 30)
    renew(day)
    renew(day + timedelta(days=2))
    from bot.privacy.citizen_keys import WrappedKey, opened

    assert opened(Wrapping(recorded.home / "keys"), iter([WrappedKey(*backup)])) == {}
    assert recorded.walk() == []
