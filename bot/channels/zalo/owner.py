"""The owner of a renewal: a process of its own that outlives the one that asked.

Between Zalo giving a new pair and the database holding it, the old pair is dead already: whoever is killed there loses
the grant. So nothing that is restarted or killed with the app stands in that gap.
`python -m bot.channels.zalo.owner` reads one order as JSON on its standard input.
"""

import json
import logging
import subprocess
import sys
from contextlib import suppress
from time import monotonic, sleep
from typing import Any

from bot.channels.zalo.grant import Grants
from bot.channels.zalo.oauth import Dead, NotRefreshed, OAuth, Pair
from bot.channels.zalo.settings import ZaloSettings
from bot.storage.database import Database, DatabaseUnavailable

log = logging.getLogger(__name__)

#: Seconds a new pair is held for a database that is away.
HELD_FOR = 900.0
_SECRETS = ("app_secret", "oa_secret_key", "code_verifier")


def renew(grants: Grants, oauth: OAuth, version: int) -> None:
    """Renew the grant if it is still `version`; the outcome is in the row. The caller holds the claim."""
    grant = grants.read()
    if grant is None or grant.version != version or grant.dead:
        return
    try:
        pair = oauth.refresh(grant.refresh)
    except (Dead, NotRefreshed) as error:
        grants.failed(version, str(error), is_dead=isinstance(error, Dead))
    else:
        _keep(grants, pair, version)


def renew_apart(database: str, key: bytes, settings: ZaloSettings, version: int, patience: float) -> None:
    """`renew` in a process of its own; returns when it has ended, or after `patience` seconds while it goes on."""
    order = {"database": database, "key": key.hex(), "version": version, "settings": _plain(settings)}
    try:
        # A session of its own: neither Ctrl-C nor a signal to the app's group reaches it.
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.channels.zalo.owner"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )
    except OSError as error:
        # No room for a process: the claim runs out, and somebody tries again.
        log.error("zalo: the owner of the tokens could not be started: %s", error.strerror)
        return
    # Secrets go through a pipe: arguments and environment can be read by others.
    with suppress(subprocess.TimeoutExpired):
        process.communicate(json.dumps(order), timeout=patience)


def main() -> None:
    """Carry out the order on standard input; none came where the one who asked died first."""
    if not (asked := sys.stdin.read()):
        return
    order = json.loads(asked)
    database = Database(order["database"])
    try:
        grants = Grants(database, bytes.fromhex(order["key"]))
        renew(grants, OAuth(ZaloSettings(**order["settings"])), order["version"])
    finally:
        database.close()


def _keep(grants: Grants, pair: Pair, version: int) -> None:
    until = monotonic() + HELD_FOR
    while True:
        try:
            grants.keep(pair, instead_of=version)
            return
        except DatabaseUnavailable:
            log.error("zalo: the database does not take the new tokens; trying on")
            if monotonic() > until:
                raise
            sleep(1)


def _plain(settings: ZaloSettings) -> dict[str, Any]:
    told = settings.model_dump(exclude=set(_SECRETS))
    return told | {name: getattr(settings, name).get_secret_value() for name in _SECRETS}


if __name__ == "__main__":
    main()
