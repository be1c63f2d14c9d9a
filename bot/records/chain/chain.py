"""Appends to the chain, within the transaction of what is told."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, func, insert, select, text

from bot.clock import now
from bot.privacy.citizen_keys import DataKey
from bot.records.chain.entry import NO_CONTENT, START, Entry, Head, canonical
from bot.records.chain.keys import HOUSE, Keys
from bot.records.chain.kinds import Kind
from bot.storage.chain_tables import ChainContent, ChainEntry
from bot.storage.tables import Interaction

#: PostgreSQL's advisory lock of all who append ("AnSinh" in ASCII); held to the end of the transaction.
_LOCK = text("SELECT pg_advisory_xact_lock(71942101626472)")

ENTRIES = ChainEntry.metadata.tables[ChainEntry.__tablename__]
CONTENTS = ChainContent.metadata.tables[ChainContent.__tablename__]
_TURNS = Interaction.metadata.tables[Interaction.__tablename__]
#: By kind, the parts of a content that are committed to by themselves; names may be added, none taken away.
METADATA: dict[str, tuple[str, ...]] = {
    Kind.INTERACTION_FINISHED: (
        *("interaction", "conversation_id", "channel", "topic", "aspect", "outcome", "as_of"),
        *("accepted_at", "answered_at", "model_version", "data_version"),
    )
}
_COLUMNS = tuple(column.name for column in ENTRIES.columns)
_HEAD = select(ENTRIES.c.sequence, ENTRIES.c.moment, ENTRIES.c.hash).order_by(ENTRIES.c.sequence.desc()).limit(1)
_APPENDED = insert(ENTRIES)
_SEALED = insert(CONTENTS)
_ANSWERED = select(func.count()).where(_TURNS.c.answered_at.is_not(None))


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be appended.

    `content` is sealed for `holder`, the part that METADATA names committed to once more by itself; `about` is the id
    of the row it is about; `note` stays readable for ever and must name no citizen.
    """

    kind: Kind
    holder: str = HOUSE
    content: Mapping[str, Any] | None = None
    about: str | None = None
    note: Mapping[str, Any] | None = None
    #: Of a tombstone: the key that goes; its own commitment is the house's.
    tombstone_of: str | None = None


class Chain:
    """The chain of one database."""

    def __init__(self, keys: Keys):
        self.keys = keys

    def append(self, connection: Connection, deed: Deed) -> Entry:
        """Append as the last act of a transaction: on PostgreSQL all others who append wait for its end.

        Raises KeyRefused or SealBroken where the keys are not those of this database.
        """
        if connection.dialect.name == "postgresql":
            connection.execute(_LOCK)
        head = self.head(connection)
        keys = self.keys.of(connection, *dict.fromkeys((HOUSE, deed.holder)), is_new=head == START)
        entry, sealed = _forged(deed, head, keys[deed.holder], keys[HOUSE])
        connection.execute(_APPENDED, {name: getattr(entry, name) for name in _COLUMNS})
        if sealed is not None:
            connection.execute(_SEALED, {"sequence": entry.sequence, "sealed": sealed})
        return entry

    def begin(self, connection: Connection) -> None:
        """Called at the start: the first entry says how many turns were answered before there was a chain.

        Where it has begun, this only makes sure of its keys. Raises KeyRefused.
        """
        if self.head(connection) == START:
            self.append(connection, Deed(Kind.BEGUN, note={"answered_before": connection.scalar(_ANSWERED)}))
        else:
            self.keys.of(connection, HOUSE)

    @staticmethod
    def head(connection: Connection) -> Head:
        """The last entry; START where there is none."""
        row = connection.execute(_HEAD).one_or_none()
        return Head(*row) if row else START


def metadata(kind: str, content: Mapping[str, Any] | None) -> bytes:
    """What of a content is committed to by itself, so that it can be shown to be true without its words."""
    names = METADATA.get(kind, ())
    return canonical({name: content[name] for name in names if name in content} if content else {})


def _forged(deed: Deed, head: Head, key: DataKey, house: DataKey) -> tuple[Entry, bytes | None]:
    """The entry that follows `head`, and its sealed content."""
    entry = Entry(
        sequence=head.sequence + 1,
        # A clock that was set back must not turn the order around.
        moment=max(now(), head.moment),
        kind=deed.kind,
        about=deed.about,
        key_id=deed.tombstone_of or key.id,
        note=canonical(deed.note).decode() if deed.note is not None else None,
        content_hash=NO_CONTENT,
        commitment=b"",
        previous_hash=head.hash,
    )
    sealed = key.close(canonical(deed.content), entry.place) if deed.content is not None else None
    entry = replace(
        entry,
        content_hash=hashlib.sha256(sealed).digest() if sealed is not None else NO_CONTENT,
        commitment=key.commit(metadata(deed.kind, deed.content), entry.place),
    )
    digest = entry.digest()
    return replace(entry, hash=digest, mac=house.vouch(digest)), sealed
