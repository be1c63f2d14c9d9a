"""Every event that citizens, staff and our own sends cause, as the webhook shows it."""

import json
import unicodedata

import pytest

from tests.emulators.zalo.attachments import KINDS


@pytest.fixture
def citizen(zalo):
    return zalo.citizen()


@pytest.fixture
def event(zalo, listener):
    """The newest event, once everything due has arrived."""

    def newest():
        zalo.webhook.settle()
        return listener.got[-1].event

    return newest


def test_the_envelope_of_a_text(zalo, citizen, event):
    delivery = zalo.acts.text(citizen, "Chào", quote="m0")
    assert event() == {
        "app_id": zalo.account.app_id,
        "sender": {"id": citizen.user_id},
        "user_id_by_app": citizen.user_id_by_app,
        "recipient": {"id": zalo.account.oa_id},
        "event_name": "user_send_text",
        "message": {"text": "Chào", "quote_msg_id": "m0", "msg_id": delivery.message_id},
        "timestamp": str(zalo.clock.milliseconds()),
    }


def test_an_iphone_hands_over_decomposed_text(zalo, citizen, event):
    zalo.acts.text(citizen, "tự nguyện", nfd=True)
    text = event()["message"]["text"]
    assert text != "tự nguyện"
    assert unicodedata.normalize("NFC", text) == "tự nguyện"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_citizens_send_along(zalo, citizen, event, kind):
    zalo.acts.attach(citizen, kind)
    told = event()
    (attachment,) = told["message"]["attachments"]
    assert told["event_name"] == f"user_send_{kind}"
    assert attachment["type"] == {"business_card": "link"}.get(kind, kind)
    wanted = {
        "image": {"thumbnail", "url"},
        "gif": {"thumbnail", "url"},
        "link": {"thumbnail", "description", "url"},
        "audio": {"url"},
        "video": {"url", "thumbnail", "description"},
        "sticker": {"url", "id"},
        "location": {"coordinates"},
        "file": {"url", "size", "name", "checksum", "type"},
        "business_card": {"thumbnail", "description", "url"},
    }
    assert set(attachment["payload"]) == wanted[kind]


def test_a_business_card_hides_json_in_its_description(zalo, citizen, event):
    zalo.acts.attach(citizen, "business_card", phone="84911111111")
    payload = event()["message"]["attachments"][0]["payload"]
    assert json.loads(payload["description"])["phone"] == "84911111111"


@pytest.mark.parametrize(("payload", "text"), [("ask:1", "ask:1"), ({"content": "A"}, '{"content":"A"}')])
def test_a_pressed_button_comes_back_as_text(zalo, citizen, api, event, payload, text):
    button = {"title": "Mức đóng", "type": "oa.query.hide", "payload": payload}
    message = {"text": "?", "attachment": {"type": "template", "payload": {"buttons": [button]}}}
    api.send(citizen.user_id, message)
    (sent,) = zalo.messages.to(citizen.user_id)
    zalo.acts.press(citizen, sent.buttons[0])
    assert (event()["event_name"], event()["message"]["text"]) == ("user_send_text", text)


def test_a_button_that_opens_something_tells_nobody(zalo, citizen):
    assert zalo.acts.press(citizen, {"title": "x", "type": "oa.open.url", "payload": {"url": "https://x/"}}) is None
    assert zalo.webhook.deliveries == []


@pytest.mark.parametrize("name", ["follow", "unfollow"])
def test_following_has_neither_sender_nor_recipient(zalo, citizen, event, name):
    getattr(zalo.acts, name)(citizen, source="message_invite")
    told = event()
    assert {"sender", "recipient"}.isdisjoint(told)
    assert (told["event_name"], told["follower"]) == (name, {"id": citizen.user_id})
    assert (told["oa_id"], told["source"]) == (zalo.account.oa_id, "message_invite")
    assert citizen.follower is (name == "follow")


def test_opening_the_chat_names_the_citizen_at_the_top(zalo, event):
    stranger = zalo.citizen(follower=False, ago=None)
    zalo.acts.chat_now(stranger)
    assert (event()["event_name"], event()["user_id"]) == ("user_click_chatnow", stranger.user_id)
    assert stranger.last_interaction == zalo.clock.now()


def test_submitted_info_is_also_seen_in_the_detail(zalo, citizen, api, event):
    zalo.acts.submit_info(citizen, name="Nguyễn Văn A", phone="84900000001")
    assert event()["info"] == {"name": "Nguyễn Văn A", "phone": "84900000001"}
    told = api.get("/v3.0/oa/user/detail", data=json.dumps({"user_id": citizen.user_id}))["data"]
    assert told["shared_info"]["phone"] == "84900000001"


def test_received_seen_reacted(zalo, citizen, listener):
    zalo.acts.receives(citizen, "m1")
    zalo.acts.sees(citizen, "m1", "m2")
    zalo.acts.reacts(citizen, "m2")
    zalo.webhook.settle()
    assert [(got.event["event_name"], got.event["message"]) for got in listener.got] == [
        ("user_received_message", {"msg_id": "m1"}),
        ("user_seen_message", {"msg_ids": ["m1", "m2"]}),
        ("user_reacted_message", {"msg_id": "m2", "react_icon": "/-heart"}),
    ]


def test_withdrawal(zalo, citizen, event):
    zalo.acts.withdraws(citizen)
    assert (event()["event_name"], event()["user_id"]) == ("user_withdraw", citizen.user_id)


def test_an_unknown_event(zalo, citizen, event):
    zalo.acts.comes_as(citizen, "user_waves", hand="left")
    assert (event()["event_name"], event()["hand"]) == ("user_waves", "left")


def test_our_own_message_comes_back_with_its_id(zalo, citizen, api, event):
    sent = api.send(citizen.user_id, "Chào bác")["data"]
    echo = event()
    assert (echo["event_name"], echo["message"]) == (
        "oa_send_text",
        {"msg_id": sent["message_id"], "text": "Chào bác"},
    )
    assert (echo["sender"], echo["recipient"]) == ({"id": zalo.account.oa_id}, {"id": citizen.user_id})


def test_the_echo_may_have_another_id_or_stay_away(zalo, citizen, api, event, listener):
    zalo.rules.echo = "different"
    sent = api.send(citizen.user_id, "x")["data"]["message_id"]
    assert event()["message"]["msg_id"] != sent
    zalo.rules.echo = "off"
    api.send(citizen.user_id, "y")
    zalo.webhook.settle()
    assert len(listener.got) == 1


def test_a_picture_echoes_under_its_own_name(zalo, citizen, api, event):
    element = {"media_type": "image", "url": "https://vss.example/a.png"}
    payload = {"template_type": "media", "elements": [element]}
    api.send(citizen.user_id, {"attachment": {"type": "template", "payload": payload}})
    assert event()["event_name"] == "oa_send_image"


def test_staff_typing_echoes_with_their_id(zalo, citizen, event):
    zalo.acts.staff(citizen, "Tôi gọi lại ngay", admin_id="99")
    told = event()
    assert (told["event_name"], told["sender"]) == ("oa_send_text", {"id": zalo.account.oa_id, "admin_id": "99"})
    assert zalo.messages.all == []
