"""The sealed way from a case back to its author's conversation, for authors who agreed to be told there.

It lies under the identity key, which is not the key of pseudonyms. The bot itself opens it to say that there is
news; for people it takes two, each with a reason, and holds for minutes.
"""

import json
import logging
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.cases.officer import Audit, Officer, reason
from bot.cases.reading import Reading
from bot.privacy.sealing import Seal, SealBroken
from bot.storage.case_tables import CaseLink, CaseOpening
from bot.storage.database import Database, DatabaseUnavailable
from bot.storage.queue_tables import Contact

log = logging.getLogger(__name__)

#: Called with (conversation id, replies as in /api/chat).
Tell = Callable[[str, Sequence[Mapping[str, Any]]], object]


class OpeningRefused(PermissionError):
    """A link may not be opened: the message says why."""


class Links:
    """Keeps, uses and opens links. `news` gives the replies that say there is news, without any content of the case."""

    def __init__(
        self,
        database: Database,
        key: bytes,
        reading: Reading,
        audit: Audit,
        *,
        news: Callable[[], Sequence[Mapping[str, Any]]],
        tell: Tell | None = None,
    ):
        self._database, self._reading, self._audit = database, reading, audit
        self._seal = Seal(key, "case-link")
        self._news, self._tell = news, tell

    def can_tell(self, session: Session, conversation_id: str) -> bool:
        """Whether that conversation can be reached outside a turn (the web page cannot): else nobody asks to agree."""
        return self._tell is not None and session.get(Contact, conversation_id) is not None

    def agree(self, session: Session, report_id: str, conversation_id: str, consent: str, day: date) -> None:
        """Link a case to the conversation in which its author has just agreed to the wording `consent`."""
        self.withdraw(session, report_id)
        content = {"conversation": conversation_id, "consent": consent, "on": day.isoformat()}
        sealed = self._seal.close(json.dumps(content).encode(), report_id)
        session.add(CaseLink(report_id=report_id, sealed=sealed))
        session.flush()

    def withdraw(self, session: Session, report_id: str) -> None:
        """Delete the link of a case, if there is one."""
        session.execute(delete(CaseLink).where(CaseLink.report_id == report_id))

    def is_agreed(self, session: Session, report_id: str) -> bool:
        """Whether the author of a report agreed."""
        return session.get(CaseLink, report_id) is not None

    def tell_news(self, report_id: str) -> None:
        """Say in the linked conversation that there is news; without a link nothing happens."""
        if self._tell is None:
            return
        try:
            with self._database.reading() as session:
                conversation = self._conversation(session, report_id)
            if conversation:
                self._tell(conversation, self._news())
        except (SealBroken, DatabaseUnavailable) as error:
            # What there is news of is stored already, and the author can read it with the code.
            log.warning("news of a case could not be told: %s", type(error).__name__)

    def ask(self, officer: Officer, number: int, why: str, moment: datetime) -> str:
        """Ask that a link be opened; gives the opening's id. Raises CaseUnknown, ReasonMissing, OpeningRefused."""
        why = reason(why)
        self._audit(officer.id, "identity.ask", f"case/{number}", why)
        with self._database.session() as session:
            case, _ = self._reading.found(session, officer, number)
            if not self.is_agreed(session, case.report_id):
                raise OpeningRefused("the author of this report did not agree to a link: there is none")
            opening = CaseOpening(
                id=str(uuid.uuid4()), report_id=case.report_id, asked_by=officer.id, asked_at=moment, why=why
            )
            session.add(opening)
            return opening.id

    def decide(self, officer: Officer, opening_id: str, allowed: bool, why: str, moment: datetime) -> None:
        """Allow or refuse an opening that somebody else asked for. Raises OpeningRefused, ReasonMissing."""
        why = reason(why)
        self._audit(officer.id, "identity.allow" if allowed else "identity.refuse", f"opening/{opening_id}", why)
        with self._database.session() as session:
            opening = session.get(CaseOpening, opening_id, with_for_update=True)
            if opening is None or opening.decided_by is not None:
                raise OpeningRefused("nothing waits for this decision")
            if opening.asked_by == officer.id:
                raise OpeningRefused("who asks cannot allow: it takes another person")
            self._refuse_if_on(session, officer, opening.report_id)
            opening.decided_by, opening.decided_at, opening.decided_why = officer.id, moment, why
            opening.allowed = allowed
            minutes = self._reading.clocks.limit("identity_minutes")
            opening.until = moment + timedelta(minutes=minutes) if allowed else None

    def look(self, officer: Officer, opening_id: str, moment: datetime) -> str:
        """The conversation behind an allowed opening, for the one who asked, while it holds. Raises OpeningRefused."""
        with self._database.reading() as session:
            opening = session.get(CaseOpening, opening_id)
            if opening is None or opening.asked_by != officer.id or not opening.allowed or opening.until is None:
                raise OpeningRefused("this opening is not allowed to you")
            if not (opening.decided_at or moment) <= moment < opening.until:
                raise OpeningRefused("the time of this opening is over; ask again")
            self._audit(officer.id, "identity.look", f"opening/{opening_id}", opening.why)
            conversation = self._conversation(session, opening.report_id)
        if conversation is None:
            raise OpeningRefused("the author has taken the agreement back: the link is gone")
        return conversation

    def _refuse_if_on(self, session: Session, officer: Officer, report_id: str) -> None:
        if self._reading.is_on_report(session, officer, report_id):
            raise OpeningRefused("nothing waits for this decision")

    def _conversation(self, session: Session, report_id: str) -> str | None:
        link = session.get(CaseLink, report_id)
        if link is None:
            return None
        conversation: str = json.loads(self._seal.open(link.sealed, report_id))["conversation"]
        return conversation
