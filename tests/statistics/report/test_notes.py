"""What a report says of itself: that its period still runs, that nothing is compared, that it is invented."""

import re
from datetime import date

import yaml

from bot.clock import now
from bot.operations.seeding.mark import Mark, begin
from bot.settings import PROJECT
from bot.statistics.changes import UNSURE
from bot.statistics.period import Period
from bot.statistics.registry import tables
from bot.statistics.report.building import build
from bot.statistics.report.plan import Plan
from tests.statistics.report.conftest import ON
from tests.statistics.talks import at


def test_a_period_that_runs_is_held_against_as_many_days(filled):
    made = build(filled, Period.read("2026-09"), on=date(2026, 9, 11))
    assert made.asked.over.last == date(2026, 9, 10)
    assert made.before == Period(date(2026, 8, 1), date(2026, 8, 10))
    assert "số liệu tính đến hết ngày 10/09/2026" in made.notes[0]
    assert made.figures["interactions"].before.amount == 15
    assert made.name == "bao-cao-month-2026-09-den-2026-09-10"


def test_periods_of_other_lengths_are_said_with_the_change_a_day(room, talk, fold):
    for month, days in (("01", 31), ("02", 28)):
        for day in range(1, days + 1):
            talk.turn(when=at(f"2026-{month}-{day:02}"))
    fold()
    made = build(room, Period.read("2026-02"), on=date(2026, 3, 5))
    assert "Kỳ báo cáo có 28 ngày, kỳ so sánh có 31 ngày" in " ".join(made.notes)
    said = " ".join(made.sections[0].sentences).replace("\u00a0", " ")
    assert "số lượt tương tác giảm 9,7 % (mỗi ngày không đổi), số người dân giảm 9,7 %;" in said


def test_periods_of_one_length_need_no_change_a_day(room, talk, fold):
    for month in ("07", "08"):
        for day in range(1, 32):
            talk.turn(when=at(f"2026-{month}-{day:02}"))
    fold()
    made = build(room, Period.read("2026-08"), on=date(2026, 9, 5))
    assert not [note for note in made.notes if "31 ngày" in note]
    assert "mỗi ngày" not in " ".join(made.sections[0].sentences)


def test_the_letter_tells_what_was_asked_and_the_workbook_everything(room, talk, fold):
    for topic, number in (("greet", 9), (None, 7), ("thank", 6), ("pension_amount", 3), ("state_support", 2)):
        for _ in range(number):
            talk.turn(when=at("2026-09-02"), topic=topic, aspect=None)
    fold()
    made = build(room, Period.read("2026-09"), on=ON)
    (shown,) = (one for section in made.sections for one in section.tables if one.block.key == "topics")
    assert [line.scope["topic"] for line in shown.lines] == ["pension_amount", "state_support"]
    assert "Không kể chào hỏi" in shown.block.note
    assert {line.scope["topic"] for line in made.blocks["topics"].lines} >= {"greet", "", "thank"}
    (aspects,) = (one for section in made.sections for one in section.tables if one.block.key == "aspects")
    assert {line.scope["topic"] for line in aspects.lines} == {"pension_amount", "state_support"}
    said = " ".join(" ".join(section.sentences) for section in made.sections)
    assert (
        re.search(r"Không kể chào hỏi[^“]*chủ đề được hỏi nhiều nhất là “[^”]*” \(3 lượt", said)
        or "nhiều nhất" not in said
    )


def test_every_topic_that_is_no_question_is_one(adviser):
    plan = Plan.load(PROJECT / "data" / "report" / "sections.toml")
    known = set(yaml.safe_load((PROJECT / "domain.yml").read_text("utf-8"))["intents"]) | UNSURE
    assert plan.no_questions <= known
    assert all(adviser.answers.topic(code) is None for code in plan.no_questions)
    assert plan.of_questions <= set(tables())


def test_without_data_of_before_nothing_is_compared(filled):
    made = build(filled, Period.read("2026-Q3"), on=ON)
    assert made.before is None
    assert all(figure.before is None for figure in made.figures.values())
    text = " ".join(made.notes)
    assert "Không so sánh với kỳ trước" in text
    assert "mới có từ ngày 01/08/2026; các ngày trước đó của kỳ báo cáo không có số liệu" in text


def test_without_anything_to_compare_with_no_table_has_columns_of_before(filled):
    shown = {
        table.block.key: table
        for made in build(filled, Period.read("2026-Q3"), on=ON).sections
        for table in made.tables
    }
    assert [column.key for column in shown["topics"].columns] == ["topic", "turns", "share"]
    assert [column.key for column in shown["topics"].drawn] == ["turns"]


def test_an_empty_record_is_said(room):
    assert "Hệ thống chưa có số liệu nào." in build(room, Period.read("2026-09"), on=ON).notes


def test_invented_talk_marks_its_report(room, talk, fold):
    with room.database.session() as session:
        begin(session.connection(), Mark(date(2026, 9, 1), date(2026, 9, 30), 1, "d1", 1), now())
    talk.turn(when=at("2026-09-02"))
    fold()
    assert build(room, Period.read("2026-09"), on=ON).is_demonstration
