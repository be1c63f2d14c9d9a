"""Formal denunciations (tố cáo) are not taken by chat: only that the lawful way was shown is counted."""

import uuid
from datetime import date

from sqlalchemy import func, select

from bot.storage.case_tables import DenunciationPointed
from bot.storage.database import Database


class Pointed:
    """Counts; there is nothing else to read."""

    def __init__(self, database: Database):
        self._database = database

    def note(self, day: date) -> None:
        """Somebody was shown the lawful way on `day`."""
        with self._database.session() as session:
            session.add(DenunciationPointed(id=str(uuid.uuid4()), pointed_on=day))

    def count(self, since: date, until: date) -> int:
        """How often from `since` to `until`, both included."""
        counted = select(func.count()).where(DenunciationPointed.pointed_on.between(since, until))
        with self._database.reading() as session:
            return session.scalar(counted) or 0
