"""What the bot writes: texts, keyboards, pictures, files, edits, and every refusal."""

import json

import pytest

from tests.emulators.telegram_bot import png

pytest_plugins = ("tests.emulators.telegram_fixtures",)

KEYBOARD = {"inline_keyboard": [[{"text": "Có", "callback_data": "k1"}], [{"text": "Luật", "url": "https://x.vn/a"}]]}


def button(data):
    return {"inline_keyboard": [[{"text": "Có", "callback_data": data}]]}


def test_a_text_is_kept_as_the_citizen_sees_it(telegram, bot, citizen):
    sent = bot.say("  Mức <b>đóng 😀</b> &lt; 2&nbsp;đ\n", parse_mode="HTML", reply_markup=KEYBOARD)["result"]
    assert (sent["text"], sent["reply_markup"]) == ("Mức đóng 😀 < 2&nbsp;đ", KEYBOARD)
    assert sent["entities"] == [{"type": "bold", "offset": 4, "length": 7}]
    assert sent["date"] == telegram.state.seconds()
    assert telegram.sent(citizen.id) == [sent]


def test_entities_nest_with_the_outer_first(bot, citizen):
    text = '<blockquote expandable><i>a</i> <a href="https://x.vn/?a=1&amp;b=2">Điều 36</a></blockquote>'
    found = bot.say(text, parse_mode="html")["result"]["entities"]
    assert [(each["type"], each["offset"], each["length"]) for each in found] == [
        ("blockquote", 0, 9),
        ("italic", 0, 1),
        ("text_link", 2, 7),
    ]
    assert found[2]["url"] == "https://x.vn/?a=1&b=2"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("đ<b", "Unclosed start tag at byte offset 2"),
        ("<3 bạn>", 'Unsupported start tag "3" at byte offset 0'),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_html_is_checked_in_telegrams_words(telegram, bot, citizen, text, why):
    assert bot.say(text, parse_mode="HTML")["description"] == f"Bad Request: can't parse entities: {why}"
    assert bot.say(text)["ok"]
    assert len(telegram.sent(citizen.id)) == 1


@pytest.mark.parametrize(
    ("text", "mode", "why"),
    [
        ("x" * 4096, None, None),
        ("x" * 4097, None, "message is too long"),
        ("😀" * 2048, None, None),
        ("😀" * 2048 + "x", None, "message is too long"),
        ("<b>" + "x" * 4096 + "</b>", "HTML", None),
        ("&amp;" * 4096, "HTML", None),
        ("", None, "message text is empty"),
        (" \n ", None, "message text is empty"),
        ("<b> </b>", "HTML", "message text is empty"),
        ("*a*", "MarkdownV2", "unsupported parse_mode"),
    ],
)
def test_length_counts_utf16_after_parsing(bot, citizen, text, mode, why):
    told = bot.say(text, **({"parse_mode": mode} if mode else {}))
    assert told.get("description") == (why and f"Bad Request: {why}")


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        (button("k" * 64), None),
        (button("đ" * 32), None),
        (button("k" * 65), "BUTTON_DATA_INVALID"),
        (button('/hoi_thu_tuc{"ten":"đăng ký khai sinh có yếu tố nước ngoài"}'), "BUTTON_DATA_INVALID"),
        (button(""), "BUTTON_DATA_INVALID"),
        ({"inline_keyboard": [[{"text": "Có"}]]}, "can't parse inline keyboard button: Text buttons are unallowed"),
        ({"inline_keyboard": [[{"text": "x", "url": "javascript:1"}]]}, "inline keyboard button URL 'javascript:1'"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101}, "reply markup is too long"),
        ({"inline_keyboard": [{"text": "x", "callback_data": "x"}]}, 'field "inline_keyboard"'),
        ("{", "can't parse reply markup JSON object"),
        ({"inline": []}, "can't parse reply markup JSON object"),
        ({"remove_keyboard": True}, None),
    ],
)
def test_keyboards_are_checked_to_the_byte(bot, citizen, markup, why):
    told = bot.say(reply_markup=markup if isinstance(markup, str) else json.dumps(markup))
    assert told.get("description", "").startswith(f"Bad Request: {why}" if why else "")
    assert told["ok"] is (why is None)


def test_who_can_be_written_to(telegram, bot, citizen):
    telegram.citizen(5002)
    assert bot.say(chat=5002)["description"] == "Forbidden: bot can't initiate conversation with a user"
    assert bot.say(chat=4)["description"] == "Bad Request: chat not found"
    assert bot.error("sendMessage", text="a") == "Bad Request: chat_id is empty"
    telegram.acts.block(citizen)
    assert bot.say()["description"] == "Forbidden: bot was blocked by the user"
    telegram.acts.start(citizen)
    assert bot.say()["ok"]
    telegram.acts.deactivate(citizen)
    assert bot.say()["description"] == "Forbidden: user is deactivated"


