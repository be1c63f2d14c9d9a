"""The thresholds: every one has a reason; a file that is not whole is refused with its fault."""

import re
import tomllib

import pytest

from bot.settings import PROJECT
from bot.statistics.rules import RulesRefused, rules

FILE = PROJECT / "data" / "console" / "decisions.toml"


def test_every_threshold_has_a_reason() -> None:
    for name, section in tomllib.loads(FILE.read_text("utf-8")).items():
        for key in section:
            if not key.endswith("_why") and key != "rank":
                assert len(section.get(f"{key}_why", "")) > 20, f"{name}.{key}"


def test_no_two_rules_have_the_same_rank() -> None:
    ranks = [section["rank"] for section in tomllib.loads(FILE.read_text("utf-8")).values() if "rank" in section]
    assert sorted(ranks) == list(range(1, len(ranks) + 1))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("z = 3.0", "", "z"),
        ("z = 3.0", 'z = "three"', "float"),
        ("[change]", "[change]\nother = 1", "other"),
        ("floor = 0.85", "floor = 85.0", "accuracy.floor"),
        ("[part]", "[part", "decisions.toml"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(tmp_path, old, new, fault) -> None:
    (tmp_path / "console").mkdir()
    (tmp_path / "console" / FILE.name).write_text(FILE.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(RulesRefused, match=re.escape(fault)):
        rules(tmp_path)


def test_a_file_that_is_not_there_is_refused(tmp_path) -> None:
    with pytest.raises(RulesRefused, match="decisions"):
        rules(tmp_path)
