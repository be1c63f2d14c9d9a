"""The sender of events: signature, retries, switch-off, order, copies, the console's probe."""

from datetime import timedelta

import pytest

from tests.emulators.zalo import Clock, Emulator
from tests.emulators.zalo.signature import sign
from tests.emulators.zalo.webhook import RETRIES

#: The vector that was computed from the documentation's formula.
VECTOR = (
    '{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730",'
    '"recipient":{"id":"388613280878808645"},"event_name":"user_send_text",'
    '"message":{"text":"Thủ tục đăng ký khai sinh?","msg_id":"96d3cdf3af150460909"},"timestamp":"1700000000123"}'
).encode()
DIGEST = "8ff4c54c072f6bda1f64c4b296fa8496a637300ed58fa21db65df3944a9d9ccf"


def expected(zalo, got, first="app_id", key="oa_secret"):
    account = zalo.account
    return sign(getattr(account, first), got.body, got.event["timestamp"], getattr(account, key))


def pass_every_retry(zalo):
    for after in RETRIES:
        zalo.clock.advance(after)
        zalo.webhook.settle()


def test_the_signature_is_that_of_the_vector():
    assert len(VECTOR) == 290
    assert sign("360846524940903967", VECTOR, "1700000000123", "OA_SECRET_EXAMPLE") == DIGEST


def test_an_event_is_signed_over_its_raw_bytes(zalo, listener):
    zalo.acts.text(zalo.citizen(), "Đóng bao nhiêu?")
    zalo.webhook.settle()
    (got,) = listener.got
    assert "Đóng bao nhiêu?".encode() in got.body
    assert got.headers["x-zevent-signature"] == f"mac={expected(zalo, got)}"
    assert "num_retry" not in got.headers


@pytest.mark.parametrize(("first", "key"), [("oa_id", "oa_secret"), ("app_id", "app_secret")])
def test_other_readings_of_the_documentation_sign_otherwise(zalo, listener, first, key):
    zalo.rules.signature, zalo.rules.signed_as, zalo.rules.signed_with = "bare", first, key
    zalo.acts.text(zalo.citizen(), "x")
    zalo.webhook.settle()
    assert listener.got[0].headers["x-zevent-signature"] == expected(zalo, listener.got[0], first, key)


def test_an_event_may_come_unsigned_or_forged(zalo, listener):
    for form in ("none", "wrong"):
        zalo.rules.signature = form
        zalo.acts.text(zalo.citizen(), "x")
    zalo.webhook.settle()
    unsigned, forged = listener.got
    assert "x-zevent-signature" not in unsigned.headers
    assert forged.headers["x-zevent-signature"] != f"mac={expected(zalo, forged)}"


def test_five_retries_with_the_same_body_then_the_webhook_is_off(zalo, listener):
    listener.statuses.extend([500] * 6)
    delivery = zalo.acts.text(zalo.citizen(), "x")
    zalo.webhook.settle()
    begun = zalo.clock.now()
    pass_every_retry(zalo)
    assert [got.headers.get("num_retry") for got in listener.got] == [None, "1", "2", "3", "4", "5"]
    assert len({(got.body, got.headers["x-zevent-signature"]) for got in listener.got}) == 1
    waits = [(attempt.at - begun).total_seconds() / 60 for attempt in delivery.attempts]
    assert waits == [0, 0.5, 5.5, 20.5, 50.5, 110.5]
    assert not zalo.webhook.enabled

    missed = zalo.acts.text(zalo.citizen(), "y")
    zalo.webhook.enable()
    heard = zalo.acts.text(zalo.citizen(), "z")
    zalo.webhook.settle()
    assert (missed.dropped, missed.accepted, heard.accepted) == ("switched off", False, True)


def test_a_retry_waits_for_its_time(zalo, listener):
    listener.statuses.append(503)
    delivery = zalo.acts.text(zalo.citizen(), "x")
    zalo.webhook.settle()
    zalo.clock.advance(timedelta(seconds=29))
    zalo.webhook.settle()
    assert len(listener.got) == 1
    zalo.clock.advance(timedelta(seconds=1))
    zalo.webhook.settle()
    assert [attempt.result for attempt in delivery.attempts] == ["status", "accepted"]


