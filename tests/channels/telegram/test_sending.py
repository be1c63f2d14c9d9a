"""Messages as they arrive at the platform, and every way it says no."""

import logging
import zlib
from struct import pack

import pytest

from bot.channels.contract import Failure, Part, SendFailed
from bot.channels.telegram import client as client_module
from bot.channels.telegram import delivery, wire
from bot.channels.telegram.channel import Telegram
from tests.channels.telegram.conftest import ME

BUTTONS = [{"title": "Có", "payload": "AbCdEfGhIjKlMnOp"}, {"title": "Không", "payload": "QrStUvWxYz_-0123"}]


def png(width=40, height=30):
    """A grey picture."""

    def chunk(name, data):
        return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * (width + 1) * height)) + chunk(b"IEND", b"")
    )


def part(text="Xin chào", buttons=(), picture=None):
    return Part({"text": text, "buttons": list(buttons), "picture": picture})


def send(channel, **content):
    return channel.send(str(ME), part(**content))


def refused(channel, **content):
    with pytest.raises(SendFailed) as caught:
        send(channel, **content)
    return caught.value


def test_a_text_with_its_buttons(platform, lan, channel):
    number = send(channel, text="Chọn <một> & chờ", buttons=BUTTONS)
    [arrived] = platform.sent(ME)
    assert number == str(arrived["message_id"])
    assert arrived["text"] == "Chọn <một> & chờ"
    rows = arrived["reply_markup"]["inline_keyboard"]
    assert [[(one["text"], one["callback_data"]) for one in row] for row in rows] == [
        [("Có", "AbCdEfGhIjKlMnOp")],
        [("Không", "QrStUvWxYz_-0123")],
    ]


def test_no_page_is_previewed_under_an_answer(platform, lan, channel):
    send(channel, text="Xem baohiemxahoi.gov.vn")
    assert '"is_disabled": true' in platform.calls[-1].values["link_preview_options"]


def test_everything_that_is_rendered_is_taken(platform, lan, channel, pictures):
    """The measures of `render` against a platform that counts by itself, emoji and signs of HTML among the words."""
    pictures["/pictures/x.png"] = png()
    long = "\n\n".join("😀 Mức đóng < 22% & > 0, tính theo tháng. " * 60 for _ in range(6))
    replies = [
        {"text": long, "buttons": BUTTONS, "image": None},
        {"text": "<" * 1024, "buttons": BUTTONS, "image": "/pictures/x.png"},
        {"text": "&" * 1025, "buttons": [], "image": "/pictures/x.png"},
    ]
    parts = channel.render(replies)
    assert all(channel.send(str(ME), one) for one in parts)
    assert len(platform.sent(ME)) == len(parts)


def test_a_picture_with_its_caption(platform, lan, channel, pictures):
    pictures["/pictures/x.png"] = png()
    send(channel, text="Lương & tuổi", buttons=BUTTONS, picture="/pictures/x.png")
    [arrived] = platform.sent(ME)
    assert (arrived["caption"], arrived["photo"][0]["width"]) == ("Lương & tuổi", 40)
    assert len(arrived["reply_markup"]["inline_keyboard"]) == 2


def test_where_a_picture_is_gone_the_text_goes_out(platform, lan, channel):
    assert send(channel, text="Lương hưu", picture="/pictures/gone.png")
    assert platform.sent(ME)[0]["text"] == "Lương hưu"
    assert send(channel, text="", picture="/pictures/gone.png") is None


def test_where_a_picture_is_not_taken_the_text_goes_out(platform, lan, channel, pictures):
    pictures["/pictures/x.png"] = b""
    pictures["/pictures/y.png"] = b"this is no picture"
    for path in pictures:
        send(channel, text=path, buttons=BUTTONS, picture=path)
    assert [one["text"] for one in platform.sent(ME)] == list(pictures)
    assert all("reply_markup" in one for one in platform.sent(ME))


def test_html_that_is_not_understood_is_sent_plain(platform, lan, channel, monkeypatch, pictures):
    monkeypatch.setattr(delivery, "escape", lambda text, quote: text)
    pictures["/pictures/x.png"] = png()
    send(channel, text="Mức <b đóng", buttons=BUTTONS)
    send(channel, text="Mức <b đóng", picture="/pictures/x.png")
    text, photo = platform.sent(ME)
    assert (text["text"], photo["caption"]) == ("Mức <b đóng", "Mức <b đóng")
    assert len(text["reply_markup"]["inline_keyboard"]) == 2


def test_an_edit(platform, lan, channel):
    number = send(channel, text="Đang tính")
    for _ in range(2):  # the second changes nothing, which is no failure
        channel.client.edit(str(ME), number, {"text": "Xong & <đủ>", "buttons": BUTTONS})
    [arrived] = platform.sent(ME)
    assert arrived["text"] == "Xong & <đủ>"
    with pytest.raises(SendFailed) as caught:
        channel.client.edit(str(ME), "999", {"text": "x", "buttons": []})
    assert caught.value.failure is Failure.OURS


