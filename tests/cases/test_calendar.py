"""Working days: the file's own days, properties on invented calendars, and the bar of due dates."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cases.calendar import CalendarError, WorkingCalendar
from bot.settings import PROJECT

FILE = PROJECT / "data" / "offices" / "holidays.toml"
CALENDAR = WorkingCalendar.load(FILE)
DAY = timedelta(days=1)
DAYS = st.dates(date(2025, 1, 1), date(2027, 9, 30))


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2026, 11, 16), 2, date(2026, 11, 18)),
        (date(2026, 11, 19), 2, date(2026, 11, 23)),
        (date(2026, 2, 13), 2, date(2026, 2, 24)),
        (date(2025, 1, 24), 1, date(2025, 2, 3)),
        (date(2025, 4, 25), 1, date(2025, 4, 26)),
        (date(2025, 4, 29), 1, date(2025, 5, 5)),
        (date(2026, 1, 8), 2, date(2026, 1, 10)),
        (date(2026, 8, 21), 2, date(2026, 8, 24)),
        (date(2026, 8, 28), 1, date(2026, 9, 3)),
        (date(2026, 4, 24), 1, date(2026, 4, 28)),
    ],
    ids=[
        "midweek",
        "weekend",
        "tet 2026",
        "tet 2025",
        "worked saturday",
        "bridge",
        "new year",
        "august",
        "sept",
        "gio to",
    ],
)
def test_known_stretches(start, count, due):
    reckoned = CALENDAR.after(start, count)
    assert (reckoned.day, reckoned.sure) == (due, True)


def test_what_is_not_announced_yet_is_counted_as_worked_and_marked():
    due = CALENDAR.after(date(2027, 2, 3), 2)
    assert due.day == date(2027, 2, 5)
    assert due.at_latest == date(2027, 2, 12)
    assert not due.sure


def test_a_deadline_past_the_calendar_is_not_sure():
    due = CALENDAR.after(date(2027, 12, 30), 3)
    assert due.day == date(2028, 1, 4)
    assert not due.sure
    assert not CALENDAR.after(date(2024, 12, 30), 1).sure


def test_calendar_days_end_on_a_working_day():
    assert CALENDAR.days_after(date(2026, 11, 5), 10).day == date(2026, 11, 16)
    assert CALENDAR.days_after(date(2026, 11, 6), 10).day == date(2026, 11, 16)
    assert CALENDAR.days_after(date(2026, 1, 28), 20).day == date(2026, 2, 23)


def test_a_worked_saturday_is_no_place_to_move_away_from():
    assert CALENDAR.days_after(date(2026, 8, 12), 10).day == date(2026, 8, 22)


def test_eleven_statutory_days_a_year_are_given():
    """Điều 112: eleven paid days; those of a weekend are made up for, so each year has eleven weekdays at least."""
    for year in (2025, 2026, 2027):
        given_ = [day for day in CALENDAR.closed | CALENDAR.expected if day.year == year]
        swapped = [day for day in CALENDAR.worked if day.year == year]
        assert len(given_) - len(swapped) >= 11, year


def test_every_closed_day_names_its_source():
    import tomllib

    table = tomllib.loads(FILE.read_text("utf-8"))
    for row in [*table["closed"], *table["worked"]]:
        assert row["source"], row


@given(DAYS, st.integers(1, 40))
def test_the_end_is_worked_and_so_many_working_days_lie_up_to_it(start, count):
    due = CALENDAR.after(start, count)
    assert CALENDAR.is_working(due.day)
    assert CALENDAR.between(start, due.day) == count
    assert due.day <= due.at_latest


@given(DAYS, st.integers(1, 30), st.integers(1, 30))
def test_a_longer_limit_never_ends_earlier_and_limits_add_up(start, first, second):
    once = CALENDAR.after(start, first + second).day
    assert CALENDAR.after(CALENDAR.after(start, first).day, second).day == once
    assert CALENDAR.after(start, first).day < once


@given(DAYS, st.integers(0, 60), st.integers(1, 40))
def test_a_later_start_never_ends_earlier(start, later, count):
    assert CALENDAR.after(start, count).day <= CALENDAR.after(start + later * DAY, count).day
    assert CALENDAR.days_after(start, count).day <= CALENDAR.days_after(start + later * DAY, count).day


@given(DAYS, DAYS)
def test_between_is_the_same_backwards(one, other):
    assert CALENDAR.between(one, other) == -CALENDAR.between(other, one)


@given(DAYS, st.integers(1, 60))
def test_calendar_days_move_forward_only_over_closed_days(start, count):
    due = CALENDAR.days_after(start, count).day
    end = start + count * DAY
    assert due >= end
    assert CALENDAR.is_working(due)
    assert not any(CALENDAR.is_working(end + step * DAY) for step in range((due - end).days))


@pytest.mark.parametrize("count", [0, -1])
def test_no_limit_without_a_day(count):
    with pytest.raises(ValueError, match="at least one day"):
        CALENDAR.after(date(2026, 11, 16), count)


WRONG = {
    "twice": 'days = [2026-01-01, 2026-01-01]\nstate = "announced"',
    "a weekday": 'days = [2026-01-03]\nstate = "announced"',
    "a weekday from": 'days = [2028-01-03]\nstate = "announced"',
    "allowed are announced": 'days = [2026-01-01]\nstate = "perhaps"',
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_wrong_file_is_refused(fault, tmp_path):
    path = tmp_path / "holidays.toml"
    path.write_text(f'from = 2026-01-01\nuntil = 2026-12-31\n[[closed]]\nname = "x"\n{WRONG[fault]}\n')
    with pytest.raises(CalendarError, match=fault):
        WorkingCalendar.load(path)


def test_a_worked_day_that_makes_up_for_nothing_is_refused(tmp_path):
    path = tmp_path / "holidays.toml"
    path.write_text(
        'from = 2026-01-01\nuntil = 2026-12-31\n[[closed]]\nname = "x"\ndays = [2026-01-01]\nstate = "announced"\n'
        "[[worked]]\nday = 2026-01-10\ninstead_of = 2026-01-02\n"
    )
    with pytest.raises(CalendarError, match="makes up for"):
        WorkingCalendar.load(path)


# The recount of the bar: written by hand from the yearly decisions, without the file and without the class.
_SHUT = """
2025-01-01 2025-01-27 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-04-07 2025-04-30 2025-05-01 2025-05-02
2025-09-01 2025-09-02
2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-04-27 2026-04-30 2026-05-01
2026-08-31 2026-09-01 2026-09-02
2027-01-01 2027-04-16 2027-04-30 2027-05-03 2027-09-02
""".split()  # noqa: SIM905  a calendar is read by its lines
_OPEN_SATURDAYS = ["2025-04-26", "2026-01-10", "2026-08-22"]
#: Requests begin around what can go wrong.
_EDGES = [
    "2025-01-25",
    "2025-04-26",
    "2025-09-01",
    "2026-01-02",
    "2026-02-14",
    "2026-04-26",
    "2026-08-22",
    "2026-09-01",
]


#: Every worked day of four years.
_WORKED = [
    str(day)
    for day in (date(2025, 1, 1) + step * DAY for step in range(1461))
    if str(day) in _OPEN_SATURDAYS or (day.strftime("%a") not in ("Sat", "Sun") and str(day) not in _SHUT)
]


def recount(start: date, limit: int, unit: str) -> date:
    """Looked up in the list of worked days."""
    if unit == "working_days":
        return date.fromisoformat([one for one in _WORKED if one > str(start)][limit - 1])
    end = str(start + limit * DAY)
    return date.fromisoformat(next(one for one in _WORKED if one >= end))


def test_bar_a_thousand_requests_have_no_wrong_due_date(capsys):
    chance = random.Random(2026)
    wrong = []
    for number in range(1_000):
        around = date.fromisoformat(chance.choice(_EDGES)) if number % 2 else date(2025, 1, 2)
        start = around + chance.randrange(-12, 13) * DAY if number % 2 else around + chance.randrange(800) * DAY
        limit, unit = chance.choice(
            [(2, "working_days"), (3, "working_days"), (10, "days"), (15, "days"), (20, "days")]
        )
        due = CALENDAR.due(start, limit, unit).day
        if due != recount(start, limit, unit):
            wrong.append((start, limit, unit, due))
    with capsys.disabled():
        print(f"\nB-33: 1,000 requests across weekends, Tết and swapped days: {len(wrong)} wrong due dates")  # noqa: T201
    assert wrong == []
