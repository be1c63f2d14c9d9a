"""How often a login may fail: five times from an address, then longer and longer waits for an account.

Nobody is locked out for good: whoever knows a colleague's name must not be able to keep that colleague out.
"""

import hashlib
import hmac
import uuid
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from bot.storage.database import Database
from bot.storage.staff_tables import LoginTry

ADDRESS_MOST, ADDRESS_WITHIN = 5, timedelta(minutes=5)
ACCOUNT_FREE, ACCOUNT_WITHIN = 4, timedelta(minutes=15)
#: The wait after one failure more than the free ones; doubled with each that follows.
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=2), timedelta(minutes=5)
FORGOTTEN_AFTER = timedelta(hours=1)

_TRIES = LoginTry.metadata.tables[LoginTry.__tablename__]


class Throttle:
    """Counts failed logins by account and by address, for all apps together; it keeps hashes only."""

    def __init__(self, database: Database, key: bytes):
        self._database, self._key = database, key

    def wait(self, account: str, address: str, moment: datetime) -> timedelta:
        """How long this account, or this address, has to wait before it is heard again; zero: it is heard."""
        with self._database.looking() as connection:
            by_address = self._failed(connection, "address", address, moment - ADDRESS_WITHIN)
            by_account = self._failed(connection, "account", account, moment - ACCOUNT_WITHIN)
        until = [moment]
        if by_address[0] >= ADDRESS_MOST and by_address[1]:
            until.append(by_address[1] + ADDRESS_WITHIN)
        if by_account[0] > ACCOUNT_FREE and by_account[1]:
            doubled = FIRST_WAIT * 2 ** min(by_account[0] - ACCOUNT_FREE - 1, 16)
            until.append(by_account[1] + min(doubled, LONGEST_WAIT))
        return max(until) - moment

    def failed(self, account: str, address: str, moment: datetime) -> None:
        """A login failed. Raises DatabaseUnavailable."""
        row = {
            "id": str(uuid.uuid4()),
            "account": self._hash("account", account),
            "address": self._hash("address", address),
            "at": moment,
        }
        self._database.together(lambda connection: connection.execute(insert(_TRIES), row))

    def succeeded(self, account: str) -> None:
        """A login went through: what failed before it does not count any more."""
        of_account = _TRIES.c.account == self._hash("account", account)
        self._database.together(lambda connection: connection.execute(delete(_TRIES).where(of_account)))

    def forget(self, moment: datetime) -> None:
        """Delete what is too old to count."""
        old = _TRIES.c.at < moment - FORGOTTEN_AFTER
        self._database.together(lambda connection: connection.execute(delete(_TRIES).where(old)))

    def _failed(self, connection: Connection, of: str, what: str, since: datetime) -> tuple[int, datetime | None]:
        column = _TRIES.c[of]
        latest = func.max(_TRIES.c.at, type_=_TRIES.c.at.type)
        found = select(func.count(), latest).where(column == self._hash(of, what), _TRIES.c.at > since)
        count, last = connection.execute(found).one()
        return count, last

    def _hash(self, of: str, what: str) -> str:
        return hmac.new(self._key, f"login/{of}/{what.casefold()}".encode(errors="replace"), hashlib.sha256).hexdigest()
