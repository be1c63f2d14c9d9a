"""Requests of citizens about their own data: numbered, on a clock, never refused without a ground."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from bot.cases.clocks import Clocks
from bot.cases.officer import Audit, Officer, reason
from bot.cases.request_reading import OPEN, RequestFilter, RequestReading, shown
from bot.cases.request_rows import free_number, locked, note, open_one
from bot.cases.request_states import (
    COPIED,
    COPIES,
    NEXT,
    Handing,
    IllegalStep,
    Kind,
    Refusal,
    Request,
    RequestChanged,
    Step,
)
from bot.clock import VIETNAM
from bot.storage.case_tables import DataRequest
from bot.storage.database import Database

#: Called with (conversation id, replies as in /api/chat).
Tell = Callable[[str, Sequence[Mapping[str, Any]]], object]
#: Erases what is kept of a conversation; called with its id and the request's number.
Erase = Callable[[str, int], None]


class Requests:
    """Takes requests in and follows them to their end. `say` gives approved sentences, `tell` reaches the citizen."""

    def __init__(
        self,
        database: Database,
        clocks: Clocks,
        audit: Audit,
        say: Callable[..., str],
        *,
        tell: Tell | None = None,
        erase: Erase | None = None,
    ):
        self._database, self._clocks, self._audit = database, clocks, audit
        self._say, self._tell, self._erase = say, tell, erase
        self.reading = RequestReading(database, clocks)

    def receive(self, conversation_id: str, kind: Kind, moment: datetime, *, third_party: bool = False) -> Request:
        """Take a request in. The same one again, while the first is open, is the first."""
        day = moment.astimezone(VIETNAM).date()
        with self._database.session() as session:
            row = session.scalar(open_one(conversation_id, kind))
            if row is None:
                row = DataRequest(
                    id=str(uuid.uuid4()),
                    number=free_number(session),
                    conversation_id=conversation_id,
                    kind=kind,
                    state=Step.RECEIVED,
                    version=1,
                    asked_at=moment,
                    asked_on=day,
                    answer_by=self._clocks.due("request_answer", day).day,
                    due_on=self._clocks.due(f"request_{kind}", day, third_party=third_party).day,
                    third_party=third_party,
                    extended=False,
                )
                session.add(row)
                session.flush()
                note(session, row, moment, who=None, what="received", why="")
            return self._shown(row, day)

    def of(self, conversation_id: str, today: date) -> list[Request]:
        """The requests of a citizen, the latest first."""
        wanted = select(DataRequest).where(DataRequest.conversation_id == conversation_id)
        with self._database.reading() as session:
            rows = session.scalars(wanted.order_by(DataRequest.asked_at.desc()))
            return [self._shown(row, today) for row in rows]

    def open(self, today: date) -> list[Request]:
        """All that are not finished, the most urgent first."""
        return list(self.reading.every(RequestFilter(), today))

    def answer(self, officer: Officer, number: int, text: str, *, version: int, moment: datetime) -> None:
        """Tell the citizen how the request is dealt with: what is owed within two working days."""
        text = reason(text)
        self._step(officer, number, Step.ANSWERED, text, version=version, moment=moment)
        self._told(number, "request.answered", text=text)

    def extend(self, officer: Officer, number: int, why: str, *, version: int, moment: datetime) -> None:
        """Put the end off once, with a reason that the citizen is told. Raises IllegalStep the second time."""
        why = reason(why)
        self._audit(officer.id, "request.extend", f"request/{number}", why)
        with self._database.session() as session:
            row = locked(session, number, version)
            if row.extended or Step(row.state) in (Step.DONE, Step.REFUSED):
                raise IllegalStep("a request is extended once, while it is open")
            row.due_on = self._clocks.due("request_extension", row.due_on).day
            row.extended, row.version = True, version + 1
            note(session, row, moment, who=officer.id, what="extended", why=why)
            until = row.due_on
        self._told(number, "request.extended", why=why, day=f"{until:%d/%m/%Y}")

    def finish(self, officer: Officer, number: int, text: str, *, version: int, moment: datetime) -> None:
        """Say that what was asked for is done. A deletion is finished by `delete`, a copy by `hand_over`."""
        text = reason(text)
        kind = self._get(number, moment).kind
        if kind is Kind.DELETE:
            raise IllegalStep("a deletion is finished by deleting")
        if kind is Kind.COPY:
            raise IllegalStep("a copy is finished by handing it over")
        self._step(officer, number, Step.DONE, text, version=version, moment=moment)
        self._told(number, "request.done", text=text)

    def copied(self, officer: Officer, number: int, mark: str, why: str, *, version: int, moment: datetime) -> None:
        """Note that a copy of the data was made: `mark` is its fingerprint. Raises IllegalStep, RequestChanged."""
        why = reason(why)
        self._copied_from(self._get(number, moment))
        self._audit(officer.id, "request.copy", f"request/{number}", why)
        with self._database.session() as session:
            row = locked(session, number, version)
            self._copied_from(self._shown(row, moment.astimezone(VIETNAM).date()))
            note(session, row, moment, who=officer.id, what=COPIED, why=mark)

    def hand_over(
        self, officer: Officer, number: int, way: Handing, why: str, *, version: int, moment: datetime
    ) -> None:
        """Say how the copy that was made came to the citizen, and finish. Raises IllegalStep where none was made."""
        why = reason(why)
        if not any(what == COPIED for _, _, what, _ in self.history(number)):
            raise IllegalStep("no copy was made yet")
        self._copied_from(self._get(number, moment))
        how = self._say(f"request.handed_{way}")
        self._step(officer, number, Step.DONE, f"{how}: {why}", version=version, moment=moment)
        self._told(number, "request.handed", way=how, text=why)

    @staticmethod
    def _copied_from(request: Request) -> None:
        if request.kind not in COPIES or request.state not in OPEN or request.conversation_id is None:
            raise IllegalStep("a copy is made for an open request to see or to have a copy")

    def delete(self, officer: Officer, number: int, why: str, *, version: int, moment: datetime) -> None:
        """Erase what is kept of the citizen and finish the request. The citizen is told before, the way is gone after.
        Raises IllegalStep, RequestChanged, and what the erasure raises: the request then stays open."""
        why = reason(why)
        request = self._get(number, moment)
        if request.kind is not Kind.DELETE or self._erase is None or request.conversation_id is None:
            raise IllegalStep("only an open request for deletion deletes, and only once")
        if request.version != version or Step.DONE not in NEXT[request.state]:
            raise RequestChanged(f"request {number} was changed by somebody else; read it again")
        self._told(number, "request.deleting")
        self._erase(request.conversation_id, number)
        self._step(officer, number, Step.DONE, why, version=version, moment=moment)

    def refuse(
        self, officer: Officer, number: int, ground: Refusal, why: str, *, version: int, moment: datetime
    ) -> None:
        """Refuse on a ground of the list; the citizen is told ground and reason."""
        why = reason(why)
        self._step(officer, number, Step.REFUSED, why, version=version, moment=moment, ground=ground)
        self._told(number, "request.refused", ground=self._say(f"request.ground_{ground}"), why=why)

    def history(self, number: int) -> list[tuple[datetime, str | None, str, str]]:
        """The steps of a request: when, who (None: the citizen), what, why."""
        return [(one.moment, one.who, one.what, one.why) for one in self.reading.history(number)]

    def _step(
        self,
        officer: Officer,
        number: int,
        to: Step,
        why: str,
        *,
        version: int,
        moment: datetime,
        ground: Refusal | None = None,
    ) -> None:
        self._audit(officer.id, f"request.{to}", f"request/{number}", why)
        with self._database.session() as session:
            row = locked(session, number, version)
            if to not in NEXT[Step(row.state)]:
                raise IllegalStep(f"a request that is {row.state} cannot become {to}")
            row.state, row.ground, row.version = to, ground, version + 1
            note(session, row, moment, who=officer.id, what=to, why=why)

    def _told(self, number: int, phrase: str, **gaps: object) -> None:
        with self._database.reading() as session:
            conversation = session.scalar(select(DataRequest.conversation_id).where(DataRequest.number == number))
        if conversation and self._tell:
            text = self._say(phrase, number=number, **gaps)
            self._tell(conversation, [{"text": text, "buttons": [], "image": None}])

    def _get(self, number: int, moment: datetime) -> Request:
        return self.reading.get(number, moment.astimezone(VIETNAM).date())

    def _shown(self, row: DataRequest, today: date) -> Request:
        return shown(row, self._clocks, today)
