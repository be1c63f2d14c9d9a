"""Updates on their way to the webhook: secret, repeats, order, doubles, time-out."""

import threading
from collections import Counter
from datetime import timedelta

import pytest

pytest_plugins = ("tests.emulators.telegram_fixtures",)


@pytest.fixture
def hooked(telegram, bot, listener, citizen):
    """The emulator with the listener as its webhook; gives a way to say something and wait for the delivery."""
    bot.get("setWebhook", url=listener.url, secret_token="Bi_mat-1")
    return telegram


def say(telegram, *texts, number=5001):
    citizen = telegram.state.people.known[number]
    return [telegram.acts.text(citizen, text)["update_id"] for text in texts]


def arrived(listener):
    return [got.event["update_id"] for got in listener.got]


def pass_time(telegram, seconds):
    telegram.clock.advance(timedelta(seconds=seconds))
    telegram.sender.settle()


def test_an_update_brings_the_secret_and_is_done_with_a_2xx(hooked, bot, listener):
    listener.statuses.append(204)
    numbers = say(hooked, "a")
    hooked.sender.settle()
    assert arrived(listener) == numbers
    assert listener.got[0].headers["x-telegram-bot-api-secret-token"] == "Bi_mat-1"
    assert listener.got[0].headers["content-type"] == "application/json"
    assert bot.get("getWebhookInfo")["pending_update_count"] == 0


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"secret_token": "có dấu"}, "secret token contains unallowed characters"),
        ({"secret_token": "a" * 257}, "secret token is too long"),
        ({"url": "http://example.vn/hook"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://example.vn:8080/"}, "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
    ],
)
def test_what_a_webhook_may_be(bot, values, why):
    assert bot.error("setWebhook", **{"url": "https://example.vn/hook"} | values) == f"Bad Request: {why}"


def test_the_webhook_is_told_as_it_is(bot):
    values = {"url": "https://example.vn:8443/hook", "max_connections": 500}
    assert bot.ask("setWebhook", **values)["description"] == "Webhook was set"
    assert bot.ask("setWebhook", **values)["description"] == "Webhook is already set"
    assert bot.get("getWebhookInfo") == {
        "url": "https://example.vn:8443/hook",
        "has_custom_certificate": False,
        "pending_update_count": 0,
        "max_connections": 100,
    }
    assert bot.ask("setWebhook", url="")["description"] == "Webhook was deleted"
    assert bot.get("getWebhookInfo")["url"] == ""


def test_a_failed_update_is_repeated_at_once_and_then_later_and_later(hooked, bot, listener):
    listener.statuses += [500] * 4
    (number,) = say(hooked, "a")
    seen = []
    for seconds in (0, 1, 1, 3, 1, 8):
        pass_time(hooked, seconds)
        seen.append(len(listener.got))
    assert seen == [2, 2, 3, 3, 4, 5]
    assert arrived(listener) == [number] * 5
    info = bot.get("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    assert info["pending_update_count"] == 0


def test_a_bot_that_is_too_slow_gets_the_update_again(hooked, bot, listener):
    listener.delay, hooked.sender.limit = 1.0, 0.2
    say(hooked, "a")
    hooked.sender.settle()
    listener.delay, hooked.sender.limit = 0.0, 10
    (update,) = hooked.state.updates.all
    assert [each.error for each in update.attempts] == ["Read timeout expired"] * 2
    assert bot.get("getWebhookInfo")["last_error_message"] == "Read timeout expired"
    pass_time(hooked, 2)
    assert update.attempts[-1].status == 200
    assert bot.get("getWebhookInfo")["pending_update_count"] == 0


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "https://example.vn/not-reached-from-here"])
def test_nobody_at_the_address(hooked, bot, url):
    bot.get("setWebhook", url=url)
    say(hooked, "a")
    hooked.sender.settle()
    assert bot.get("getWebhookInfo")["last_error_message"] == "Connection refused"
    assert bot.get("deleteWebhook", drop_pending_updates=True) is True
    assert bot.get("getWebhookInfo")["pending_update_count"] == 0


def test_a_poisoned_update_holds_back_its_own_chat_only(hooked, listener):
    hooked.citizen(5002)
    hooked.sender.hold()
    (poison, later), (other,) = say(hooked, "a", "b"), say(hooked, "c", number=5002)
    hooked.webhook.max_connections = 1
    listener.statuses += [500, 500]
    hooked.sender.release()
    hooked.sender.settle()
    assert Counter(arrived(listener)) == {poison: 2, other: 1}
    pass_time(hooked, 2)
    assert arrived(listener)[-2:] == [poison, later]


def test_an_update_is_given_up_after_a_day(hooked, bot, listener):
    listener.statuses += [500, 500]
    say(hooked, "a")
    hooked.sender.settle()
    pass_time(hooked, 24 * 3600)
    assert len(listener.got) == 2
    assert bot.get("getWebhookInfo")["pending_update_count"] == 0


def test_held_updates_come_in_any_order(hooked, bot, listener):
    hooked.sender.hold()
    numbers = say(hooked, "a", "b", "c")
    assert bot.get("getWebhookInfo")["pending_update_count"] == 3
    hooked.sender.release("reversed")
    hooked.sender.settle()
    assert arrived(listener) == numbers[::-1]


def test_doubles(hooked, listener):
    hooked.state.updates.copies = 2
    (number,) = say(hooked, "a")
    hooked.sender.settle()
    assert arrived(listener) == [number, number]
    hooked.sender.repeat(number)
    hooked.sender.settle()
    assert arrived(listener) == [number] * 3


def test_many_at_a_time_and_never_more_than_allowed(hooked, bot, listener, monkeypatch):
    together, most, lock = 0, 0, threading.Lock()
    three = threading.Barrier(3)
    inner = listener.RequestHandlerClass.do_POST

    def counting(handler):
        nonlocal together, most
        with lock:
            together, most = together + 1, max(most, together + 1)
        three.wait(10)
        with lock:
            together -= 1
        inner(handler)

    monkeypatch.setattr(listener.RequestHandlerClass, "do_POST", counting)
    hooked.sender.lanes = False
    bot.get("setWebhook", url=listener.url, max_connections=3)
    numbers = say(hooked, *"abcdef")
    hooked.sender.settle()
    assert sorted(arrived(listener)) == numbers
    assert most == 3


def test_a_public_address_is_reached_on_this_machine(telegram, bot, listener, citizen):
    telegram.sender.deliver_to = listener.url
    bot.get("setWebhook", url="https://example.vn/webhooks/telegram")
    say(telegram, "a")
    telegram.sender.settle()
    assert len(listener.got) == 1


def test_updates_wait_for_a_webhook(telegram, bot, listener, citizen):
    numbers = say(telegram, "a", "b")
    bot.get("setWebhook", url=listener.url)
    telegram.sender.settle()
    assert arrived(listener) == numbers
    assert "x-telegram-bot-api-secret-token" not in listener.got[0].headers
