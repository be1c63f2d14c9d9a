"""Every event of the platform in our words."""

import json
from datetime import UTC, datetime

import pytest

from bot.channels.contract import Kind, Malformed
from bot.channels.zalo.events import PRESSED, events_of

OA = "388613280878808645"
LAN = "246845883529197922"
TIME = "1763262000123"


def body(name: str, **rest) -> dict:
    return {"app_id": "1", "event_name": name, "timestamp": TIME, **rest}


def sent(name: str = "user_send_text", **message) -> dict:
    return body(name, sender={"id": LAN}, recipient={"id": OA}, message={"msg_id": "m1", **message})


def echo(name: str = "oa_send_text", sender: dict | None = None, **message) -> dict:
    return body(name, sender={"id": OA, **(sender or {})}, recipient={"id": LAN}, message={"msg_id": "m9", **message})


def one(given: dict):
    (event,) = events_of(given, OA)
    return event


def test_a_text():
    event = one(sent(text="Đóng bao nhiêu?"))
    assert (event.channel, event.kind, event.sender, event.text) == ("zalo", Kind.TEXT, LAN, "Đóng bao nhiêu?")
    assert (event.message_id, event.event_id) == ("m1", f"{OA}:user_send_text:m1")
    assert (event.order, event.sent_at) == (int(TIME), datetime.fromtimestamp(int(TIME) / 1000, UTC))


def test_a_text_is_composed_and_can_be_stored():
    assert one(sent(text="De\u0302\0 \ud800")).text == "Dê \ufffd"


@pytest.mark.parametrize("act", ["text", "press"])
def test_a_press_is_told_from_typing(act):
    token = "Ab3_-efGh1jKlMnO"
    event = one(sent(text=PRESSED + token if act == "press" else token))
    assert (event.kind, event.payload) == ((Kind.BUTTON, token) if act == "press" else (Kind.TEXT, None))


@pytest.mark.parametrize("text", [f"{PRESSED}", f"{PRESSED}ab cd efgh", f" {PRESSED}abcdefgh", '{"content":"A"}', "1"])
def test_what_is_no_payload_of_ours_stays_text(text):
    assert (one(sent(text=text)).kind, one(sent(text=text)).text) == (Kind.TEXT, text)


@pytest.mark.parametrize(
    ("name", "type_", "payload", "kind", "reference", "details"),
    [
        ("image", "image", {"url": "http://a.zdn.vn/1.jpg", "thumbnail": "t"}, "picture", "http://a.zdn.vn/1.jpg", {}),
        ("gif", "gif", {"url": "http://a.zdn.vn/1.gif"}, "picture", "http://a.zdn.vn/1.gif", {}),
        ("audio", "audio", {"url": "http://a.zdn.vn/1.amr"}, "audio", "http://a.zdn.vn/1.amr", {}),
        ("video", "video", {"url": "u", "description": "đ"}, "video", "u", {"description": "đ"}),
        ("sticker", "sticker", {"url": "u", "id": "23311"}, "sticker", "u", {"id": "23311"}),
        ("link", "link", {"url": "u", "description": ""}, "link", "u", {}),
        (
            "file",
            "file",
            {"url": "u", "size": "20480", "name": "to khai.pdf", "type": "pdf", "checksum": "c"},
            "file",
            "u",
            {"size": 20480, "name": "to khai.pdf", "type": "pdf", "checksum": "c"},
        ),
        (
            "location",
            "location",
            {"coordinates": {"latitude": "21.03", "longitude": 105.8}},
            "location",
            None,
            {"latitude": 21.03, "longitude": 105.8},
        ),
        (
            "business_card",
            "link",
            {"url": "u", "description": json.dumps({"phone": "84900000001", "caption": "A"})},
            "contact",
            "u",
            {"phone": "84900000001", "caption": "A"},
        ),
    ],
)
def test_what_is_sent_along(name, type_, payload, kind, reference, details):
    event = one(sent(f"user_send_{name}", text="đây ạ", attachments=[{"type": type_, "payload": payload}]))
    (attachment,) = event.attachments
    assert (event.kind, event.text) == (kind, "đây ạ")
    assert (attachment.kind, attachment.reference, attachment.details) == (kind, reference, details)


@pytest.mark.parametrize(
    "attachments",
    [None, "x", [], [None], [{"type": "image"}], [{"type": "image", "payload": []}]],
)
def test_a_broken_attachment_does_not_lose_the_message(attachments):
    event = one(sent("user_send_image", attachments=attachments))
    assert (event.kind, event.attachments) == (Kind.PICTURE, ())


@pytest.mark.parametrize(
    "coordinates", [None, {}, {"latitude": "x", "longitude": "1"}, {"latitude": 91, "longitude": 0}]
)
def test_a_place_that_is_none(coordinates):
    attachments = [{"type": "location", "payload": {"coordinates": coordinates}}]
    assert one(sent("user_send_location", attachments=attachments)).attachments[0].details == {}


@pytest.mark.parametrize(("name", "kind"), [("follow", Kind.FOLLOW), ("unfollow", Kind.LEFT)])
def test_following_has_neither_sender_nor_message(name, kind):
    event = one(body(name, oa_id=OA, follower={"id": LAN}, source="oa_profile"))
    assert (event.kind, event.sender, event.event_id) == (kind, LAN, f"{name}:{TIME}:{LAN}")