def test_a_slow_answer_is_not_in_time(zalo, listener):
    assert zalo.rules.webhook_limit == 2.0
    zalo.rules.webhook_limit, listener.delay = 0.05, 0.2
    delivery = zalo.acts.text(zalo.citizen(), "x")
    zalo.webhook.settle()
    assert delivery.attempts[0].result == "slow"
    assert delivery.attempts[0].seconds >= 0.05
    listener.delay = 0
    zalo.rules.webhook_limit = 2
    zalo.clock.advance(RETRIES[0])
    zalo.webhook.settle()
    assert delivery.accepted
    assert len(listener.got) == 2


def test_whether_a_bad_answer_is_retried_is_a_switch(zalo, listener):
    zalo.rules.retry_on = ["unreachable"]
    listener.statuses.append(500)
    delivery = zalo.acts.text(zalo.citizen(), "x")
    zalo.webhook.settle()
    pass_every_retry(zalo)
    assert len(delivery.attempts) == 1
    assert zalo.webhook.enabled


def test_nobody_listens(zalo):
    zalo.webhook.url = "http://127.0.0.1:1/"
    delivery = zalo.acts.text(zalo.citizen(), "x")
    zalo.webhook.settle()
    assert delivery.attempts[0].result == "unreachable"


def test_a_fast_clock_retries_by_itself(listener):
    listener.statuses.extend([500] * 5)
    with Emulator(clock=Clock(speed=100_000), webhook=listener.url) as zalo:
        delivery = zalo.acts.text(zalo.citizen(), "x")
        zalo.webhook.wait(lambda: delivery.accepted)
    assert [attempt.number for attempt in delivery.attempts] == list(range(6))


def test_duplicates_are_the_same_bytes(zalo, listener):
    zalo.rules.copies = 3
    zalo.acts.text(zalo.citizen(), "x")
    zalo.webhook.settle()
    assert len(listener.got) == 3
    assert len({got.body for got in listener.got}) == 1


@pytest.mark.parametrize(("order", "texts"), [("as_sent", "abcd"), ("reversed", "dcba"), ("shuffled", "cabd")])
def test_events_arrive_in_another_order_than_they_happened(zalo, listener, order, texts):
    citizen = zalo.citizen()
    zalo.webhook.hold()
    for text in "abcd":
        zalo.acts.text(citizen, text)
    zalo.webhook.settle()
    assert listener.got == []
    zalo.webhook.release(order)
    zalo.webhook.settle()
    assert "".join(got.event["message"]["text"] for got in listener.got) == texts
    stamps = {got.event["message"]["text"]: int(got.event["timestamp"]) for got in listener.got}
    assert [stamps[text] for text in "abcd"] == sorted(set(stamps.values()))


@pytest.mark.parametrize("body", [b"{}", b"", b'{"event_name":"user_send_text"}'])
def test_the_probe_is_unsigned_and_saves_the_address_only_on_200(zalo, listener, body):
    zalo.webhook.url = None
    listener.statuses.append(401)
    assert not zalo.webhook.probe(listener.url, body)
    assert zalo.webhook.url is None
    assert zalo.webhook.probe(listener.url, body)
    assert zalo.webhook.url == listener.url
    assert {got.body for got in listener.got} == {body}
    assert not any("x-zevent-signature" in got.headers for got in listener.got)


def test_without_address_nothing_is_sent(zalo, listener):
    zalo.webhook.url = None
    assert zalo.acts.text(zalo.citizen(), "x").dropped == "no webhook"
    assert listener.got == []


def test_the_syntax_filter_lets_only_commands_through(zalo, listener):
    zalo.rules.only_commands = True
    citizen = zalo.citizen()
    zalo.acts.text(citizen, "x")
    zalo.acts.text(citizen, "#x")
    zalo.acts.attach(citizen, "image")
    zalo.webhook.settle()
    assert listener.names == ["user_send_text", "user_send_image"]
    assert listener.got[0].event["message"]["text"] == "#x"


def test_closing_leaves_no_thread(listener):
    import threading

    before = set(threading.enumerate())
    zalo = Emulator(clock=Clock(speed=0), webhook="http://127.0.0.1:1/", parallel=3)
    zalo.acts.text(zalo.citizen(), "x")
    zalo.close()
    assert {thread.name for thread in set(threading.enumerate()) - before} == set()
