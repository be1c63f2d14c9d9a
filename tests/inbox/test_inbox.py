"""What is accepted stays, once, in order, and is handed out to one process at a time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update

from bot.channels.contract import Attachment, Event, Kind
from bot.clock import now
from bot.inbox.inbox import REMEMBERED, Inbox, UnreadableEvent
from bot.leases import LIFE, Leases
from bot.storage.database import Database
from bot.storage.queue_tables import InboxEvent, Lease

KEY = bytes(32)
START = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def event(number: int, sender: str = "lan", **more: Any) -> Event:
    usual: dict[str, Any] = {"sent_at": now(), "order": number, "text": f"câu {number}"}
    return Event("loop", f"e{number}", Kind.TEXT, sender, **(usual | more))


@pytest.fixture
def app(database: Database) -> Callable[[], Inbox]:
    """One more app on the same database."""
    return lambda: Inbox(database, KEY, Leases(database), timedelta(0))


@pytest.fixture
def inbox(app: Callable[[], Inbox]) -> Inbox:
    return app()


def end(inbox: Inbox, database: Database, number: int) -> None:
    database.together(lambda connection: inbox.end(connection, number))


def test_an_event_comes_out_as_it_went_in(inbox: Inbox) -> None:
    place = Attachment(Kind.LOCATION, None, {"latitude": 10.0, "longitude": 105.1})
    given = event(1, text="ở đâu ạ", attachments=(place,), campaign="thang-5", message_id="m1")
    assert inbox.accept([given]) == 1
    (waiting,) = inbox.claim(5)
    assert waiting.event == Event(**{name: getattr(given, name) for name in Event.__slots__} | {"attachments": [place]})
    assert waiting.attempts == 1
    assert not waiting.told


def test_a_repeat_is_known_also_when_it_comes_in_one_batch_with_others(inbox: Inbox) -> None:
    assert inbox.accept([event(1), event(1), event(2)]) == 2
    assert inbox.accept([event(2), event(3)]) == 1
    assert inbox.waiting() == 3


def test_a_repeat_is_known_after_it_was_answered(inbox: Inbox, database: Database) -> None:
    inbox.accept([event(1)])
    end(inbox, database, inbox.claim(1)[0].id)
    assert inbox.accept([event(1)]) == 0
    assert inbox.claim(1) == []


def test_another_text_under_a_known_id_is_dropped_and_told_without_its_words(inbox: Inbox, caplog: Any) -> None:
    inbox.accept([event(1)])
    assert inbox.accept([event(1)]) == 0
    assert caplog.records == []
    assert inbox.accept([event(1, text="câu khác hẳn")]) == 0
    (line,) = caplog.records
    assert line.getMessage().startswith("loop: a typed message came again under its id with another text")
    assert "câu" not in line.getMessage()
    assert [one.event.text for one in inbox.claim(5)] == ["câu 1"]


def test_what_is_answered_can_be_held_against_nothing(inbox: Inbox, database: Database, caplog: Any) -> None:
    inbox.accept([event(1)])
    end(inbox, database, inbox.claim(1)[0].id)
    assert inbox.accept([event(1, text="câu khác hẳn")]) == 0
    assert caplog.records == []


def test_the_same_id_on_another_channel_is_another_event(inbox: Inbox) -> None:
    other = Event("zalo", "e1", Kind.TEXT, "lan", now(), 1, "chào")
    assert inbox.accept([event(1), other]) == 2


def test_what_is_older_than_our_memory_is_not_heard(inbox: Inbox) -> None:
    assert inbox.accept([event(1, sent_at=now() - REMEMBERED - timedelta(minutes=1))]) == 0


def test_a_lane_is_worked_off_in_the_order_of_the_channel(inbox: Inbox, database: Database) -> None:
    inbox.accept([event(3), event(1), event(2)])
    first = inbox.claim(5)
    assert [one.event.text for one in first] == ["câu 1"]
    end(inbox, database, first[0].id)
    second = inbox.following(first[0].lane)
    assert second is not None
    assert second.event.text == "câu 2"


def test_two_events_of_one_moment_keep_the_order_they_came_in(inbox: Inbox) -> None:
    inbox.accept([event(1, order=7)])
    inbox.accept([event(2, order=7)])
    assert [one.event.text for one in inbox.claim(5)] == ["câu 1"]


def test_lanes_do_not_wait_for_each_other(inbox: Inbox) -> None:
    inbox.accept([event(1, "lan"), event(2, "lan"), event(3, "minh"), event(4, "hoa")])
    assert sorted(one.event.sender for one in inbox.claim(5)) == ["hoa", "lan", "minh"]


def test_no_more_lanes_are_claimed_than_asked_for(inbox: Inbox) -> None:
    inbox.accept([event(number, f"người {number}") for number in range(10)])
    assert len(inbox.claim(3)) == 3
    assert len(inbox.claim(20)) == 7


def test_a_lane_that_one_app_works_at_is_nobody_elses(app: Callable[[], Inbox]) -> None:
    one, other = app(), app()
    one.accept([event(1), event(2)])
    (waiting,) = one.claim(5)
    assert other.claim(5) == []
    one.release(waiting.lane)
    assert len(other.claim(5)) == 1


def test_a_lane_is_given_back_when_nothing_follows(app: Callable[[], Inbox], database: Database) -> None:
    one, other = app(), app()
    one.accept([event(1)])
    (waiting,) = one.claim(5)
    end(one, database, waiting.id)
    assert one.following(waiting.lane) is None
    one.accept([event(2)])
    assert len(other.claim(5)) == 1


def test_what_a_dead_app_worked_at_is_taken_over_and_counted(app: Callable[[], Inbox], database: Database) -> None:
    dead, heir = app(), app()
    dead.accept([event(1)])
    dead.claim(5)
    with database.session() as session:
        session.execute(update(Lease).values(until=now() - timedelta(seconds=1)))
    (waiting,) = heir.claim(5)
    assert waiting.attempts == 2


def test_a_lease_from_a_clock_that_was_set_back_does_not_hold_for_ever(app: Callable[[], Inbox], database: Database):
    dead, heir = app(), app()
    dead.accept([event(1)])
    dead.claim(5)
    with database.session() as session:
        session.execute(update(Lease).values(until=now() + timedelta(hours=1)))
        session.execute(update(InboxEvent).values(due_at=now() + timedelta(hours=1)))
    assert len(heir.claim(5)) == 1


def test_whoever_is_alone_need_not_wait_for_a_dead_one(app: Callable[[], Inbox], database: Database) -> None:
    dead = app()
    dead.accept([event(1)])
    dead.claim(5)
    leases = Leases(database)
    leases.take_over()
    (waiting,) = Inbox(database, KEY, leases, timedelta(0)).claim(5)
    assert waiting.attempts == 2
    leases.take_over()
    assert app().claim(5) == [], "what is our own we keep"


def test_a_renewed_lease_holds(app: Callable[[], Inbox], database: Database) -> None:
    leases = Leases(database)
    one = Inbox(database, KEY, leases, timedelta(0))
    one.accept([event(1)])
    one.claim(5)
    with database.session() as session:
        session.execute(update(Lease).values(until=now() + timedelta(milliseconds=1)))
    leases.renew()
    with database.reading() as session:
        assert session.scalar(select(Lease.until)) > now() + LIFE / 2
    assert app().claim(5) == []


def test_put_off_it_waits_and_what_follows_waits_with_it(inbox: Inbox, database: Database) -> None:
    inbox.accept([event(1), event(2)])
    (waiting,) = inbox.claim(5)
    inbox.later(waiting, timedelta(minutes=1))
    assert inbox.claim(5) == []
    with database.session() as session:
        session.execute(update(InboxEvent).where(InboxEvent.id == waiting.id).values(due_at=now()))
    (again,) = inbox.claim(5)
    assert again.event == waiting.event
    assert again.attempts == 1, "put off in order: that was no try that died"


def test_confirmations_never_hold_up_a_citizens_message(inbox: Inbox) -> None:
    echo = Event("loop", "x", Kind.CONFIRMED, "lan", now(), 0, message_id="m1")
    inbox.accept([echo, event(1)])
    (first, second) = inbox.claim(5)
    assert {first.event.kind, second.event.kind} == {Kind.CONFIRMED, Kind.TEXT}


def test_an_event_settles_before_it_is_worked_off(database: Database) -> None:
    inbox = Inbox(database, KEY, Leases(database), timedelta(minutes=5))
    inbox.accept([event(2)])
    assert inbox.claim(5) == []
    inbox.accept([event(1, sent_at=now() - timedelta(hours=1))])
    assert [one.event.text for one in inbox.claim(5)] == ["câu 1"], "one that the channel held back is due at once"


def test_nothing_of_the_citizen_can_be_read_in_the_table_and_nothing_stays(inbox: Inbox, database: Database) -> None:
    inbox.accept([event(1, "0901234567", text="quê ở Gò Quao")])
    with database.reading() as session:
        stored = repr(session.execute(text("select * from inbox_event")).all())
    assert "Quao" not in stored
    assert "0901234567" not in stored
    end(inbox, database, inbox.claim(1)[0].id)
    with database.reading() as session:
        assert session.scalar(select(InboxEvent.sealed)) is None


def test_an_event_of_another_key_is_named_and_buried(inbox: Inbox, database: Database) -> None:
    inbox.accept([event(1), event(2)])
    stranger = Inbox(database, bytes([1]) * 32, Leases(database), timedelta(0))
    with pytest.raises(UnreadableEvent) as raised:
        stranger.claim(5)
    assert "câu" not in str(raised.value)
    stranger.bury(raised.value)
    with database.reading() as session:
        assert session.scalars(select(InboxEvent.state).order_by(InboxEvent.id)).all() == ["dead", "waiting"]


def test_told_of_a_wait_are_all_who_wait_in_the_lane(inbox: Inbox, database: Database) -> None:
    inbox.accept([event(1), event(2), event(3, "minh")])
    lan = next(one for one in inbox.claim(5) if one.event.sender == "lan")
    database.together(lambda connection: inbox.told(connection, lan.lane))
    end(inbox, database, lan.id)
    following = inbox.following(lan.lane)
    assert following is not None
    assert following.told
    with database.reading() as session:
        assert session.scalars(select(InboxEvent.told).order_by(InboxEvent.id)).all() == [True, True, False]


def test_old_answered_events_are_forgotten_and_waiting_ones_never(inbox: Inbox, database: Database) -> None:
    inbox.accept([event(1), event(2, "minh")])
    lan = next(one for one in inbox.claim(5) if one.event.sender == "lan")
    end(inbox, database, lan.id)
    with database.session() as session:
        session.execute(update(InboxEvent).values(received_at=now() - REMEMBERED - timedelta(hours=1)))
    assert inbox.forget_old() == 1
    assert inbox.waiting() == 1
