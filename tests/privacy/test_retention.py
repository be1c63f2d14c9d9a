"""The schedule of retention: calendar months, floors that no file can lower, constants of the rooms it speaks of."""

import importlib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.retention import PURGED, RetentionRefused, Schedule, Way, earlier
from bot.settings import PROJECT

FILE = PROJECT / "data" / "privacy" / "retention.toml"
FLOORS = '[log]\nwhat = "l"\nmonths = 12\nway = "file"\n[audit]\nwhat = "a"\nmonths = 12\nway = "keep"\nwhy = "w"\n'


def written(folder: Path, text: str) -> Path:
    file = folder / "retention.toml"
    file.write_text(text, "utf-8")
    return file


def test_the_projects_own_schedule_has_every_kind():
    schedule = Schedule.load(FILE)
    asked_for = {
        "chat",
        "advice",
        "report",
        "audit",
        "consent",
        "working_memory",
        "picture_file",
        "inbox",
        "outbox",
        "log",
    }
    assert asked_for <= set(schedule)
    assert len(schedule) == len(list(schedule))
    assert {kept.way for kept in schedule.values()} == set(Way)


def test_the_projects_own_lengths_are_cautious():
    schedule = Schedule.load(FILE)
    for name, kept in schedule.items():
        if kept.way in PURGED:
            assert kept.months is not None, name
            assert kept.months >= 12, name
            assert kept.since, name


def constant(where: str) -> Any:
    module, _, path = where.partition(":")
    found: Any = importlib.import_module(module)
    for name in path.split("."):
        found = found.model_fields[name].default if hasattr(found, "model_fields") else getattr(found, name)
    return found


@pytest.mark.parametrize("name", [name for name, kept in Schedule.load(FILE).items() if kept.way is Way.OWN])
def test_what_a_room_forgets_by_itself_is_as_the_schedule_says(name):
    kept = Schedule.load(FILE)[name]
    assert kept.days is not None
    found = constant(kept.where)
    days = timedelta(days=kept.days)
    if isinstance(found, timedelta):
        assert found == days or (name == "moment" and found < days)
    elif "hours" in kept.where:
        assert timedelta(hours=found) == days
    else:
        assert timedelta(days=found) == days


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 22), 12, date(2025, 11, 22)),
        (date(2026, 11, 22), 60, date(2021, 11, 22)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2028, 3, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 15), 12, date(2025, 12, 15)),
    ],
)
def test_months_are_calendar_months(day, months, before):
    assert earlier(day, months) == before


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 600))
def test_so_many_months_before_is_that_month(day, months):
    before = earlier(day, months)
    assert (day.year - before.year) * 12 + day.month - before.month == months
    assert before.day <= day.day


def test_days_are_days(tmp_path):
    text = FLOORS + '[x]\nwhat = "x"\ndays = 8\nway = "delete"\n'
    assert Schedule.load(written(tmp_path, text))["x"].over_before(date(2026, 3, 5)) == date(2026, 2, 25)


def test_what_has_no_length_is_never_over():
    schedule = Schedule.load(FILE)
    with pytest.raises(ValueError, match="no length"):
        schedule["chain"].over_before(date(2026, 11, 22))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (FLOORS.replace("months = 12", "months = 11", 1), "log: must be kept for at least 12 months; this cannot be"),
        (FLOORS.replace("months = 12", "days = 4000", 1), "log: must be kept for at least 12 months"),
        (FLOORS.replace('months = 12\nway = "keep"', 'way = "keep"'), "audit: must be kept for at least 12 months"),
        (FLOORS.partition("[audit]")[0], "audit is missing"),
        (FLOORS + '[x]\nwhat = "x"\nway = "erase"\n', "x: way erase needs months or days"),
        (FLOORS + '[x]\nwhat = "x"\nway = "own"\n', "x: way own needs months or days"),
        (FLOORS + '[x]\nwhat = "x"\nmonths = 1\ndays = 1\nway = "erase"\n', "x: either months or days"),
        (FLOORS + '[x]\nwhat = "x"\nmonths = 0\nway = "erase"\n', "x: either months or days, at least 1"),
        (FLOORS + '[x]\nwhat = "x"\nway = "with"\nwhere = "y"\n', "x: ends with 'y', which is no kind"),
        (FLOORS + '[x]\nwhat = "x"\nway = "keep"\n', "x: is kept without a reason"),
        (FLOORS + '[x]\nwhat = "x"\nway = "burn"\n', "Invalid enum value"),
        (FLOORS + '[x]\nwhat = "x"\nway = "keep"\nwhy = "w"\nyears = 3\n', "unknown field"),
        ("[log", "retention.toml"),
    ],
)
def test_a_broken_schedule_is_refused_with_its_fault(tmp_path, text, fault):
    with pytest.raises(RetentionRefused, match=fault):
        Schedule.load(written(tmp_path, text))


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(RetentionRefused, match=r"none\.toml"):
        Schedule.load(tmp_path / "none.toml")
