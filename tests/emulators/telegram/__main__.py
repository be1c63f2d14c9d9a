"""`python -m tests.emulators.telegram --port 8802`: the platform as a process of its own; Ctrl-C or SIGTERM ends it."""

import argparse
import json
import signal
import sys
import threading

from tests.emulators.telegram import Clock, Emulator
from tests.emulators.telegram.emulator import TOKEN


def main() -> None:
    """Print one line of JSON (addresses, token) and run until told to stop."""
    parser = argparse.ArgumentParser(prog="tests.emulators.telegram", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    parser.add_argument("--token", default=TOKEN, help="the bot's token")
    parser.add_argument("--speed", type=float, default=1.0, help="how fast the platform's clock runs; 0: it stands")
    parser.add_argument("--webhook-limit", type=float, default=60.0, help="seconds the webhook has to answer")
    parser.add_argument("--deliver-to", help="scheme and host in place of the webhook's own")
    asked = parser.parse_args()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with Emulator(
        port=asked.port,
        token=asked.token,
        clock=Clock(speed=asked.speed),
        webhook_limit=asked.webhook_limit,
        deliver_to=asked.deliver_to,
    ) as telegram:
        told = {"base_url": telegram.base_url, "base_file_url": telegram.base_file_url, "token": telegram.token}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        stop.wait()


if __name__ == "__main__":
    main()
