"""Bar: a thousand random tamperings are found, a thousand first bad rows are named.

Three who tamper: one who may write to the database, one who knows the code and hashes all anew, and one who holds
the keys of the home folder as well. Against the last only the anchors help, which others keep.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select, update

from bot.privacy.citizen_keys import DataKey
from bot.privacy.signing import Signer
from bot.records.chain import HOUSE
from bot.records.chain.anchors import PUBLIC_KEY, Anchors, read
from bot.records.chain.chain import CONTENTS, ENTRIES
from bot.records.chain.entry import Entry
from bot.storage.chain_tables import DataKeyRow
from bot.storage.tables import EvidenceUsed, Interaction
from tests.records.chain.owner import owner

TURNS, USED, KEYS = Interaction.__table__, EvidenceUsed.__table__, DataKeyRow.__table__
COLUMNS = tuple(Entry.__dataclass_fields__)
ANCHOR_EVERY = 40


@dataclass
class Loot:
    """Chain and contents as an attacker has read them, to be changed and written back."""

    rows: list[Entry]
    sealed: dict[int, bytes]
    house: DataKey
    #: Statements against other tables.
    more: list[Any] = field(default_factory=list)

    def renumber(self, rows: list[Entry], sealed: dict[int, bytes]) -> None:
        """`rows` in their order, numbered from 1, each with the content of the number it had."""
        self.sealed = {new: sealed[row.sequence] for new, row in enumerate(rows, 1) if row.sequence in sealed}
        self.rows = [replace(row, sequence=new) for new, row in enumerate(rows, 1)]

    def hash_anew(self, start: int, key: DataKey | None = None) -> None:
        """Make all hashes from row `start` on fit again; with the key of the house the vouchers too."""
        for at in range(start - 1, len(self.rows)):
            before = self.rows[at - 1].hash if at else bytes(32)
            row = replace(self.rows[at], previous_hash=before)
            digest = row.digest()
            self.rows[at] = replace(row, hash=digest, mac=key.vouch(digest) if key else row.mac)


def flip(chance: random.Random, loot: Loot) -> int:
    """One bit of one column of one row."""
    at = chance.randrange(len(loot.rows))
    row = loot.rows[at]
    name = chance.choice([one for one in (*COLUMNS[1:], "sealed") if one == "sealed" or getattr(row, one) is not None])
    if name == "sealed":
        if row.sequence not in loot.sealed:
            name = "hash"
        else:
            loot.sealed[row.sequence] = flipped(chance, loot.sealed[row.sequence])
            return row.sequence
    value = getattr(row, name)
    if isinstance(value, datetime):
        changed: Any = value + timedelta(microseconds=chance.choice([-1, 1]) * 2 ** chance.randrange(40))
    elif isinstance(value, str):
        place = chance.randrange(len(value))
        changed = value[:place] + chance.choice([c for c in "xyz" if c != value[place]]) + value[place + 1 :]
    else:
        changed = flipped(chance, value)
    loot.rows[at] = replace(row, **{name: changed})
    return row.sequence


def flipped(chance: random.Random, value: bytes) -> bytes:
    place = chance.randrange(len(value))
    return value[:place] + bytes([value[place] ^ 1 << chance.randrange(8)]) + value[place + 1 :]


def drop(chance: random.Random, loot: Loot) -> int:
    """A row and its content, not the last one."""
    row = loot.rows.pop(chance.randrange(len(loot.rows) - 1))
    loot.sealed.pop(row.sequence, None)
    return row.sequence


def drop_and_close_up(chance: random.Random, loot: Loot) -> int:
    """A row; those behind it move up, and are hashed anew or not."""
    at = chance.randrange(len(loot.rows) - 1)
    loot.renumber([*loot.rows[:at], *loot.rows[at + 1 :]], loot.sealed)
    if chance.random() < 0.5:
        loot.hash_anew(at + 1)
    return at + 1


def put_in(chance: random.Random, loot: Loot) -> int:
    """A copy of a row where it does not belong; those behind it move down and are hashed anew."""
    at, copied = chance.randrange(1, len(loot.rows)), chance.choice(loot.rows)
    loot.renumber([*loot.rows[:at], copied, *loot.rows[at:]], loot.sealed)
    loot.hash_anew(at + 1)
    return at + 1


def swap(chance: random.Random, loot: Loot) -> int:
    """Two rows change places, hashed anew or not."""
    one, other = sorted(chance.sample(range(len(loot.rows)), 2))
    rows = [*loot.rows]
    rows[one], rows[other] = rows[other], rows[one]
    loot.renumber(rows, loot.sealed)
    if chance.random() < 0.5:
        loot.hash_anew(one + 1)
    return one + 1


def swap_contents(chance: random.Random, loot: Loot) -> int:
    """The sealed contents of two turns change places."""
    one, other = sorted(chance.sample([row.sequence for row in loot.rows if row.sequence in loot.sealed], 2))
    loot.sealed[one], loot.sealed[other] = loot.sealed[other], loot.sealed[one]
    return one


def cut(chance: random.Random, loot: Loot) -> int:
    """The tail, with or without the working rows of its turns."""
    kept = chance.randrange(1, len(loot.rows))
    gone = [row.about for row in loot.rows[kept:] if row.about]
    if chance.random() < 0.5:
        loot.more = [
            delete(USED).where(USED.c.interaction_id.in_(gone)),
            delete(TURNS).where(TURNS.c.id.in_(gone)),
        ]
    loot.rows = loot.rows[:kept]
    loot.sealed = {at: sealed for at, sealed in loot.sealed.items() if at <= kept}
    return kept + 1


def rebuild(chance: random.Random, loot: Loot) -> int:
    """Another moment, and all hashes from there on made anew, by somebody who has not got the keys."""
    at = chance.randrange(len(loot.rows))
    loot.rows[at] = replace(loot.rows[at], moment=loot.rows[at].moment + timedelta(microseconds=1))
    loot.hash_anew(at + 1)
    return at + 1


def rebuild_with_keys(chance: random.Random, loot: Loot) -> int:
    """The same by somebody who has: it shows at the next anchor."""
    at = chance.randrange(len(loot.rows))
    row = loot.rows[at]
    loot.rows[at] = replace(row, note="{}" if row.note is None else None)
    loot.hash_anew(at + 1, loot.house)
    return -(-(at + 1) // ANCHOR_EVERY) * ANCHOR_EVERY


def behind(chance: random.Random, loot: Loot) -> int:
    """A working row, not the chain."""
    row = chance.choice([row for row in loot.rows if row.about])
    turn = TURNS.c.id == row.about
    loot.more = [
        chance.choice(
            [
                update(TURNS).where(turn).values(question="tôi đã hỏi điều khác"),
                update(TURNS).where(turn).values(replies=[]),
                update(TURNS).where(turn).values(outcome="refused"),
                update(TURNS).where(turn).values(answered_at=datetime(2026, 1, 1, tzinfo=UTC)),
                update(USED).where(USED.c.interaction_id == row.about, USED.c.position == 0).values(value=2_000_000),
                delete(USED).where(USED.c.interaction_id == row.about, USED.c.position == 1),
            ]
        )
    ]
    return row.sequence


def take_key(chance: random.Random, loot: Loot) -> int:
    """A citizen's key is destroyed, without a tombstone."""
    key = chance.choice(sorted({row.key_id for row in loot.rows} - {loot.house.id}))
    loot.more = [delete(KEYS).where(KEYS.c.id == key)]
    return min(row.sequence for row in loot.rows if row.key_id == key)


