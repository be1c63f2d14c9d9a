"""From an officer's "Gửi" to the citizen's telephone, over the emulators of both platforms; and silence there."""

import statistics
import time

import pytest

from bot.talks import rows
from bot.talks.desk import Draft
from tests.bars import IS_FULL, figure  # noqa: F401  a fixture
from tests.channels.ways.telegram import TelegramWay
from tests.channels.ways.way import Way, wait
from tests.channels.ways.zalo import ZaloWay
from tests.console.inbox.conftest import MAI, wants_person

REPLIES = 20 if IS_FULL else 5
BAR = 1.0


@pytest.fixture(params=[ZaloWay, TelegramWay])
def way(request, house):
    house.settings.settle_seconds = 0.0
    opened: Way = request.param(house)
    opened.served.engine.says = wants_person
    yield opened
    opened.close()


def test_the_bar_of_a_reply(way, house, figure):  # noqa: F811
    console = way.served._server.config.app.state.console
    desk, person = console.inbox.desk, way.somebody()
    person.says("gặp cán bộ")
    person.waits(2)
    with house.database.looking() as connection:
        (talk,) = [rows.talk_of(row) for row in connection.execute(rows.TALK.select())]
    desk.claim(MAI, talk.id)
    person.waits(3)
    person.says("cô ơi")
    person.does("sticker")
    way.served.settle()
    took = []
    for number in range(REPLIES):
        before = len(person.got())
        begun = time.perf_counter()
        desk.reply(MAI, talk.id, Draft(f"Trả lời {number}", f"key{number}"))
        wait(lambda before=before: len(person.got()) > before)
        took.append(time.perf_counter() - begun)
    texts = [shown.text for shown in person.got()]
    assert texts[-1] == f"Cán bộ BHXH: Trả lời {REPLIES - 1}"
    after = texts[next(place for place, text in enumerate(texts) if text.startswith("Từ đây")) + 1 :]
    machine = [text for text in after if not text.startswith("Cán bộ BHXH: ")]
    figure(
        f"{way.name}: an officer's reply at the emulator after p50 {statistics.median(took) * 1000:.0f} ms, "
        f"at most {max(took) * 1000:.0f} ms of {REPLIES}; {len(machine)} messages of the machine"
    )
    assert machine == []
    if IS_FULL:
        assert statistics.median(took) <= BAR
