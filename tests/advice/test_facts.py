"""The table of facts: every fault is named with file, aspect and row; a wording that no text has is found."""

from datetime import date

import pytest

from bot.advice.answers import Answers
from bot.advice.facts import FactsError, load
from tests.advice.conftest import answer

HEAD = 'topic = "level"\nlabel = "mức đóng"\n'
READ = "read_on = 2026-11-22\n"


def row(body: str, aspect: str = "lowest") -> str:
    return f"[[{aspect}.facts]]\n{body}\n"


@pytest.fixture
def tables(tmp_path):
    """Reads `level.toml` of the facts beside an answer that says one thing in each of its texts."""
    answers = tmp_path / "answers"
    answers.mkdir()
    more = 'more = "Tùy  nhóm\\nhỗ trợ {rate}."\nexample = "Bà Na đóng {eg 5 months}."'
    texts = answer("lowest", "Thấp nhất {line}.", more=more) + answer("highest", "Cao nhất {top}.")
    (answers / "level.toml").write_text(HEAD + texts, "utf-8")

    def read(content: str, name: str = "level"):
        folder = tmp_path / "facts"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.toml").write_text(content, "utf-8")
        return load(folder, Answers.load(answers))

    return read


def test_a_table_holds_its_facts_and_the_day_it_was_read(tables):
    (table,) = tables("[lowest]\n" + READ + row('fact = "[A] x"\nsaid = "Thấp nhất"'))
    assert (table.answer.key, table.read_on) == ("level/lowest", date(2026, 11, 22))
    assert [(one.fact, one.said, one.held_by) for one in table.facts] == [("[A] x", ("Thấp nhất",), None)]


def test_a_fact_may_be_said_in_several_places_and_across_lines(tables):
    said = '["Thấp nhất {line}", "Tùy nhóm hỗ trợ {rate}", "đóng {eg 5 months}"]'
    (table,) = tables("[lowest]\n" + READ + row(f'fact = "x"\nsaid = {said}'))
    assert len(table.facts[0].said) == 3
    assert table.unsaid() == []


def test_words_that_no_text_has_are_found(tables):
    (table,) = tables("[lowest]\n" + READ + row('fact = "x"\nsaid = ["Thấp nhất {line}", "Thấp nhất {rate}"]'))
    assert table.unsaid() == ["Thấp nhất {rate}"]


def test_words_may_not_run_from_one_text_into_the_next(tables):
    (table,) = tables("[lowest]\n" + READ + row('fact = "x"\nsaid = "{line}. Tùy nhóm"'))
    assert table.unsaid() == ["{line}. Tùy nhóm"]


def test_what_the_product_does_is_held_by_something_else(tables):
    (table,) = tables("[lowest]\n" + READ + row('fact = "Trợ lý không khuyên"\nheld_by = "the form"'))
    assert (table.facts[0].said, table.facts[0].held_by) == ((), "the form")


def test_tables_come_in_the_order_of_the_answers(tables):
    both = "".join(f"[{name}]\n{READ}" + row(f'fact = "x"\nheld_by = "{name}"', name) for name in ("highest", "lowest"))
    assert [one.answer.aspect for one in tables(both)] == ["lowest", "highest"]


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("[lowest", r"level\.toml: "),
        ("[unheard]\n" + READ + row('fact = "x"\nsaid = "y"', "unheard"), r"\[unheard\]: level has no such answer"),
        ("[lowest]\n" + READ, r"level\.toml \[lowest\]: needs exactly \['facts', 'read_on'\]"),
        ("[lowest]\n" + row('fact = "x"\nsaid = "y"'), "needs exactly"),
        ('lowest = "x"\n', "needs exactly"),
        ("[lowest]\n" + READ + "facts = 5\n", r"facts are rows, \[\[lowest\.facts\]\]"),
        ('[lowest]\nread_on = "soon"\n' + row('fact = "x"\nsaid = "y"'), "read_on is a day"),
        ("[lowest]\nread_on = 2026-11-22T10:00:00\n" + row('fact = "x"\nsaid = "y"'), "read_on is a day"),
        ("[lowest]\n" + READ + "facts = [5]\n", r"row 1: got 5; allowed are \['fact', 'held_by', 'said'\]"),
        ("[lowest]\n" + READ + row('fact = "x"\nsays = "y"'), r"row 1: got .*'says'"),
        ("[lowest]\n" + READ + row('said = "y"'), "row 1: needs a fact"),
        ("[lowest]\n" + READ + row('fact = " "\nsaid = "y"'), "row 1: needs a fact"),
        ("[lowest]\n" + READ + row('fact = "x"'), "row 1: needs said or held_by"),
        ("[lowest]\n" + READ + row('fact = "x"\nsaid = []'), "row 1: needs said or held_by"),
        ("[lowest]\n" + READ + row('fact = "x"\nsaid = ""'), "row 1: said is a text"),
        ("[lowest]\n" + READ + row('fact = "x"\nsaid = [5]'), "row 1: said is a text"),
        ("[lowest]\n" + READ + row('fact = "x"\nheld_by = 5'), "row 1: held_by is a text"),
        (
            "[lowest]\n" + READ + row('fact = "x"\nsaid = "y"') + row('fact = "x"'),
            r"level\.toml \[lowest\] row 2",
        ),
    ],
)
def test_a_fault_is_named(tables, content, named):
    with pytest.raises(FactsError, match=named):
        tables(content)


def test_a_file_of_a_topic_that_is_not_there_is_named(tables):
    with pytest.raises(FactsError, match=r"weather\.toml \[lowest\]: weather has no such answer"):
        tables("[lowest]\n" + READ + row('fact = "x"\nsaid = "y"'), "weather")
