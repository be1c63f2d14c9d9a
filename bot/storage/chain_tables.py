"""The hash chain of the record, the sealed contents it commits to, and the keys those are sealed with.

Entries are never changed and never deleted: triggers of the database refuse it (migration 0006). A sealed content and
a key can be deleted only after the chain has an entry `erased` for that key.
"""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables import Moment, Table

#: SQLite finds a row by its own number only where the type is INTEGER.
_Sequence = BigInteger().with_variant(Integer, "sqlite")
_TOMBSTONE = text("kind = 'erased'")


class ChainEntry(Table):
    """One entry: what happened, when, and commitments to it. `hash` is over all other columns but `mac`.

    `about` names the row of a working table that the entry is about, `note` holds what needs no seal (the ground of an
    erasure), `mac` is the hash again under the installation's key: whoever holds the database alone cannot rebuild.
    """

    __tablename__ = "chain_entry"
    __table_args__ = (
        Index("ix_chain_entry_tombstone", "key_id", unique=True, sqlite_where=_TOMBSTONE, postgresql_where=_TOMBSTONE),
    )

    sequence: Mapped[int] = mapped_column(_Sequence, primary_key=True, autoincrement=False)
    moment: Mapped[datetime] = mapped_column(Moment)
    kind: Mapped[str] = mapped_column(String(32))
    about: Mapped[str | None] = mapped_column(String(64))
    key_id: Mapped[str] = mapped_column(String(36))
    note: Mapped[str | None] = mapped_column(Text)
    content_hash: Mapped[bytes] = mapped_column(LargeBinary)
    commitment: Mapped[bytes] = mapped_column(LargeBinary)
    previous_hash: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    mac: Mapped[bytes] = mapped_column(LargeBinary)


class ChainContent(Table):
    """What an entry is about, sealed (AES-256-GCM, bound to its row) under the key of the person it tells of."""

    __tablename__ = "chain_content"

    sequence: Mapped[int] = mapped_column(
        _Sequence, ForeignKey("chain_entry.sequence"), primary_key=True, autoincrement=False
    )
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class DataKeyRow(Table):
    """A key for what is known of one holder, wrapped by a key of the home folder. Left out of data backups.

    `holder` is "conversation:<id>", "report:<id>", or "house" for what belongs to no person (the audit).
    """

    __tablename__ = "data_key"
    __table_args__ = {"sqlite_with_rowid": False}

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    holder: Mapped[str] = mapped_column(String(64), unique=True)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    wrapped_by: Mapped[str] = mapped_column(String(10))
