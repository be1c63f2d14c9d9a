"""The working memory of a dialogue between two turns: what was told and which form is open, sealed.

The engine keeps nothing; it is given this state with each message and gives the next one back, so a form goes
on after any process was killed, and any engine can take the next turn.
"""

import json
import logging
from datetime import timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

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


class Memory:
    """Keeps one state a conversation."""

    def __init__(self, database: Database, key: bytes):
        self._database = database
        self._seal = Seal(key, "working-memory")

    def of(self, conversation_id: str) -> State:
        """What the next turn begins with: slots and loop, empty for a new talk or one long forgotten."""
        with self._database.reading() as session:
            row = session.get(WorkingMemory, conversation_id)
        if row is None or (age := now() - row.kept_at) > REMEMBERED:
            return {}
        try:
            state: State = json.loads(self._seal.open(row.sealed, conversation_id))
        except SealBroken:
            # Another key, or a row that was tampered with: the talk begins anew, nothing else is lost.
            log.warning("a working memory could not be opened")
            return {}
        return state if age <= FORM_OPEN else _form_closed(state)

    def keep(self, session: Session, conversation_id: str, state: State) -> None:
        """Store the state within the transaction that closes the turn."""
        sealed = self._seal.close(json.dumps(state, ensure_ascii=False).encode(), conversation_id)
        session.merge(WorkingMemory(conversation_id=conversation_id, sealed=sealed, kept_at=now()))

    def forget_old(self) -> None:
        """Delete what is remembered no longer; called at the start."""
        with self._database.session() as session:
            session.execute(delete(WorkingMemory).where(WorkingMemory.kept_at < now() - REMEMBERED))


def _form_closed(state: State) -> State:
    slots = {name: value for name, value in state.get("slots", {}).items() if name != "requested_slot"}
    return {"slots": slots, "loop": None}
