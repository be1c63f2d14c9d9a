"""Updates as events: whatever a citizen can do, in the words of the house."""

import json
from datetime import UTC, datetime
from unicodedata import normalize

import pytest

from bot.channels.contract import Kind, Malformed
from bot.channels.telegram.commands import Commands
from bot.channels.telegram.events import heard, parsed
from tests.channels.telegram.conftest import ME, read

SENT = datetime(2026, 11, 16, 3, 0, tzinfo=UTC)
USER = {"id": ME, "is_bot": False, "first_name": "Lan"}
CHAT = {"id": ME, "type": "private", "first_name": "Lan"}
FILE = {"file_id": "F1", "file_unique_id": "U1", "file_size": 2048}


def message(**content):
    head = {"message_id": 7, "from": USER, "chat": CHAT, "date": int(SENT.timestamp())}
    return {"update_id": 42, "message": head | content}


def test_a_text():
    event = read(message(text="đóng thấp nhất bao nhiêu"))
    assert (event.channel, event.kind, event.sender, event.event_id) == ("telegram", Kind.TEXT, str(ME), "42")
    assert (event.order, event.sent_at, event.message_id) == (42, SENT, "7")
    assert event.text == "đóng thấp nhất bao nhiêu"


def test_a_text_is_composed():
    whole = "Tôi muốn hưởng lương hưu"
    assert read(message(text=normalize("NFD", whole))).text == whole
    assert read(message(photo=[FILE | {"width": 9, "height": 9}], caption=normalize("NFD", whole))).text == whole


def test_a_command_and_a_deep_link():
    event = read(message(text="/start hoi-cho"))
    assert (event.kind, event.campaign) == (Kind.TEXT, "hoi-cho")
    assert read(message(text="/person")).text == Commands.load().read("/person").text


@pytest.mark.parametrize(
    ("content", "kind", "details"),
    [
        (
            {"document": FILE | {"file_name": "don.pdf", "mime_type": "application/pdf"}},
            Kind.FILE,
            {"name": "don.pdf", "size": 2048, "media_type": "application/pdf"},
        ),
        ({"voice": FILE | {"duration": 4, "mime_type": "audio/ogg"}}, Kind.AUDIO, {"media_type": "audio/ogg"}),
        ({"audio": FILE | {"duration": 4, "file_name": "a.mp3"}}, Kind.AUDIO, {"name": "a.mp3"}),
        ({"video": FILE | {"duration": 4, "width": 64, "height": 48}}, Kind.VIDEO, {"width": 64, "height": 48}),
        ({"video_note": FILE | {"duration": 4, "length": 240}}, Kind.VIDEO, {}),
        (
            {"animation": FILE | {"duration": 1, "width": 8, "height": 8}, "document": FILE},
            Kind.VIDEO,
            {"width": 8, "height": 8},
        ),
        (
            {
                "sticker": FILE
                | {
                    "type": "regular",
                    "width": 5,
                    "height": 5,
                    "is_animated": False,
                    "is_video": False,
                    "emoji": "👍",
                }
            },
            Kind.STICKER,
            {"emoji": "👍"},
        ),
    ],
)
def test_a_file_of_any_kind(content, kind, details):
    event = read(message(**content))
    [carried] = event.attachments
    assert (event.kind, carried.kind, carried.reference, event.text) == (kind, kind, "F1", None)
    assert details.items() <= carried.details.items()


def test_of_a_picture_the_largest_size_is_evidence():
    sizes = [
        FILE | {"width": 90, "height": 90},
        FILE | {"file_id": "F2", "width": 900, "height": 900},
        FILE | {"file_id": "F3", "width": 320, "height": 320},
    ]
    event = read(message(photo=sizes, caption="Tin này có thật không?", media_group_id="G"))
    [carried] = event.attachments
    assert (event.kind, carried.reference, carried.details["album"]) == (Kind.PICTURE, "F2", "G")
    assert event.text == "Tin này có thật không?"


def test_a_location():
    [carried] = read(message(location={"latitude": 21.03, "longitude": 105.85})).attachments
    assert (carried.kind, dict(carried.details)) == (Kind.LOCATION, {"latitude": 21.03, "longitude": 105.85})


