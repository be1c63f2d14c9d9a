"""Pseudonyms of citizens and the key they hang on."""

import os
import re
import stat
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.pseudonym import KEY_BYTES, KeyRefused, pseudonym, read_or_create_key

KEY = bytes(range(32))
OTHER = bytes(reversed(range(32)))


def test_a_citizen_has_one_pseudonym_a_channel():
    mine = pseudonym(KEY, "zalo", "4821904837264519283")
    assert mine == pseudonym(KEY, "zalo", "4821904837264519283")
    assert re.fullmatch("[0-9a-f]{64}", mine)
    assert mine != pseudonym(KEY, "telegram", "4821904837264519283")
    assert mine != pseudonym(KEY, "zalo", "4821904837264519284")
    assert mine != pseudonym(OTHER, "zalo", "4821904837264519283")


def test_the_algorithm_never_changes_by_accident():
    """Records are joined by it: another value would make every citizen a stranger."""
    assert pseudonym(KEY, "web", "an") == "9ec989b8a94fa86f8b789a951cb0d6bd40fba8f9f2bbf255d4ee054d7bfc6992"


def test_channel_and_sender_do_not_run_together():
    assert pseudonym(KEY, "web", "1a") != pseudonym(KEY, "web1", "a")


@given(st.text(), st.text())
def test_different_senders_have_different_pseudonyms(first, second):
    assert (pseudonym(KEY, "web", first) == pseudonym(KEY, "web", second)) == (first == second)


def test_half_a_character_is_no_error():
    assert pseudonym(KEY, "web", "\ud800") != pseudonym(KEY, "web", "\ud801")


def test_the_key_is_made_once_for_its_owner_only(tmp_path):
    path = tmp_path / "keys" / "pseudonym.key"
    key = read_or_create_key(path)
    assert len(key) == KEY_BYTES
    assert read_or_create_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [one.name for one in path.parent.iterdir()] == ["pseudonym.key"]


def test_two_homes_have_two_keys(tmp_path):
    assert read_or_create_key(tmp_path / "a.key") != read_or_create_key(tmp_path / "b.key")


def test_a_loose_umask_does_not_open_the_key(tmp_path):
    before = os.umask(0)
    try:
        read_or_create_key(tmp_path / "k" / "a.key")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "k" / "a.key").stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o660, 0o644, 0o666, 0o601])
def test_a_key_that_others_can_open_is_refused(tmp_path, mode):
    path = tmp_path / "a.key"
    read_or_create_key(path)
    path.chmod(mode)
    with pytest.raises(KeyRefused, match=r"a\.key can be read by others.*chmod 600"):
        read_or_create_key(path)


@pytest.mark.parametrize("content", [b"", b"short", bytes(33)])
def test_a_key_of_another_length_is_refused_and_kept(tmp_path, content):
    path = tmp_path / "a.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(KeyRefused, match="must hold 32 bytes"):
        read_or_create_key(path)
    assert path.read_bytes() == content


def test_processes_that_start_together_get_one_key(tmp_path):
    path = tmp_path / "keys" / "a.key"
    start = threading.Barrier(16)
    keys: list[bytes] = []

    def begin() -> None:
        start.wait()
        keys.append(read_or_create_key(path))

    threads = [threading.Thread(target=begin) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 16
    assert set(keys) == {path.read_bytes()}
    assert [one.name for one in path.parent.iterdir()] == ["a.key"]