TAMPERINGS: tuple[Callable[[random.Random, Loot], int], ...] = (
    *(flip, drop, drop_and_close_up, put_in, swap, swap_contents, cut, rebuild, rebuild_with_keys, behind, take_key),
)


@dataclass
class Pristine:
    """A chain as it was written, with its anchors, to be tampered with again and again."""

    recorded: Any
    anchors: list[Any]
    tables: dict[Any, list[dict[str, Any]]]
    house: DataKey

    def tampered(self, connection: Connection, loot: Loot) -> None:
        """Write back what was changed; everything else as it was."""
        rows = {
            ENTRIES: [{name: getattr(row, name) for name in COLUMNS} for row in loot.rows],
            CONTENTS: [{"sequence": at, "sealed": sealed} for at, sealed in loot.sealed.items()],
        }
        for table in (ENTRIES, CONTENTS, *((KEYS, USED, TURNS) if loot.more else ())):
            connection.execute(delete(table))
        for table in (ENTRIES, CONTENTS, *((KEYS, TURNS, USED) if loot.more else ())):
            connection.execute(insert(table), rows.get(table) or self.tables[table])
        for statement in loot.more:
            connection.execute(statement)

    @property
    def loot(self) -> Loot:
        rows = [Entry(**row) for row in self.tables[ENTRIES]]
        return Loot(rows, {row["sequence"]: row["sealed"] for row in self.tables[CONTENTS]}, self.house)


