"""The register of what is stored: every column of every table, and none that is gone."""

import importlib
import pkgutil
from pathlib import Path

import pytest

import bot.storage
from bot.privacy.register import NOTHING, Register, RegisterRefused
from bot.privacy.retention import Schedule
from bot.settings import PROJECT
from bot.storage.tables import Table

PRIVACY = PROJECT / "data" / "privacy"


def kinds() -> Schedule:
    return Schedule.load(PRIVACY / "retention.toml")


def schema() -> dict[str, list[str]]:
    """Every table that a migration makes, whichever module it is in."""
    for module in pkgutil.iter_modules(bot.storage.__path__):
        if module.name.endswith("tables"):
            importlib.import_module(f"bot.storage.{module.name}")
    return {table.name: [column.name for column in table.columns] for table in Table.metadata.tables.values()}


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load(PRIVACY / "register", kinds())


def test_every_stored_column_is_registered(register):
    assert register.missing(schema()) == []


def test_nothing_is_registered_that_is_gone(register):
    assert register.gone(schema()) == []


def test_the_register_is_of_the_database_as_it_is_migrated(register, database):
    from sqlalchemy import inspect

    seen = inspect(database.engine)
    migrated = {
        name: [column["name"] for column in seen.get_columns(name)]
        for name in seen.get_table_names()
        # The full-text table of SQLite holds the column `words` of `search_turn`.
        if name not in {"alembic_version", "sqlite_sequence"} and not name.startswith("search_words")
    }
    assert register.missing(migrated) == []


def test_every_column_has_all_four(register):
    rows = list(register)
    assert len(rows) > 150
    assert all(row.purpose and row.basis and row.retention for row in rows)


def test_every_purpose_basis_and_kind_of_retention_is_in_use(register):
    assert {row.purpose for row in register} == set(register.purposes)
    assert {row.basis for row in register} == set(register.bases)
    unused = set(kinds()) - {kind for row in register for kind in row.retention}
    # Files, not columns.
    assert unused == {"picture_file", "log"}


def test_without_a_person_there_is_no_person_to_learn_of(register):
    """Basis `none` is only for tables that tell at most of moments: nothing that outlives a day."""
    schedule = kinds()
    for row in register:
        if row.basis == "none" and row.tells != NOTHING:
            assert all((schedule[kind].days or 99) <= 1 for kind in row.retention), row


def test_words_of_a_citizen_say_so(register):
    told = {(row.table, row.column): row.tells for row in register}
    for column in (("interaction", "question"), ("interaction", "replies"), ("report", "content")):
        assert told[column] != NOTHING


def test_a_sealed_column_says_under_which_key_or_that_nobody_is_in_it(register):
    for row in register:
        if row.column == "sealed" and row.tells != NOTHING:
            assert "key" in row.tells, row


PURPOSES = '[purpose]\nx = "a purpose"\n[basis]\ntask = "a basis"\n'
TABLE = '[t]\npurpose = "x"\nbasis = "task"\nretention = ["log"]\nnothing = ["id"]\n[t.tells]\nname = "who"\n'


def folder_of(tmp_path: Path, **files: str) -> Path:
    for name, text in {"purposes": PURPOSES, **files}.items():
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
    return tmp_path


def test_a_section_gives_a_row_a_column(tmp_path):
    own = TABLE + '[t.also.place]\ntells = "where"\nretention = ["audit"]\n'
    rows = {row.column: row for row in Register.load(folder_of(tmp_path, t=own), {"log", "audit"})}
    assert (rows["id"].tells, rows["name"].tells, rows["place"].tells) == (NOTHING, "who", "where")
    assert (rows["name"].retention, rows["place"].retention) == (("log",), ("audit",))
    assert {row.purpose for row in rows.values()} == {"x"}


def test_missing_and_gone_columns_are_named(tmp_path):
    register = Register.load(folder_of(tmp_path, t=TABLE), {"log"})
    assert register.missing({"t": ["id", "name", "age"], "u": ["id"]}) == ["t.age", "u.id"]
    assert register.gone({"t": ["id"]}) == ["t.name"]


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"t": TABLE.replace('"x"', '"y"')}, r"t\.toml: t\.id: no purpose named 'y'"),
        ({"t": TABLE.replace('"task"', '"y"')}, r"t\.id: no basis named 'y'"),
        ({"t": TABLE.replace('["log"]', '["y"]')}, r"t\.id: no retention named 'y'"),
        ({"t": TABLE.replace('["log"]', "[]")}, r"t\.id: no retention"),
        ({"t": TABLE, "u": TABLE}, r"u\.toml: t\.id is registered twice"),
        ({"t": TABLE.replace('nothing = ["id"]', 'nothing = ["id", "name"]')}, r"t\.name is registered twice"),
        ({"t": TABLE.replace("nothing", "nothin")}, "unknown field"),
        ({"t": "[t"}, r"t\.toml"),
        ({"purposes": "[purpose]\n"}, r"purposes\.toml"),
    ],
)
def test_a_broken_register_is_refused_with_its_fault(tmp_path, files, fault):
    with pytest.raises(RegisterRefused, match=fault):
        Register.load(folder_of(tmp_path, **files), {"log"})


def test_what_is_stored_says_where_the_register_is():
    text = (PROJECT / "docs" / "what-is-stored.md").read_text("utf-8")
    assert "data/privacy/register/" in text
    assert "data/privacy/retention.toml" in text
