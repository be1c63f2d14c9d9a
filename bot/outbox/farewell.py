"""The last message to somebody who is about to be forgotten: what is erased with them must have gone out before."""

import time
from collections.abc import Callable

from sqlalchemy import bindparam, func, select

from bot.storage.database import Database
from bot.storage.queue_tables import OutboxMessage

#: Seconds that an erasure waits for the last messages, and between two looks.
PATIENCE, STEP = 5.0, 0.1

_MESSAGE = OutboxMessage.metadata.tables[OutboxMessage.__tablename__]
_UNSENT = select(func.count()).where(
    _MESSAGE.c.conversation_id == bindparam("of"), _MESSAGE.c.state.in_(("pending", "failed"))
)


class Farewell:
    """Erases once the outbox has nothing more for a conversation, or after `patience` seconds: the right goes first."""

    def __init__(self, database: Database, erase: Callable[[str, int], None], patience: float = PATIENCE):
        self._database, self._erase, self._patience = database, erase, patience

    def __call__(self, conversation_id: str, number: int) -> None:
        """Erase what is kept of a conversation, for the request of this number. Raises what the erasure raises."""
        until = time.monotonic() + self._patience
        while self.unsent(conversation_id) and time.monotonic() < until:
            time.sleep(STEP)
        self._erase(conversation_id, number)

    def unsent(self, conversation_id: str) -> int:
        """How many messages to a conversation have not left yet."""
        with self._database.looking() as connection:
            return connection.scalar(_UNSENT, {"of": conversation_id}) or 0
