"""The head of the chain, signed once a day: what others keep for us."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete

from bot.privacy.signing import Signer, is_signed
from bot.records.chain.anchors import PUBLIC_KEY, Anchors, read
from bot.records.chain.chain import CONTENTS, ENTRIES
from bot.storage.tables import EvidenceUsed, Interaction
from tests.records.chain.owner import owner

#: Noon in Vietnam.
NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def signer(tmp_path) -> Signer:
    return Signer(tmp_path / "keys" / "anchor.key")


@pytest.fixture
def anchors(recorded, tmp_path, signer) -> Anchors:
    return Anchors(recorded.database, tmp_path / "anchors", signer)


def test_the_head_is_written_once_a_day(recorded, anchors, tmp_path, signer):
    recorded.turn()
    file = anchors.anchor_if_due(NOON)
    assert file == tmp_path / "anchors" / "2026-11-22.json"
    recorded.turn()
    assert anchors.anchor_if_due(NOON + timedelta(hours=3)) is None
    assert anchors.anchor_if_due(NOON + DAY).name == "2026-11-23.json"
    kept, broken = read(tmp_path / "anchors", signer.public)
    assert ([(one.day, one.sequence, one.count) for one in kept], broken) == (
        [("2026-11-22", 1, 1), ("2026-11-23", 2, 2)],
        [],
    )
    assert recorded.walk(*kept) == []
    assert kept[0].line == f"2026-11-22  1  {kept[0].hash}"


def test_the_day_is_that_of_vietnam(recorded, anchors):
    recorded.turn()
    assert anchors.anchor_if_due(datetime(2026, 11, 22, 17, 30, tzinfo=UTC)).name == "2026-11-23.json"


def test_before_the_first_entry_there_is_nothing_to_anchor(anchors, tmp_path):
    assert anchors.anchor_if_due(NOON) is None
    assert not (tmp_path / "anchors").exists()


def test_two_apps_at_once_leave_one_whole_anchor(recorded, anchors, tmp_path, signer):
    recorded.turn()
    other = Anchors(recorded.database, tmp_path / "anchors", Signer(tmp_path / "keys" / "anchor.key"))
    assert {anchors.anchor_if_due(NOON), other.anchor_if_due(NOON)} == {tmp_path / "anchors" / "2026-11-22.json", None}
    assert sorted(file.name for file in (tmp_path / "anchors").iterdir()) == ["2026-11-22.json", PUBLIC_KEY]
    assert len(read(tmp_path / "anchors", signer.public)[0]) == 1


def test_the_public_key_lies_beside_them(recorded, anchors, tmp_path, signer):
    recorded.turn()
    file = anchors.anchor_if_due(NOON)
    public = (tmp_path / "anchors" / PUBLIC_KEY).read_text("utf-8").strip()
    assert public == signer.public == json.loads(file.read_text("utf-8"))["public_key"]
    assert signer.public == Signer(tmp_path / "keys" / "anchor.key").public
    assert (tmp_path / "keys" / "anchor.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "change",
    [
        {"sequence": 2},
        {"hash": "00" * 32},
        {"day": "2026-11-21"},
        {"count": 7},
        {"signature": "00" * 64},
        {"signature": "no hex"},
        {"signature": None},
        {"more": 1},
    ],
)
def test_an_anchor_that_was_changed_is_named(recorded, anchors, tmp_path, signer, change):
    recorded.turn()
    file = anchors.anchor_if_due(NOON)
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | change), "utf-8")
    kept, broken = read(tmp_path / "anchors", signer.public)
    assert kept == []
    assert str(file) in broken[0]


@pytest.mark.parametrize("content", ["", "[]", "{}", "null", "\xff", '{"signature": "00"}'])
def test_what_is_no_anchor_is_named(tmp_path, signer, content):
    (tmp_path / "2026-11-22.json").write_bytes(content.encode("latin-1"))
    (tmp_path / "notes.txt").write_text("…", "utf-8")
    kept, broken = read(tmp_path, signer.public)
    assert (kept, broken) == ([], [f"{tmp_path / '2026-11-22.json'} is not an anchor"])


def test_one_renamed_to_another_day_is_none(recorded, anchors, tmp_path, signer):
    recorded.turn()
    anchors.anchor_if_due(NOON).rename(tmp_path / "anchors" / "2026-11-25.json")
    assert len(read(tmp_path / "anchors", signer.public)[1]) == 1


def test_one_that_somebody_else_signed_is_none(recorded, anchors, tmp_path):
    recorded.turn()
    anchors.anchor_if_due(NOON)
    stranger = Signer(tmp_path / "other.key")
    kept, broken = read(tmp_path / "anchors", stranger.public)
    assert (kept, len(broken)) == ([], 1)
    assert stranger.public[:16] in broken[0]


def test_a_cut_tail_is_found_though_its_turns_are_gone_too(recorded, anchors, tmp_path, signer):
    turns = [recorded.turn() for _ in range(5)]
    anchors.anchor_if_due(NOON)
    kept, _ = read(tmp_path / "anchors", signer.public)
    used, table = EvidenceUsed.__table__, Interaction.__table__
    with owner(recorded.database) as connection:
        connection.execute(delete(CONTENTS).where(CONTENTS.c.sequence > 3))
        connection.execute(delete(ENTRIES).where(ENTRIES.c.sequence > 3))
        connection.execute(delete(used).where(used.c.interaction_id.in_(turns[3:])))
        connection.execute(delete(table).where(table.c.id.in_(turns[3:])))
    assert recorded.walk() == []  # nothing in the database tells
    assert str(recorded.walk(*kept)[0]) == "row 4 is missing: on 2026-11-22 the chain reached row 5 (its anchor)"
    assert str(recorded.walk(*kept, keys=False)[0]).startswith("row 4 is missing")


def test_a_chain_taken_away_whole_is_found(recorded, anchors, tmp_path, signer):
    recorded.turn()
    anchors.anchor_if_due(NOON)
    kept, _ = read(tmp_path / "anchors", signer.public)
    with owner(recorded.database) as connection:
        connection.execute(delete(CONTENTS))
        connection.execute(delete(ENTRIES))
    assert str(recorded.walk(*kept)[0]).startswith("row 1 is missing")


def test_a_signature_is_of_one_content_and_one_key(tmp_path, signer):
    signature = signer.sign(b"content")
    assert is_signed(b"content", signature, signer.public)
    assert not is_signed(b"contents", signature, signer.public)
    assert not is_signed(b"content", signature, Signer(tmp_path / "b.key").public)
    assert not any(is_signed(b"content", one, signer.public) for one in ("", "00", "zz", signature[:-2]))
    assert not any(is_signed(b"content", signature, one) for one in ("", "00", "zz", signer.public[:-2]))
