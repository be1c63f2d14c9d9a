"""No column of any table is forgotten: each is wiped with its citizen, or said not to be theirs."""

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, Text

from bot.settings import PROJECT
from bot.storage import personal, schema
from bot.storage.tables import Table as Base


@pytest.fixture
def registry(monkeypatch) -> Table:
    """A table that nobody has spoken for, and a registry that is thrown away."""
    monkeypatch.setattr(personal, "HOLDINGS", [])
    monkeypatch.setattr(personal, "SPOKEN_FOR", {})
    return Table("t", MetaData(), Column("id", Integer), Column("words", Text), Column("of", String))


def test_every_module_of_tables_is_part_of_the_schema():
    """Else its columns would be nobody's, and an erasure could pass it over."""
    modules = {file.stem for file in (PROJECT / "bot" / "storage").glob("*tables.py")}
    assert modules == {module.__name__.rpartition(".")[2] for module in schema.MODULES}


def test_every_column_of_every_table_is_spoken_for():
    assert personal.undeclared(Base.metadata.tables) == []


def test_a_new_column_is_named(registry):
    personal.impersonal(registry, "id")
    assert personal.undeclared({"t": registry}) == ["t.words", "t.of"]


def test_rows_that_go_whole_need_no_more(registry):
    personal.deleted(registry, lambda person: registry.c.of == person.conversation)
    assert personal.undeclared({"t": registry}) == []


def test_of_blanked_rows_the_other_columns_must_be_spoken_for(registry):
    personal.blanked(registry, lambda person: registry.c.of == person.conversation, words="")
    assert personal.undeclared({"t": registry}) == ["t.id", "t.of"]
    personal.impersonal(registry, "id", "of")
    assert personal.undeclared({"t": registry}) == []


def test_what_has_its_own_way_out_says_which(registry):
    personal.apart(registry, "deleted with its report", "words")
    assert personal.SPOKEN_FOR["t"] == {"words": "deleted with its report"}


def test_a_column_that_is_none_cannot_be_spoken_for(registry):
    with pytest.raises(KeyError):
        personal.impersonal(registry, "name")
