"""What becomes of a message by what the channel answers."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.channels.contract import Failure, Part, Rate, SendFailed
from bot.clock import now
from bot.outbox import sender as sending
from bot.outbox.contacts import Contacts
from bot.outbox.outbox import Outbox
from bot.outbox.sender import Sender
from bot.storage.database import Database, DatabaseUnavailable
from bot.storage.queue_tables import OutboxMessage
from tests.channels.loopback import Loopback

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def sender(outbox: Outbox, channel: Loopback, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sender]:
    """At work, and hurrying: pauses are a tenth of a second."""
    monkeypatch.setattr(sending, "pause", lambda *_: timedelta(seconds=0.1))
    made = Sender(channel, outbox, timedelta(hours=1))
    outbox.woken = lambda _name: made.wake()
    made.start()
    yield made
    made.stop()


def rows(database: Database) -> list[tuple[str, str | None, bool]]:
    columns = OutboxMessage.state, OutboxMessage.reason, OutboxMessage.possible_duplicate
    with database.reading() as session:
        return [tuple(one) for one in session.execute(select(*columns).order_by(OutboxMessage.id))]  # type: ignore[misc]


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 15
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


class Script:
    """Faults in their order, then none."""

    def __init__(self, *faults: Exception):
        self._faults = list(faults)
        self.tries = 0

    def __call__(self, _address: str, _part: Part) -> None:
        self.tries += 1
        if self._faults:
            raise self._faults.pop(0)


@pytest.mark.usefixtures("sender")
def test_all_parts_of_a_turn_arrive_in_order(lan: str, put: Any, channel: Loopback, database: Database) -> None:
    put(lan, *(f"phần {number}" for number in range(8)))
    until(lambda: len(channel.sent) == 8)
    assert channel.to("lan") == [f"phần {number}" for number in range(8)]
    until(lambda: rows(database) == [("sent", None, False)] * 8)


@pytest.mark.usefixtures("sender")
@pytest.mark.parametrize("failure", [Failure.LATER, Failure.GRANT, Failure.CONFIGURATION])
def test_what_was_not_taken_is_tried_again_and_is_no_duplicate(
    failure: Failure, lan: str, put: Any, channel: Loopback, database: Database
) -> None:
    channel.fault = script = Script(SendFailed(failure, "not now"), SendFailed(failure, "not now"))
    put(lan, "một")
    until(lambda: channel.to("lan") == ["một"])
    until(lambda: rows(database) == [("sent", None, False)])
    assert script.tries == 3


@pytest.mark.usefixtures("sender")
def test_what_may_have_arrived_is_tried_again_as_a_possible_duplicate(
    lan: str, put: Any, channel: Loopback, database: Database
) -> None:
    channel.arrives_first = True
    channel.fault = Script(SendFailed(Failure.AMBIGUOUS, "ReadTimeout"))
    put(lan, "một")
    until(lambda: rows(database) == [("sent", None, True)])
    assert channel.to("lan") == ["một", "một"], "at least once, and marked"


@pytest.mark.usefixtures("sender")
def test_an_error_that_nobody_foresaw_may_have_arrived_too(lan: str, put: Any, channel: Loopback, database: Database):
    channel.fault = Script(ZeroDivisionError("a citizen's words"))
    put(lan, "một")
    until(lambda: rows(database) == [("sent", None, True)])


@pytest.mark.usefixtures("sender")
def test_a_message_that_is_wrong_is_dead_with_its_reason_and_the_next_one_goes(
    lan: str, put: Any, channel: Loopback, database: Database
) -> None:
    channel.fault = Script(SendFailed(Failure.OURS, "text is invalid", "-201"))
    put(lan, "một", "hai")
    until(lambda: channel.to("lan") == ["hai"])
    assert rows(database)[0] == ("dead", "-201: text is invalid", False)


@pytest.mark.usefixtures("sender")
def test_a_citizen_who_blocked_us_is_marked_and_left_alone(
    lan: str, put: Any, channel: Loopback, database: Database, contacts: Contacts
) -> None:
    channel.fault = script = Script(SendFailed(Failure.CITIZEN, "blocked", "403"))
    put(lan, "một", "hai")
    until(lambda: [state for state, _, _ in rows(database)] == ["dead", "dead"])
    known = contacts.of(lan)
    assert known is not None
    assert known.unreachable_reason == "403: blocked"
    assert script.tries == 1


@pytest.mark.usefixtures("sender")
@pytest.mark.parametrize("code", ["-218", "-244"])
def test_a_refusal_of_one_kind_of_message_does_not_bury_the_citizen(
    code: str, lan: str, put: Any, channel: Loopback, contacts: Contacts
) -> None:
    channel.fault = Script(SendFailed(Failure.CITIZEN, "not this one", code))
    put(lan, "một", "hai")
    until(lambda: channel.to("lan") == ["hai"])
    known = contacts.of(lan)
    assert known is not None
    assert known.unreachable_reason is None


@pytest.mark.usefixtures("sender")
def test_outside_the_window_nothing_is_sent(lan: str, put: Any, channel: Loopback, database: Database) -> None:
    channel.why_closed = "window: not_paid_for"
    put(lan, "một")
    until(lambda: rows(database) == [("dead", "window: not_paid_for", False)])
    assert channel.sent == []


@pytest.mark.usefixtures("sender")
def test_what_is_too_old_is_given_up_and_says_how_often_it_was_tried(
    lan: str, put: Any, channel: Loopback, database: Database
) -> None:
    channel.fault = Script(*(SendFailed(Failure.LATER, "quota", "-211") for _ in range(100)))
    put(lan, "một")
    with database.session() as session:
        session.execute(update(OutboxMessage).values(created_at=now() - timedelta(hours=2)))
    until(lambda: rows(database)[0][0] == "dead")
    reason = rows(database)[0][1]
    assert reason is not None
    assert reason.startswith("given up after")
    assert reason.endswith("-211: quota")


@pytest.mark.usefixtures("sender")
def test_one_citizens_hanging_send_holds_up_nobody_else(somebody: Any, put: Any, channel: Loopback) -> None:
    release = threading.Event()

    def hang(address: str, _part: Part) -> None:
        if address == "lan":
            release.wait(10)

    channel.fault = hang
    put(somebody("lan"), "chậm", origin="a")
    put(somebody("minh"), "nhanh", origin="b")
    until(lambda: channel.to("minh") == ["nhanh"])
    assert channel.to("lan") == []
    release.set()
    until(lambda: channel.to("lan") == ["chậm"])


@pytest.mark.usefixtures("sender")
def test_a_database_that_does_not_answer_is_waited_for(
    lan: str, put: Any, channel: Loopback, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "DATABASE_PAUSE", 0.05)
    claim, failures = outbox.claim, iter([DatabaseUnavailable("OperationalError"), KeyError("whatever")])

    def broken(*given: Any) -> Any:
        for failure in failures:
            raise failure
        return claim(*given)

    monkeypatch.setattr(outbox, "claim", broken)
    put(lan, "một")
    until(lambda: channel.to("lan") == ["một"])


def test_a_result_that_cannot_be_written_is_tried_again_as_a_possible_duplicate(
    sender: Sender, lan: str, put: Any, channel: Loopback, outbox: Outbox, database: Database, monkeypatch: Any
) -> None:
    sent = outbox.sent

    def broken(*_given: Any) -> None:
        monkeypatch.setattr(outbox, "sent", sent)
        raise DatabaseUnavailable("OperationalError")

    monkeypatch.setattr(outbox, "sent", broken)
    put(lan, "một")
    until(lambda: channel.to("lan") == ["một"])
    outbox._leases.release_all()
    sender.wake()
    until(lambda: rows(database) == [("sent", None, True)])


def test_what_is_under_way_ends_before_the_sender_stops(
    outbox: Outbox, channel: Loopback, lan: str, put: Any, database
):
    channel.fault = lambda _address, _part: time.sleep(0.3)
    made = Sender(channel, outbox, timedelta(hours=1))
    put(lan, "một", "hai")
    made.start()
    until(lambda: bool(outbox._leases) and rows(database)[0][0] == "pending" and _is_trying(database))
    made.stop()
    assert [state for state, _, _ in rows(database)] == ["sent", "pending"]


def _is_trying(database: Database) -> bool:
    with database.reading() as session:
        return session.scalar(select(OutboxMessage.trying_since).order_by(OutboxMessage.id).limit(1)) is not None


@pytest.mark.usefixtures("sender")
def test_the_rate_is_kept_to(somebody: Any, put: Any, channel: Loopback) -> None:
    channel.rate = Rate(3, 0.5)
    for number in range(9):
        put(somebody(f"c{number}"), "chào", origin=f"t{number}")
    until(lambda: len(channel.sent) == 9)
    times = sorted(one.at for one in channel.sent)
    assert all(later - earlier >= 0.5 for earlier, later in zip(times, times[3:], strict=False))
