"""Writing a message about a case, in the transaction that holds its row."""

import uuid
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.storage.case_tables import CaseMessage


def write(session: Session, report_id: str, kind: str, text: str, *, day: date, who: str | None = None) -> None:
    """Add a message (`kind` of MESSAGES, its text masked) after those there are; `who` is None for the reporter."""
    last = session.scalar(select(func.max(CaseMessage.position)).where(CaseMessage.report_id == report_id))
    message = CaseMessage(
        id=str(uuid.uuid4()),
        report_id=report_id,
        position=(last or 0) + 1,
        kind=kind,
        said_on=day,
        who=who,
        text=text,
    )
    session.add(message)
    session.flush()