@pytest.mark.parametrize(("name", "kind"), [("user_click_chatnow", Kind.FOLLOW), ("user_withdraw", Kind.WITHDRAWN)])
def test_the_citizen_at_the_top(name, kind):
    event = one(body(name, oa_id=OA, user_id=LAN, user_id_by_app="5"))
    assert (event.kind, event.sender) == (kind, LAN)


def test_a_withdrawal_without_the_account():
    assert one(body("user_withdraw", user_id=LAN)).sender == LAN


def test_shared_information():
    info = {"name": "Lan", "phone": "84900000001", "full_address": {"user_city": "Huế", "user_ward": 7, "x": "y"}}
    event = one(body("user_submit_info", sender={"id": LAN}, recipient={"id": OA}, info=info))
    assert event.kind is Kind.CONTACT
    assert event.attachments[0].details == {"name": "Lan", "phone": "84900000001", "user_city": "Huế", "user_ward": 7}


def test_received_and_seen_confirm_each_message():
    received = one(sent("user_received_message"))
    assert (received.kind, received.message_id) == (Kind.CONFIRMED, "m1")
    seen = events_of(
        body("user_seen_message", sender={"id": LAN}, recipient={"id": OA}, message={"msg_ids": ["a", "b", 3, ""]}), OA
    )
    assert [(event.message_id, event.kind) for event in seen] == [("a", Kind.CONFIRMED), ("b", Kind.CONFIRMED)]
    assert len({event.event_id for event in seen}) == 2


def test_an_echo_confirms_and_is_never_heard():
    event = one(echo(text="Từ 297 nghìn đồng"))
    assert (event.kind, event.sender, event.message_id, event.text) == (Kind.CONFIRMED, LAN, "m9", None)


@pytest.mark.parametrize("name", ["oa_send_text", "oa_send_image", "oa_send_link"])
def test_staff_writing_in_oa_chat(name):
    event = one(echo(name, sender={"admin_id": "73118"}, text="Chào chị"))
    assert (event.kind, event.sender, event.text) == (Kind.STAFF, LAN, "Chào chị")


@pytest.mark.parametrize(
    "name",
    [
        "anonymous_send_text",
        "oa_send_anonymous_text",
        "oa_send_group_text",
        "user_send_group_text",
        "user_reacted_message",
        "add_user_to_tag",
        "never_heard_of",
    ],
)
def test_the_rest_is_unknown_whoever_it_belongs_to(name):
    event = one(sent(name) | {"recipient": {"id": "1"}})
    assert (event.kind, event.sender) == (Kind.UNKNOWN, LAN)


def test_an_unknown_event_without_anybody():
    assert one(body("change_oa_daily_quota")).event_id == f"change_oa_daily_quota:{TIME}:"


def test_repeats_have_the_same_id_and_others_another():
    assert one(sent(text="a")).event_id == one(sent(text="a")).event_id
    other = one(sent(text="a") | {"message": {"msg_id": "m2", "text": "a"}})
    assert one(sent(text="a")).event_id != other.event_id


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        ({"event_name": None}, "event_name"),
        ({"timestamp": "yesterday"}, "timestamp"),
        ({"timestamp": "9" * 30}, "timestamp"),
        ({"sender": {"id": OA}}, "nobody"),
        ({"recipient": {"id": "1"}}, "another OA"),
        ({"sender": {"id": "7" * 101}}, "id"),
        ({"message": {"msg_id": {}}}, "msg_id"),
    ],
)
def test_what_cannot_be_is_malformed_and_named(broken, named):
    with pytest.raises(Malformed, match=named):
        events_of(sent(text="Đóng bao nhiêu?") | broken, OA)


def test_every_event_of_the_platform_is_read(platform, lan):
    """Ours and the platform's idea of an event are two people's reading of the documentation."""
    acts = platform.acts
    deliveries = [acts.attach(lan, kind) for kind in ("image", "file", "audio", "video", "sticker", "location")]
    deliveries += [acts.attach(lan, kind) for kind in ("link", "business_card")]
    deliveries += [acts.follow(lan), acts.chat_now(lan), acts.submit_info(lan, name="Lan", phone="84900000001")]
    deliveries += [acts.receives(lan, "m"), acts.sees(lan, "m"), acts.staff(lan, "Chào"), acts.withdraws(lan)]
    deliveries += [acts.unfollow(lan), acts.reacts(lan, "m")]
    kinds = [one(dict(delivery.event)).kind for delivery in deliveries]
    assert kinds == [
        *(Kind.PICTURE, Kind.FILE, Kind.AUDIO, Kind.VIDEO, Kind.STICKER, Kind.LOCATION, Kind.LINK, Kind.CONTACT),
        *(Kind.FOLLOW, Kind.FOLLOW, Kind.CONTACT, Kind.CONFIRMED, Kind.CONFIRMED, Kind.STAFF, Kind.WITHDRAWN),
        *(Kind.LEFT, Kind.UNKNOWN),
    ]
