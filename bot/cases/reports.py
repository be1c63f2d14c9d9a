"""Takes reports in and gives their receipt codes; a code is kept only as a keyed hash."""

import uuid
from datetime import date
from typing import Literal

from sqlalchemy import Connection, bindparam, delete, select, update

from bot.privacy import receipt
from bot.storage.database import Database
from bot.storage.tables import ReceiptDue, Report

_DUES = ReceiptDue.metadata.tables[ReceiptDue.__tablename__]
_DUE = select(_DUES.c.report_id).where(_DUES.c.interaction_id == bindparam("of"))

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
