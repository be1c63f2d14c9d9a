"""Telegram's Bot API on loopback: the methods our bot uses, updates by webhook and polling, strict, with its own clock.

`with Emulator() as telegram:` runs it in threads of the test; `python -m tests.emulators.telegram --port 8802` as a
process, driven over HTTP under `/_emulator/`. Only parse mode HTML and private chats are emulated.
"""

from tests.emulators.telegram.emulator import Call, Emulator
from tests.emulators.telegram.people import Citizen
from tests.emulators.zalo.clock import Clock

__all__ = ["Call", "Citizen", "Clock", "Emulator"]
