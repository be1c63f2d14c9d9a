"""Which case a conversation is looking at, after its code was typed: sealed under the identity key, for minutes."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from bot.cases.clocks import Clocks
from bot.privacy.sealing import Seal, SealBroken
from bot.storage.case_tables import CaseVisit
from bot.storage.database import Database

_TABLE = CaseVisit.metadata.tables[CaseVisit.__tablename__]
# Asked in every turn: without the ORM.
_GOING_ON = select(_TABLE.c.sealed, _TABLE.c.until).where(_TABLE.c.conversation_id == bindparam("of"))

#: What the next words of the visitor are, None while nothing was asked for.
Awaited = Literal["addition", "answer"]


@dataclass(frozen=True, slots=True)
class Visit:
    """The case looked at, and what its author is about to write."""

    report_id: str
    awaited: Awaited | None = None


class Visits:
    """Keeps one visit a conversation."""

    def __init__(self, database: Database, key: bytes, clocks: Clocks):
        self._database, self._clocks = database, clocks
        self._seal = Seal(key, "case-visit")

    def of(self, conversation_id: str, moment: datetime) -> Visit | None:
        """The visit that is going on."""
        with self._database.looking() as connection:
            row = connection.execute(_GOING_ON, {"of": conversation_id}).one_or_none()
        if row is None or row.until <= moment:
            return None
        try:
            return Visit(**json.loads(self._seal.open(row.sealed, conversation_id)))
        except SealBroken:
            return None

    def begin(self, conversation_id: str, visit: Visit, moment: datetime) -> None:
        """Begin a visit, or go on with it, for some minutes from now."""
        content = json.dumps({"report_id": visit.report_id, "awaited": visit.awaited})
        sealed = self._seal.close(content.encode(), conversation_id)
        until = moment + timedelta(minutes=self._clocks.limit("visit_minutes"))
        with self._database.session() as session:
            row = session.get(CaseVisit, conversation_id)
            if row is None:
                session.add(CaseVisit(conversation_id=conversation_id, sealed=sealed, until=until))
            else:
                row.sealed, row.until = sealed, until
            _forget_over(session, moment)

    def end(self, conversation_id: str) -> None:
        """Forget the visit."""
        with self._database.session() as session:
            session.execute(delete(CaseVisit).where(CaseVisit.conversation_id == conversation_id))


def _forget_over(session: Session, moment: datetime) -> None:
    session.execute(delete(CaseVisit).where(CaseVisit.until <= moment).execution_options(synchronize_session=False))
