"""The webhook: what the platform signs is heard, what anybody alters is not."""

import json
import logging
import random

import pytest

from bot.channels.contract import Forged, Kind, Malformed, Received
from bot.channels.zalo.webhook import Webhook


def received(delivery) -> Received:
    return Received(delivery.body, {name.lower(): value for name, value in delivery.headers.items()})


@pytest.fixture
def webhook(configured) -> Webhook:
    return Webhook(configured())


@pytest.mark.parametrize("form", ["mac", "bare"])
def test_what_zalo_signs_is_heard(platform, lan, webhook, form):
    platform.rules.signature = form
    (event,) = webhook.read(received(platform.acts.text(lan, "Đóng bao nhiêu?")))
    assert (event.kind, event.sender, event.text) == (Kind.TEXT, lan.user_id, "Đóng bao nhiêu?")


@pytest.mark.parametrize(
    ("rule", "value"), [("signature", "none"), ("signature", "wrong"), ("signed_with", "app_secret")]
)
def test_what_zalo_did_not_sign_is_forged(platform, lan, webhook, rule, value):
    setattr(platform.rules, rule, value)
    with pytest.raises(Forged):
        webhook.read(received(platform.acts.text(lan, "Đóng bao nhiêu?")))


@pytest.mark.parametrize(("signed_with", "heard"), [("app", False), ("oa", True), ("either", True)])
def test_the_account_id_signs_only_where_configured(platform, lan, configured, signed_with, heard):
    platform.rules.signed_as = "oa_id"
    request = received(platform.acts.text(lan, "Đóng bao nhiêu?"))
    webhook = Webhook(configured(signed_with=signed_with))
    if heard:
        assert webhook.read(request)
    else:
        with pytest.raises(Forged):
            webhook.read(request)


def test_which_id_signed_is_told_once(platform, lan, configured, caplog):
    caplog.set_level(logging.INFO)
    webhook = Webhook(configured(signed_with="either"))
    for text in ("một", "hai"):
        webhook.read(received(platform.acts.text(lan, text)))
    assert [record.getMessage() for record in caplog.records if "signs" in record.getMessage()] == [
        "zalo signs with the id of the app: ANSINH_ZALO_SIGNED_WITH=app is enough"
    ]


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"timestamp":1e400}'])
def test_the_consoles_probe_and_rubbish_are_forged(webhook, body):
    with pytest.raises(Forged):
        webhook.read(Received(body, {"x-zevent-signature": "mac=" + "0" * 64}))


def test_the_same_json_written_anew_is_forged(platform, lan, webhook):
    request = received(platform.acts.text(lan, "Đóng bao nhiêu?"))
    with pytest.raises(Forged):
        webhook.read(Received(json.dumps(json.loads(request.body)).encode(), request.headers))


def test_ten_thousand_altered_requests(platform, lan, webhook):
    request = received(platform.acts.text(lan, "Đóng bao nhiêu?"))
    chance, heard = random.Random(7), 0
    for _ in range(10_000):
        altered = bytearray(request.body)
        at = chance.randrange(len(altered))
        altered[at] ^= chance.randrange(1, 256)
        try:
            webhook.read(Received(bytes(altered), request.headers))
            heard += 1
        except Forged:
            continue
    assert heard == 0


def test_signed_but_of_no_known_form_is_malformed(platform, lan, webhook):
    platform.rules.signature = "bare"
    delivery = platform.acts.comes_as(lan, "user_send_text", message={"text": "x", "msg_id": ["1"]})
    with pytest.raises(Malformed, match="msg_id"):
        webhook.read(received(delivery))
