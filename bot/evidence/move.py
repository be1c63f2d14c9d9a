"""A talk's files given to its report: new rows, sealed anew, so that no value of the old ones is found in the new."""

import uuid
from datetime import UTC, datetime

from sqlalchemy import Connection, RowMapping, bindparam, delete, func, insert, select

from bot.evidence.envelope import Envelope
from bot.storage.file_tables import SentFile, SentFileContent

_FILES = SentFile.metadata.tables[SentFile.__tablename__]
_CONTENTS = SentFileContent.metadata.tables[SentFileContent.__tablename__]
_COMING = (
    select(_FILES, _CONTENTS.c.sealed)
    .join(_CONTENTS, _CONTENTS.c.file_id == _FILES.c.id)
    .where(_FILES.c.conversation_id == bindparam("talk"), _FILES.c.received_at >= bindparam("since"))
    .order_by(_FILES.c.received_at, _FILES.c.event_key)
    # Two who move the same files: the second waits, and finds them gone.
    .with_for_update(of=_FILES)
)
_THERE = select(func.coalesce(func.max(_FILES.c.position), 0)).where(_FILES.c.report_id == bindparam("report"))
_PARTS = ("facts", "thumbnail")


class Move:
    """Moves on a bare connection: in the transaction of whoever calls."""

    def __init__(self, envelope: Envelope):
        self._envelope = envelope

    def __call__(self, connection: Connection, conversation_id: str, since: datetime, report_id: str) -> int:
        """Move the files of a talk since a moment; gives their number."""
        asked = {"talk": conversation_id, "since": since.astimezone(UTC)}
        coming = connection.execute(_COMING, asked).mappings().all()
        begin = (connection.scalar(_THERE, {"report": report_id}) or 0) + 1
        for position, old in enumerate(coming, begin):
            self._move_one(connection, old, report_id, position)
        return len(coming)

    def _move_one(self, connection: Connection, old: RowMapping, report_id: str, position: int) -> None:
        new_id = str(uuid.uuid4())
        parts = {part: self._anew(old[part], old["id"], new_id, part) for part in _PARTS if old[part] is not None}
        row = {
            "id": new_id,
            "report_id": report_id,
            "received_on": old["received_on"],
            "position": position,
            "kind": old["kind"],
            **parts,
        }
        content = self._anew(old["sealed"], old["id"], new_id, "content")
        connection.execute(insert(_FILES), row)
        connection.execute(insert(_CONTENTS), {"file_id": new_id, "sealed": content})
        connection.execute(delete(_CONTENTS).where(_CONTENTS.c.file_id == old["id"]))
        connection.execute(delete(_FILES).where(_FILES.c.id == old["id"]))

    def _anew(self, sealed: bytes, old_id: str, new_id: str, part: str) -> bytes:
        return self._envelope.close(self._envelope.open(sealed, old_id, part), new_id, part)
