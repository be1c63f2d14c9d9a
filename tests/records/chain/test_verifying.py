"""Each thing that can be wrong has its line, and the first bad row is named."""

import pytest
from sqlalchemy import delete, insert, text, update

from bot.records.chain import Deed, Kind
from bot.records.chain.chain import CONTENTS, ENTRIES
from bot.records.chain.verifying import Walk
from bot.storage.chain_tables import DataKeyRow
from bot.storage.tables import EvidenceUsed, Interaction
from tests.records.chain.conftest import DAY
from tests.records.chain.owner import owner

KEYS = DataKeyRow.__table__
TURNS = Interaction.__table__


def unguarded(recorded, *statements) -> None:
    with owner(recorded.database) as connection:
        for statement in statements:
            connection.execute(statement)


def first(recorded, *anchors) -> str:
    return str(recorded.walk(*anchors)[0])


@pytest.fixture
def five(recorded):
    """Five turns of two citizens, then an act of an officer."""
    recorded.turns = [recorded.turn(f"citizen-{number % 2}") for number in range(5)]
    recorded.audit.first("lan", "report_read", "report/1", "khiếu nại")
    return recorded


def test_a_whole_chain_has_no_fault(five):
    assert five.walk() == five.walk(keys=False) == []


def test_an_empty_chain_has_none_either(recorded):
    assert recorded.walk() == []


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("kind", "audit", "row 3 was changed"),
        ("about", "another", "row 3 was changed"),
        ("note", "{}", "row 3 was changed"),
        ("key_id", "another", "row 3 was changed"),
        ("commitment", b"x" * 32, "row 3 was changed"),
        ("content_hash", b"x" * 32, "row 3 was changed"),
        ("previous_hash", b"x" * 32, "row 3 does not follow row 2"),
        ("hash", b"x" * 32, "row 3 was changed"),
        ("mac", b"x" * 32, "row 3 was not written by this installation"),
    ],
)
def test_a_changed_column_is_named_with_its_row(five, column, value, said):
    unguarded(five, update(ENTRIES).where(ENTRIES.c.sequence == 3).values({column: value}))
    assert first(five).startswith(said)
    without_keys = five.walk(keys=False)
    assert [fault.sequence for fault in without_keys[:1]] == ([] if column == "mac" else [3])


def test_a_changed_moment_is_named(five):
    unguarded(five, text("UPDATE chain_entry SET moment = '2020-01-01 00:00:00+00:00' WHERE sequence = 3"))
    said = [str(fault) for fault in five.walk()]
    assert said[0].startswith("row 3 was changed")
    assert said[1] == "row 3 is older than the row before it"


def test_a_deleted_row_is_named(five):
    unguarded(five, delete(CONTENTS).where(CONTENTS.c.sequence == 2), delete(ENTRIES).where(ENTRIES.c.sequence == 2))
    assert first(five) == "row 2 is missing; the next one is row 3"


def test_a_deleted_entry_whose_content_was_left_is_named(five):
    unguarded(five, delete(ENTRIES).where(ENTRIES.c.sequence == 6), delete(CONTENTS).where(CONTENTS.c.sequence > 6))
    assert first(five) == "row 6 is missing, but its sealed content is there"


def test_a_cut_tail_shows_by_the_turns_that_are_still_there(five):
    unguarded(five, delete(CONTENTS).where(CONTENTS.c.sequence > 3), delete(ENTRIES).where(ENTRIES.c.sequence > 3))
    assert first(five).startswith("2 answered interactions stand outside the chain, 0 are older than it")


def test_a_lost_content_is_named(five):
    unguarded(five, delete(CONTENTS).where(CONTENTS.c.sequence == 4))
    assert first(five) == "row 4 has lost its sealed content, and there is no tombstone"


def test_another_content_is_named(five):
    unguarded(five, update(CONTENTS).where(CONTENTS.c.sequence == 4).values(sealed=b"x"))
    said = [str(fault) for fault in five.walk()]
    assert said == [
        "row 4 has another sealed content than it commits to",
        "row 4 has a broken seal: its content was changed, or moved here from another row",
    ]


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"question": "tôi không hỏi gì"}, "question"),
        ({"replies": [{"text": "được 1 tỷ", "buttons": [], "image": None}]}, "replies"),
        ({"outcome": "refused"}, "outcome"),
        ({"topic": None, "aspect": None}, "aspect, topic"),
        ({"confidence": 0.5}, "confidence"),
        ({"model_version": "model-9"}, "model_version"),
    ],
)
def test_a_turn_changed_behind_the_chain_is_named_with_what_changed(five, values, named):
    unguarded(five, update(TURNS).where(TURNS.c.id == five.turns[1]).values(values))
    assert first(five) == f"row 2 says otherwise than interaction {five.turns[1]}, changed behind its back: {named}"
    assert five.walk(keys=False) == []


