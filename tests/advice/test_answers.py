"""The schema of answer files: every fault is named with file and aspect."""

import pytest

from bot.advice.answers import Answers, AnswersError
from tests.advice.conftest import answer


@pytest.fixture
def load(tmp_path):
    def read(content: str, name: str = "level"):
        (tmp_path / f"{name}.toml").write_text(content, "utf-8")
        return Answers.load(tmp_path)

    return read


HEAD = 'topic = "level"\nlabel = "mức đóng"\n'


def test_an_answer_is_found_by_topic_and_aspect(load):
    answers = load(HEAD + answer("lowest", "Thấp nhất {line}.", more='next = ["level/lowest"]'))
    found = answers.find("level", "lowest")
    assert (found.key, found.text, found.outcome) == ("level/lowest", "Thấp nhất {line}.", "answered")
    assert answers.find("level", "highest") is None
    assert answers.find("level") is None


def test_an_answer_may_say_more_on_request(load):
    answers = load(HEAD + answer("lowest", "x", more='more = " Kỹ hơn. "') + answer("rate", "y"))
    lowest, rate = answers.find("level", "lowest"), answers.find("level", "rate")
    assert (lowest.further("more"), lowest.further("example"), lowest.texts()) == ("Kỹ hơn.", None, ("x", "Kỹ hơn."))
    assert rate.texts() == ("y",)


def test_plain_intents_live_in_the_topic_dialogue(load):
    answers = load('topic = "dialogue"\nlabel = "trò chuyện"\n' + answer("greet", "Chào."), "dialogue")
    assert answers.find("greet").text == "Chào."


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (HEAD + answer("a", "đóng 22%"), r"level.toml \[a\] text: bare numbers \['22'\]"),
        (HEAD + answer("a", "x", more='more = "đóng 22%"'), r"level.toml \[a\] more: bare numbers \['22'\]"),
        (HEAD + answer("a", "x", more='example = "5 năm"'), r"level.toml \[a\] example: bare numbers \['5'\]"),
        (HEAD + answer("a", "x", more="more = true"), r"level.toml \[a\] more: expected a text, got True"),
        (HEAD + answer("a", "x", confidence="D"), "confidence 'D'; allowed are A, B, C, X"),
        (HEAD + answer("a", "x", more='outcome = "solved"'), "allowed are answered, "),
        (HEAD + answer("a", "x", more='colour = "red"'), r"unknown \['colour'\]"),
        (HEAD + answer("a", "x").replace('ask = "a"', f'ask = "{"a" * 41}"'), "longer than 40"),
        (HEAD + '[a]\nask = "a"\n', r"missing \['checked_on', 'confidence', 'text'\]"),
        (HEAD + answer("a", "x", more='next = ["level/b"]'), "next names level/b, which has no answer"),
        (HEAD + 'a = "text"\n', "expected a table"),
        ('topic = "other"\nlabel = "x"\n', 'needs topic = "level"'),
        ("topic = ", "level.toml: "),
    ],
)
def test_a_fault_is_named(load, content, named):
    with pytest.raises(AnswersError, match=named):
        load(content)
