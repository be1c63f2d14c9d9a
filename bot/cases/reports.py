"""Takes reports in and gives their receipt codes; a code is kept only as a keyed hash."""

import uuid
from datetime import date
from typing import Literal

from sqlalchemy import select

from bot.privacy import receipt
from bot.storage.database import Database
from bot.storage.tables import ReceiptDue, Report

Kind = Literal["fraud", "misinformation"]


class Reports:
    """Stores reports. `key` is the installation's key for receipt codes."""

    def __init__(self, database: Database, key: bytes):
        self._database = database
        self._key = key

    def receive(self, interaction_id: str, kind: Kind, content: dict[str, str], received_on: date) -> None:
        """Store a report (its texts masked); a turn that is run twice stores one report."""
        with self._database.session() as session:
            if session.get(ReceiptDue, interaction_id):
                return
            report = Report(id=str(uuid.uuid4()), kind=kind, received_on=received_on, content=content)
            session.add(report)
            session.flush()
            session.add(ReceiptDue(interaction_id=interaction_id, report_id=report.id))

    def tell_receipt(self, interaction_id: str) -> str | None:
        """Make the code of the report that this turn took in, None where it took none.

        From then on nothing joins the report to the conversation, and the code cannot be told again.
        """
        with self._database.session() as session:
            due = session.get(ReceiptDue, interaction_id)
            if due is None:
                return None
            report = session.get_one(Report, due.report_id)
            code = receipt.new_code()
            report.receipt_hash = receipt.code_hash(self._key, code)
            session.delete(due)
            return code

    def find(self, code: str) -> Report | None:
        """The report of a receipt code."""
        with self._database.reading() as session:
            return session.scalar(select(Report).where(Report.receipt_hash == receipt.code_hash(self._key, code)))
