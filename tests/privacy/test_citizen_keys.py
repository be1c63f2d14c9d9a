"""One key a citizen, wrapped by a key of the home folder."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.citizen_keys import DataKey, Wrapping, opened
from bot.privacy.pseudonym import KeyRefused
from bot.privacy.sealing import SealBroken

DAY, LATER = date(2026, 11, 22), date(2026, 12, 23)
KEY, OTHER = DataKey("a", b"a" * 32), DataKey("b", b"b" * 32)


@pytest.fixture
def wrapping(tmp_path) -> Wrapping:
    return Wrapping(tmp_path / "keys")


@given(st.binary(max_size=200))
def test_a_content_opens_with_its_key_at_its_place_alone(content):
    sealed = KEY.close(content, "table/column/1")
    assert KEY.open(sealed, "table/column/1") == content
    for key, place in ((OTHER, "table/column/1"), (KEY, "table/column/2")):
        with pytest.raises(SealBroken):
            key.open(sealed, place)


def test_the_same_content_is_sealed_differently_each_time():
    assert KEY.close(b"x", "1") != KEY.close(b"x", "1")


def test_a_commitment_depends_on_key_place_and_metadata():
    made = {KEY.commit(b"m", "1"), OTHER.commit(b"m", "1"), KEY.commit(b"m", "2"), KEY.commit(b"n", "1")}
    assert len(made) == 4
    assert KEY.commit(b"m", "1") == DataKey("a", b"a" * 32).commit(b"m", "1")
    assert KEY.vouch(b"m") not in made


def test_a_wrapped_key_opens_again(wrapping):
    row = wrapping.fresh("conversation:1", DAY)
    sealed = wrapping.open(row).close(b"content", "1")
    assert Wrapping(wrapping._folder).open(row).open(sealed, "1") == b"content"
    assert (row.wrapped_by, wrapping.days()) == ("2026-11-22", ["2026-11-22"])
    assert (wrapping._folder / "wrapping-2026-11-22.key").stat().st_mode & 0o777 == 0o600


def test_every_holder_has_another_key(wrapping):
    rows = [wrapping.fresh("conversation:1", DAY) for _ in range(3)]
    assert len({row.id for row in rows}) == len({row.wrapped for row in rows}) == 3


@pytest.mark.parametrize("change", [{"id": "another"}, {"holder": "conversation:2"}, {"wrapped": b"x" * 60}])
def test_a_wrapped_key_is_bound_to_its_row(wrapping, change):
    row = replace(wrapping.fresh("conversation:1", DAY), **change)
    with pytest.raises(SealBroken):
        wrapping.open(row)
    assert opened(wrapping, iter([row])) == {}


def test_a_missing_wrapping_key_names_the_file_and_makes_none(wrapping):
    row = wrapping.fresh("conversation:1", DAY)
    wrapping.destroy("2026-11-22")
    with pytest.raises(KeyRefused, match=r"wrapping-2026-11-22\.key is missing; restore it from the key backup"):
        wrapping.open(row)
    assert wrapping.days() == []
    assert opened(wrapping, iter([row])) == {}


def test_a_wrapping_key_that_others_can_read_is_refused(wrapping):
    row = wrapping.fresh("conversation:1", DAY)
    (wrapping._folder / "wrapping-2026-11-22.key").chmod(0o644)
    with pytest.raises(KeyRefused, match="chmod 600"):
        Wrapping(wrapping._folder).open(row)


def test_the_newest_wraps_and_all_unwrap(wrapping):
    old = wrapping.fresh("conversation:1", DAY)
    wrapping.make(LATER)
    new = wrapping.fresh("conversation:2", LATER)
    assert (old.wrapped_by, new.wrapped_by) == ("2026-11-22", "2026-12-23")
    assert set(opened(wrapping, iter([old, new]))) == {old.id, new.id}


def test_wrapped_again_it_is_the_same_key(wrapping):
    old = wrapping.fresh("conversation:1", DAY)
    sealed = wrapping.open(old).close(b"content", "1")
    wrapping.make(LATER)
    again = wrapping.again(old, LATER)
    wrapping.destroy("2026-11-22")
    assert (again.id, again.holder, again.wrapped_by) == (old.id, old.holder, "2026-12-23")
    assert wrapping.open(again).open(sealed, "1") == b"content"
    with pytest.raises(KeyRefused):
        wrapping.open(old)
