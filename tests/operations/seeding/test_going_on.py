"""The same wish invents the same; interrupted at any place it goes on there and ends the same."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.operations.seeding import bulk, mark, seeding
from bot.operations.seeding.clearing import clear
from bot.operations.seeding.mark import SeedRefused
from bot.operations.seeding.rows import COLUMNS
from bot.records.demonstration import is_demonstration
from bot.storage.database import Database
from bot.storage.migrate import migrate
from bot.storage.tables import Table

#: Of a database itself, not of what was invented.
OWN = {"outbox_message": {"id"}}


NO_ANCHORS = Path("/nowhere")


class PowerCut(Exception):
    """The machine went off."""


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(seeding, "AT_ONCE", 40)


@pytest.fixture
def another(tmp_path):
    made = Database(f"sqlite:///{tmp_path / 'another.db'}")
    migrate(made)
    yield made
    made.close()


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
        for name in (*COLUMNS, "search_turn", "claim_sighting", "report", "case_event", "data_request"):
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


def test_the_same_seed_gives_the_same_on_both_databases(database, another, seed):
    seed(database, 500, seed=3)
    seed(another, 500, seed=3)
    assert all_rows(database) == all_rows(another)


def test_another_seed_gives_another_year(database, another, seed):
    seed(database, 300, seed=3)
    seed(another, 300, seed=4)
    assert all_rows(database)["interaction"] != all_rows(another)["interaction"]


@pytest.mark.parametrize("batches", [0, 1, 4])
def test_an_interrupted_one_goes_on_and_ends_the_same(database, another, seed, batches):
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
    seed(another, 400)
    assert all_rows(database) == all_rows(another)


def test_cut_at_its_very_end_it_ends_the_same(database, another, seed):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seeding.words_index, "put_back", cut)
        with pytest.raises(PowerCut):
            seed(database, 300)
    assert seed(database, 300).finished_at is not None
    seed(another, 300)
    assert all_rows(database) == all_rows(another)


@pytest.mark.parametrize("other", [{"interactions": 401}, {"seed": 2}, {"whole": True}])
def test_an_unfinished_one_goes_on_only_as_it_began(database, seed, other):
    with pytest.MonkeyPatch.context() as patch:
        cut_after(patch, 2)
        with pytest.raises(PowerCut):
            seed(database, 400)
    with pytest.raises(SeedRefused, match="unfinished"):
        seed(database, **{"interactions": 400, **other})


def test_an_unfinished_one_can_be_cleared(database, seed):
    with pytest.MonkeyPatch.context() as patch:
        cut_after(patch, 2)
        with pytest.raises(PowerCut):
            seed(database, 400)
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


def test_clearing_goes_on_too(database, seed, monkeypatch):
    from bot.operations.seeding import clearing

    monkeypatch.setattr(clearing, "AT_ONCE", 60)
    seed(database, 200)
    with monkeypatch.context() as patch:
        patch.setattr(clearing, "_some", cut)
        with pytest.raises(PowerCut):
            clear(database, NO_ANCHORS)
    assert is_demonstration(database)
    assert clear(database, NO_ANCHORS) == 200
