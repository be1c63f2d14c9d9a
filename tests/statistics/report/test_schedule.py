"""Reports write themselves once, whatever is killed when."""

from datetime import UTC, date

import pytest
from sqlalchemy import insert, update

from bot.settings import SettingsRefused
from bot.statistics.report import files, schedule
from bot.statistics.report.kinds import Kind
from bot.statistics.report.schedule import ReportSettings, Schedule, chore, read
from bot.storage.personal import table
from bot.storage.statistics_tables import StatisticsStale, StatisticsState
from tests.statistics.talks import at

OCTOBER = date(2026, 10, 2)
NAME = "bao-cao-month-2026-09"


class Killed(BaseException):
    """The process ends."""


@pytest.fixture
def built(monkeypatch):
    """Reports that were made, each with little in it: what is in them is tested elsewhere."""
    made = []

    def build(room, period, kind, on):
        made.append(period.code)
        return type("Little", (), {"name": f"bao-cao-{kind}-{period.code}"})()

    monkeypatch.setattr(schedule, "build", build)
    monkeypatch.setattr(files, "docx", lambda report: f"letter {report.name}".encode())
    monkeypatch.setattr(files, "xlsx", lambda report: f"book {report.name}".encode())
    return made


@pytest.fixture
def told():
    return []


@pytest.fixture
def scheduled(filled, tmp_path, told):
    def make(*kinds, after_days=1):
        return Schedule(
            filled, tmp_path, ReportSettings(schedule=kinds or (Kind.MONTH,), after_days=after_days), told.append
        )

    return make


def written(home):
    return sorted(file.name for file in (home / "reports").glob("*")) if (home / "reports").exists() else []


def test_a_finished_month_is_written_and_told_once(scheduled, built, told, tmp_path):
    assert scheduled().look(OCTOBER) == [NAME]
    assert scheduled().look(OCTOBER) == scheduled().look(date(2026, 10, 31)) == []
    assert (built, told) == (["2026-09"], [NAME])
    assert written(tmp_path) == [f".{NAME}.done", f"{NAME}.docx", f"{NAME}.xlsx"]
    assert (tmp_path / "reports" / f"{NAME}.docx").read_bytes() == f"letter {NAME}".encode()


def test_not_before_the_days_after_it_have_passed(scheduled, built):
    assert scheduled().look(date(2026, 10, 1)) == ["bao-cao-month-2026-08"]
    assert scheduled(after_days=5).look(date(2026, 10, 5)) == []
    assert scheduled(after_days=5).look(date(2026, 10, 6)) == [NAME]
    assert built == ["2026-08", "2026-09"]


def test_each_kind_in_its_time(scheduled, built):
    both = scheduled(Kind.MONTH, Kind.QUARTER)
    assert both.look(OCTOBER) == [NAME, "bao-cao-quarter-2026-Q3"]
    assert both.look(date(2026, 11, 2)) == ["bao-cao-month-2026-10"]


def test_nothing_of_the_time_before_there_was_data(scheduled, built, tmp_path):
    assert scheduled(Kind.YEAR, Kind.STAGE, Kind.MAY, Kind.QUARTER).look(date(2026, 8, 20)) == []
    assert written(tmp_path) == []


@pytest.fixture
def october(database, room, talk, tmp_path, built, told, monkeypatch):
    """Five turns of October, counted while it ran; gives the schedule, and a way to count at a moment."""
    for number in range(5):
        talk.turn(when=at(f"2026-10-{1 + number:02}"))

    def fold(moment):
        monkeypatch.setattr("bot.statistics.folding.now", lambda: moment.astimezone(UTC))
        room.folding.fold()

    fold(at("2026-10-20"))
    return Schedule(room, tmp_path, ReportSettings(schedule=(Kind.MONTH,)), told.append), fold


NOVEMBER = date(2026, 11, 2)


def test_nothing_from_counts_that_are_older_than_the_day_on_which_it_is_due(october):
    schedule, fold = october
    assert schedule.look(NOVEMBER) == []
    fold(at("2026-11-01", "23:59"))
    assert schedule.look(NOVEMBER) == []
    fold(at("2026-11-02", "00:00"))
    assert schedule.look(NOVEMBER) == ["bao-cao-month-2026-10"]


