"""Candidates out of the record: fit sentences only, near-duplicates collapsed, so many of one sender and no more."""

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, insert, select, update

from bot.learning.corrections import Correction, reviewed, tapped
from bot.learning.data import Sentences
from bot.learning.digest import digest_of
from bot.learning.fit import LeftOut, sentence_of, why_not
from bot.learning.nearness import Near, Nearness, nearest_among
from bot.storage.database import Database
from bot.storage.learning_tables import LearningCandidate, LearningSource
from bot.storage.personal import table
from bot.storage.upsert import insert as upsert

_CANDIDATE, _SOURCE = table(LearningCandidate), table(LearningSource)
#: Candidates of one sender under one label: nobody teaches the machine alone.
CAP = 3
#: How far back verdicts are looked at.
BACK = timedelta(days=90)


@dataclass
class _Known:
    """What new sentences are compared with: those of the data that are near, and the candidates that there are."""

    data: dict[str, list[Near]]
    labels: Collection[str]
    candidates: dict[str, Nearness] = field(default_factory=dict)

    def of(self, label: str) -> Nearness:
        return self.candidates.setdefault(label, Nearness())


class Gathering:
    """Looks at what was corrected since the last time. `intent` knows words that are shortcuts, `read` the data."""

    def __init__(
        self, database: Database, key: bytes, intent: Callable[[str], str | None], read: Callable[[], Sentences]
    ):
        self._database, self._key, self._intent, self._read = database, key, intent, read

    def gather(self, moment: datetime) -> int:
        """Make candidates of what is new; gives how many. Raises DatabaseUnavailable."""
        with self._database.looking() as connection:
            found = [*reviewed(connection, moment - BACK), *tapped(connection, moment)]
        if not found:
            return 0
        sentences = self._read()
        texts = [sentence_of(one.question) for one in found]
        data = nearest_among(texts, (Near(line.label, line.text) for line in sentences))

        def store(connection: Connection) -> int:
            known = _Known(data, sentences.labels)
            rows = connection.execute(select(_CANDIDATE.c.id, _CANDIDATE.c.label, _CANDIDATE.c.text)).all()
            for row in rows:
                known.of(row.label).add(Near(row.id, row.text))
            return sum(self._take(connection, one, known, moment) for one in found)

        return self._database.together(store)

    def _take(self, connection: Connection, one: Correction, known: _Known, moment: datetime) -> bool:
        text = sentence_of(one.question)
        alike = known.of(one.label).nearest(text)
        near = [line.key for line in known.data[text]]
        left_out = self._left_out(connection, one, text, known, near) if not alike else None
        candidate = alike[0].key if alike else None if left_out else str(uuid.uuid4())
        source = {
            "interaction_id": one.interaction,
            "candidate_id": candidate,
            "label": one.label,
            "by": one.by,
            "left_out": left_out or "",
            "seen_at": moment,
        }
        stored = connection.execute(upsert(connection, _SOURCE).values(source).on_conflict_do_nothing())
        if not stored.rowcount or candidate is None:
            return False
        if alike:
            more = {"asked": _CANDIDATE.c.asked + 1}
            connection.execute(update(_CANDIDATE).where(_CANDIDATE.c.id == candidate).values(more))
            return False
        other = next((label for label in near if label != one.label), "")
        connection.execute(insert(_CANDIDATE), self._row(candidate, one, text, other, moment))
        known.of(one.label).add(Near(candidate, text))
        return True

    def _left_out(
        self, connection: Connection, one: Correction, text: str, known: _Known, near: list[str]
    ) -> LeftOut | None:
        if unfit := why_not(text, self._intent):
            return unfit
        if one.label not in known.labels:
            return LeftOut.NO_PLACE
        if one.label in near:
            return LeftOut.KNOWN
        of_sender = select(func.count()).where(
            _CANDIDATE.c.conversation_id == one.conversation, _CANDIDATE.c.label == one.label
        )
        return LeftOut.CAP if (connection.scalar(of_sender) or 0) >= CAP else None

    def _row(self, id_: str, one: Correction, text: str, near: str, moment: datetime) -> dict[str, object]:
        return {
            "id": id_,
            "label": one.label,
            "text": text,
            "digest": digest_of(self._key, text),
            "conversation_id": one.conversation,
            "source": one.source,
            "near": near,
            "asked": 1,
            "state": "proposed",
            "proposed_by": one.by,
            "proposed_at": moment,
            "version": 1,
        }
