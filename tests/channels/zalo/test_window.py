"""Free, billed, closed."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.zalo.settings import ZaloSettings
from bot.channels.zalo.window import Window, window

NOW = datetime(2026, 11, 16, 3, 0, tzinfo=UTC)
FREE, OPEN = timedelta(hours=48), timedelta(days=7)
INSTANT = timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("ago", "billed_allowed", "expected"),
    [
        (timedelta(0), False, Window.FREE),
        (-timedelta(minutes=5), False, Window.FREE),
        (FREE, False, Window.FREE),
        (FREE + INSTANT, False, Window.NOT_PAID_FOR),
        (FREE + INSTANT, True, Window.BILLED),
        (OPEN, True, Window.BILLED),
        (OPEN + INSTANT, True, Window.CLOSED),
        (None, True, Window.CLOSED),
    ],
)
def test_the_rule(ago, billed_allowed, expected):
    last = None if ago is None else NOW - ago
    assert window(last, NOW, ZaloSettings(allow_billed=billed_allowed)) is expected


def test_only_free_and_paid_for_is_sent():
    assert [one for one in Window if one.is_open] == [Window.FREE, Window.BILLED]


def test_the_hours_are_settings():
    assert window(NOW - timedelta(hours=25), NOW, ZaloSettings(free_hours=24)) is Window.NOT_PAID_FOR
