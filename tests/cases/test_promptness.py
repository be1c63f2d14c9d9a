"""The share of reports that a person took in within three working days (B-38)."""

from datetime import date

import pytest

from bot.cases.promptness import Promptness, promptness
from bot.cases.states import Ground, State
from tests.cases.conftest import MAI, Office

FRIDAY = date(2026, 11, 13)


def taken(office: Office, on: date | None, what: str, opened: date = FRIDAY) -> int:
    """A report that somebody takes in on a day."""
    number = office.number(office.report(what, day=opened))
    if on:
        office.room.cases.move(MAI, number, State.RECEIVED, "nhận", version=1, today=on)
    return number


def test_three_working_days_are_counted_over_the_weekend(office):
    taken(office, date(2026, 11, 18), "đúng hạn, thứ tư tuần sau")
    taken(office, date(2026, 11, 19), "muộn một ngày")
    taken(office, None, "chưa ai nhận")
    taken(office, None, "của kỳ khác", date(2026, 11, 1))

    def on(day: int) -> Promptness:
        return promptness(
            office.database, office.room.clocks, date(2026, 11, 10), date(2026, 11, 15), date(2026, 11, day)
        )

    assert on(18) == Promptness(in_time=1, late=1, waiting=1)
    assert on(19) == Promptness(in_time=1, late=2, waiting=0)
    assert on(19).share == pytest.approx(1 / 3)


def test_a_case_opened_again_counts_by_the_first_time(office):
    number = taken(office, date(2026, 11, 16), "đóng rồi mở lại")
    office.room.cases.move(
        MAI, number, State.CLOSED, "xong", version=2, today=date(2026, 11, 17), ground=Ground.UNREADABLE
    )
    office.room.cases.move(MAI, number, State.VERIFYING, "mở lại", version=3, today=date(2026, 12, 1))
    assert promptness(office.database, office.room.clocks, FRIDAY, FRIDAY, date(2026, 12, 1)).in_time == 1


def test_without_reports_there_is_no_share(office):
    assert promptness(office.database, office.room.clocks, FRIDAY, FRIDAY, FRIDAY).share is None
