"""The whole system against telemelya: a Bot API of others asks, presses and gets its answers."""

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from typing import Any

import pytest
import requests

from bot.channels.telegram.secret import HEADER
from bot.operations import network, paths
from bot.operations.system import System
from bot.settings import PROJECT, Settings
from tests.channels.telegram.conftest import SECRET
from tests.channels.telegram.peer.running import TOKEN, NotInstalled, Peer, door, environment, running
from tests.conftest import absent

pytestmark = [pytest.mark.network, pytest.mark.live]

PATH = "/webhooks/telegram"


@pytest.fixture(scope="module")
def peer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    """Telemelya, and the system that it is the Telegram of."""
    try:
        python = environment()
    except NotInstalled as missing:
        absent(f"telemelya from PyPI ({missing})")
    home = tmp_path_factory.mktemp("home")
    paths.models(PROJECT / "var").mkdir(parents=True, exist_ok=True)
    paths.models(home).symlink_to(paths.models(PROJECT / "var"))
    port = network.free_port()

    def passed_on(body: bytes, headers: Mapping[str, str]) -> int:
        """As Telegram would send it: with the secret."""
        given = {"Content-Type": headers["content-type"], HEADER: SECRET}
        return requests.post(f"http://127.0.0.1:{port}{PATH}", data=body, headers=given, timeout=20).status_code

    with (
        running(python, home / "telemelya.log") as started,
        door(passed_on) as address,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, value in {
            "HOME": str(home),
            "PORT": str(port),
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_SECRET": SECRET,
            "TELEGRAM_API_HOST": started.url,
            "TELEGRAM_PUBLIC_URL": address.removesuffix(PATH),
            "TELEGRAM_DECISION": "a test, nothing leaves this machine",
        }.items():
            patch.setenv(f"ANSINH_{name}", value)
        with System(Settings(), lambda _what: nullcontext()):
            yield started


def is_answer(call: Mapping[str, Any]) -> bool:
    """What the question of these tests is answered with."""
    return call["text"].startswith("Mức đóng thấp nhất")


def is_example(call: Mapping[str, Any]) -> bool:
    """It has its sources and does not offer an example."""
    return "Căn cứ" in call["text"] and "Cho ví dụ" not in str(call["reply_markup"])


def test_a_question_its_answer_a_press_and_the_next_answer(peer):
    chat = 7101
    peer.does(chat, command="/start fair-2026")
    peer.message(lambda call: "máy trả lời tự động" in call["text"])
    peer.does(chat, text="đóng thấp nhất bao nhiêu một tháng")
    answer = peer.message(is_answer)
    assert "Căn cứ" in str(answer["text"])
    rows = answer["reply_markup"]["inline_keyboard"]
    example = next(button for row in rows for button in row if button["text"] == "Cho ví dụ")
    update = peer.does(chat, callback_data=example["callback_data"], callback_message_id=answer["message_id"])
    [pressed] = peer.calls("answerCallbackQuery")
    assert pressed["callback_query_id"] == update["callback_query"]["id"]
    peer.message(is_example)
    assert {call["chat_id"] for call in peer.calls("sendMessage")} == {chat}


def test_a_repeated_update_is_answered_once(peer):
    """What telemelya cannot do itself: the same update again, through the same door."""
    chat = 7102
    peer.reset()
    update = peer.does(chat, text="đóng thấp nhất bao nhiêu một tháng")
    peer.message(is_answer)
    for _ in range(3):
        assert peer.repeats(update) == 200
    peer.does(chat, text="cảm ơn")
    peer.calls("sendMessage", len(peer.calls("sendMessage")) + 1)
    assert len(list(filter(is_answer, peer.calls("sendMessage")))) == 1
