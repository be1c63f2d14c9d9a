"""What the hash of an entry is taken over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.records.chain.entry import NO_CONTENT, START, ZEROS, Entry, canonical, place

ENTRY = Entry(7, datetime(2026, 11, 22, 1, 2, 3, 4, UTC), "audit", "i-1", "k-1", "{}", bytes(32), b"c" * 32, b"p" * 32)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@pytest.mark.parametrize(
    "change",
    [
        {"sequence": 8},
        {"moment": ENTRY.moment + timedelta(microseconds=1)},
        {"kind": "erased"},
        {"about": "i-2"},
        {"about": None},
        {"key_id": "k-2"},
        {"note": "{ }"},
        {"note": None},
        {"content_hash": b"x" * 32},
        {"commitment": b"x" * 32},
        {"previous_hash": b"x" * 32},
    ],
)
def test_every_column_is_under_the_hash(change):
    assert replace(ENTRY, **change).digest() != ENTRY.digest()


def test_hash_and_mac_are_not_under_it():
    assert replace(ENTRY, hash=b"x", mac=b"y").digest() == ENTRY.digest()


def test_nothing_and_an_empty_text_are_two_things():
    assert replace(ENTRY, note="").digest() != replace(ENTRY, note=None).digest()


@given(st.lists(TEXTS, min_size=4, max_size=4), st.lists(TEXTS, min_size=4, max_size=4))
def test_no_two_entries_read_the_same(one, other):
    """Moving a letter from one column to the next is a change."""
    names = ("kind", "about", "key_id", "note")
    digests = {replace(ENTRY, **dict(zip(names, texts, strict=True))).digest() for texts in (one, other)}
    assert len(digests) == len({tuple(one), tuple(other)})


def test_the_same_moment_in_another_zone_is_the_same():
    other = ENTRY.moment.astimezone(tz=None)
    assert replace(ENTRY, moment=other).digest() == ENTRY.digest()


def test_the_digest_does_not_change_with_the_version_of_the_code():
    """Chains written today must verify for ever: a figure worked out once."""
    assert ENTRY.digest().hex() == "dd3bbec3c5d601a908991973549e959fbadc478a899315774b7a62b912d71c12"


def test_the_first_entry_follows_nothing():
    assert (START.sequence, START.hash) == (0, ZEROS)
    assert len(NO_CONTENT) == len(ZEROS) == 32


def test_a_content_is_bound_to_its_own_row():
    assert ENTRY.place == place(7) != place(8)


def test_canonical_json_is_sorted_and_readable():
    assert canonical({"b": "đóng", "a": None, "c": ENTRY.moment}).decode() == (
        '{"a":null,"b":"đóng","c":"2026-11-22T01:02:03.000004Z"}'
    )
