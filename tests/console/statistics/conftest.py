"""A small year of talk, counted, for the pages; the citizens are invented."""

from datetime import datetime, timedelta

import pytest

from bot.clock import VIETNAM
from bot.console.console import Console
from bot.house import House
from tests.statistics.talks import Talks, at

#: The day on which the pages are looked at.
TODAY = datetime(2026, 6, 20, 15, 0, tzinfo=VIETNAM)


@pytest.fixture
def today_is(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The pages believe that it is TODAY."""
    for module in ("frame", "report_pages"):
        monkeypatch.setattr(f"bot.console.statistics.{module}.today", TODAY.date)
    return TODAY


@pytest.fixture
def talks(house: House) -> Talks:
    """Writes onto the record of the house."""
    return Talks(house.database)


@pytest.fixture
def year(talks: Talks, console: Console, today_is: datetime) -> Talks:
    """From January to June: more each month, on three channels, some of it judged, handed over, about nothing."""
    people = [
        talks.conversation(channel, audience)
        for channel, audience in (("zalo", "trader"), ("zalo", None), ("telegram", "farm_household"), ("web", None))
    ]
    topics = ("pension_amount", "contribution_level", "lump_sum_conditions")
    for month in range(1, 7):
        for number in range(2 * month):
            when = at(f"2026-{month:02}-{1 + number % 20:02}", f"{7 + number % 14:02}:{number % 60:02}")
            outcome = ("answered", "answered", "unanswered_not_understood", "answered_calculation")[number % 4]
            turn = talks.turn(
                people[number % 4], when, topics[number % 3], outcome, sources=number % 2, question=f"câu số {number}"
            )
            if number % 5 == 0:
                talks.feedback(turn, "good" if number % 2 else "bad", None if number % 2 else "unclear")
    for number in range(3):
        asked = talks.turn(people[0], at("2026-06-10") + timedelta(hours=number), None, "handed_over", aspect=None)
        talks.officer(asked, 60.0 * (number + 1))
    console.statistics.folding.fold()
    return talks
