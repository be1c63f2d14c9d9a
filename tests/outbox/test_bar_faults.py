"""B-08: Zalo fails three calls in ten: everything arrives or is dead with a reason, never faster than allowed."""

import random
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.channels.contract import Failure, Rate
from bot.channels.zalo.channel import Zalo
from bot.channels.zalo.grant import Grants
from bot.channels.zalo.oauth import Pair
from bot.channels.zalo.refusals import MEANINGS
from bot.clock import now
from bot.leases import Leases
from bot.outbox import backoff
from bot.outbox.contacts import Contacts
from bot.outbox.outbox import Outbox
from bot.outbox.sender import Sender
from bot.records.conversations import Conversations
from bot.storage.database import Database
from bot.storage.queue_tables import OutboxMessage
from tests.bars import IS_FULL, Figure, size
from tests.channels.ways.zalo import settings_of
from tests.emulators.zalo import Citizen, Emulator, Fault, Rules
from tests.emulators.zalo.faults import Faults
from tests.inbox.processes import wait

KEY = bytes(32)
SENDS, PEOPLE = size(100, 1000), size(50, 200)
SHARE = 0.3
#: So many requests in so many seconds; Zalo's own unit is a minute.
RATE = Rate(30, 1.0, apart=0.1)


class Flaky(Faults):
    """A platform that fails by chance, in every way there is; some of what fails has arrived all the same."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self._chance, self._safe = chance, threading.Lock()
        self.played: dict[str, int] = {}
        #: Moments of all calls that send; those that fail count for the platform too.
        self.came: list[float] = []

    def take(self, path: str) -> Fault | None:
        with self._safe:
            if not path.startswith("/v3.0"):
                return None
            self.came.append(time.monotonic())
            if self._chance.random() > SHARE:
                return None
            accepted = self._chance.random() < 0.5
            fault = self._chance.choice(
                [
                    Fault("status", status=429),
                    Fault("code", code=-32),
                    Fault("status", status=500),
                    Fault("status", status=504, accepted=accepted),
                    Fault("hang", seconds=1.5, accepted=accepted),
                    Fault("reset", accepted=accepted),
                    Fault("half"),
                    Fault("empty", accepted=accepted),
                ]
            )
            name = f"{fault.kind} {fault.status}" if fault.kind == "status" else fault.kind
            self.played[name] = self.played.get(name, 0) + 1
            return fault


class Wide(Rules):
    @property
    def per_minute(self) -> int:
        return 1_000_000


@pytest.fixture
def platform() -> Iterator[Emulator]:
    with Emulator(rules=Wide(package="full", echo="off")) as started:
        yield started


@pytest.fixture
def flaky(platform: Emulator) -> Flaky:
    platform.faults = Flaky(random.Random(8))
    return platform.faults


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.timeout(1800)
def test_three_faults_in_ten(
    database: Database, platform: Emulator, flaky: Flaky, figure: Figure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backoff, "UNKNOWN", 15.0 if IS_FULL else 1.0)
    monkeypatch.setattr("bot.channels.zalo.refusals.MEANINGS", _hurried())
    pair = platform.tokens.current
    Grants(database, KEY).keep(Pair(pair.access, pair.refresh))
    channel = Zalo.of(settings_of(platform, timeout=1.0), database, KEY, lambda _path: None)
    channel.rate = RATE
    contacts = Contacts(database, KEY)
    leases = Leases(database)
    outbox = Outbox(database, KEY, leases, contacts)
    people = [platform.citizen(f"somebody {number}") for number in range(PEOPLE)]
    conversations = [_known(database, contacts, citizen) for citizen in people]
    for number in range(SENDS):
        who = conversations[number % PEOPLE]
        replies = [{"text": f"tin {number}", "buttons": [], "image": None}]
        database.together(
            lambda connection, who=who, number=number, replies=replies: outbox.put(
                connection, who, channel, f"turn {number}", replies
            )
        )
    sender = Sender(channel, outbox, timedelta(minutes=30))
    begun = time.monotonic()
    sender.start()
    heart = threading.Event()
    renewing = threading.Thread(target=lambda: _renew(leases, heart))
    renewing.start()
    wait(lambda: _left(database) == 0, 900)
    seconds = time.monotonic() - begun
    sender.stop()
    heart.set()
    renewing.join()
    channel.close()
    states = _states(database)
    arrived = [sent.text for sent in platform.messages.all]
    most = _most(flaky.came, RATE.seconds)
    lost = {f"tin {number}" for number in range(SENDS)} - set(arrived)
    doubles, marked = len(arrived) - len(set(arrived)), _marked(database)
    figure(
        f"{SENDS} messages, {len(flaky.came)} calls, {sum(flaky.played.values())} faults {flaky.played}: "
        f"{states} after {seconds:.0f} s, {len(lost)} never arrived, {doubles} arrived twice, {len(marked)} marked as "
        f"perhaps double; at most {most} calls in any {RATE.seconds:.0f} s (allowed {RATE.overall})"
    )
    assert sum(states.values()) == SENDS
    assert set(states) <= {"sent", "dead"}
    assert not lost - _dead_with_reason(database), "what did not arrive is dead and says why"
    twice = {text for text in arrived if arrived.count(text) > 1}
    assert twice <= marked, "seen twice without a mark"
    assert most <= RATE.overall
    assert _in_order(platform, people), "each citizen's messages arrive in their order"


def test_the_pauses_grow_and_are_never_alike() -> None:
    """Jitter: a thousand apps that fail at once do not come back at once; five minutes are the most."""
    waits = [[backoff.pause(Failure.LATER, tries, None).total_seconds() for _ in range(50)] for tries in range(1, 15)]
    assert all(len(set(each)) > 40 for each in waits)
    assert all(max(each) <= backoff.LONGEST for each in waits)
    assert all(max(each) < 2.1 * min(each) for each in waits)
    assert min(waits[5]) > max(waits[2])


def _hurried() -> dict[str, object]:
    """Zalo's meanings, its longest pauses shortened in the suite."""
    busy = MEANINGS["-32"]
    return MEANINGS | {"-32": busy if IS_FULL else replace(busy, retry_after=1.0)}


