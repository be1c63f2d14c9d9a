"""Walks the chain from its first entry and says which is the first that is not as it was written, and why."""

import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import Connection, bindparam, exists, func, select

from bot.privacy.citizen_keys import DataKey
from bot.privacy.sealing import SealBroken
from bot.records.chain.anchors import Anchor
from bot.records.chain.chain import CONTENTS, ENTRIES, metadata
from bot.records.chain.contents import ORIGINAL, Content, working_rows
from bot.records.chain.emptied import begun_anew, emptied, unused_keys
from bot.records.chain.entry import NO_CONTENT, START, Entry, Head, canonical
from bot.records.chain.keys import HOUSE, Keys
from bot.records.chain.kinds import Kind
from bot.storage.database import Database
from bot.storage.tables import Interaction

#: Entries read at a time.
AT_ONCE = 1_000

_TURNS = Interaction.metadata.tables[Interaction.__tablename__]
_NEXT = (
    select(*(ENTRIES.c[name] for name in Entry.__dataclass_fields__), CONTENTS.c.sealed)
    .outerjoin(CONTENTS, CONTENTS.c.sequence == ENTRIES.c.sequence)
    .where(ENTRIES.c.sequence > bindparam("after"))
    .order_by(ENTRIES.c.sequence)
    .limit(AT_ONCE)
)
_TOMBSTONES = select(ENTRIES.c.key_id, ENTRIES.c.sequence).where(ENTRIES.c.kind == Kind.ERASED)
_STRAY = select(func.min(CONTENTS.c.sequence)).where(~exists().where(ENTRIES.c.sequence == CONTENTS.c.sequence))
_ANSWERED = select(_TURNS.c.id).where(_TURNS.c.answered_at.is_not(None))
_KINDS = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong; `sequence` is the row of the chain, None where a working row stands without one."""

    sequence: int | None
    what: str

    def __str__(self) -> str:
        return f"row {self.sequence} {self.what}" if self.sequence is not None else self.what


@dataclass(slots=True)
class _Seen:
    """An entry with all that it is held against."""

    entry: Entry
    sealed: bytes | None
    key: DataKey | None
    turn: Content | None


@dataclass(slots=True)
class Walk:
    """One walk over a chain, in one snapshot. Without `keys` only hashes and anchors are looked at.

    `head` is the last entry that was walked over; when the walk has ended `before` tells how many turns are older than
    the chain, `unused_keys` in a line that there are keys of people whom no entry tells of, if so.
    """

    database: Database
    keys: Keys | None
    anchors: Sequence[Anchor] = ()
    head: Head = START
    before: int = 0
    unused_keys: str | None = None
    _house: DataKey | None = None
    _tombstones: Mapping[str, int] = field(default_factory=dict)
    _turns: set[str] = field(default_factory=set)
    _used: set[str] = field(default_factory=set)

    def faults(self) -> Iterator[Fault]:
        """Every fault, in the order of the chain. Raises DatabaseUnavailable, KeyRefused."""
        with self.database.snapshot() as connection:
            self._tombstones = {row[0]: row[1] for row in connection.execute(_TOMBSTONES)}
            while seen := self._next(connection):
                for one in seen:
                    yield from self._links(one.entry)
                    yield from self._sealed(one.entry, one.sealed)
                    if self.keys:
                        yield from self._opened(one)
                    self.head = Head(one.entry.sequence, one.entry.moment, one.entry.hash)
            yield from self._end(connection)

    def _next(self, connection: Connection) -> list[_Seen]:
        rows = connection.execute(_NEXT, {"after": self.head.sequence}).all()
        entries = [(Entry(*row[:-1]), row[-1]) for row in rows]
        told = [entry.about for entry, _ in entries if entry.kind == Kind.INTERACTION_FINISHED and entry.about]
        self._turns.update(told)
        self._used.update(entry.key_id for entry, _ in entries)
        if not (self.keys and rows):
            return [_Seen(entry, sealed, None, None) for entry, sealed in entries]
        self._house = self._house or self.keys.of(connection, HOUSE)[HOUSE]
        keys = self.keys.by_id(connection, {entry.key_id for entry, _ in entries})
        turns = working_rows(connection, told)
        return [_Seen(entry, sealed, keys.get(entry.key_id), turns.get(entry.about or "")) for entry, sealed in entries]

    def _links(self, entry: Entry) -> Iterator[Fault]:
        """That the entry is the one that was written, at its place."""
        before, at = self.head, entry.sequence
        if at != before.sequence + 1:
            yield Fault(before.sequence + 1, f"is missing; the next one is row {at}")
        elif entry.previous_hash != before.hash:
            yield Fault(at, f"does not follow row {before.sequence}: one of the two was changed")
        if entry.digest() != entry.hash:
            yield Fault(at, "was changed: its hash is not that of its contents")
        elif self._house and not hmac.compare_digest(self._house.vouch(entry.hash), entry.mac):
            yield Fault(at, "was not written by this installation: it was hashed anew without the key")
        if entry.moment < before.moment:
            yield Fault(at, "is older than the row before it")
        if entry.kind not in _KINDS:
            yield Fault(at, "is of a kind that nobody knows")
        if entry.kind == Kind.BEGUN:
            self.before = _number(entry.note, "answered_before")
        for anchor in self.anchors:
            if anchor.sequence == at and anchor.hash != entry.hash.hex():
                what = f"is not the one anchored on {anchor.day}: rows up to it were changed and hashed anew"
                yield Fault(at, what)

    def _sealed(self, entry: Entry, sealed: bytes | None) -> Iterator[Fault]:
        """That the sealed content is the one that was committed to."""
        if sealed is not None and hashlib.sha256(sealed).digest() != entry.content_hash:
            yield Fault(entry.sequence, "has another sealed content than it commits to")
        if sealed is None and entry.content_hash != NO_CONTENT and entry.key_id not in self._tombstones:
            yield Fault(entry.sequence, "has lost its sealed content, and there is no tombstone")

    def _opened(self, seen: _Seen) -> Iterator[Fault]:
        """That the content can be read unless it was erased, and that the working tables still say it."""
        entry, key = seen.entry, self._house if seen.entry.kind == Kind.ERASED else seen.key
        erased_at = self._tombstones.get(entry.key_id)
        if erased_at is not None and seen.key:
            yield Fault(entry.sequence, f"was erased by row {erased_at}, but its key is still there")
        if erased_at is not None and entry.kind != Kind.ERASED:
            if seen.sealed is not None:
                yield Fault(entry.sequence, f"was erased by row {erased_at}, but its sealed content is still there")
            if seen.turn and (seen.turn["question"] or seen.turn["replies"]):
                yield Fault(entry.sequence, f"was erased by row {erased_at}, but interaction {entry.about} holds words")
        elif key is None:
            yield Fault(entry.sequence, "cannot be read: its key was changed, or destroyed without a tombstone")
        else:
            yield from _read(seen, key)

    def _end(self, connection: Connection) -> Iterator[Fault]:
        """That nothing is missing behind the last entry, and that no working row stands outside the chain."""
        last = self.head.sequence
        for anchor in [one for one in self.anchors if one.sequence > last][-1:]:
            yield Fault(last + 1, f"is missing: on {anchor.day} the chain reached row {anchor.sequence} (its anchor)")
        if keys := unused_keys(connection, self._used):
            if self.head == START:
                yield Fault(None, emptied(connection, keys))
            else:
                self.unused_keys = begun_anew(keys)
        stray = connection.scalar(_STRAY)
        if stray is not None:
            yield Fault(stray, "is missing, but its sealed content is there")
        outside = [turn for turn in connection.scalars(_ANSWERED) if turn not in self._turns]
        if len(outside) > self.before:
            what = f"{len(outside)} answered interactions stand outside the chain, {self.before} are older than it"
            yield Fault(None, f"{what}; one of them is {outside[-1]}")
        if len(outside) < self.before:
            yield Fault(None, f"{self.before - len(outside)} interactions that are older than the chain are gone")


def _read(seen: _Seen, key: DataKey) -> Iterator[Fault]:
    entry, opened, content = seen.entry, b"", None
    if seen.sealed is not None:
        try:
            opened = key.open(seen.sealed, entry.place)
            # Most say what the working tables say, word for word, and need not be taken apart.
            content = _same(opened, seen.turn) or msgspec.json.decode(opened, type=dict)
        except (SealBroken, msgspec.DecodeError):
            yield Fault(entry.sequence, "has a broken seal: its content was changed, or moved here from another row")
            return
    if key.commit(metadata(entry.kind, content), entry.place) != entry.commitment:
        yield Fault(entry.sequence, "commits to other metadata than its content tells")
    if entry.kind == Kind.INTERACTION_FINISHED and content is not None and content is not seen.turn:
        yield from _compared(entry, content, seen.turn)


class _Typed(msgspec.Struct):
    """What of a content the working tables do not have."""

    original: str | None = None


def _same(opened: bytes, turn: Content | None) -> Content | None:
    """`turn`, if it is exactly what was sealed."""
    if turn is None:
        return None
    turn[ORIGINAL] = msgspec.json.decode(opened, type=_Typed).original
    return turn if canonical(turn) == opened else None


def _compared(entry: Entry, content: Content, turn: Content | None) -> Iterator[Fault]:
    if turn is None:
        yield Fault(entry.sequence, f"tells of interaction {entry.about}, which is gone from its table")
        return
    # A column that is newer than the entry is none of its business.
    said = msgspec.json.decode(canonical({name: turn.get(name) for name in content}))
    if changed := sorted(name for name in content if said[name] != content[name]):
        what = f"says otherwise than interaction {entry.about}, changed behind its back: {', '.join(changed)}"
        yield Fault(entry.sequence, what)


def _number(note: str | None, name: str) -> int:
    try:
        number = msgspec.json.decode(note or "{}", type=dict).get(name)
    except msgspec.DecodeError:
        return 0
    return number if isinstance(number, int) else 0
