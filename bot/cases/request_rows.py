"""Rows of data-subject requests and their steps, read and written in a transaction of the caller."""

import secrets
import uuid
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from bot.cases.request_states import Kind, RequestChanged, RequestUnknown, Step
from bot.storage.case_tables import DataRequest, DataRequestEvent

FIRST_NUMBER, NUMBERS = 100_000, 900_000


def open_one(conversation_id: str, kind: Kind) -> Select[DataRequest]:
    return select(DataRequest).where(
        DataRequest.conversation_id == conversation_id,
        DataRequest.kind == kind,
        DataRequest.state.in_([Step.RECEIVED, Step.ANSWERED]),
    )


def locked(session: Session, number: int, version: int) -> DataRequest:
    row = session.scalar(select(DataRequest).where(DataRequest.number == number).with_for_update())
    if row is None:
        raise RequestUnknown(f"no request {number}")
    if row.version != version:
        raise RequestChanged(f"request {number} was changed by somebody else; read it again")
    return row


def free_number(session: Session) -> int:
    while True:
        number = FIRST_NUMBER + secrets.randbelow(NUMBERS)
        if session.scalar(select(DataRequest.id).where(DataRequest.number == number)) is None:
            return number


def note(session: Session, row: DataRequest, moment: datetime, *, who: str | None, what: str, why: str) -> None:
    last = session.scalar(select(func.max(DataRequestEvent.position)).where(DataRequestEvent.request_id == row.id))
    event = DataRequestEvent(
        id=str(uuid.uuid4()),
        request_id=row.id,
        position=(last or 0) + 1,
        happened_at=moment,
        who=who,
        what=what,
        why=why,
    )
    session.add(event)
    session.flush()
