"""The same wish invents the same; interrupted at any place it goes on there and ends the same."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.operations.seeding import bulk, mark, seeding
from bot.operations.seeding.clearing import clear
from bot.operations.seeding.ending import WRITTEN
from bot.operations.seeding.mark import SeedRefused
from bot.operations.seeding.rows import COLUMNS
from bot.records.demonstration import is_demonstration
from bot.storage.database import Database
from bot.storage.migrate import migrate
from bot.storage.tables import Table
from tests.operations.seeding.conftest import FEW, invent

#: Of a database itself, not of what was invented.
OWN = {"outbox_message": {"id"}, "talk_message": {"number"}}


NO_ANCHORS = Path("/nowhere")


class PowerCut(Exception):
    """The machine went off."""


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(seeding, "AT_ONCE", 40)


@pytest.fixture(scope="module")
def as_it_is(tmp_path_factory, texts):
    """The rows of so many turns with that seed, invented at one go; made once a wish."""
    known = {}

    def rows(interactions, seed=1):
        if (interactions, seed) not in known:
            home = tmp_path_factory.mktemp("another")
            made = Database(f"sqlite:///{home / 'another.db'}")
            migrate(made)
            invent(made, texts, home, interactions, seed=seed)
            known[interactions, seed] = all_rows(made)
            made.close()
        return known[interactions, seed]

    return rows


def cut(_what):
    raise PowerCut


def plain(value):
    """PostgreSQL gives its own zone; SQLite keeps 20.0 as 20."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def all_rows(database):
    """Every invented row, by table."""
    found = {}
    with database.looking() as connection:
        for name in (*COLUMNS, *WRITTEN, "search_turn"):
            table = Table.metadata.tables[name]
            # The index of words has a form of its own on each database.
            left_out = OWN.get(name, set()) | {"words"}
            columns = [column for column in table.columns if column.name not in left_out]
            found[name] = sorted(str([plain(value) for value in row]) for row in connection.execute(select(*columns)))
    return found


def cut_after(monkeypatch, batches):
    """The power goes while batch `batches` + 1 is written."""
    left, real = iter(range(batches)), bulk.write_all

    def write_all(connection, batch):
        real(connection, batch)
        if next(left, None) is None:
            raise PowerCut

    monkeypatch.setattr(bulk, "write_all", write_all)


def test_the_same_seed_gives_the_same_on_both_databases(database, seed, as_it_is):
    seed(database, 400, seed=3)
    assert all_rows(database) == as_it_is(400, seed=3)


def test_another_seed_gives_another_year(as_it_is):
    assert as_it_is(400, seed=1)["interaction"] != as_it_is(400, seed=3)["interaction"]


@pytest.mark.parametrize("batches", [0, 1, 4])
def test_an_interrupted_one_goes_on_and_ends_the_same(database, seed, as_it_is, batches):
    with pytest.MonkeyPatch.context() as patch:
        cut_after(patch, batches)
        with pytest.raises(PowerCut):
            seed(database, 400)
    assert is_demonstration(database)
    with database.looking() as connection:
        half = mark.read(connection)
        assert (half.batches, half.written) == (batches, 40 * batches)
        assert half.finished_at is None
    assert seed(database, 400).written == 400
    assert all_rows(database) == as_it_is(400)


def test_cut_at_its_very_end_it_ends_the_same(database, seed, as_it_is):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seeding.words_index, "put_back", cut)
        with pytest.raises(PowerCut):
            seed(database, 400)
    assert seed(database, 400).finished_at is not None
    assert all_rows(database) == as_it_is(400)


def test_an_unfinished_one_goes_on_only_as_it_began_and_can_be_cleared(database, seed):
    with pytest.MonkeyPatch.context() as patch:
        cut_after(patch, 2)
        with pytest.raises(PowerCut):
            seed(database, 400)
    for other in ({"interactions": 401}, {"seed": 2}, {"whole": True}):
        with pytest.raises(SeedRefused, match="unfinished"):
            seed(database, **{"interactions": 400, **other})
    assert clear(database, NO_ANCHORS) == 80
    assert not is_demonstration(database)


def test_an_app_that_begins_its_record_meanwhile_ends_it(database, seed, tmp_path):
    from bot.records.room import RecordRoom

    chain = RecordRoom.build(database, tmp_path).chain
    with pytest.MonkeyPatch.context() as patch:
        real = bulk.write_all
        begun = iter([chain.begin])

        def write_all(connection, batch):
            real(connection, batch)
            if begin := next(begun, None):
                begin(connection)

        patch.setattr(bulk, "write_all", write_all)
        with pytest.raises(SeedRefused, match="has begun"):
            seed(database, 400)
    assert is_demonstration(database)


def test_clearing_goes_on_too(few, monkeypatch):
    from bot.operations.seeding import clearing

    monkeypatch.setattr(clearing, "AT_ONCE", 30)
    with monkeypatch.context() as patch:
        patch.setattr(clearing, "_some", cut)
        with pytest.raises(PowerCut):
            clear(few, NO_ANCHORS)
    assert is_demonstration(few)
    assert clear(few, NO_ANCHORS) == FEW
