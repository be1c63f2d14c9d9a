"""Sealed contents open only here, for their purpose, in their row, unchanged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.sealing import NONCE_BYTES, Seal, SealBroken

KEY = bytes(range(32))


@given(st.binary(max_size=500), st.text(max_size=40).filter(lambda row: row.isprintable()))
def test_what_was_sealed_opens_again(content, row):
    seal = Seal(KEY, "memory")
    assert seal.open(seal.close(content, row), row) == content


def test_nothing_of_the_content_shows_and_equal_contents_differ():
    seal = Seal(KEY, "memory")
    first, second = seal.close(b"income 2000000", "row"), seal.close(b"income 2000000", "row")
    assert b"income" not in first
    assert first != second


@pytest.mark.parametrize(
    ("opener", "row"),
    [
        (Seal(KEY, "memory"), "another row"),
        (Seal(KEY, "another purpose"), "row"),
        (Seal(bytes(32), "memory"), "row"),
    ],
    ids=["row", "purpose", "key"],
)
def test_it_does_not_open_elsewhere(opener, row):
    sealed = Seal(KEY, "memory").close(b"content", "row")
    with pytest.raises(SealBroken, match=row):
        opener.open(sealed, row)


def test_every_changed_bit_and_every_cut_is_found():
    seal = Seal(KEY, "memory")
    sealed = seal.close(b"content", "row")
    for position in range(len(sealed)):
        changed = bytearray(sealed)
        changed[position] ^= 1
        with pytest.raises(SealBroken):
            seal.open(bytes(changed), "row")
        with pytest.raises(SealBroken):
            seal.open(sealed[:position], "row")
    assert len(sealed) > NONCE_BYTES
