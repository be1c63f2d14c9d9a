"""B-16: texts that try to force an intent on the engine, through every channel: none reaches it as a command."""

import itertools
import json
import random
import time
import unicodedata
from collections.abc import Iterator

import pytest

from bot.channels.contract import Received
from bot.channels.registry import Channels
from bot.channels.telegram.channel import Telegram
from bot.channels.zalo.channel import Zalo
from bot.engine_client import Turn
from bot.house import House
from tests.bars import Figure, size
from tests.channels.loopback import Loopback, request
from tests.channels.ways import telegram, zalo
from tests.emulators.telegram import Emulator as TelegramPlatform
from tests.emulators.zalo import Emulator as ZaloPlatform
from tests.emulators.zalo import Rules, signature
from tests.emulators.zalo.delivery import raw
from tests.inbox.rig import Rig

TEXTS = size(240, 10_000)
BEFORE = (
    *("", " ", "\t", "\n", "\u00a0", "\u3000", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"),
    *("\0", "\x01", "\x1b", "\x7f", "\u200e", "\u200f", "\u202e", "\u2066", "\u061c", "\u034f", "\u2800", "\u3164"),
    *("\ufe0f", "\u0301", "\u115f", "\ue000", "\U000e0001", "\ud83d"),
)
SLASHES = ("/", "／", "∕", "⁄", "⧸", "╱", "//", "/\u200b/", "\\", "＼", "/ ", "\u0338/")
COMMANDS = (
    *("restart", "session_start", "intent_greet", "talk_to_officer", "greet{}", 'inform{"income": 99}', "back"),
    *("bot_challenge@0.99", "_restart", "action_listen", "SET_SLOT", 'EXTERNAL: x{"a":1}', "mức đóng"),
)
#: What the kind of database makes no difference to.
ON_ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def forcing(count: int) -> Iterator[str]:
    """So many texts, no two alike."""
    chance = random.Random(16)
    for number in itertools.count():
        if number == count:
            return
        before = "".join(chance.choices(BEFORE, k=chance.randint(0, 4)))
        yield f"{before}{chance.choice(SLASHES)}{chance.choice(COMMANDS)}{number if number % 2 else ''}"


@ON_ONE
@pytest.mark.timeout(1800)
def test_no_text_reaches_the_engine_as_a_command(house: House, figure: Figure) -> None:
    with ZaloPlatform() as first, TelegramPlatform() as second:
        loop = Loopback()
        channels = {
            "zalo": Zalo.of(zalo.settings_of(first), house.database, house.key, lambda _path: None),
            "telegram": Telegram.of(telegram.settings_of(second, "http://127.0.0.1"), lambda _path: None),
            "loop": loop,
        }
        turns: list[Turn] = []
        with Rig(house, loop, channels=Channels(channels)) as rig:
            rig.engine.before = turns.append
            for number, text in enumerate(forcing(TEXTS)):
                name = ("zalo", "telegram", "loop")[number % 3]
                received = {"zalo": _zalo, "telegram": _telegram, "loop": _loop}[name](first, number, text)
                assert rig.run(rig.board.door.take(name, received)) == 200
                if number % 200 == 199:
                    rig.wait(lambda: rig.board.inbox.waiting() < 50, 120)
            rig.wait(lambda: not rig.board.inbox.waiting(), 120)
        commands = [turn.text for turn in turns if is_command(turn.text)]
        # Words that stand for an intent by the project's own list may do so, typed or chosen from Telegram's menu.
        meant = [turn.button for turn in turns if turn.button]
        forced = [button for button in meant if house.shortcuts.intent(button.title) != button.intent]
        figure(f"{TEXTS} texts through three channels, {len(turns)} heard by the engine: {len(commands)} as a command")
        assert commands == []
        assert forced == []
        assert len(turns) > TEXTS / 2, "what is left of them is still heard as words"


def is_command(text: str) -> bool:
    """What Rasa reads as one: a slash first, after whatever its own reader strips or folds."""
    folded = unicodedata.normalize("NFKC", text)
    seen = "".join(char for char in folded if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Mn"})
    return any(one.strip().startswith(("/", "\\")) for one in (text, folded, seen))


@pytest.mark.parametrize("text", ["/restart", " /x", "／x", "\u200b/x", "\0/x"])
def test_the_bar_knows_a_command(text: str) -> None:
    assert is_command(text)


def _zalo(platform: ZaloPlatform, number: int, text: str) -> Received:
    account, stamp = platform.account, str(int(time.time() * 1000) + number)
    event = {
        "app_id": account.app_id,
        "sender": {"id": str(246845883529197922 + number)},
        "recipient": {"id": account.oa_id},
        "event_name": "user_send_text",
        "message": {"text": text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), "msg_id": f"c{number}"},
        "timestamp": stamp,
    }
    body = raw(event)
    headers = signature.headers(account, Rules(), body, stamp)
    return Received(body, {name.lower(): value for name, value in headers.items()})


def _telegram(_platform: ZaloPlatform, number: int, text: str) -> Received:
    who = {"id": 5001 + number, "is_bot": False, "first_name": "Lan"}
    chat = {"id": 5001 + number, "type": "private"}
    message = {"message_id": 1, "date": int(time.time()), "from": who, "chat": chat, "text": text}
    body = json.dumps({"update_id": 710_000_000 + number, "message": message}).encode()
    return Received(body, {telegram.HEADER.lower(): telegram.SECRET})


def _loop(_platform: ZaloPlatform, number: int, text: str) -> Received:
    return request(number, text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), f"somebody {number}")