def test_a_citizen_who_blocked_the_bot_cannot_be_reached(platform, lan, channel):
    platform.acts.block(lan)
    told = refused(channel)
    assert (told.failure, told.code) == (Failure.CITIZEN, "403")


def test_a_citizen_nobody_knows_cannot_be_reached(platform, channel):
    assert refused(channel).failure is Failure.CITIZEN


def test_what_was_meant_for_one_does_not_follow_into_a_group(platform, lan, channel):
    platform.state.people.moved[ME] = -1009
    assert refused(channel).failure is Failure.CITIZEN
    assert len(platform.calls) == 1


def test_an_address_that_is_no_chat_id_is_not_asked_for(platform, channel):
    with pytest.raises(SendFailed) as caught:
        channel.send("@some_public_channel", part())
    assert caught.value.failure is Failure.OURS
    assert platform.calls == []


def test_a_dead_token(platform, configured, lan):
    other = Telegram.of(configured(token="710000001:another"), {}.get)
    try:
        told = refused(other)
        assert told.failure is Failure.GRANT
        assert "another" not in told.reason
    finally:
        other.close()


def test_the_platforms_rate_is_told_with_its_pause(platform, lan, channel):
    platform.fail("sendMessage", "code", code=429)
    told = refused(channel)
    assert (told.failure, told.retry_after) == (Failure.LATER, 35.0)
    assert send(channel)


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        ({"kind": "code", "code": 500}, Failure.LATER),
        ({"kind": "status", "status": 502}, Failure.AMBIGUOUS),
        ({"kind": "status", "status": 403}, Failure.LATER),
        ({"kind": "status", "status": 404}, Failure.LATER),
        ({"kind": "empty", "accepted": True}, Failure.AMBIGUOUS),
        ({"kind": "reset", "accepted": True}, Failure.AMBIGUOUS),
        ({"kind": "half"}, Failure.AMBIGUOUS),
    ],
    ids=str,
)
def test_faults_on_the_way(platform, lan, channel, fault, failure):
    platform.fail("sendMessage", **fault)
    assert refused(channel).failure is failure


def test_silence_after_sending_may_have_arrived(platform, lan, configured, monkeypatch):
    monkeypatch.setattr(wire, "ANSWER", 0.2)
    platform.fail("sendMessage", "hang", seconds=1.0, accepted=True)
    impatient = Telegram.of(configured(), {}.get)
    try:
        assert refused(impatient).failure is Failure.AMBIGUOUS
    finally:
        impatient.close()


def test_a_platform_that_is_not_there_has_got_nothing(configured):
    absent = Telegram.of(configured(api_host="http://127.0.0.1:9"), {}.get)
    try:
        assert refused(absent).failure is Failure.LATER
    finally:
        absent.close()


def test_after_its_end_a_channel_only_says_so(channel):
    channel.close()
    assert refused(channel).failure is Failure.LATER


def test_logs_hold_neither_token_nor_words(platform, lan, channel, caplog):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("httpx").setLevel(logging.DEBUG)
    wire.quiet()
    platform.fail("sendMessage", "half", times=1)
    refused(channel, text="tôi bị lừa")
    send(channel, text="tôi bị lừa")
    assert platform.token not in caplog.text
    assert "lừa" not in caplog.text


def test_a_file_is_fetched_as_it_was_sent(platform, lan, channel):
    update = platform.acts.document(lan, b"%PDF-1.7 content", "don.pdf")
    assert channel.client.fetch(update["message"]["document"]["file_id"]) == b"%PDF-1.7 content"


def test_a_file_that_is_too_large_or_gone_is_told(platform, lan, channel, monkeypatch):
    large = platform.acts.document(lan, b"x", "phim.mp4", size=client_module.LARGEST_FILE + 1)
    for file_id in (large["message"]["document"]["file_id"], "unknown"):
        with pytest.raises(SendFailed) as caught:
            channel.client.fetch(file_id)
        assert caught.value.failure is Failure.OURS


def test_a_link_that_expired_is_no_dead_token(platform, lan, channel, monkeypatch):
    update = platform.acts.document(lan, b"x", "don.pdf")
    found = platform.state.files.find(update["message"]["document"]["file_id"])
    monkeypatch.setattr(
        platform.state.files, "link", lambda *_: found.handle() | {"file_path": "documents/never_there.pdf"}
    )
    with pytest.raises(SendFailed) as caught:
        channel.client.fetch(found.handle()["file_id"])
    assert caught.value.failure is Failure.OURS
