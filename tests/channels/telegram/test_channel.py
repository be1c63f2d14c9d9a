"""From the platform's webhook to an event, as the house will receive it."""

import json
from collections.abc import Iterator
from threading import Event as Flag

import pytest

from bot.channels.contract import Channel, Forged, Kind, Malformed, Received
from bot.channels.telegram.secret import HEADER
from tests.channels.telegram.conftest import ME, SECRET
from tests.emulators.listener import Listener


@pytest.fixture
def listener() -> Iterator[Listener]:
    started = Listener()
    yield started
    started.close()


def request(update, secret=SECRET):
    return Received(json.dumps(update).encode(), {HEADER: secret})


def test_it_is_a_channel_of_the_contract(channel):
    known: Channel = channel
    assert (known.name, known.rate.overall, known.rate.seconds, known.rate.apart) == ("telegram", 25, 1.0, 1.0)


def test_what_the_platform_delivers_is_read(platform, lan, channel, listener):
    """Signed with the very secret that the set-up gave to Telegram."""
    channel.client.set_webhook(listener.url, SECRET)
    platform.acts.start(lan, "hoi-cho")
    platform.acts.text(lan, "đóng bao nhiêu")
    platform.acts.sticker(lan)
    platform.acts.block(lan)
    platform.sender.settle()
    events = [event for got in listener.got for event in channel.read(Received(got.body, got.headers))]
    assert [event.kind for event in events] == [Kind.TEXT, Kind.TEXT, Kind.STICKER, Kind.LEFT]
    assert events[0].campaign == "hoi-cho"
    assert {event.sender for event in events} == {str(ME)}
    assert sorted(event.order for event in events) == [event.order for event in events]


def test_a_repeat_has_the_same_id(platform, lan, channel):
    update = platform.acts.text(lan, "một")
    first, second = channel.read(request(update)), channel.read(request(update))
    assert first == second


@pytest.mark.parametrize("secret", ["", "guess", SECRET + "x"])
def test_a_forged_request_is_not_even_parsed(channel, secret):
    with pytest.raises(Forged):
        channel.read(Received(b"not json", {HEADER: secret}))


def test_a_signed_request_of_another_form_is_malformed(channel):
    with pytest.raises(Malformed):
        channel.read(Received(b"not json", {HEADER: SECRET}))


def test_a_forged_press_is_not_acknowledged(platform, lan, channel):
    offer = platform.state.write(lan, platform.state.bot, {"text": "Chọn"})
    forged = platform.acts.press(lan, offer["message_id"], "x", forged=True)
    with pytest.raises(Forged):
        channel.read(request(forged, "guess"))
    channel.client.me()  # whatever was begun before is done by now
    assert platform.state.callbacks.answers == {}


def test_a_press_is_acknowledged_before_anything_else_happens(platform, lan, channel, monkeypatch):
    done = Flag()
    keep = platform.state.callbacks.answer

    def answer(*given):
        keep(*given)
        done.set()

    monkeypatch.setattr(platform.state.callbacks, "answer", answer)
    token = "AbCdEfGhIjKlMnOp"
    [part] = channel.render([{"text": "Chọn", "buttons": [{"title": "Có", "payload": token}], "image": None}])
    number = int(channel.send(str(ME), part))
    [event] = channel.read(request(platform.acts.press(lan, number, token)))
    assert (event.kind, event.payload, event.message_id) == (Kind.BUTTON, token, str(number))
    assert done.wait(10)


def test_a_press_is_heard_though_it_cannot_be_acknowledged(platform, lan, channel):
    offer = platform.state.write(lan, platform.state.bot, {"text": "Chọn"})
    update = platform.acts.press(lan, offer["message_id"], "AbCdEfGhIjKlMnOp", forged=True)
    platform.fail("answerCallbackQuery", "reset")
    [event] = channel.read(request(update))
    assert event.payload == "AbCdEfGhIjKlMnOp"


def test_a_press_is_heard_while_the_connection_ends(platform, lan, channel):
    offer = platform.state.write(lan, platform.state.bot, {"text": "Chọn"})
    update = platform.acts.press(lan, offer["message_id"], "AbCdEfGhIjKlMnOp", forged=True)
    channel.close()
    [event] = channel.read(request(update))
    assert event.kind is Kind.BUTTON
