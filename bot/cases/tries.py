"""How often a receipt code may be typed in one conversation; right and wrong codes count alike."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from bot.cases.clocks import Clocks
from bot.storage.case_tables import CodeTry
from bot.storage.database import Database

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Tries:
    """Counts tries of the last day."""

    def __init__(self, database: Database, clocks: Clocks):
        self._database, self._clocks = database, clocks

    def may(self, conversation_id: str, moment: datetime) -> bool:
        """Count a try and allow it; one too many is refused and not counted."""
        mine = select(func.count()).where(CodeTry.conversation_id == conversation_id)
        with self._database.session() as session:
            in_hour = session.scalar(mine.where(CodeTry.tried_at > moment - HOUR)) or 0
            in_day = session.scalar(mine.where(CodeTry.tried_at > moment - DAY)) or 0
            if in_hour >= self._clocks.limit("code_tries_hour") or in_day >= self._clocks.limit("code_tries_day"):
                return False
            session.execute(delete(CodeTry).where(CodeTry.tried_at <= moment - DAY))
            session.add(CodeTry(id=str(uuid.uuid4()), conversation_id=conversation_id, tried_at=moment))
            return True
