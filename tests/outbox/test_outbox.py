"""What is stored goes out in order, at the channel's pace, and its state says what became of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update

from bot.channels.contract import Rate
from bot.clock import now
from bot.outbox.contacts import Contacts
from bot.outbox.outbox import Outbox
from bot.storage.database import Database
from bot.storage.queue_tables import Contact, Lease, OutboxMessage, SendTry

SOON = timedelta(seconds=30)


def rows(database: Database, *names: str) -> list[Any]:
    columns = [getattr(OutboxMessage, name) for name in names]
    with database.reading() as session:
        found = session.execute(select(*columns).order_by(OutboxMessage.id)).all()
    return [one[0] if len(names) == 1 else tuple(one) for one in found]


def make_due(database: Database) -> None:
    with database.session() as session:
        session.execute(update(OutboxMessage).values(due_at=now()))


def texts(going: list[Any]) -> list[str]:
    return [one.part.content["text"] for one in going]


def test_messages_of_a_turn_go_out_one_after_the_other(outbox: Outbox, lan: str, put: Any, claim: Any) -> None:
    put(lan, "một", "hai")
    (first,) = claim()
    assert (first.address, first.part.content["text"], first.tries, first.unknown) == ("lan", "một", 1, False)
    assert claim() == [], "the second waits for the first"
    outbox.sent(first, "m1")
    assert texts(claim()) == ["hai"]


def test_a_turn_that_is_stored_twice_is_sent_once(lan: str, put: Any, database: Database) -> None:
    put(lan, "một", "hai")
    put(lan, "một", "hai")
    assert rows(database, "origin", "position") == [("turn-1", 0), ("turn-1", 1)]


def test_sent_it_is_marked_and_its_content_is_gone(
    outbox: Outbox, lan: str, put: Any, claim: Any, database: Database
) -> None:
    put(lan, "riêng tư")
    with database.reading() as session:
        assert "riêng" not in repr(session.execute(text("select * from outbox_message")).all())
    outbox.sent(claim()[0], "m9")
    assert rows(database, "state", "sealed", "channel_message_id", "trying_since") == [("sent", None, "m9", None)]
    assert rows(database, "sent_at")[0] is not None


def test_a_failed_one_waits_and_holds_up_what_follows(
    outbox: Outbox, lan: str, put: Any, claim: Any, database: Database
):
    put(lan, "một", "hai")
    outbox.failed(claim()[0], "429: later", SOON, maybe_arrived=False)
    assert claim() == []
    assert rows(database, "state", "reason") == [("failed", "429: later"), ("pending", None)]
    make_due(database)
    (again,) = claim()
    assert (again.tries, again.unknown) == (2, False)
    outbox.sent(again, None)
    assert rows(database, "state", "reason", "possible_duplicate")[0] == ("sent", None, False)


def test_another_citizen_does_not_wait(outbox: Outbox, somebody: Any, put: Any, claim: Any) -> None:
    put(somebody("lan"), "cho Lan", origin="a")
    put(somebody("minh"), "cho Minh", origin="b")
    outbox.failed(claim(1)[0], "later", SOON, maybe_arrived=False)
    assert texts(claim()) == ["cho Minh"]


def test_what_may_have_arrived_is_marked_as_possibly_double(
    outbox: Outbox, lan: str, put: Any, claim: Any, database: Database
):
    put(lan, "một")
    outbox.failed(claim()[0], "timeout", SOON, maybe_arrived=True)
    make_due(database)
    outbox.sent(claim()[0], "m1")
    assert rows(database, "possible_duplicate") == [True]


def test_what_a_dead_app_was_sending_is_tried_again_and_marked(
    app: Any, lan: str, put: Any, database: Database
) -> None:
    put(lan, "một")
    dead, heir = app(), app()
    assert len(dead.claim("loop", Rate(10, 1.0), 5)) == 1
    assert heir.claim("loop", Rate(10, 1.0), 5) == []
    with database.session() as session:
        session.execute(update(Lease).where(Lease.lane.like("out:%")).values(until=now() - timedelta(seconds=1)))
    (again,) = heir.claim("loop", Rate(10, 1.0), 5)
    assert again.unknown
    assert rows(database, "possible_duplicate", "attempts") == [(True, 2)]


def test_a_dead_one_says_why_and_lets_the_next_go(
    outbox: Outbox, lan: str, put: Any, claim: Any, database: Database
) -> None:
    put(lan, "một", "hai")
    outbox.dead(claim()[0], "-201: text is invalid")
    assert rows(database, "state", "reason")[0] == ("dead", "-201: text is invalid")
    assert texts(claim()) == ["hai"]


def test_who_cannot_be_reached_gets_nothing_more_until_they_write(
    outbox: Outbox, lan: str, put: Any, claim: Any, database: Database, contacts: Contacts
) -> None:
    put(lan, "một", "hai")
    outbox.dead(claim()[0], "403: blocked", lost=True)
    assert rows(database, "state") == ["dead", "dead"]
    known = contacts.of(lan)
    assert known is not None
    assert known.unreachable_reason == "403: blocked"
    database.together(lambda connection: contacts.heard(connection, lan, "loop", "lan", now()))
    known = contacts.of(lan)
    assert known is not None
    assert known.unreachable_reason is None


def test_never_more_than_the_rate_in_any_window(outbox: Outbox, somebody: Any, put: Any, database: Database) -> None:
    for number in range(8):
        put(somebody(f"c{number}"), "chào", origin=f"t{number}")
    rate = Rate(3, 60.0)
    assert len(outbox.claim("loop", rate, 10)) == 3
    assert outbox.claim("loop", rate, 10) == []
    with database.session() as session:
        session.execute(update(SendTry).values(at=now() - timedelta(seconds=61)))
    assert len(outbox.claim("loop", rate, 2)) == 2
    assert len(outbox.claim("loop", rate, 10)) == 1


def test_two_apps_share_one_rate(app: Any, somebody: Any, put: Any) -> None:
    for number in range(6):
        put(somebody(f"c{number}"), "chào", origin=f"t{number}")
    one, other = app(), app()
    claimed = len(one.claim("loop", Rate(4, 60.0), 3)) + len(other.claim("loop", Rate(4, 60.0), 3))
    assert claimed == 4


def test_between_two_messages_to_one_citizen_lies_the_channels_pause(
    outbox: Outbox, somebody: Any, put: Any, database: Database
) -> None:
    put(somebody("lan"), "một", "hai", origin="a")
    put(somebody("minh"), "ba", origin="b")
    rate = Rate(100, 1.0, apart=60.0)
    for going in outbox.claim("loop", rate, 10):
        outbox.sent(going, None)
    assert outbox.claim("loop", rate, 10) == []
    with database.session() as session:
        session.execute(update(Contact).values(send_after=now() - timedelta(seconds=1)))
    assert texts(outbox.claim("loop", rate, 10)) == ["hai"]


def test_old_tries_are_forgotten(outbox: Outbox, lan: str, put: Any, claim: Any, database: Database) -> None:
    put(lan, "một")
    claim()
    outbox.forget_tries()
    with database.session() as session:
        assert len(session.scalars(select(SendTry.id)).all()) == 1
        session.execute(update(SendTry).values(at=now() - timedelta(hours=1)))
    outbox.forget_tries()
    with database.reading() as session:
        assert session.scalars(select(SendTry.id)).all() == []


def test_a_confirmation_finds_its_message_and_no_other(
    outbox: Outbox, lan: str, put: Any, claim: Any, database: Database
):
    put(lan, "một")
    assert not database.together(lambda connection: outbox.confirm(connection, lan, "m1"))
    outbox.sent(claim()[0], "m1")
    assert database.together(lambda connection: outbox.confirm(connection, lan, "m1"))
    first = rows(database, "state", "confirmed_at")[0]
    assert first[0] == "confirmed"
    assert database.together(lambda connection: outbox.confirm(connection, lan, "m1"))
    assert rows(database, "state", "confirmed_at")[0] == first, "seen after received: the first time counts"


def test_an_echo_of_an_unknown_id_ends_the_doubt(
    outbox: Outbox, lan: str, put: Any, claim: Any, database: Database
) -> None:
    put(lan, "một", "hai")
    assert not database.together(lambda connection: outbox.confirm_doubtful(connection, lan, "m5"))
    outbox.failed(claim()[0], "timeout", SOON, maybe_arrived=True)
    assert database.together(lambda connection: outbox.confirm_doubtful(connection, lan, "m5"))
    assert rows(database, "state", "sealed", "possible_duplicate")[0] == ("confirmed", None, False)
    assert texts(claim()) == ["hai"]


@pytest.mark.parametrize("state", ["pending", "failed", "dead"])
def test_counts_what_people_watch(state: str, outbox: Outbox, lan: str, put: Any, claim: Any) -> None:
    put(lan, "một")
    if state == "failed":
        outbox.failed(claim()[0], "later", SOON, maybe_arrived=False)
    if state == "dead":
        outbox.dead(claim()[0], "wrong")
    assert outbox.counts() == {state: 1}


def test_a_message_of_another_key_is_dead_and_holds_up_nobody(
    lan: str, put: Any, database: Database, claim: Any
) -> None:
    put(lan, "một")
    with database.session() as session:
        session.execute(update(OutboxMessage).values(sealed=b"not sealed by us"))
    put(lan, "hai", origin="turn-2")
    assert claim() == []
    assert rows(database, "state") == ["dead", "pending"]
    assert texts(claim()) == ["hai"]


def test_whoever_stores_wakes_the_sender(outbox: Outbox, lan: str, put: Callable[..., int]) -> None:
    woken: list[str] = []
    outbox.woken = woken.append
    put(lan, "một")
    assert woken == ["loop"]