def test_nothing_while_turns_of_the_period_wait_to_be_counted(october, talk):
    schedule, fold = october
    fold(at("2026-11-02", "00:30"))
    # What is said after the period, and not yet counted, is no reason to wait.
    talk.turn(when=at("2026-11-02", "00:31"))
    late = talk.turn(when=at("2026-10-30"))
    assert schedule.look(NOVEMBER) == []
    assert late
    fold(at("2026-11-02", "00:40"))
    assert schedule.look(NOVEMBER) == ["bao-cao-month-2026-10"]


@pytest.mark.parametrize(
    ("grain", "bucket", "waits"),
    [
        ("f", date(2026, 10, 9), True),
        ("d", date(2026, 10, 31), True),
        ("m", date(2026, 10, 1), True),
        ("d", date(2026, 11, 1), False),
        ("m", date(2026, 11, 1), False),
    ],
)
def test_nothing_while_a_day_or_month_of_it_is_stale(october, database, grain, bucket, waits):
    schedule, fold = october
    fold(at("2026-11-02", "00:30"))
    with database.session() as session:
        session.execute(insert(table(StatisticsStale)).values(grain=grain, bucket=bucket))
    assert bool(schedule.look(NOVEMBER)) is not waits


def test_nothing_from_counts_of_another_definition(october, database):
    schedule, fold = october
    fold(at("2026-11-02", "00:30"))
    with database.session() as session:
        session.execute(update(table(StatisticsState)).values(definition="0"))
    assert schedule.look(NOVEMBER) == []


def test_killed_between_the_files_both_are_there_after_the_next_look(scheduled, built, told, monkeypatch, tmp_path):
    put = files.put

    def once(file, content):
        if file.suffix == ".docx":
            raise Killed
        put(file, content)

    monkeypatch.setattr(files, "put", once)
    with pytest.raises(Killed):
        scheduled().look(OCTOBER)
    assert (written(tmp_path), told) == ([f"{NAME}.xlsx"], [])
    monkeypatch.setattr(files, "put", put)
    assert scheduled().look(OCTOBER) == [NAME]
    assert told == [NAME]


def test_killed_while_writing_no_half_file_is_left(tmp_path, monkeypatch):
    def fail(_number):
        raise Killed

    monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(Killed):
        files.put(tmp_path / "a.docx", b"half")
    assert list(tmp_path.iterdir()) == []


def test_killed_before_it_was_told_it_is_told_and_not_written_again(scheduled, built, told, filled, tmp_path):
    def killed(_name):
        raise Killed

    dying = Schedule(filled, tmp_path, ReportSettings(schedule=(Kind.MONTH,)), killed)
    with pytest.raises(Killed):
        dying.look(OCTOBER)
    assert scheduled().look(OCTOBER) == [NAME]
    assert (built, told) == (["2026-09"], [NAME])


def test_files_that_staff_took_away_are_not_written_again(scheduled, built, tmp_path):
    scheduled().look(OCTOBER)
    (tmp_path / "reports" / f"{NAME}.docx").unlink()
    assert scheduled().look(OCTOBER) == []


def test_without_a_schedule_there_is_no_chore(filled, tmp_path, told, built, monkeypatch):
    monkeypatch.delenv("ANSINH_REPORT_SCHEDULE", raising=False)
    assert chore(filled, tmp_path, told.append) is None
    monkeypatch.setenv("ANSINH_REPORT_SCHEDULE", "month")
    monkeypatch.setattr(schedule, "today", lambda: OCTOBER)
    found = chore(filled, tmp_path, told.append)
    assert found.do() == [NAME] == told


@pytest.mark.parametrize(
    ("given", "kinds"),
    [("", ()), ("month", (Kind.MONTH,)), (" month, quarter,month ", (Kind.MONTH, Kind.QUARTER)), ("may,", (Kind.MAY,))],
)
def test_the_setting_names_kinds(monkeypatch, given, kinds):
    monkeypatch.setenv("ANSINH_REPORT_SCHEDULE", given)
    assert read().schedule == kinds


@pytest.mark.parametrize(("name", "value"), [("SCHEDULE", "weekly"), ("AFTER_DAYS", "0"), ("AFTER_DAYS", "x")])
def test_a_wrong_setting_is_named(monkeypatch, name, value):
    monkeypatch.setenv(f"ANSINH_REPORT_{name}", value)
    with pytest.raises(SettingsRefused, match=f"ANSINH_REPORT_{name}"):
        read()
