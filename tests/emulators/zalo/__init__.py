"""Zalo's OA platform on loopback: token endpoint, OpenAPI and webhook sender, strict and with a clock of its own.

`with Emulator() as zalo:` runs it in threads of the test; `python -m tests.emulators.zalo --port 8801` as a process,
driven over HTTP under `/_emulator/`. What Zalo's documentation leaves open is a switch in `Rules`.
"""

from tests.emulators.zalo.account import Account, Rules
from tests.emulators.zalo.clock import Clock
from tests.emulators.zalo.emulator import Emulator
from tests.emulators.zalo.faults import Fault
from tests.emulators.zalo.people import Citizen

__all__ = ["Account", "Citizen", "Clock", "Emulator", "Fault", "Rules"]
