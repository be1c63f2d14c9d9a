"""The receipt of an answer (biên nhận câu trả lời): what was said, on which sources, and whether it is unaltered.

Never who asked, and never the citizen's own words.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from bot.advice.advice import Evidence
from bot.outcomes import ANSWERS
from bot.records.answer_codes import new_code, read, shown
from bot.records.record import Record
from bot.storage.database import Database
from bot.storage.feedback_tables import AnswerReceipt
from bot.storage.tables import EvidenceUsed, Interaction

#: Key of a reply that stands beside the answer: a notice, the question for feedback. It is no part of a receipt.
BESIDE = "beside"
#: Keeps these digests apart from whatever else is made under the same key.
_PURPOSE = "an-sinh/answer-receipt/1"
#: A second look at an answer on record, by its interaction; False: it is not what was said.
Witness = Callable[[Connection, str], bool]

_TABLE = AnswerReceipt.metadata.tables[AnswerReceipt.__tablename__]
_TURN = Interaction.metadata.tables[Interaction.__tablename__]
_USED = EvidenceUsed.metadata.tables[EvidenceUsed.__tablename__]
_GIVEN = insert(_TABLE)
_TAKEN = select(_TABLE.c.code).where(_TABLE.c.code == bindparam("code"))
_OF = select(_TABLE.c.code).where(_TABLE.c.interaction_id == bindparam("of"))
_BY_TURN = select(_TABLE.c.code, _TABLE.c.digest).where(_TABLE.c.interaction_id == bindparam("of"))
_BEHIND = select(_TABLE.c.interaction_id, _TABLE.c.digest).where(_TABLE.c.code == bindparam("code"))
_SAID = ("topic", "aspect", "replies", "as_of", "answered_at", "model_version", "data_version", "author")
_TOLD = select(*(_TURN.c[name] for name in _SAID)).where(_TURN.c.id == bindparam("of"))
_SOURCE = ("figure", "label", "value", "unit", "legal_basis", "effective_from", "effective_to")
_SOURCES = (
    select(*(_USED.c[name] for name in _SOURCE))
    .where(_USED.c.interaction_id == bindparam("of"))
    .order_by(_USED.c.position)
)


@dataclass(frozen=True, slots=True)
class Erased:
    """There was such an answer; it was erased."""

    code: str


@dataclass(frozen=True, slots=True)
class AnswerTold:
    """One answer as it was said. Versions are those of the model and of texts with figures."""

    code: str
    texts: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    as_of: date
    answered_at: datetime
    topic: str | None
    aspect: str | None
    model_version: str
    data_version: str
    author: str
    is_unaltered: bool


class AnswerReceipts:
    """Gives answers their codes and finds them again. `witnesses` must agree that an answer is unaltered.

    A digest is made under `key`: who holds the database alone can neither forge one nor give one answer's code to
    another.
    """

    def __init__(self, database: Database, key: bytes, witnesses: Sequence[Witness] = ()):
        self._database, self._key = database, key
        self.witnesses = list(witnesses)

    def give(self, connection: Connection, record: Record) -> str | None:
        """The code of an answer whose turn ends in this transaction; None where the turn answered nothing."""
        if record.outcome not in ANSWERS:
            return None
        code = new_code()
        while connection.scalar(_TAKEN, {"code": code}):
            code = new_code()
        versions = (record.heard.model_version, record.heard.data_version)
        said = canonical(record.replies, record.evidence, record.as_of, versions)
        sealed = digest(self._key, code, record.interaction_id, said)
        connection.execute(_GIVEN, {"code": code, "interaction_id": record.interaction_id, "digest": sealed})
        return code

    def code_of(self, interaction_id: str) -> str | None:
        """The code of an answer given before, as it is shown."""
        with self._database.looking() as connection:
            found: str | None = connection.scalar(_OF, {"of": interaction_id})
        return shown(found) if found else None

    def find(self, typed: str) -> AnswerTold | Erased | None:
        """The answer of a code however it was typed; None where there is none."""
        code = read(typed)
        if code is None:
            return None
        with self._database.looking() as connection:
            behind = connection.execute(_BEHIND, {"code": code}).one_or_none()
            if behind is None:
                return None
            if behind.interaction_id is None:
                return Erased(code)
            return self._told(connection, code, behind.interaction_id, behind.digest)

    def is_unaltered(self, connection: Connection, interaction_id: str) -> bool:
        """Whether an answer on record is still what was said: by its digest, and by every witness."""
        given = connection.execute(_BY_TURN, {"of": interaction_id}).one_or_none()
        row = connection.execute(_TOLD, {"of": interaction_id}).one_or_none()
        if row is None or given is None:
            return False
        sources = _evidence(connection, interaction_id)
        return self._agrees(connection, interaction_id, tuple(given), row, sources)

    def erase(self, connection: Connection, interaction_ids: Iterable[str]) -> None:
        """Say from now on that these answers were erased: to be called by whoever erases them but keeps their rows."""
        erased = update(_TABLE).where(_TABLE.c.interaction_id.in_(list(interaction_ids)))
        connection.execute(erased.values(interaction_id=None, digest=""))

    def _told(self, connection: Connection, code: str, interaction_id: str, stored: str) -> AnswerTold:
        row = connection.execute(_TOLD, {"of": interaction_id}).one()
        sources = _evidence(connection, interaction_id)
        return AnswerTold(
            code=code,
            texts=tuple(reply["text"] for reply in row.replies if BESIDE not in reply),
            evidence=tuple(sources),
            is_unaltered=self._agrees(connection, interaction_id, (code, stored), row, sources),
            **{name: getattr(row, name) for name in _SAID if name != "replies"},
        )

    def _agrees(
        self, connection: Connection, interaction_id: str, given: tuple[str, str], row: Any, sources: list[Evidence]
    ) -> bool:
        code, stored = given
        said = canonical(row.replies, sources, row.as_of, (row.model_version, row.data_version))
        if not hmac.compare_digest(digest(self._key, code, interaction_id, said), stored):
            return False
        return all(witness(connection, interaction_id) for witness in self.witnesses)


def digest(key: bytes, code: str, interaction_id: str, said: str) -> str:
    """64 hex digits that bind a code to its answer: of both and of all that was said, as `canonical` writes it."""
    bound = "\0".join((_PURPOSE, code, interaction_id, said))
    return hmac.new(key, bound.encode(), hashlib.sha256).hexdigest()


def canonical(
    replies: Iterable[dict[str, Any]], evidence: Iterable[Evidence], as_of: date, versions: tuple[str, str]
) -> str:
    """All that was said in a turn, its sources, the day it was for and the versions it came from, always alike."""
    said = {
        "replies": list(replies),
        "evidence": [[_plain(getattr(one, name)) for name in _SOURCE] for one in evidence],
        "as_of": as_of.isoformat(),
        "versions": list(versions),
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    """Days as text; a whole number without its ".0", which SQLite does not give back."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def _evidence(connection: Connection, interaction_id: str) -> list[Evidence]:
    return [Evidence(*row) for row in connection.execute(_SOURCES, {"of": interaction_id})]
