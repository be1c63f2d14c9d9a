"""The tables of facts: every word claimed is said; against the question bank, none lacks and none is made up."""

import json
import re
from collections import defaultdict
from datetime import date

import pytest

from bot.advice.adviser import Adviser, Day
from bot.advice.answers import FURTHER, Answer, Answers, further_aspect
from bot.advice.facts import load
from bot.settings import PROJECT

FOLDER = PROJECT / "data" / "answers" / "facts"
ANSWERS = Answers.load(PROJECT / "data" / "answers")
TABLES = load(FOLDER, ANSWERS)
DAY = Day(date(2026, 11, 22), date(2026, 11, 22))
#: Words by which a text says that a point is not settled.
UNSETTLED = re.compile(r"chưa|có thể|hỏi|không (trả lời|nêu|nói rõ|viết rõ)", re.IGNORECASE)
TOPICS = sorted(path.stem for path in FOLDER.glob("*.toml"))


@pytest.fixture(scope="module")
def bank() -> dict[str, dict[str, dict]]:
    """Topic → aspect → row of the question bank, which lies beside the project where it is maintained."""
    files = sorted((PROJECT.parent / "shared" / "reference").glob("question_bank_*.jsonl"))
    if not files:
        pytest.skip("the question bank does not lie beside the project")
    rows: dict[str, dict[str, dict]] = defaultdict(dict)
    for path in files:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            rows[row["topic"]][row["aspect"]] = row
    return rows


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.answer.key)
def test_every_wording_is_said(table):
    assert table.unsaid() == []


def spoken_with(adviser: Adviser, answer: Answer, words: str) -> list[str]:
    """The whole messages, as a citizen gets them, of the texts that have `words`."""
    texts = [(answer.aspect, answer.text)]
    texts += [(further_aspect(answer.aspect, part), answer.further(part) or "") for part in FURTHER]
    having = [aspect for aspect, text in texts if " ".join(words.split()) in " ".join(text.split())]
    return [adviser.answer(answer.topic, aspect, DAY).text for aspect in having]


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.answer.key)
def test_a_statement_that_is_only_published_carries_the_caution(adviser: Adviser, table):
    caution = adviser.phrases("frame.caution")
    for row in table.facts:
        for words in row.said if row.fact.startswith("[B]") else ():
            messages = spoken_with(adviser, table.answer, words)
            assert any(caution in text or "theo công bố" in text.lower() for text in messages), (row.fact, words)


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.answer.key)
def test_a_statement_that_is_not_settled_is_said_to_be_so(table):
    for row in table.facts:
        if row.fact.startswith(("[C]", "[X]")) and row.said:
            assert UNSETTLED.search(" ".join(row.said)), (row.fact, row.said)


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.answer.key)
def test_a_text_is_read_on_or_after_the_day_it_was_written(table):
    assert table.read_on >= table.answer.checked_on


@pytest.mark.parametrize("topic", TOPICS)
def test_every_fact_of_the_bank_has_its_row_and_no_row_is_made_up(topic, bank):
    rows = {one.answer.aspect: sorted(fact.fact for fact in one.facts) for one in TABLES if one.answer.topic == topic}
    assert rows == {aspect: sorted(row["facts"]) for aspect, row in bank[topic].items()}


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.answer.key)
def test_an_answer_is_as_sure_as_its_first_fact(table, bank):
    """A core that is unsettled is never spoken as settled."""
    confidence = bank[table.answer.topic][table.answer.aspect]["confidence"]
    assert (table.answer.confidence in "CX") == (confidence in "CX"), (table.answer.confidence, confidence)


def test_topics_still_lacking_are_named(bank):
    lacking = sorted(set(bank) - set(TOPICS))
    print("topics without a table of facts:", ", ".join(lacking) or "none")  # noqa: T201  shown by -s
    assert set(TOPICS) <= set(bank), "a table for a topic that the bank does not have"