@pytest.mark.parametrize(("whose", "own"), [(ME, True), (ME + 1, False), (None, False)])
def test_a_contact_is_ones_own_only_if_telegram_says_so(whose, own):
    card = {"phone_number": "+84900000000", "first_name": "Lan", "last_name": "Thị"} | (
        {"user_id": whose} if whose else {}
    )
    [carried] = read(message(contact=card)).attachments
    assert dict(carried.details) == {"phone": "+84900000000", "name": "Lan Thị", "own": own}


def test_an_edit_is_not_a_new_text():
    update = message(text="sửa", edit_date=int(SENT.timestamp()) + 60)
    event = read({"update_id": 43, "edited_message": update["message"]})
    assert (event.kind, event.text, event.message_id) == (Kind.EDIT, "sửa", "7")
    assert (event.sent_at - SENT).total_seconds() == 60


def press(chat=CHAT, **query):
    offer = {"message_id": 9, "chat": chat, "date": int(SENT.timestamp()), "text": "Chọn"}
    usual = {"id": "77", "from": USER, "chat_instance": "c", "message": offer, "data": "AbCdEfGhIjKlMnOp"}
    return {"update_id": 44, "callback_query": usual | query}


def test_a_press_brings_our_token_and_wants_an_answer():
    found = heard(press(), Commands.load())
    event = found.event
    assert found.callback == "77"
    assert (event.kind, event.payload, event.text, event.sender) == (Kind.BUTTON, "AbCdEfGhIjKlMnOp", None, str(ME))
    # The offer may be days old; the press is not.
    assert event.sent_at > SENT


def test_a_press_under_a_message_that_is_gone():
    offer = {"message_id": 9, "chat": CHAT, "date": 0}
    assert read(press(message=offer)).payload == "AbCdEfGhIjKlMnOp"


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [("member", "kicked", Kind.LEFT), ("kicked", "member", Kind.FOLLOW), ("member", "left", Kind.UNKNOWN)],
)
def test_block_and_return(old, new, kind):
    def status(name):
        bot = {"id": 1, "is_bot": True, "first_name": "An Sinh"}
        return {"user": bot, "status": name} | ({"until_date": 0} if name == "kicked" else {})

    change = {"chat": CHAT, "from": USER, "date": int(SENT.timestamp())}
    change |= {"old_chat_member": status(old), "new_chat_member": status(new)}
    event = read({"update_id": 45, "my_chat_member": change})
    assert (event.kind, event.sender, event.sent_at) == (kind, str(ME), SENT)


GROUP = {"id": -100, "type": "supergroup", "title": "Tổ dân phố"}


@pytest.mark.parametrize(
    "update",
    [
        message(dice={"emoji": "🎲", "value": 3}),
        message(group_chat_created=True),
        message(text="hỏi", chat=GROUP),
        message(text="hỏi", **{"from": USER | {"is_bot": True}}),
        press(chat=GROUP),
        press(data=None),
        {"update_id": 46, "poll": None},
        {"update_id": 47, "something_of_next_year": {"id": 1}},
    ],
)
def test_what_is_not_for_us_is_unknown(update):
    event = read(update)
    assert event.kind is Kind.UNKNOWN
    assert event.event_id == str(update["update_id"])


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"update_id": None},
        {"update_id": "42"},
        {"update_id": True},
        {"update_id": 42, "message": "bí mật"},
        {"update_id": 42, "message": {"text": "bí mật"}},
        message(text=["bí mật"]),
        message(text="bí mật", date=10**30),
        message(photo="bí mật"),
    ],
)
def test_what_is_not_of_telegrams_form_is_refused_without_repeating_it(update):
    with pytest.raises(Malformed) as caught:
        read(update)
    assert "bí mật" not in str(caught.value)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[]", b"null", b"[" * 100_000])
def test_a_body_that_is_no_object_is_refused(body):
    with pytest.raises(Malformed):
        parsed(body)


def test_half_a_surrogate_pair_does_not_reach_the_database():
    event = read(parsed(json.dumps(message(text="a\ud83d b")).encode()))
    event.text.encode("utf-8")
