"""One process of the app that sends: reads its order as JSON from standard input, prints what failed.

`python -m tests.channels.zalo.worker`
"""

import json
import sys

from bot.channels.contract import Part, SendFailed
from bot.channels.zalo.channel import Zalo
from bot.channels.zalo.settings import ZaloSettings
from bot.storage.database import Database


def main() -> None:
    """Send `count` messages to `user_id`, one after the other."""
    order = json.loads(sys.stdin.readline())
    zalo = Zalo.of(ZaloSettings(**order["settings"]), Database(order["database"]), bytes(32), lambda path: None)
    failed = []
    for number in range(order["count"]):
        try:
            zalo.send(order["user_id"], Part({"message": {"text": f"{order['name']} {number}"}}))
        except SendFailed as error:
            failed.append(f"{error.failure}: {error.reason}")
    print(json.dumps(failed))  # noqa: T201


if __name__ == "__main__":
    main()
