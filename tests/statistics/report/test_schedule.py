"""Reports write themselves once, whatever is killed when."""

from datetime import date

import pytest

from bot.settings import SettingsRefused
from bot.statistics.report import files, schedule
from bot.statistics.report.kinds import Kind
from bot.statistics.report.schedule import ReportSettings, Schedule, chore, read

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


def test_nothing_while_days_wait_to_be_counted(scheduled, built, monkeypatch, filled):
    monkeypatch.setattr(type(filled.folding), "waiting", lambda _self: 3)
    assert scheduled().look(OCTOBER) == []


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