def test_a_figure_changed_behind_the_chain_is_named(five):
    used = EvidenceUsed.__table__
    unguarded(five, update(used).where(used.c.interaction_id == five.turns[4]).values(value=2_000_000))
    assert first(five).endswith("changed behind its back: evidence")


def test_a_turn_that_is_gone_is_named(five):
    unguarded(five, delete(TURNS).where(TURNS.c.id == five.turns[2]))
    assert first(five) == f"row 3 tells of interaction {five.turns[2]}, which is gone from its table"


def test_a_turn_that_never_ended_in_the_chain_is_named(five):
    with five.database.looking() as connection:
        row = dict(connection.execute(TURNS.select().where(TURNS.c.id == five.turns[0])).mappings().one())
    unguarded(five, insert(TURNS).values(row | {"id": "forged", "message_id": "forged"}))
    assert first(five) == (
        "1 answered interactions stand outside the chain, 0 are older than it; one of them is forged"
    )


def test_turns_older_than_the_chain_that_are_gone_are_missed(recorded):
    recorded.database.together(lambda one: recorded.chain.append(one, Deed(Kind.BEGUN, note={"answered_before": 2})))
    assert [str(fault) for fault in recorded.walk()] == ["2 interactions that are older than the chain are gone"]


def test_a_turn_that_is_open_is_no_fault(five):
    five.accepts("citizen-0")
    assert five.walk() == []


def test_a_key_destroyed_without_a_tombstone_is_named_with_the_first_row_it_sealed(five):
    holder = f"conversation:{five.conversation('citizen-1')}"
    unguarded(five, delete(KEYS).where(KEYS.c.holder == holder))
    faults = five.walk()
    assert [fault.sequence for fault in faults] == [2, 4]
    assert str(faults[0]) == "row 2 cannot be read: its key was changed, or destroyed without a tombstone"


def test_a_changed_key_is_as_good_as_destroyed(five):
    holder = f"conversation:{five.conversation('citizen-0')}"
    unguarded(five, update(KEYS).where(KEYS.c.holder == holder).values(wrapped=b"x" * 60))
    assert [fault.sequence for fault in five.walk()] == [1, 3, 5]


def test_a_key_given_to_another_does_not_open(five):
    holder = f"conversation:{five.conversation('citizen-0')}"
    unguarded(five, update(KEYS).where(KEYS.c.holder == holder).values(holder="conversation:another"))
    assert [fault.sequence for fault in five.walk()] == [1, 3, 5]


def test_an_entry_of_a_kind_nobody_knows_is_named(five):
    five.database.together(lambda one: five.chain.append(one, Deed("unheard_of")))
    assert [str(fault) for fault in five.walk()] == ["row 7 is of a kind that nobody knows"]


def test_a_walk_reads_in_batches_and_ends_at_the_head(five, monkeypatch):
    from bot.records.chain import verifying

    monkeypatch.setattr(verifying, "_NEXT", verifying._NEXT.limit(2))
    walk = verifying.Walk(five.database, five.keys)
    assert list(walk.faults()) == []
    assert walk.head.sequence == 6


def test_a_walk_beside_running_turns_finds_nothing(five, monkeypatch):
    """It reads one snapshot: what ends meanwhile is neither missing nor too much."""
    from bot.records.chain import verifying

    monkeypatch.setattr(verifying, "_NEXT", verifying._NEXT.limit(2))
    faults = verifying.Walk(five.database, five.keys).faults()
    original = verifying.working_rows
    monkeypatch.setattr(verifying, "working_rows", lambda *given: (five.turn("citizen-9"), original(*given))[1])
    assert list(faults) == []
    assert five.walk() == []


def test_an_emptied_chain_is_told_by_the_keys_it_leaves(five):
    unguarded(five, delete(CONTENTS), delete(ENTRIES))
    said = [str(fault) for fault in five.walk()]
    assert said[0].startswith("the chain is empty, but 2 keys of its rows are there, and 5 answered interactions")
    assert said[1].startswith("5 answered interactions stand outside the chain")


def test_keys_that_no_row_uses_are_told_and_no_fault(five):
    walk = Walk(five.database, five.keys)
    assert list(walk.faults()) == []
    assert walk.unused_keys is None
    unguarded(five, delete(CONTENTS), delete(ENTRIES))
    five.database.together(five.chain.begin)
    walk = Walk(five.database, five.keys)
    assert list(walk.faults()) == []
    assert walk.before == 5
    assert walk.unused_keys.startswith("2 keys seal nothing in the chain")


def test_a_citizen_who_was_erased_leaves_no_key_that_is_missed(five):
    five.erasure.erase(five.conversation("citizen-1"), "citizen_asked", "lan", DAY)
    walk = Walk(five.database, five.keys)
    assert list(walk.faults()) == []
    assert walk.unused_keys is None
