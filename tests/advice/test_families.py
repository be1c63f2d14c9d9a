"""Families of topics: every topic has its place, and a family that leads nowhere is refused when read."""

import pytest

from bot.advice.answers import Answers, AnswersError
from bot.advice.families import Families
from bot.settings import PROJECT

ANSWERS = Answers.load(PROJECT / "data" / "answers")
FILE = PROJECT / "data" / "answers" / "sources" / "families.toml"


def test_every_topic_is_in_exactly_one_family():
    listed = [topic for family in Families.load(FILE, ANSWERS) for topic in family.topics]
    assert sorted(listed) == sorted({one.topic for one in ANSWERS} - {"dialogue"})


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ('title = "Tiền"\ntopics = ["contribution_level", "no_topic"]', "no_topic"),
        (f'title = "{"dài " * 11}"\ntopics = []', "longer than 40"),
    ],
)
def test_a_family_that_cannot_be_offered_is_refused_by_name(tmp_path, row, named):
    file = tmp_path / "families.toml"
    file.write_text(f"[money]\n{row}\n", "utf-8")
    with pytest.raises(AnswersError, match=rf"\[money\].*{named}"):
        Families.load(file, ANSWERS)
