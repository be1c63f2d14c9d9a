"""Searches in stretches of time: nothing is lost between them, and PostgreSQL takes the index for them."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, text

from bot.clock import now
from bot.console.conversations import searching
from bot.console.conversations.finding import Finder
from bot.storage.review_tables import Review
from bot.storage.search_tables import WORDS_INDEX
from tests.console.conversations.conftest import asked

#: Days ago: close together, then far apart, so that the last stretches are long.
DAYS = (0, 1, 2, 3, 20, 21, 60, 90, 200, 201, 400, 401)
ALL = [f"câu {place}" for place in range(len(DAYS))]


@pytest.fixture
def spread(record, monkeypatch):
    """A record of more than a year, read so that almost nothing counts as the latest."""
    monkeypatch.setattr(searching, "EACH", 0)
    for place, days in enumerate(DAYS):
        topic = "small" if place % 2 else "large"
        turn = record.says(f"câu {place}", "đáp hiếm" if place in {5, 11} else "đáp", topic=topic, confidence=0.5)
        record.move(turn, now() - timedelta(days=days))
    return record


@pytest.mark.parametrize("most", [1, 3, 50])
@pytest.mark.parametrize(
    ("given", "places"),
    [
        ({"q": "cau"}, range(12)),
        ({"q": "hiem"}, [5, 11]),
        ({"q": '"dap hiem"'}, [5, 11]),
        ({"q": "hi* cau"}, [5, 11]),
        ({"q": '"hiem dap"'}, []),
        ({"topic": "small"}, range(1, 12, 2)),
        ({"topic": ["small", "large"], "channel": "web"}, range(12)),
        ({"topic": "small", "q": "hiem", "author": "machine"}, [5, 11]),
        ({"topic": "large", "q": "hiem"}, []),
        ({"topic": "small", "confidence_to": "50", "q": "cau"}, range(1, 12, 2)),
        ({"topic": "small", "confidence_to": "40"}, []),
        ({"topic": "small", "review": "no"}, range(1, 12, 2)),
        ({"q": "cau", "feedback": "none"}, range(12)),
        ({"q": "cau", "feedback": "bad"}, []),
    ],
)
def test_every_page_together_is_what_the_filter_lets_through(spread, given, places, most):
    found, before = [], None
    while True:
        rows, before = Finder(spread.database).page(asked(**given), before, most)
        found += [row.question for row in rows]
        if before is None:
            break
    assert found == [ALL[place] for place in places]


def test_days_bound_a_search_on_both_sides(spread):
    since, until = ((now() - timedelta(days=days)).date().isoformat() for days in (205, 15))
    assert spread.found(q="cau", from_=since, to=until) == ALL[4:10]
    assert spread.found(topic="small", from_=since, to=until) == [ALL[5], ALL[7], ALL[9]]


def test_a_verdict_is_searched_for_as_soon_as_it_is_given(spread):
    turn = spread.says("hay thật")
    given = spread.judge(turn, "good")
    assert spread.found(q="hay", feedback="good") == ["hay thật"]
    assert spread.found(feedback=["good", "bad"], channel="web") == ["hay thật"]
    spread.judge(turn, "bad")
    assert spread.found(q="hay", feedback="good") == []
    assert spread.found(q="hay", feedback=["bad", "none"]) == ["hay thật"]
    review = {"interaction_id": given, "reviewer": "lan", "verdict": "right", "model_version": "m", "round": 1}
    more = {"note": "", "sampled": False, "reviewed_at": now(), "seconds": 3.0, "to_content": False}
    with spread.database.session() as session:
        session.execute(insert(Review).values(review | more))
    assert spread.found(q="duoc", review="yes", outcome="feedback_received") == ["được rồi"]


@pytest.mark.parametrize(
    "given", [{"q": "hiem"}, {"topic": "small"}, {"q": "hiem", "topic": "small", "author": "officer"}]
)
def test_postgresql_takes_the_index_of_words_with_all_that_it_holds(spread, given):
    if spread.database.engine.dialect.name != "postgresql":
        pytest.skip("PostgreSQL's own")
    statement = searching._indexed(asked(**given), 0, 10**12)
    with spread.database.looking() as connection:
        connection.execute(text("set local enable_seqscan = off"))
        connection.execute(text("set local enable_indexonlyscan = off"))
        compiled = statement.compile(connection)
        plan = "\n".join(connection.exec_driver_sql(f"explain {compiled}", compiled.params).scalars())
    condition = next(line for line in plan.splitlines() if "Index Cond" in line)
    assert WORDS_INDEX in plan
    assert condition.count("&&") == len(given) - ("q" in given)
    assert ("@@" in condition) == ("q" in given)


@pytest.mark.parametrize(
    ("given", "is_indexed"),
    [
        ({}, False),
        ({"q": "hiem"}, True),
        ({"q": "hiem", "confidence_to": "40"}, True),
        ({"topic": "small"}, True),
        ({"topic": "small", "confidence_to": "40"}, False),
        ({"topic": "small", "review": "no"}, False),
        ({"feedback": "none"}, False),
        ({"feedback": "bad"}, False),
        ({"campaign": "may_month"}, False),
        ({"campaign": "may_month", "feedback": "bad"}, True),
        ({"feedback": ["bad", "good"]}, True),
    ],
)
def test_the_index_of_words_is_asked_where_nothing_better_is(given, is_indexed):
    assert searching.is_indexed(asked(**given)) == is_indexed


def test_stretches_join_and_end():
    found = [*searching._stretches(1_000, 900, 100, is_whole=False)]
    assert found == [(500, 900), (99, 500)]
    assert [*searching._stretches(1_000, 900, 100, is_whole=True)] == [(99, 900)]
    far = [*searching._stretches(10**12, 10**12 - 10**9, 0, is_whole=False)]
    assert [high for _, high in far] == [10**12 - 10**9, *(low for low, _ in far[:-1])]
    assert far[-1][0] == -1
