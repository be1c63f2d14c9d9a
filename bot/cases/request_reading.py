"""Requests as staff read them: one, those that fit a filter, what was done about each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, or_, select

from bot.cases.clocks import Clocks
from bot.cases.request_states import Kind, Refusal, Request, RequestUnknown, Step
from bot.cases.urgency import Urgency, urgency
from bot.storage.case_tables import DataRequest, DataRequestEvent
from bot.storage.database import Database

OPEN = (Step.RECEIVED, Step.ANSWERED)
#: Rows read at once.
PIECE = 200
#: Numbers of requests lie below it.
LARGEST = 1_000_000
#: What a request that stands so is waited for by.
_DEADLINE: ColumnElement[Any] = case(
    (DataRequest.state == Step.RECEIVED, DataRequest.answer_by), else_=DataRequest.due_on
)

_ASKED_ON: ColumnElement[Any] = DataRequest.__table__.c.asked_on


@dataclass(frozen=True, slots=True)
class RequestFilter:
    """Which requests: by `states` (none: all), `kind`, and the `urgency` of what is owed next (None: any)."""

    states: tuple[Step, ...] = OPEN
    kind: Kind | None = None
    urgency: Urgency | None = None

    @property
    def is_open(self) -> bool:
        """Whether only open ones are asked for: they come by their deadline, others the latest first."""
        return bool(self.states) and set(self.states) <= set(OPEN)


@dataclass(frozen=True, slots=True)
class Happened:
    """One step of a request; `who` is None for the citizen."""

    moment: datetime
    who: str | None
    what: str
    why: str


class RequestReading:
    """Reads requests. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, clocks: Clocks):
        self._database, self._clocks = database, clocks

    def get(self, number: int, today: date) -> Request:
        """One request. Raises RequestUnknown."""
        with self._database.reading() as session:
            row = session.scalar(select(DataRequest).where(DataRequest.number == number))
            if row is None:
                raise RequestUnknown(f"no request {number}")
            return shown(row, self._clocks, today)

    def every(self, wanted: RequestFilter, today: date, after: str = "") -> Iterator[Request]:
        """All that fit, in order. Raises ValueError for an `after` that `mark` did not give."""
        while True:
            with self._database.reading() as session:
                rows = session.scalars(_behind(_query(wanted), wanted, after).limit(PIECE)).all()
                found = [shown(row, self._clocks, today) for row in rows]
            yield from (one for one in found if wanted.urgency in (None, one.urgency))
            if len(rows) < PIECE:
                return
            after = mark(found[-1], wanted)

    def page(self, wanted: RequestFilter, today: date, after: str, most: int) -> tuple[list[Request], str | None]:
        """At most so many, and what the address of the next page says."""
        found = list(islice(self.every(wanted, today, after), most + 1))
        return found[:most], mark(found[most - 1], wanted) if len(found) > most else None

    def history(self, number: int) -> list[Happened]:
        """The steps of a request, the first one first."""
        steps = select(DataRequestEvent).join(DataRequest, DataRequest.id == DataRequestEvent.request_id)
        with self._database.reading() as session:
            rows = session.scalars(steps.where(DataRequest.number == number).order_by(DataRequestEvent.position))
            return [Happened(one.happened_at, one.who, one.what, one.why) for one in rows]


def mark(request: Request, wanted: RequestFilter) -> str:
    """Where a page ends, as an address says it."""
    day = _deadline(request) if wanted.is_open else request.asked_on
    return f"{day.isoformat()}:{request.number}"


def shown(row: DataRequest, clocks: Clocks, today: date) -> Request:
    """A row as it is shown; its urgency is that of what is owed next."""
    state = Step(row.state)
    waits_for = {Step.RECEIVED: row.answer_by, Step.ANSWERED: row.due_on}.get(state)
    return Request(
        row.number,
        Kind(row.kind),
        state,
        row.version,
        row.conversation_id,
        row.asked_on,
        row.answer_by,
        row.due_on,
        row.extended,
        Refusal(row.ground) if row.ground else None,
        clock(clocks, row.asked_on, waits_for, today),
    )


def clock(clocks: Clocks, asked_on: date, due: date | None, today: date) -> Urgency:
    """How urgent a deadline of a request is."""
    return urgency(clocks.calendar, asked_on, due, today, soon_from=clocks.limit("urgent_from"))


def _deadline(request: Request) -> date:
    return request.answer_by if request.state is Step.RECEIVED else request.due_on


def _query(wanted: RequestFilter) -> Select[DataRequest]:
    query: Select[Any] = select(DataRequest)
    if wanted.states:
        query = query.where(DataRequest.state.in_(wanted.states))
    if wanted.kind:
        query = query.where(DataRequest.kind == wanted.kind)
    if wanted.is_open:
        return query.order_by(_DEADLINE, DataRequest.number)
    return query.order_by(DataRequest.asked_on.desc(), DataRequest.number)


def _behind(query: Select[DataRequest], wanted: RequestFilter, after: str) -> Select[DataRequest]:
    if not after:
        return query
    told, _, last = after.partition(":")
    day, number = date.fromisoformat(told), int(last)
    if not 0 <= number < LARGEST:
        raise ValueError("after")
    column = _DEADLINE if wanted.is_open else _ASKED_ON
    later = column > day if wanted.is_open else column < day
    return query.where(or_(later, and_(column == day, DataRequest.number > number)))
