"""What a report says of itself: that its period still runs, that nothing is compared, that it is invented."""

from datetime import date

from bot.clock import now
from bot.operations.seeding.mark import Mark, begin
from bot.statistics.period import Period
from bot.statistics.report.building import build
from tests.statistics.report.conftest import ON
from tests.statistics.talks import at


def test_a_period_that_runs_is_held_against_as_many_days(filled):
    made = build(filled, Period.read("2026-09"), on=date(2026, 9, 11))
    assert made.asked.over.last == date(2026, 9, 10)
    assert made.before == Period(date(2026, 8, 1), date(2026, 8, 10))
    assert "số liệu tính đến hết ngày 10/09/2026" in made.notes[0]
    assert made.figures["interactions"].before.amount == 15
    assert made.name == "bao-cao-month-2026-09-den-2026-09-10"


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
