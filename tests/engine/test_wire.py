"""What the channel takes and what it refuses, without a server."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from ansinh_engine import wire
from ansinh_engine.wire import Refused, Turn, check_secret, read_batch, read_turn
from hypothesis import given
from hypothesis import strategies as st

SECRET = "s" * 40


def body(content: Any) -> bytes:
    return json.dumps(content).encode()


def test_a_full_turn() -> None:
    sent = {"sender": "c-1", "text": "xin chào", "intent": "greet", "aspect": "x", "metadata": {"turn": "1"}}
    assert read_turn(body(sent)) == Turn("c-1", "xin chào", "greet", "x", {"turn": "1"})


def test_the_least_turns() -> None:
    assert read_turn(body({"sender": "c", "text": "a"})) == Turn("c", "a", None, None, {})
    assert read_turn(body({"sender": "c", "intent": "stop"})) == Turn("c", "", "stop", None, {})
    assert read_turn(body({"sender": "c", "text": "a", "intent": None, "aspect": None})).intent is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"sender": ""}, "sender"),
        ({"sender": 5}, "sender"),
        ({"sender": "a b"}, "sender"),
        ({"sender": "x" * 129}, "sender"),
        ({"sender": "a\n"}, "sender"),
        ({"text": 5}, "text"),
        ({"text": None}, "text"),
        ({"text": "x" * (wire.TEXT_CHARACTERS + 1)}, "text"),
        ({"text": "\ud800"}, "Unicode"),
        ({"text": ""}, "text or intent"),
        ({"intent": "Stop"}, "intent"),
        ({"intent": "stop{}"}, "intent"),
        ({"intent": "/stop"}, "intent"),
        ({"intent": ["stop"]}, "intent"),
        ({"aspect": "lost_book"}, "aspect needs an intent"),
        ({"intent": "book", "aspect": "../x"}, "aspect"),
        ({"metadata": []}, "metadata"),
        ({"metadata": None}, "metadata"),
        ({"metadata": {"x": "y" * wire.METADATA_CHARACTERS}}, "metadata"),
        ({"more": 1}, "only these fields"),
    ],
)
def test_wrong_fields_are_refused_by_name(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refused, match=reason) as refusal:
        read_turn(body({"sender": "c", "text": "a"} | change))
    assert refusal.value.status == 400


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"{",
        b"\xff\xfe",
        b'{"sender": "a", "sender": "b", "text": "c"}',
        b'{"sender": "a", "text": "b", "metadata": {"x": NaN}}',
        b"[" * 5000,
        '{"sender": "a", "text": "b"}'.encode("utf-16"),
    ],
)
def test_what_is_not_a_json_object_is_refused(raw: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        read_turn(raw)
    assert refusal.value.status == 400


def test_limits_on_the_body() -> None:
    padding = {"sender": "c", "text": "a", "metadata": {"x": "y" * wire.TURN_BYTES}}
    with pytest.raises(Refused) as refusal:
        read_turn(body(padding))
    assert refusal.value.status == 413
    with pytest.raises(Refused) as refusal:
        read_batch(b" " * (wire.BATCH_BYTES + 1))
    assert refusal.value.status == 413


def test_a_batch() -> None:
    assert read_batch(body({"texts": ["a", "", "/b"]})) == ["a", "", "/b"]
    assert read_batch(body({"texts": []})) == []


@pytest.mark.parametrize("texts", [None, "abc", {"0": "a"}, [1], [None], ["x" * 5000], ["a"] * (wire.BATCH_TEXTS + 1)])
def test_wrong_batches_are_refused(texts: Any) -> None:
    with pytest.raises(Refused) as refusal:
        read_batch(body({"texts": texts}))
    assert refusal.value.status == 400


@pytest.mark.parametrize("given_secret", [None, "", "S" * 40, SECRET[:-1], SECRET + "s", "ß" * 40, "\udcff"])
def test_wrong_secrets(given_secret: str | None) -> None:
    with pytest.raises(Refused) as refusal:
        check_secret(given_secret, SECRET)
    assert refusal.value.status == 401


def test_the_right_secret() -> None:
    check_secret(SECRET, SECRET)


@given(st.binary(max_size=200) | st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=4).map(body))
def test_any_bytes_are_taken_or_refused(raw: bytes) -> None:
    for reader in (read_turn, read_batch):
        with contextlib.suppress(Refused):
            reader(raw)


def test_reasons_do_not_repeat_what_was_sent() -> None:
    canary = "Nguyễn Thị Bí Mật"
    for sent in (
        {"sender": canary, "text": "a"},
        {"sender": "a", "text": "b", canary: 1},
        {"sender": "a", "intent": canary},
    ):
        with pytest.raises(Refused) as refusal:
            read_turn(body(sent))
        assert canary not in str(refusal.value)