def test_a_group_that_moved_tells_its_new_id(telegram, bot):
    telegram.state.people.moved[-77] = -10077
    assert bot.say(chat=-77)["parameters"] == {"migrate_to_chat_id": -10077}


def test_a_photo_is_sent_as_bytes_then_by_its_id(telegram, bot, citizen):
    first = bot.show(png(data=b"\r\n--\r\n"), caption="<i>Biểu đồ</i>", parse_mode="HTML")["result"]
    size = first["photo"][-1]
    assert (size["width"], size["height"], first["caption"]) == (640, 480, "Biểu đồ")
    assert bot.show(size["file_id"])["result"]["photo"] == first["photo"]
    assert telegram.state.files.find(size["file_id"]).data == png(data=b"\r\n--\r\n")
    attached = bot.ask(
        "sendPhoto",
        {"there": ("a.png", png())},
        chat_id=telegram.citizen(5003, started=True).id,
        photo="attach://there",
    )
    assert attached["ok"]


@pytest.mark.parametrize(
    ("picture", "caption", "why"),
    [
        (png(), "x" * 1024, None),
        (png(), "x" * 1025, "message caption is too long"),
        (b"\xff\xd8\xff\xe0\0\4ab\xff\xc0\0\x11\x08\x01\xe0\x02\x80\3\1", "", None),
        (b"<svg/>", "", "IMAGE_PROCESS_FAILED"),
        (png(9000, 2000), "", "PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "", "PHOTO_INVALID_DIMENSIONS"),
        (b"", "", "file must be non-empty"),
        (png().ljust(10 * 1024 * 1024 + 1), "", "file of size 10485761 bytes is too big for a photo"),
        ("no-such-id", "", "wrong file identifier/HTTP URL specified"),
        ("", "", "there is no photo in the request"),
    ],
)
def test_what_a_photo_may_be(bot, citizen, picture, caption, why):
    told = bot.show(picture, caption=caption)
    assert told.get("description", "").startswith(f"Bad Request: {why}" if why else "")
    assert told["ok"] is (why is None)


def test_a_document_keeps_its_name(bot, citizen):
    sent = bot.ask("sendDocument", {"document": ("mẫu.pdf", b"%PDF")}, chat_id=5001)["result"]["document"]
    assert (sent["file_name"], sent["mime_type"], sent["file_size"]) == ("mẫu.pdf", "application/pdf", 4)


def test_a_request_over_fifty_megabytes_is_not_taken(bot, citizen):
    big = {"document": ("a.bin", b"\0" * (50 * 1024 * 1024))}
    assert bot.error("sendDocument", big, chat_id=5001) == "Request Entity Too Large"


def test_an_edit_replaces_text_and_keyboard(telegram, bot, citizen):
    number = bot.say("một", reply_markup=KEYBOARD)["result"]["message_id"]
    at = {"chat_id": 5001, "message_id": number}
    same = bot.error("editMessageText", **at, text="một", reply_markup=KEYBOARD)
    assert same.startswith("Bad Request: message is not modified: specified new message content")
    changed = bot.get("editMessageText", **at, text="<b>hai</b>", parse_mode="HTML")
    assert (changed["text"], changed["edit_date"]) == ("hai", telegram.state.seconds())
    assert "reply_markup" not in changed
    assert bot.get("editMessageReplyMarkup", **at, reply_markup=KEYBOARD)["reply_markup"] == KEYBOARD
    assert [each["text"] for each in telegram.sent(5001)] == ["hai"]


def test_what_cannot_be_edited(telegram, bot, citizen):
    own = telegram.acts.text(citizen, "của tôi")["message"]["message_id"]
    photo = bot.show(png())["result"]["message_id"]
    for number, why in [
        (999, "message to edit not found"),
        (0, "message identifier is not specified"),
        (own, "message can't be edited"),
        (photo, "there is no text in the message to edit"),
    ]:
        assert bot.error("editMessageText", chat_id=5001, message_id=number, text="a") == f"Bad Request: {why}"


def test_a_reply_needs_the_message_it_answers(telegram, bot, citizen):
    asked = telegram.acts.text(citizen, "hỏi")["message"]["message_id"]
    assert bot.say(reply_parameters={"message_id": asked})["result"]["reply_to_message"]["text"] == "hỏi"
    gone = {"message_id": 999}
    assert bot.say(reply_parameters=gone)["description"] == "Bad Request: message to be replied not found"
    assert bot.say(reply_parameters=gone | {"allow_sending_without_reply": True})["ok"]


def test_typing_is_shown_to_whom_can_be_reached(bot, citizen):
    assert bot.get("sendChatAction", chat_id=5001, action="typing") is True
    assert bot.error("sendChatAction", chat_id=5001, action="sing") == "Bad Request: wrong parameter action in request"
