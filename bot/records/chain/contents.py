"""What the chain seals of a turn, and the same read from the working tables, to be held against it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC
from typing import Any

import msgspec
from sqlalchemy import Connection, Text, bindparam, select, type_coerce

from bot.records.chain.chain import Deed
from bot.records.chain.keys import of_conversation
from bot.records.chain.kinds import Kind
from bot.records.record import Record
from bot.storage.tables import EvidenceUsed, Interaction

Content = dict[str, Any]

#: Only the chain has it: what was typed, before numbers of persons were masked.
ORIGINAL = "original"

_TURN = Interaction.metadata.tables[Interaction.__tablename__]
_USED = EvidenceUsed.metadata.tables[EvidenceUsed.__tablename__]
_KEPT = (
    *("conversation_id", "channel", "message_id", "accepted_at", "answered_at", "question", "pressed", "topic"),
    *("aspect", "confidence", "replies", "outcome", "as_of", "model_version", "data_version"),
    *("author", "audience", "campaign"),
)
_SOURCE = ("figure", "label", "value", "unit", "legal_basis", "effective_from", "effective_to")
# The replies as text: a walk decodes a hundred thousand of them, three times faster than the column's type does.
_READ = tuple(type_coerce(_TURN.c[name], Text) if name == "replies" else _TURN.c[name] for name in _KEPT)
_TURNS = select(_TURN.c.id, *_READ).where(_TURN.c.id.in_(bindparam("ids", expanding=True)))
_SOURCES = (
    select(_USED.c.interaction_id, *(_USED.c[name] for name in _SOURCE))
    .where(_USED.c.interaction_id.in_(bindparam("ids", expanding=True)))
    .order_by(_USED.c.interaction_id, _USED.c.position)
)


def finished(record: Record, original: str | None) -> Deed:
    """The deed of a turn that has just ended. `original`: None where it is not to be kept, or was lost by a crash."""
    said = {name: getattr(record, name) for name in _KEPT if hasattr(record, name)}
    heard = {name: getattr(record.heard, name) for name in _KEPT if name not in said}
    evidence = [{name: getattr(one, name) for name in _SOURCE} for one in record.evidence]
    content = _content(record.interaction_id, said | heard, evidence)
    # What no text can hold (half a surrogate pair) came over the wire all the same; a mark stands for it.
    content[ORIGINAL] = original.encode(errors="replace").decode() if original is not None else None
    return Deed(
        Kind.INTERACTION_FINISHED, of_conversation(record.conversation_id), content, about=record.interaction_id
    )


def working_rows(connection: Connection, ids: Iterable[str]) -> dict[str, Content]:
    """What the working tables say of these turns now."""
    of = {"ids": list(ids)}
    sources: dict[str, list[Content]] = defaultdict(list)
    for row in connection.execute(_SOURCES, of).all():
        sources[row[0]].append(dict(zip(_SOURCE, row[1:], strict=True)))
    rows: dict[str, Content] = {}
    for row in connection.execute(_TURNS, of).all():
        kept = dict(zip(_KEPT, row[1:], strict=True))
        if isinstance(kept["replies"], str):
            kept["replies"] = msgspec.json.decode(kept["replies"])
        rows[row[0]] = _content(row[0], kept, sources.get(row[0], []))
    return rows


def _content(interaction: str, kept: Content, evidence: list[Content]) -> Content:
    for name in ("accepted_at", "answered_at"):
        kept[name] = kept[name] and kept[name].astimezone(UTC)
    for source in evidence:
        # SQLite keeps 1500000.0 as 1500000.
        if isinstance(source["value"], float) and source["value"].is_integer():
            source["value"] = int(source["value"])
    kept["interaction"], kept["evidence"] = interaction, evidence
    return kept
