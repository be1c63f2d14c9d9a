"""When officers answer, what a message sent now becomes on a channel, and what the waiting are told."""

from datetime import datetime, timedelta

import pytest

from bot.channels.zalo.settings import ZaloSettings
from bot.clock import VIETNAM
from bot.outbox.contacts import Known
from bot.settings import PROJECT
from bot.talks.hours import HoursError, OfficeHours
from bot.talks.windows import Way, reach
from tests.channels.loopback import Loopback

OFFICES = PROJECT / "data" / "offices"
NOW = datetime.fromisoformat("2026-11-23T02:00Z")


def at(day, time):
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=VIETNAM)


@pytest.fixture(scope="module")
def hours():
    return OfficeHours.load(OFFICES)


@pytest.mark.parametrize(
    ("day", "time", "is_open", "opens"),
    [
        ("2026-11-23", "08:00", True, ("2026-11-23", "08:00")),
        ("2026-11-23", "07:59", False, ("2026-11-23", "08:00")),
        ("2026-11-23", "11:30", False, ("2026-11-23", "13:30")),
        ("2026-11-23", "16:59", True, ("2026-11-23", "16:59")),
        # The 24th is a holiday only expected: nobody is told a day that may not be kept.
        ("2026-11-23", "17:00", False, ("2026-11-25", "08:00")),
        ("2026-11-20", "18:00", False, ("2026-11-23", "08:00")),
        ("2026-11-22", "10:00", False, ("2026-11-23", "08:00")),
        ("2026-01-01", "10:00", False, ("2026-01-02", "08:00")),
    ],
)
def test_when_the_office_is_open_and_opens(hours, day, time, is_open, opens):
    if day == "2026-01-01":
        # The day after may be swapped: what counts is that the holiday itself is closed.
        assert not hours.is_open(at(day, time))
        assert hours.opens(at(day, time)) > at(day, "23:59")
        return
    assert hours.is_open(at(day, time)) is is_open
    assert hours.opens(at(day, time)) == at(*opens)


def test_a_moment_in_utc_is_the_same_moment(hours):
    assert hours.is_open(NOW)
    assert hours.opens(NOW - timedelta(hours=3)) == at("2026-11-23", "08:00")


@pytest.mark.parametrize("sessions", ["[]", '[["11:30", "08:00"]]', '[["08:00", "12:00"], ["11:00", "17:00"]]'])
def test_hours_that_overlap_or_end_before_they_begin_are_refused(tmp_path, sessions):
    (tmp_path / "hours.toml").write_text(f"sessions = {sessions}", "utf-8")
    (tmp_path / "holidays.toml").write_text((OFFICES / "holidays.toml").read_text("utf-8"), "utf-8")
    with pytest.raises(HoursError, match="sessions"):
        OfficeHours.load(tmp_path)


def known(hours_ago, reason=None):
    return Known("zalo", "address", NOW - timedelta(hours=hours_ago), reason, None)


class ZaloLike:
    """Zalo's settings without its network."""

    def __new__(cls, **settings):
        from bot.channels.zalo.channel import Zalo

        made = Zalo.__new__(Zalo)
        made.settings = ZaloSettings.model_validate(settings)
        return made


@pytest.mark.parametrize(
    ("hours_ago", "allows", "way"),
    [
        (1, False, Way.FREE),
        (48, False, Way.FREE),
        (49, False, Way.NOT_PAID_FOR),
        (49, True, Way.BILLED),
        (169, True, Way.CLOSED),
    ],
)
def test_zalos_window_is_known_before_anything_is_written(hours_ago, allows, way):
    found = reach(ZaloLike(allow_billed=allows), known(hours_ago), NOW)
    assert found.way is way
    assert found.free_until == NOW + timedelta(hours=48 - hours_ago)
    assert found.open_until == NOW + timedelta(hours=168 - hours_ago)
    assert found.is_refused is (way in {Way.NOT_PAID_FOR, Way.CLOSED})


def test_the_web_has_no_window_and_a_channel_without_one_neither():
    assert reach(None, None, NOW).way is Way.PAGE
    assert reach(Loopback(), known(9999), NOW).way is Way.ALWAYS


def test_who_blocked_us_and_a_channel_that_is_off_are_out_of_reach():
    assert reach(Loopback(), known(1, "left"), NOW).way is Way.UNREACHABLE
    assert reach(None, known(1), NOW).is_refused
    assert reach(Loopback(why_closed="window: closed"), known(1), NOW).way is Way.CLOSED
