"""The house stands on its data, or says in one line what is wrong with it."""

import shutil

import pytest

from bot import house as houses
from bot.house import House, HouseRefused
from bot.settings import PROJECT, Settings


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project folder of its own with the real data in it, to be damaged."""
    shutil.copytree(PROJECT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("nlu", "rules"))
    monkeypatch.setattr(houses, "PROJECT", tmp_path)
    return tmp_path


def build(project) -> House:
    return House.build(Settings(home=project / "home"))


def test_the_projects_own_data_carries_the_house(project):
    built = build(project)
    assert built.adviser.answers.find("contribution_level", "min_monthly_payment")
    assert (project / "home" / "keys" / "pseudonym.key").stat().st_mode & 0o077 == 0
    built.database.close()


@pytest.mark.parametrize(
    ("file", "content", "named"),
    [
        ("data/policy/contribution.toml", "[contribution_rate]\n", r"contribution\.toml"),
        ("data/policy/contribution.toml", "= broken", r"contribution\.toml"),
        ("data/answers/maternity.toml", "broken", r"maternity\.toml"),
        ("data/answers/phrases/frame.toml", "broken", r"\S"),
        ("data/offices/provinces.toml", "broken", r"provinces\.toml"),
    ],
)
def test_damaged_data_is_named(project, file, content, named):
    (project / file).write_text(content, "utf-8")
    with pytest.raises(HouseRefused, match=named):
        build(project)


def test_a_key_that_others_can_read_is_refused(project):
    build(project).database.close()
    key = project / "home" / "keys" / "pseudonym.key"
    key.chmod(0o644)
    with pytest.raises(HouseRefused, match="chmod 600"):
        build(project)


def test_another_version_of_the_texts_is_another_data_version(project):
    before = build(project)
    with (project / "data/answers/phrases/frame.toml").open("a") as file:
        file.write("# a comment changes the content\n")
    after = build(project)
    assert before.adviser.version != after.adviser.version
    for one in (before, after):
        one.database.close()
