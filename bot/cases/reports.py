"""Takes reports in, opens their cases and gives their receipt codes; a code is kept only as a keyed hash."""

import uuid
from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from sqlalchemy import Connection, bindparam, delete, select, update

from bot.cases.clues import Clues
from bot.cases.opening import Likeness, Opened, open_case
from bot.privacy import receipt
from bot.storage.database import Database
from bot.storage.tables import ReceiptDue, Report

_DUES = ReceiptDue.metadata.tables[ReceiptDue.__tablename__]
_DUE = select(_DUES.c.report_id).where(_DUES.c.interaction_id == bindparam("of"))

Kind = Literal["fraud", "misinformation"]


#: The form that takes a report, in domain.yml.
FORM = "report_form"
#: Gives the files that a talk sent along to its report, in the transaction that stores it.
Move = Callable[[Connection, str, str], object]


class Reports:
    """Stores reports. `key` is the installation's key for receipt codes and clues.

    `notice` is called with a case's number once a cluster of like reports, so that a flood rings once.
    """

    def __init__(
        self,
        database: Database,
        key: bytes,
        alike: Likeness | None = None,
        notice: Callable[[int], None] | None = None,
        move: Move | None = None,
    ):
        self._database = database
        self._key = key
        self._alike = alike or Likeness()
        self._notice, self._move = notice, move
        self.clues = Clues(key)
        self._overheard: dict[str, Mapping[str, str]] = {}

    def overhear(self, interaction_id: str, clues: Mapping[str, str]) -> None:
        """Keep in this process, until `forget`, the numbers that were masked in the message of a turn."""
        if clues:
            self._overheard[interaction_id] = clues

    def overheard(self, interaction_id: str | None) -> Mapping[str, str]:
        """The numbers of a turn, by their tokens; none where its message came by another process."""
        return self._overheard.get(interaction_id or "", {})

    def forget(self, interaction_id: str) -> None:
        """The turn is over."""
        self._overheard.pop(interaction_id, None)

    def receive(
        self,
        interaction_id: str,
        kind: Kind,
        content: dict[str, str],
        received_on: date,
        *,
        triage: bool = False,
        clues: str | None = None,
        conversation_id: str = "",
    ) -> None:
        """Store a report (its texts masked) and open its case; a turn that is run twice stores one report.

        `clues` are those carried in the working memory of `conversation_id`; `triage` marks a report of a flood.
        """
        report = Report(id=str(uuid.uuid4()), kind=kind, received_on=received_on, content=content)
        kept = self.clues.kept(clues, conversation_id, report.id)
        opened = self._stored(interaction_id, report, conversation_id, triage=triage, clues=kept)
        if opened and opened.is_first_of_its_kind and self._notice:
            self._notice(opened.number)

    def tell_receipt(self, connection: Connection, interaction_id: str) -> str | None:
        """Make the code of the report that this turn took in, None where it took none.

        From the end of the transaction on nothing joins the report to the conversation, and the code cannot be
        told again.
        """
        report_id = connection.scalar(_DUE, {"of": interaction_id})
        if report_id is None:
            return None
        code = receipt.new_code()
        hashed = receipt.code_hash(self._key, code)
        connection.execute(update(Report).where(Report.id == report_id).values(receipt_hash=hashed))
        connection.execute(delete(ReceiptDue).where(ReceiptDue.interaction_id == interaction_id))
        return code

    def find(self, code: str) -> Report | None:
        """The report of a receipt code."""
        with self._database.reading() as session:
            return session.scalar(select(Report).where(Report.receipt_hash == receipt.code_hash(self._key, code)))

    def _stored(
        self, interaction_id: str, report: Report, conversation_id: str, *, triage: bool, clues: bytes | None
    ) -> Opened | None:
        with self._database.session() as session:
            if session.get(ReceiptDue, interaction_id):
                return None
            session.add(report)
            session.flush()
            opened = open_case(session, report, triage=triage, clues=clues, alike=self._alike)
            if self._move and conversation_id:
                self._move(session.connection(), conversation_id, report.id)
            session.add(ReceiptDue(interaction_id=interaction_id, report_id=report.id))
        return opened
