"""The filter: what it reads from an address, what it finds, that pages join without a gap; on both databases."""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from bot.clock import VIETNAM, now
from bot.console.conversations import finding, searching
from bot.console.conversations.filters import FilterRefused
from bot.console.conversations.finding import Finder
from bot.outcomes import Outcome
from bot.storage.review_tables import Review
from tests.console.conversations.conftest import asked


@pytest.fixture
def finder(record) -> Finder:
    return Finder(record.database)


def review(record, turn, verdict, supersedes=None):
    row = {"interaction_id": turn, "reviewer": "lan", "verdict": verdict, "model_version": "m", "round": 1, "note": ""}
    more = {"sampled": False, "reviewed_at": now(), "seconds": 3.0, "supersedes": supersedes, "to_content": False}
    with record.database.session() as session:
        return session.execute(insert(Review).values(row | more).returning(Review.id)).scalar_one()


def test_without_a_filter_all_turns_are_there_the_latest_first(record):
    for number in range(3):
        record.says(f"câu {number}")
    assert record.found() == ["câu 2", "câu 1", "câu 0"]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"topic": "lump_sum_conditions"}, ["rút"]),
        ({"topic": ["lump_sum_conditions", "small"]}, ["chào", "rút"]),
        ({"aspect": "min_monthly_payment", "topic": "small"}, ["chào"]),
        ({"outcome": "small_talk"}, ["chào"]),
        ({"outcome": ["small_talk", "error"]}, ["chào"]),
        ({"channel": "web", "outcome": "answered"}, ["rút", "đóng"]),
        ({"channel": "zalo"}, []),
        ({"confidence_to": "50"}, ["rút"]),
        ({"confidence_from": "40", "confidence_to": "40"}, ["rút"]),
        ({"confidence_from": "41"}, ["chào", "đóng"]),
        ({"author": "machine", "q": "rut"}, ["rút"]),
        ({"author": "officer"}, []),
        ({"officer": "lan"}, []),
        ({"q": "dap rut", "confidence_to": "50"}, ["rút"]),
        ({"audience": "trader"}, []),
        ({"campaign": "may_month"}, []),
    ],
)
def test_parts_of_the_filter(record, given, found):
    record.says("đóng")
    record.says("rút", "đáp", topic="lump_sum_conditions", confidence=0.4)
    record.says("chào", topic="small", outcome=Outcome.SMALL_TALK)
    assert record.found(**given) == found


def test_feedback_good_bad_or_none(record):
    good, bad = record.says("hay"), record.says("dở")
    record.judge(good, "good")
    record.judge(bad, "bad")
    assert record.found(feedback="good") == ["hay"]
    assert record.found(feedback=["bad", "good"]) == ["dở", "hay"]
    assert record.found(feedback="none") == ["được rồi", "được rồi"]


def test_reviewed_or_not_by_the_verdict_that_stands(record):
    wrong, undone, _ = (record.says(one) for one in ("sai", "đã rút lại", "chưa soát"))
    first = review(record, wrong, "right")
    review(record, wrong, "wrong", first)
    review(record, undone, "undone", review(record, undone, "right"))
    assert record.found(review="yes") == ["sai"]
    assert record.found(review="wrong") == ["sai"]
    assert record.found(review="right") == []
    assert record.found(review="no") == ["chưa soát", "đã rút lại"]
    assert record.found(review=["no", "wrong"]) == ["chưa soát", "đã rút lại", "sai"]
    assert record.found(review="yes", q="sai") == ["sai"]


def test_days_are_those_of_vietnam_and_both_are_included(record):
    midnight = now().astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=3)
    for name, moment in (
        ("hôm trước", midnight - timedelta(seconds=1)),
        ("đầu ngày", midnight),
        ("cuối ngày", midnight + timedelta(hours=23, minutes=59, seconds=59)),
        ("hôm sau", midnight + timedelta(days=1)),
    ):
        record.move(record.says(name), moment)
    day = midnight.date().isoformat()
    assert record.found(from_=day, to=day) == ["cuối ngày", "đầu ngày"]
    assert record.found(to=day) == ["cuối ngày", "đầu ngày", "hôm trước"]
    assert record.found(from_=day, q="ngay") == ["cuối ngày", "đầu ngày"]


@pytest.mark.parametrize("given", [{}, {"q": "cau"}, {"q": "cau", "confidence_from": "1"}, {"feedback": "none"}])
def test_pages_join_without_a_gap(record, finder, given, monkeypatch):
    questions = [record.questions(number) for number in range(7)]
    monkeypatch.setattr(finding, "_CHUNK", 2)
    # Of a search on PostgreSQL, so that both of its ways are gone.
    monkeypatch.setattr(searching, "EACH", 1)
    seen, before = [], None
    while True:
        rows, before = finder.page(asked(**given), before, most=3)
        seen += [row.question for row in rows]
        if before is None:
            break
    assert seen == questions[::-1]
    assert [row.question for row in finder.every(asked(**given))] == seen


def test_news_are_those_of_the_filter(record, finder):
    record.says("cũ")
    newest = finder.page(asked())[0][0].number
    assert finder.news(asked(), newest) == 0
    record.says("mới")
    record.says("rút", topic="lump_sum_conditions")
    assert finder.news(asked(), newest) == 2
    assert finder.news(asked(topic="lump_sum_conditions"), newest) == 1
    assert finder.news(asked(q="moi"), newest) == 1


def test_a_row_tells_what_is_shown(record, finder):
    turn = record.says("hỏi", "đáp", beside="thông báo")
    record.judge(turn, "bad")
    review(record, turn, "incomplete")
    row = finder.page(asked(q="hỏi"))[0][0]
    assert (row.id, row.question, row.answer, row.verdict, row.review) == (turn, "hỏi", "đáp", "bad", "incomplete")
    assert (row.author, row.officer, row.is_erased, row.answer_code) == ("machine", None, False, None)


@pytest.mark.parametrize(
    "given",
    [
        {"q": "x" * 201},
        {"q": "?!"},
        {"from_": "05/11/2026"},
        {"from_": "0001-01-01"},
        {"to": "9999-12-31"},
        {"from_": "2026-11-05", "to": "2026-11-04"},
        {"confidence_from": "-1"},
        {"confidence_to": "101"},
        {"confidence_to": "0.5"},
        {"confidence_to": "٣"},
        {"outcome": "solved"},
        {"feedback": "great"},
        {"review": "undone"},
        {"author": "robot"},
        {"topic": "x" * 65},
        {"topic": "a\0"},
        {"topic": [f"t{number}" for number in range(61)]},
    ],
)
def test_what_cannot_be_asked_for_is_named(given):
    with pytest.raises(FilterRefused) as refused:
        asked(**given)
    assert refused.value.name == next(iter(reversed(given))).rstrip("_")
    assert refused.value.allowed


@pytest.mark.parametrize("words", ["'; drop table review; --", '" OR "1"="1', "a* OR b*", "NEAR(a, b)", "x%_\\", "a:b"])
def test_hostile_words_find_nothing_and_break_nothing(record, words):
    record.says("câu hỏi")
    assert record.found(q=words) == []
    assert record.found(topic=words) == []


def test_an_empty_address_asks_for_everything():
    assert asked() == asked(q="", topic="", from_="", outcome=[""])
    assert asked(from_="2026-11-05").since == date(2026, 11, 5)
