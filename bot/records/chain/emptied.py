"""Whether a chain was emptied, told without any anchor: a key is made with the first entry it seals."""

from collections.abc import Set as AbstractSet

from sqlalchemy import Connection, exists, func, literal, select

from bot.records.chain.keys import HOUSE, of_conversation
from bot.storage.chain_tables import DataKeyRow
from bot.storage.tables import Interaction

_TURNS = Interaction.metadata.tables[Interaction.__tablename__]
_KEYS = DataKeyRow.metadata.tables[DataKeyRow.__tablename__]
_HELD = select(_KEYS.c.id).where(_KEYS.c.holder != HOUSE)
_SEALED = select(func.count()).where(
    _TURNS.c.answered_at.is_not(None),
    exists().where(_KEYS.c.holder == literal(of_conversation("")) + _TURNS.c.conversation_id),
)


def unused_keys(connection: Connection, used: AbstractSet[str]) -> int:
    """How many keys of people seal no entry; `used` holds the key of each entry there is."""
    return sum(key not in used for key in connection.scalars(_HELD))


def emptied(connection: Connection, keys: int) -> str:
    """What is wrong with a chain that has no entry, although so many keys were made for one."""
    turns = connection.scalar(_SEALED) or 0
    return (
        f"the chain is empty, but {keys} keys of its rows are there, and {turns} answered interactions "
        "that stood in it: it was emptied"
    )


def begun_anew(keys: int) -> str:
    """What may be wrong with a chain that has entries, and none for so many keys."""
    return (
        f"{keys} keys seal nothing in the chain: its rows are older than the keys (a restored backup), "
        "or it was emptied and begun anew"
    )
