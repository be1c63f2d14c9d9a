"""`python -m tests.emulators.zalo --port 8801`: the platform as a process of its own; Ctrl-C or SIGTERM ends it."""

import argparse
import json
import signal
import sys
import threading

from tests.emulators.zalo import Clock, Emulator


def main() -> None:
    """Print one line of JSON (address, ids, secrets, tokens) and run until told to stop."""
    parser = argparse.ArgumentParser(prog="tests.emulators.zalo", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    parser.add_argument("--webhook", help="where events are sent")
    parser.add_argument("--speed", type=float, default=1.0, help="how fast the platform's clock runs; 0: it stands")
    parser.add_argument("--parallel", type=int, default=1, help="deliveries at a time")
    asked = parser.parse_args()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    clock = Clock(speed=asked.speed)
    with Emulator(port=asked.port, webhook=asked.webhook, clock=clock, parallel=asked.parallel) as zalo:
        pair, account = zalo.tokens.current, zalo.account
        told = {"url": zalo.url, "app_id": account.app_id, "oa_id": account.oa_id}
        told |= {"app_secret": account.app_secret, "oa_secret": account.oa_secret}
        told |= {"access_token": pair.access, "refresh_token": pair.refresh}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        stop.wait()


if __name__ == "__main__":
    main()
