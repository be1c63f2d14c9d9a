"""The channel against telemelya, a Bot API written by others: what we misread, our own emulator would misread too.

Telemelya is installed from PyPI into `var/telemelya` by the first of these tests. It repeats no secret with its
updates; the door in between puts it in.
"""

import json
import queue
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.contract import Event, Forged, Kind, Received
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.secret import HEADER
from bot.channels.telegram.settings import TelegramSettings
from tests.channels.telegram.conftest import SECRET
from tests.channels.telegram.peer.running import TOKEN, NotInstalled, Peer, door, environment, running
from tests.channels.telegram.test_sending import BUTTONS, png
from tests.conftest import absent

pytestmark = pytest.mark.network

CHAT = 7001


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    try:
        python = environment()
    except NotInstalled as missing:
        absent(f"telemelya from PyPI ({missing})")
    with running(python, tmp_path_factory.mktemp("telemelya") / "log") as peer:
        yield peer


@pytest.fixture
def peer(started: Peer) -> Peer:
    started.reset()
    return started


@pytest.fixture
def pictures() -> dict[str, bytes]:
    return {}


@pytest.fixture
def channel(peer: Peer, pictures: dict[str, bytes]) -> Iterator[Telegram]:
    settings = TelegramSettings(token=TOKEN, secret=SECRET, api_host=peer.url, decision="12/2026")
    made = Telegram.of(settings, pictures.get)
    yield made
    made.close()


@pytest.fixture
def heard(channel: Telegram) -> Iterator["queue.Queue[Event]"]:
    """What the channel read, in order; telemelya's webhook is set by the channel itself."""
    events: queue.Queue[Event] = queue.Queue()

    def read(body: bytes, headers: dict[str, str]) -> int:
        for event in channel.read(Received(body, {**headers, HEADER: SECRET})):
            events.put(event)
        return 200

    with door(read) as address:
        channel.client.set_webhook(address, SECRET)
        assert channel.client.webhook().url == address
        yield events


def send(channel: Telegram, **reply: object) -> list[str | None]:
    """A reply of a turn, as the outbox sends it; gives the ids of its messages."""
    return [channel.send(str(CHAT), part) for part in channel.render([{"buttons": [], "image": None, **reply}])]


def test_what_cannot_be_installed_is_told_and_not_taken_for_ready(tmp_path):
    """So a laptop without network skips these tests, and CI fails."""
    lock = tmp_path / "lock.txt"
    lock.write_text(f"{tmp_path / 'nothing-1.0-py3-none-any.whl'} --hash=sha256:{'0' * 64}\n")
    for _ in range(2):
        with pytest.raises(NotInstalled, match="nothing"):
            environment(lock, tmp_path / "room")


def test_a_text_is_heard(peer, heard):
    peer.does(CHAT, text="Đóng thấp nhất bao nhiêu?")
    event = heard.get(timeout=10)
    assert (event.kind, event.text, event.sender) == (Kind.TEXT, "Đóng thấp nhất bao nhiêu?", str(CHAT))
    assert abs(event.sent_at - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_start_button_brings_the_campaign(peer, heard):
    peer.does(CHAT, command="/start fair-2026")
    assert heard.get(timeout=10).campaign == "fair-2026"


def test_an_answer_with_its_buttons_arrives(peer, channel):
    [number] = send(channel, text="Anh/chị có đóng <không>?", buttons=BUTTONS)
    [call] = peer.calls("sendMessage")
    assert str(call["message_id"]) == number
    assert call["chat_id"] == CHAT
    # Telemelya keeps the text as it was sent, with its marks; a telephone shows the words.
    assert (call["text"], call["raw"]["parse_mode"]) == ("Anh/chị có đóng &lt;không&gt;?", "HTML")
    rows = call["reply_markup"]["inline_keyboard"]
    assert [[(one["text"], one["callback_data"]) for one in row] for row in rows] == [
        [(one["title"], one["payload"])] for one in BUTTONS
    ]


def test_a_press_is_heard_and_answered(peer, channel, heard):
    [number] = send(channel, text="Chọn", buttons=BUTTONS)
    update = peer.does(CHAT, callback_data=BUTTONS[0]["payload"], callback_message_id=int(number or 0))
    event = heard.get(timeout=10)
    assert (event.kind, event.payload, event.message_id) == (Kind.BUTTON, BUTTONS[0]["payload"], number)
    assert event.sender == str(CHAT)
    [answered] = peer.calls("answerCallbackQuery")
    assert answered["callback_query_id"] == update["callback_query"]["id"]


def test_a_message_is_written_anew(peer, channel):
    [number] = send(channel, text="Đang tính …", buttons=BUTTONS)
    [part] = channel.render([{"text": "Mỗi tháng như sau.", "buttons": [], "image": None}])
    channel.client.edit(str(CHAT), str(number), part.content)
    [edited] = peer.calls("editMessageText")
    assert (str(edited["message_id"]), edited["text"]) == (number, "Mỗi tháng như sau.")


def test_a_picture_goes_out_and_one_comes_in(peer, channel, heard, pictures):
    pictures["/pictures/a.png"] = png()
    send(channel, text="Hình này.", image="/pictures/a.png")
    [shown] = peer.calls("sendPhoto")
    assert shown["caption"] == "Hình này."
    assert peer.shown(shown["file_id"]) == png()
    file_id = peer.uploads(png(50, 60))
    peer.does(CHAT, photo_file_id=file_id, photo_caption="tin nhắn lạ")
    event = heard.get(timeout=10)
    assert (event.kind, event.text) == (Kind.PICTURE, "tin nhắn lạ")
    assert channel.client.fetch(str(event.attachments[0].reference)) == png(50, 60)


def test_a_long_answer_goes_out_in_parts(peer, channel):
    text = "\n\n".join(f"Đoạn {number}: " + "chữ " * 200 for number in range(12))
    numbers = send(channel, text=text, buttons=BUTTONS)
    calls = peer.calls("sendMessage", len(numbers))
    assert len(numbers) > 1
    assert [str(call["message_id"]) for call in calls] == numbers
    assert [call["reply_markup"] is not None for call in calls] == [False] * (len(numbers) - 1) + [True]


def test_without_the_secret_nothing_of_it_is_heard(peer, channel):
    """Telemelya's updates as they come: our door must not open to them."""
    update = {"update_id": 1, "message": {"message_id": 1, "date": 0, "chat": {"id": CHAT, "type": "private"}}}
    with pytest.raises(Forged):
        channel.read(Received(json.dumps(update).encode(), {"content-type": "application/json"}))


def test_the_webhook_is_taken_back(peer, channel, heard):
    channel.client.forget_webhook()
    assert channel.client.webhook().url == ""
