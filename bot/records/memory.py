"""The working memory of a dialogue between two turns: what was told and which form is open, sealed.

The engine keeps nothing; it is given this state with each message and gives the next one back, so a form goes
on after any process was killed, and any engine can take the next turn.
"""

import json
import logging
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bot.clock import now
from bot.privacy.sealing import Seal, SealBroken
from bot.storage.database import Database
from bot.storage.tables import WorkingMemory

log = logging.getLogger(__name__)

State = dict[str, Any]

#: A form that was left for so long is not gone on with; what was told stays.
FORM_OPEN = timedelta(hours=1)
#: What was told is forgotten after so long.
REMEMBERED = timedelta(days=7)


_TABLE = WorkingMemory.metadata.tables[WorkingMemory.__tablename__]
_OF = _TABLE.c.conversation_id == bindparam("of")
_LAST = select(_TABLE.c.sealed, _TABLE.c.kept_at).where(_OF)
_FORGOTTEN = delete(_TABLE).where(_OF)
_KEPT_AGAIN = update(_TABLE).where(_OF).values(sealed=bindparam("sealed"), kept_at=bindparam("kept_at"))
_KEPT = insert(_TABLE)


class Memory:
    """Keeps one state a conversation."""

    def __init__(self, database: Database, key: bytes):
        self._database = database
        self._seal = Seal(key, "working-memory")

    def of(self, conversation_id: str) -> State:
        """What the next turn begins with: slots and loop, empty for a new talk or one long forgotten."""
        with self._database.looking() as connection:
            return self.within(connection, conversation_id)

    def within(self, connection: Connection, conversation_id: str) -> State:
        """As `of`, in the transaction that accepts the message."""
        row = connection.execute(_LAST, {"of": conversation_id}).one_or_none()
        if row is None or (age := now() - row.kept_at) > REMEMBERED:
            return {}
        try:
            state: State = json.loads(self._seal.open(row.sealed, conversation_id))
        except SealBroken:
            # Another key, or a row that was tampered with: the talk begins anew, nothing else is lost.
            log.warning("a working memory could not be opened")
            return {}
        return state if age <= FORM_OPEN else _form_closed(state)

    def keep(self, connection: Connection, conversation_id: str, state: State) -> None:
        """Store the state within the transaction that closes the turn; of an empty one nothing stays."""
        of = {"of": conversation_id}
        if not state.get("slots") and not state.get("loop"):
            connection.execute(_FORGOTTEN, of)
            return
        sealed = self._seal.close(json.dumps(state, ensure_ascii=False).encode(), conversation_id)
        kept = {"sealed": sealed, "kept_at": now()}
        if not connection.execute(_KEPT_AGAIN, {**of, **kept}).rowcount:
            connection.execute(_KEPT, {"conversation_id": conversation_id, **kept})

    def forget_old(self) -> None:
        """Delete what is remembered no longer; called at the start."""
        with self._database.session() as session:
            session.execute(delete(WorkingMemory).where(WorkingMemory.kept_at < now() - REMEMBERED))


def _form_closed(state: State) -> State:
    slots = {name: value for name, value in state.get("slots", {}).items() if name != "requested_slot"}
    return {"slots": slots, "loop": None}
