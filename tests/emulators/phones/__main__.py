"""`python -m tests.emulators.phones --port 8090`: both platforms and the page; Ctrl-C or SIGTERM ends it."""

import argparse
import json
import signal
import sys
import threading
import time

from tests.emulators.phones import Phones
from tests.emulators.telegram import Emulator as Telegram
from tests.emulators.telegram.emulator import TOKEN
from tests.emulators.zalo import Emulator as Zalo

#: The beginning of 2026: numbers stay as short as those of the platforms.
BEGAN = 1_767_225_600


def main() -> None:
    """Print one line of JSON (addresses, ids, secrets) and run until told to stop."""
    parser = argparse.ArgumentParser(prog="tests.emulators.phones", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="of the page; 0: any free one")
    parser.add_argument("--zalo-port", type=int, default=0)
    parser.add_argument("--telegram-port", type=int, default=0)
    parser.add_argument("--webhook", help="where Zalo sends events; Telegram is told by the bot itself")
    # A bot may remember the last run: no id comes again.
    parser.add_argument(
        "--later", type=int, default=max(0, int(time.time()) - BEGAN), help="by how much ids are higher"
    )
    asked = parser.parse_args()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with (
        Zalo(port=asked.zalo_port, webhook=asked.webhook, first=1 + asked.later) as zalo,
        Telegram(port=asked.telegram_port, later=asked.later) as telegram,
        Phones(zalo, telegram, asked.port) as phones,
    ):
        account = zalo.account
        told = {
            "page": phones.url,
            "zalo": {
                "url": zalo.url,
                "app_id": account.app_id,
                "app_secret": account.app_secret,
                "oa_id": account.oa_id,
                "oa_secret": account.oa_secret,
                "callback": account.redirect_uri,
            },
            "telegram": {"url": telegram.url, "token": TOKEN},
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        stop.wait()


if __name__ == "__main__":
    main()
