"""Where a conversation is reached, and whether it may be."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.clock import now
from bot.outbox.contacts import Contacts, Known
from bot.privacy.sealing import SealBroken
from bot.storage.database import Database


def known(contacts: Contacts, conversation: str) -> Known:
    found = contacts.of(conversation)
    assert found is not None
    return found


def test_an_address_comes_back_and_cannot_be_read_in_the_table(
    contacts: Contacts, lan: str, database: Database
) -> None:
    assert known(contacts, lan).address == "lan"
    assert known(contacts, lan).channel == "loop"
    with database.reading() as session:
        assert "lan" not in repr(session.execute(text("select sealed from contact")).scalars().all())


def test_another_installation_cannot_open_it(lan: str, database: Database) -> None:
    with pytest.raises(SealBroken):
        Contacts(database, bytes([7]) * 32).of(lan)


def test_who_never_wrote_has_none(contacts: Contacts) -> None:
    assert contacts.of("nobody") is None


def test_the_window_opens_with_the_latest_act_whatever_comes_in_which_order(
    contacts: Contacts, lan: str, database: Database
) -> None:
    moment = now() + timedelta(hours=1)
    for acted in (moment, moment - timedelta(hours=5), None):
        database.together(lambda connection, acted=acted: contacts.heard(connection, lan, "loop", "lan", acted))
    assert known(contacts, lan).last_acted_at == moment


def test_lost_until_they_act_again(contacts: Contacts, lan: str, database: Database) -> None:
    database.together(lambda connection: contacts.lost(connection, lan, "left"))
    assert known(contacts, lan).unreachable_reason == "left"
    database.together(lambda connection: contacts.heard(connection, lan, "loop", "lan", None))
    assert known(contacts, lan).unreachable_reason == "left", "what we hear of them is not what they do"
    database.together(lambda connection: contacts.heard(connection, lan, "loop", "lan", now()))
    assert known(contacts, lan).unreachable_reason is None


def test_silence_ends_by_itself(contacts: Contacts, lan: str, database: Database) -> None:
    assert not known(contacts, lan).is_silent
    database.together(lambda connection: contacts.silence(connection, lan, timedelta(minutes=5)))
    assert known(contacts, lan).is_silent
    database.together(lambda connection: contacts.silence(connection, lan, timedelta(seconds=-1)))
    assert not known(contacts, lan).is_silent
