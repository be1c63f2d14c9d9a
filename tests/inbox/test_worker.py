"""The worker goes on, whatever an event or the database does."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.clock import now
from bot.house import House
from bot.storage.database import DatabaseUnavailable
from bot.storage.queue_tables import InboxEvent, Lease
from tests.channels.loopback import Loopback
from tests.inbox.rig import Rig

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def hurrying(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.inbox.worker.DATABASE_PAUSE", 0.05)


def states(rig: Rig) -> list[str]:
    with rig.house.database.reading() as session:
        return list(session.scalars(select(InboxEvent.state).order_by(InboxEvent.id)))


@pytest.mark.parametrize("error", [DatabaseUnavailable("OperationalError"), ZeroDivisionError("a citizen's words")])
def test_a_look_for_work_that_fails_is_repeated(
    error: Exception, rig: Rig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    claim, failures = rig.board.inbox.claim, iter([error, error])

    def broken(*given: Any, **more: Any) -> Any:
        for failure in failures:
            raise failure
        return claim(*given, **more)

    monkeypatch.setattr(rig.board.inbox, "claim", broken)
    rig.says(1, "chào")
    rig.settle()
    assert rig.channel.to("lan") == ["nghe: chào"]
    assert "citizen" not in caplog.text


def test_a_turn_that_fails_is_tried_again_when_its_lease_has_run_out(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    hear, failures = rig.board.hearing.hear, iter([ZeroDivisionError("a citizen's words")])

    async def broken(waiting: Any) -> None:
        for failure in failures:
            raise failure
        await hear(waiting)

    monkeypatch.setattr(rig.board.hearing, "hear", broken)
    rig.says(1, "chào")
    rig.wait(lambda: "ZeroDivisionError" in caplog.text)
    assert "citizen" not in caplog.text
    with rig.house.database.session() as session:
        session.execute(update(Lease).values(until=now() - timedelta(minutes=1)))
    rig.settle()
    assert rig.channel.to("lan") == ["nghe: chào"]


def test_an_event_that_cannot_be_opened_is_buried_and_the_next_one_answered(rig: Rig) -> None:
    rig.engine.is_down = True
    rig.says(1, "chào")
    rig.wait(lambda: bool(rig.channel.to("lan")))
    rig.says(2, "còn đây")
    with rig.house.database.session() as session:
        session.execute(update(InboxEvent).where(InboxEvent.id == 1).values(sealed=b"not sealed by us"))
    rig.engine.is_down = False
    rig.settle()
    assert states(rig) == ["dead", "done"]
    assert rig.channel.to("lan")[-1] == "nghe: còn đây"


def test_many_citizens_at_once_are_all_answered(rig: Rig) -> None:
    rig.engine.takes = 0.02
    for number in range(60):
        rig.says(number, f"câu {number}", sender=f"người {number % 30}")
    rig.settle(60)
    assert sum(len(rig.channel.to(f"người {number}")) for number in range(30)) == 60
    assert set(states(rig)) == {"done"}


def test_what_waits_when_the_app_ends_is_answered_by_the_next_one(house: House, channel: Loopback) -> None:
    with Rig(house, channel) as first:
        first.engine.is_down = True
        first.says(1, "chào")
        first.wait(lambda: bool(channel.to("lan")))
    with Rig(House.build(house.settings, house.adviser), Loopback()) as second:
        second.settle()
        assert second.channel.to("lan") == ["nghe: chào"]
