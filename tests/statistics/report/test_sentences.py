"""Sentences are filled from figures and tables, and left out where there is nothing to say."""

import pytest

from bot.console.statistics.written import written
from bot.settings import PROJECT
from bot.statistics.block import Block, Column, Line
from bot.statistics.measure import Unit, Value
from bot.statistics.measures.citizens import MEASURE as COUNT
from bot.statistics.measures.interactions import MEASURE as TURNS
from bot.statistics.measures.response_p50 import MEASURE as TIME
from bot.statistics.measures.two_way import MEASURE as SHARE
from bot.statistics.report.content import Figure
from bot.statistics.report.plan import Sentence
from bot.statistics.report.sentences import GapRefused, sentences
from bot.statistics.report.words import Words
from bot.statistics.report.written import amount, change, told

WORDS = Words.load(PROJECT / "data" / "report" / "words.toml")
FIGURES = {
    "citizens": Figure(COUNT, Value(12345, 12345), Value(10000, 10000)),
    "two_way": Figure(SHARE, Value(0.4534, 1234, 2722), Value(0.4, 400, 1000)),
    "speed": Figure(TIME, Value(0.7, at_most=True), None),
    "none": Figure(SHARE, Value(None, 0, 0, why="Không có lượt nào."), None),
}
TOPICS = Block(
    "topics",
    "Chủ đề",
    "",
    [Column("topic", "Chủ đề"), Column("turns", "Lượt", Unit.COUNT)],
    [Line({"topic": "Lương hưu", "turns": 1500}), Line({"topic": "Mức đóng", "turns": None})],
)


def said(say: str, otherwise: str = "") -> list[str]:
    made = sentences([Sentence(say, otherwise)], FIGURES, {"topics": TOPICS}, WORDS)
    return [one.replace("\u00a0", " ") for one in made]


@pytest.mark.parametrize(
    ("say", "read"),
    [
        ("{citizens} người", "12.345 người"),
        ("{citizens.change} so với {citizens.before}", "tăng 23,4 % so với 10.000"),
        ("{two_way} ({two_way.part}/{two_way.whole})", "45,3 % (1.234/2.722)"),
        ("{two_way.change}", "tăng 5,3 điểm %"),
        ("{speed}", "không quá 0,7 giây"),
        ("“{topics:1.topic}” {topics:1.turns}", "“Lương hưu” 1.500"),
    ],
)
def test_gaps_are_filled(say, read):
    assert said(say) == [read]


@pytest.mark.parametrize(
    "gap", ["{none}", "{none.before}", "{none.change}", "{speed.part}", "{topics:2.turns}", "{topics:3.topic}"]
)
def test_a_sentence_without_its_number_is_not_said(gap):
    assert said(f"Có {gap}.") == []
    assert said(f"Có {gap}.", "Không có.") == ["Không có."]


@pytest.mark.parametrize("gap", ["{nothing}", "{two_way.half}", "{words:1.topic}", "{topics:1.words}"])
def test_a_gap_that_names_nothing_is_refused(gap):
    with pytest.raises(GapRefused):
        said(gap)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize(
    "value", [None, 0, 1, 0.5, 0.9996, 12, 59.9, 60, 119, 120, 1234.5, 5400, 7200, 90000, 172800, 1234567]
)
def test_amounts_are_written_as_on_the_pages(value, unit):
    page = written(value, unit)
    assert amount(value, unit, WORDS).replace("\u00a0", " ") == f"{page.number} {page.word}".strip().replace(
        "\u00a0", " "
    )


def test_what_cannot_be_told_is_no_nought():
    assert told(FIGURES["none"].value, Unit.SHARE, WORDS) == "không tính được"


@pytest.mark.parametrize(
    ("now", "then", "unit", "words"),
    [
        (5, 5, Unit.COUNT, "không đổi"),
        (3, 10, Unit.COUNT, "giảm 7"),
        (30, 40, Unit.COUNT, "giảm 25,0 %"),
        (7, 0, Unit.COUNT, "tăng 7"),
        (0.5, 0.50001, Unit.SHARE, "gần bằng"),
        (90.0, 30.0, Unit.SECONDS, "tăng 1 phút"),
        (None, 1, Unit.SHARE, ""),
    ],
)
def test_changes_in_words(now, then, unit, words):
    measure = {Unit.COUNT: COUNT, Unit.SHARE: SHARE, Unit.SECONDS: TIME}[unit]
    assert moved(Figure(measure, Value(now), Value(then))) == words


def moved(figure):
    return change(figure, WORDS).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("measure", "now", "then", "lengths", "words"),
    [
        (TURNS, 2800, 3100, (28, 31), "giảm 9,7 % (mỗi ngày không đổi)"),
        (TURNS, 9200, 9000, (92, 91), "tăng 2,2 % (mỗi ngày tăng 1,1 %)"),
        (TURNS, 28001, 31000, (28, 31), "giảm 9,7 % (mỗi ngày gần bằng)"),
        (TURNS, 2800, 3100, None, "giảm 9,7 %"),
        (TURNS, 12, 15, (28, 31), "giảm 3"),
        (COUNT, 2800, 3100, (28, 31), "giảm 9,7 %"),
        (SHARE, 0.5, 0.4, (28, 31), "tăng 10,0 điểm %"),
    ],
)
def test_of_periods_that_are_not_as_long_the_change_a_day_stands_beside(measure, now, then, lengths, words):
    assert moved(Figure(measure, Value(now), Value(then), lengths)) == words


def test_a_percentile_says_of_how_many():
    assert told(Value(900, of=6, at_most=True), Unit.SECONDS, WORDS) == "không quá 15 phút (6 lượt)"
