"""Likeness of questions, steps, days before, addresses, words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.statistics.alike import grouped
from bot.statistics.earlier import earlier
from bot.statistics.measures.response_p95 import MEASURE as P95
from bot.statistics.opening import turns
from bot.statistics.period import Period
from bot.statistics.ratios import part, share_of
from bot.statistics.registry import measures, tables
from bot.statistics.scope import Scope
from bot.statistics.words import Words


def test_questions_alike_stand_together():
    questions = [
        "giờ tính sao",
        "thẻ cũ có dùng được không",
        "gio tinh sao",
        "Thẻ cũ có dùng đc không?",
        "gio tính s",
        "",
    ]
    assert grouped(questions, str) == [
        ["giờ tính sao", "gio tinh sao", "gio tính s"],
        ["thẻ cũ có dùng được không", "Thẻ cũ có dùng đc không?"],
        [""],
    ]


@given(some.lists(some.text("abc đé?", max_size=9), max_size=20))
def test_each_question_stands_in_one_group(questions):
    items = list(enumerate(questions))
    groups = grouped(items, lambda one: one[1])
    assert sorted(one for group in groups for one in group) == items
    assert [len(group) for group in groups] == sorted((len(group) for group in groups), reverse=True)


def test_what_was_not_understood_leads_to_its_talks(room, talk, fold):
    said = {"giờ tính sao": 2, "cái đó được không vậy": 1}
    ids = [
        talk.turn(question=text, outcome="unanswered_not_understood")
        for text, times in said.items()
        for _ in range(times)
    ]
    talk.turn(question="giờ tính sao")
    fold()
    block = tables()["questions_not_understood"].make(room, Scope(Period.read("2026-05")))
    assert [(line.cells["group"], line.cells["alike"]) for line in block.lines] == [("1", 2), ("1", 2), ("2", 1)]
    assert {line.link for line in block.lines} == {f"/console/conversations/{one}#turn" for one in ids}
    assert "mới nhất" not in block.adds_up


def test_only_the_newest_are_read(room, talk, fold, monkeypatch):
    monkeypatch.setattr("bot.statistics.blocks.questions_not_understood.MOST", 2)
    for _ in range(3):
        talk.turn(outcome="unanswered_not_understood")
    fold()
    block = tables()["questions_not_understood"].make(room, Scope(Period.read("2026-05")))
    assert len(block.lines) == 2
    assert "Chỉ 2 câu mới nhất; kỳ này có 3." in block.adds_up


def test_a_percentile_past_all_steps_is_not_told(room, talk, fold):
    may = Scope(Period.read("2026-05"))
    assert P95.value(room.books, may).why == "Không có lượt nào để đo."
    talk.turn(took=61)
    fold()
    value = P95.value(room.books, may)
    assert (value.amount, value.of, value.why) == (None, 1, "Hơn 60 giây.")
    for _ in range(19):
        talk.turn(took=0.6)
    fold()
    value = P95.value(room.books, may)
    assert (value.amount, value.at_most) == (0.7, True)


def test_reports_are_not_told_of_days_or_filters(room):
    def why(period: str, **wanted: tuple[str, ...]) -> str:
        value = measures()["reports_received"].value(room.books, Scope(Period.read(period), wanted))
        assert value.amount is None or not value.why
        return value.why

    assert "mọi kênh" in why("2026-05", channel=("zalo",))
    assert "tháng trọn" in why("2026-05-01..2026-05-30")
    assert not why("2026-05")
    assert measures()["reports_received"].rows is None


def test_comparisons_heed_the_filter_of_topics(room, talk, fold):
    for topic in ("pension_vs_lump_sum", "pension_amount"):
        talk.turn(topic=topic, outcome="answered_calculation")
    fold()
    measure, may = measures()["comparisons"], Scope(Period.read("2026-05"))
    assert measure.value(room.books, may).amount == 1
    assert measure.value(room.books, may.at("topic", "pension_amount")).amount == 0
    assert measure.value(room.books, may.at("topic", "pension_amount", "pension_vs_lump_sum")).amount == 1
    assert "không bao giờ khuyên" in measure.definition


@pytest.mark.parametrize(
    ("period", "today", "before"),
    [
        ("2026-05", "2026-11-22", "2026-04"),
        ("2026-05", "2026-05-10", "2026-04-01..2026-04-09"),
        ("2026-03", "2026-03-31", "2026-02"),
        ("2026-03", "2026-03-30", "2026-02"),
        ("2026-Q2", "2026-04-15", "2026-01-01..2026-01-14"),
        ("2026-05-04..2026-05-10", "2026-11-22", "2026-04-27..2026-05-03"),
    ],
)
def test_the_days_before_are_as_many_as_are_over(period, today, before):
    scope = Scope(Period.read(period), {"channel": ("zalo",)})
    assert earlier(scope, date.fromisoformat(today)) == scope.within(Period.read(before))


def test_nothing_lies_before_the_first_year_or_a_period_ahead():
    assert earlier(Scope(Period.read("2020")), date(2026, 1, 1)) is None
    assert earlier(Scope(Period.read("2027")), date(2026, 1, 1)) is None


def test_on_its_first_day_nothing_of_a_period_is_over():
    assert earlier(Scope(Period.read("2026-05")), date(2026, 5, 1)) is None


def test_an_address_of_turns():
    scope = Scope(Period.read("2026-Q2"), {"topic": ("pension_amount", ""), "channel": ("zalo",)})
    assert turns(scope, "h07") == (
        "/console/statistics/rows?period=2026-Q2&channel=zalo&topic=pension_amount,~&condition=h07"
    )


def test_words(adviser, room):
    words = Words(adviser, room.audiences, room.campaigns)
    assert words.topic("contribution_level") == "Mức đóng BHXH tự nguyện"
    assert words.topic("talk_to_officer") == "Gặp cán bộ"
    assert words.topic("") == words.topic("nlu_fallback") == "Chưa rõ chủ đề, các bước của mẫu"
    assert words.topic("misinformation") == "Tin đồn về BHXH, lừa đảo"
    assert words.topic("of_tomorrow") == "of_tomorrow"
    assert words.aspect("book_or_card_vssid", "lost_book") == "Mất sổ BHXH thì làm sao?"
    assert (words.aspect("maternity", ""), words.aspect("maternity", "new")) == ("Cả chủ đề", "new")
    assert words.audience("trader") == "Tiểu thương, hộ kinh doanh cá thể"
    assert words.audience("gone") == "gone"
    assert (words.campaign("to-roi"), words.campaign("")) == ("to-roi", "Không rõ đợt")


def test_nothing_of_nothing_cannot_be_told():
    assert part(0, 0) is None
    assert (share_of(0, 0).amount, share_of(1, 4).amount) == (None, 0.25)
