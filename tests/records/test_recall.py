"""Recall of advice: who was told which version of a figure."""

from datetime import date

import pytest

from bot.advice.advice import Evidence
from bot.outcomes import Outcome
from bot.records.conversations import Conversations
from bot.records.interactions import Interactions, Question
from bot.records.recall import recall
from bot.records.record import Said

OLD = Evidence("line", "Chuẩn nghèo", 1_500_000, "VND/month", "NĐ 07", date(2022, 1, 1), date(2026, 12, 31))
NEW = Evidence("line", "Chuẩn nghèo", 2_200_000, "VND/month", "NĐ 351", date(2027, 1, 1), None)
OTHER = Evidence("rate", "Tỷ lệ", 0.22, "share", "Luật", date(2025, 7, 1), None)


@pytest.fixture
def told(database):
    """Stores an answer and its evidence."""
    interactions = Interactions(database, "m", "d")

    def store(citizen: str, message: str, *evidence: Evidence) -> str:
        conversation = Conversations(database).of("web", citizen)
        turn, _ = interactions.accept(Question(conversation, "web", message, "?", date(2026, 11, 21)))
        replies = [{"text": f"answer {message}", "buttons": [], "image": None}]
        interactions.contribute(turn, Said(Outcome.ANSWERED, replies, "level", "lowest", 0.9, evidence))
        interactions.finish(turn, Said(Outcome.ERROR))
        return turn

    return store


def test_everybody_who_was_told_the_figure_is_listed_oldest_first(database, told):
    told("bà Tư", "1", OLD, OTHER)
    told("ông Năm", "2", OTHER)
    told("bà Tư", "3", NEW)
    rows = list(recall(database, "line"))
    assert [(one.citizen, one.value, one.texts) for one in rows] == [
        ("bà Tư", 1_500_000, ["answer 1"]),
        ("bà Tư", 2_200_000, ["answer 3"]),
    ]
    assert (rows[0].topic, rows[0].aspect, rows[0].unit) == ("level", "lowest", "VND/month")


@pytest.mark.parametrize(
    ("day", "values"),
    [(date(2026, 12, 31), [1_500_000]), (date(2027, 1, 1), [2_200_000]), (date(2021, 1, 1), [])],
)
def test_one_version_of_a_figure_can_be_recalled(database, told, day, values):
    told("a", "1", OLD)
    told("b", "2", NEW)
    assert [one.value for one in recall(database, "line", day)] == values


def test_an_answer_that_told_both_versions_is_listed_with_both(database, told):
    turn = told("a", "1", OLD, NEW)
    assert [(one.interaction, one.value) for one in recall(database, "line")] == [(turn, 1_500_000), (turn, 2_200_000)]


def test_a_figure_nobody_was_told_gives_nothing(database, told):
    told("a", "1", OTHER)
    assert list(recall(database, "line")) == []


def test_more_rows_than_one_fetch_are_all_there(database, told, monkeypatch):
    monkeypatch.setattr("bot.records.recall.AT_ONCE", 3)
    for number in range(10):
        told(f"citizen {number}", str(number), OLD)
    assert len({one.citizen for one in recall(database, "line")}) == 10
