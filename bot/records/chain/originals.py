"""What was typed before numbers of persons were masked: sealed in the chain alone, and read from there."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, select

from bot.privacy.sealing import SealBroken
from bot.records.chain.chain import CONTENTS, ENTRIES, Chain
from bot.records.chain.contents import ORIGINAL
from bot.records.chain.entry import place
from bot.records.chain.kinds import Kind

_FIRST_AFTER = (
    select(ENTRIES.c.sequence, ENTRIES.c.moment)
    .where(ENTRIES.c.sequence >= bindparam("of"))
    .order_by(ENTRIES.c.sequence)
    .limit(1)
)
_LAST = select(ENTRIES.c.sequence).order_by(ENTRIES.c.sequence.desc()).limit(1)
_OF_TURN = (
    select(ENTRIES.c.sequence, ENTRIES.c.key_id, CONTENTS.c.sealed)
    .join(CONTENTS, CONTENTS.c.sequence == ENTRIES.c.sequence)
    .where(
        ENTRIES.c.sequence >= bindparam("since"),
        ENTRIES.c.about == bindparam("turn"),
        ENTRIES.c.kind == Kind.INTERACTION_FINISHED,
    )
    .order_by(ENTRIES.c.sequence)
    .limit(1)
)


class OriginalGone(LookupError):
    """The chain has no original of this turn: it was withheld, lost by a crash, pressed, or erased."""


def original_of(connection: Connection, chain: Chain, interaction: str, answered_at: datetime) -> str:
    """The words of a turn as they were typed. Raises OriginalGone, SealBroken.

    Whoever calls this has put on record who reads and why. Entries have no index by their turn, and need none: their
    moments are in order, and a turn's entry follows its end.
    """
    row = connection.execute(_OF_TURN, {"since": _since(connection, answered_at), "turn": interaction}).one_or_none()
    if row is None:
        raise OriginalGone(interaction)
    key = chain.keys.by_id(connection, (row.key_id,)).get(row.key_id)
    if key is None:
        raise OriginalGone(interaction)
    content: dict[str, Any] = msgspec.json.decode(key.open(row.sealed, place(row.sequence)))
    found = content.get(ORIGINAL)
    if not isinstance(found, str):
        raise OriginalGone(interaction)
    return found


def _since(connection: Connection, moment: datetime) -> int:
    """The first entry that is not older than `moment`, by halving."""
    low, high = 1, connection.scalar(_LAST) or 1
    while low < high:
        middle = (low + high) // 2
        row = connection.execute(_FIRST_AFTER, {"of": middle}).one_or_none()
        if row is None or row.moment >= moment:
            high = middle
        else:
            low = row.sequence + 1
    return low


__all__ = ["OriginalGone", "SealBroken", "original_of"]
