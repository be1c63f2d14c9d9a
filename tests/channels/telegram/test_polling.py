"""Updates that come in by themselves: nothing is lost when they cannot be taken, nothing waits for Telegram."""

from queue import Queue
from threading import Event as Flag

import pytest

from bot.channels.contract import Kind, SendFailed
from bot.channels.telegram.background import FIRST, LONGEST, Background, pauses
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.polling import Polling, receiving
from tests.channels.telegram.conftest import ME, SECRET, at_once

PATIENCE = 20


class Inbox:
    """Takes events, or fails as often as it is told to."""

    def __init__(self, failures=0):
        self.taken, self.failures, self.refused = Queue(), failures, 0

    def accept(self, events):
        if self.refused < self.failures:
            self.refused += 1
            raise ConnectionError("tôi bị lừa")
        for event in events:
            self.taken.put(event)

    def texts(self, count):
        return [self.taken.get(timeout=PATIENCE).text for _ in range(count)]


@pytest.fixture
def started(configured):
    """`receiving` in a mode; stopped and closed at the end."""
    begun = []

    def start(accept, **given):
        settings = configured(**given)
        channel = Telegram.of(settings, {}.get)
        worker = receiving(channel, settings, accept, at_once)
        begun.append((worker, channel))
        worker.start()
        return worker

    yield start
    for worker, channel in begun:
        worker.stop()
        channel.close()


def test_updates_come_in_order(platform, lan, started):
    inbox = Inbox()
    started(inbox.accept, mode="polling")
    for number in range(5):
        platform.acts.text(lan, f"câu {number}")
    assert inbox.texts(5) == [f"câu {number}" for number in range(5)]


def test_an_update_is_confirmed_only_when_it_was_taken(platform, lan, channel):
    platform.acts.text(lan, "một")
    inbox = Inbox(failures=2)
    polling = Polling(channel, inbox.accept, wait=0)
    for _ in range(2):
        with pytest.raises(ConnectionError):
            polling.round()
        assert platform.state.updates.count() == 1
    polling.round()
    polling.round()
    assert (inbox.texts(1), inbox.taken.empty(), platform.state.updates.count()) == (["một"], True, 0)


def test_what_could_not_be_taken_comes_again(platform, lan, started, caplog):
    inbox = Inbox(failures=3)
    started(inbox.accept, mode="polling")
    platform.acts.text(lan, "một")
    assert inbox.texts(1) == ["một"]
    assert inbox.refused == 3
    assert "ConnectionError" in caplog.text
    assert "lừa" not in caplog.text


def test_what_was_taken_but_not_confirmed_comes_again_with_its_id(platform, lan, channel):
    """A crash between taking and confirming: the inbox knows the event by its id."""
    platform.acts.text(lan, "một")
    before, after = Inbox(), Inbox()
    Polling(channel, before.accept, wait=0).round()
    Polling(channel, after.accept, wait=0).round()
    assert before.taken.get_nowait() == after.taken.get_nowait()


def test_an_update_that_cannot_be_read_does_not_hold_back_the_next(platform, lan, channel, caplog):
    platform.state.updates.add("message", ME, {"text": "tôi bị lừa"}, platform.state.now())
    platform.acts.text(lan, "hai")
    inbox = Inbox()
    polling = Polling(channel, inbox.accept, wait=0)
    polling.round()
    polling.round()
    assert (inbox.texts(1), platform.state.updates.count()) == (["hai"], 0)
    assert "lừa" not in caplog.text


def test_ids_that_begin_anew_lower_are_not_skipped(platform, lan, channel):
    inbox = Inbox()
    polling = Polling(channel, inbox.accept, wait=0)
    platform.acts.text(lan, "một")
    polling.round()
    polling.round()
    platform.state.updates.__init__(first=5)
    platform.acts.text(lan, "hai")
    polling.round()
    assert inbox.texts(2) == ["một", "hai"]


def test_a_press_is_acknowledged_when_polled_too(platform, lan, channel, monkeypatch):
    done = Flag()
    monkeypatch.setattr(platform.state.callbacks, "answer", lambda *_: done.set())
    offer = platform.state.write(lan, platform.state.bot, {"text": "Chọn"})
    platform.acts.press(lan, offer["message_id"], "AbCdEfGhIjKlMnOp", forged=True)
    inbox = Inbox()
    Polling(channel, inbox.accept, wait=0).round()
    assert inbox.taken.get_nowait().kind is Kind.BUTTON
    assert done.wait(PATIENCE)


def test_polling_ends_a_webhook_first_and_keeps_what_waits(platform, lan, channel, started):
    channel.client.set_webhook("http://127.0.0.1:9/webhook", SECRET)
    platform.acts.text(lan, "một")
    inbox = Inbox()
    started(inbox.accept, mode="polling")
    assert inbox.texts(1) == ["một"]
    assert platform.webhook.url == ""


def test_a_webhook_that_is_set_meanwhile_is_a_conflict_that_ends_by_itself(platform, lan, channel):
    polling = Polling(channel, Inbox().accept, wait=0)
    channel.client.set_webhook("http://127.0.0.1:9/webhook", SECRET)
    with pytest.raises(SendFailed) as caught:
        polling.round()
    assert caught.value.code == "409"
    channel.client.forget_webhook()
    assert polling.round()


def test_the_webhook_is_set_with_secret_kinds_and_menu(platform, started, configured):
    ready = Flag()
    platform.state.on_change(lambda: platform.webhook.url and ready.set())
    started(Inbox().accept)
    assert ready.wait(PATIENCE)
    assert (platform.webhook.url, platform.webhook.secret) == (configured().webhook_url, SECRET)
    assert sorted(platform.state.updates.allowed) == ["callback_query", "edited_message", "message", "my_chat_member"]


def test_a_start_waits_for_nobody_and_succeeds_when_telegram_is_back(platform, lan, started):
    platform.fail("", "reset", times=5)
    inbox = Inbox()
    started(inbox.accept, mode="polling")
    platform.acts.text(lan, "một")
    assert inbox.texts(1) == ["một"]
    assert any(call.method == "setMyCommands" for call in platform.calls)


def test_stopping_does_not_wait_for_a_poll(platform, started):
    """The poll would last 50 seconds; the limit of the test is what this hangs on without the cut."""
    polling = Flag()
    platform.state.on_change(lambda: any(one.method == "setMyCommands" for one in platform.calls) and polling.set())
    worker = started(Inbox().accept, mode="polling")
    assert polling.wait(PATIENCE)
    worker.stop()


def test_work_that_is_done_is_not_repeated():
    calls, done = [], Flag()

    def work():
        calls.append(len(calls))
        if len(calls) == 1:
            raise OSError("once")
        done.set()
        return False

    worker = Background(work, waits=at_once)
    worker.start()
    assert done.wait(PATIENCE)
    worker.stop()
    assert calls == [0, 1]


def test_a_worker_that_never_began_can_be_stopped():
    Background(lambda: True).stop()


def test_pauses_double_up_to_a_minute():
    waits = pauses()
    first = [next(waits) for _ in range(12)]
    for wait, whole in zip(first, [min(FIRST * 2**n, LONGEST) for n in range(12)], strict=True):
        assert 0.75 * whole <= wait <= whole