def pristine(recorded, length: int) -> Pristine:
    folder = recorded.home / "anchors"
    for number in range(1, length + 1):
        if number % 10:
            recorded.turn(f"citizen-{number % 13}", f"câu hỏi số {number}")
        else:
            recorded.audit.first("lan", "report_read", f"report/{number}", "kiểm tra")
        if number % ANCHOR_EVERY == 0:
            day = datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=number)
            Anchors(recorded.database, folder, Signer(recorded.home / "anchor.key")).anchor_if_due(day)
    with recorded.database.looking() as connection:
        tables = {
            table: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in (ENTRIES, CONTENTS, KEYS, TURNS, USED)
        }
        house = recorded.keys.of(connection, HOUSE)[HOUSE]
    anchors, broken = read(folder, (folder / PUBLIC_KEY).read_text("utf-8").strip())
    assert (len(anchors), broken) == (length // ANCHOR_EVERY, [])
    assert recorded.walk(*anchors) == []
    return Pristine(recorded, anchors, tables, house)


def tamper(kept: Pristine, times: int, seed: int) -> tuple[Counter[str], Counter[str], list[str]]:
    """How often each tampering was done and found, and the lines of those that were missed or misnamed."""
    chance, done, found, missed = random.Random(seed), Counter[str](), Counter[str](), []
    touched = False
    for number in range(times):
        tampering = TAMPERINGS[number % len(TAMPERINGS)]
        loot = kept.loot
        bad_row = tampering(chance, loot)
        with owner(kept.recorded.database) as connection:
            # After one that touched other tables, those are put back as well.
            loot.more = loot.more or ([select(1)] if touched else [])
            kept.tampered(connection, loot)
        touched = bool(loot.more) and tampering in (cut, behind, take_key)
        faults = kept.recorded.walk(*kept.anchors)
        name = tampering.__name__
        done[name] += 1
        if faults and faults[0].sequence == bad_row:
            found[name] += 1
        else:
            missed.append(f"{name}: row {bad_row}, said: {faults[0] if faults else 'nothing'}")
    return done, found, missed


@pytest.mark.timeout(900)
def test_a_thousand_tamperings_are_found_on_sqlite(tmp_path, capsys):
    from bot.storage.database import Database
    from bot.storage.migrate import migrate
    from tests.records.chain.conftest import Recorded

    database = Database(f"sqlite:///{tmp_path / 'ansinh.db'}")
    migrate(database)
    seed = 20261122
    done, found, missed = tamper(pristine(Recorded(database, tmp_path), 120), 1_000, seed)
    database.close()
    with capsys.disabled():
        print(f"\nSQLite, seed {seed}: {found.total()} of {done.total()} tamperings found, first bad row named")  # noqa: T201  the bar is to be read
        print("  " + ", ".join(f"{name} {found[name]}/{times}" for name, times in done.items()))  # noqa: T201  the bar is to be read
    assert (found.total(), missed) == (1_000, [])


@pytest.mark.postgres
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_hundred_and_ten_are_found_on_postgresql(recorded, capsys):
    done, found, missed = tamper(pristine(recorded, 80), 110, 7)
    with capsys.disabled():
        print(f"\nPostgreSQL: {found.total()} of {done.total()} tamperings found, first bad row named")  # noqa: T201  the bar is to be read
    assert (found.total(), missed) == (110, [])


def test_what_was_not_tampered_with_has_no_fault(recorded):
    kept = pristine(recorded, 40)
    with owner(recorded.database) as connection:
        kept.tampered(connection, kept.loot)
    assert recorded.walk(*kept.anchors) == []