def _most(came: list[float], seconds: float) -> int:
    """The most calls in any window of so many seconds."""
    window: deque[float] = deque()
    most = 0
    for moment in sorted(came):
        window.append(moment)
        while window[0] <= moment - seconds:
            window.popleft()
        most = max(most, len(window))
    return most


def _known(database: Database, contacts: Contacts, citizen: Citizen) -> str:
    conversation = Conversations(database).of("zalo", f"pseudonym of {citizen.user_id}")
    database.together(lambda connection: contacts.heard(connection, conversation, "zalo", citizen.user_id, now()))
    return conversation


def _renew(leases: Leases, heart: threading.Event) -> None:
    while not heart.wait(3.0):
        leases.renew()


def _left(database: Database) -> int:
    left = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.state.in_(("pending", "failed")))
    with database.looking() as connection:
        return connection.scalar(left) or 0


def _states(database: Database) -> dict[str, int]:
    with database.looking() as connection:
        rows = connection.execute(select(OutboxMessage.state, func.count()).group_by(OutboxMessage.state))
        return {str(state): int(count) for state, count in rows}


def _marked(database: Database) -> set[str]:
    with database.looking() as connection:
        rows = connection.scalars(select(OutboxMessage.origin).where(OutboxMessage.possible_duplicate))
        return {f"tin {origin.removeprefix('turn ')}" for origin in rows}


def _dead_with_reason(database: Database) -> set[str]:
    dead = select(OutboxMessage.origin).where(OutboxMessage.state == "dead", OutboxMessage.reason != "")
    with database.looking() as connection:
        return {f"tin {origin.removeprefix('turn ')}" for origin in connection.scalars(dead)}


def _in_order(platform: Emulator, people: list[Citizen]) -> bool:
    """A later message never comes before an earlier one has come."""
    for citizen in people:
        first: dict[str, int] = {}
        for place, sent in enumerate(platform.messages.to(citizen.user_id)):
            first.setdefault(sent.text or "", place)
        numbers = [int(text.removeprefix("tin ")) for text in sorted(first, key=lambda text: first[text])]
        if numbers != sorted(numbers):
            return False
    return True
