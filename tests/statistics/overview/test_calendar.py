"""What happened when: figures, campaigns, verdicts, models, outages; on both databases."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert

from bot.clock import VIETNAM
from bot.statistics.calendar import Kind, events, stands_in
from bot.statistics.period import Period
from bot.statistics.scope import Scope
from bot.storage.claim_tables import Claim, ClaimVerdict
from bot.storage.personal import table
from tests.statistics.overview.turns import Turn, days


def of(room, rule, code: str, kind: Kind) -> list:
    return [one for one in events(room, Scope(Period.read(code)), rule) if one.kind is kind]


def test_a_new_figure_is_an_event_with_the_answers_that_say_it(room, thresholds) -> None:
    found = of(room, thresholds.calendar, "2026-07", Kind.FIGURE)
    (highest,) = [one for one in found if "Thu nhập cao nhất" in one.about]
    assert highest.first == date(2026, 7, 1)
    assert "50.600.000 đồng" in highest.about
    assert "contribution_level/max_monthly_payment" in highest.aspects


@pytest.mark.parametrize(
    ("code", "is_there"), [("2026-06", False), ("2026-07-10..2026-07-31", True), ("2026-08", False)]
)
def test_only_of_the_period_and_the_days_just_before(room, thresholds, code, is_there) -> None:
    found = of(room, thresholds.calendar, code, Kind.FIGURE)
    assert any(one.first == date(2026, 7, 1) for one in found) == is_there


def test_the_first_value_that_is_known_is_no_change(room, thresholds) -> None:
    for code in ("2026-01", "2026-07", "2026-09"):
        for one in of(room, thresholds.calendar, code, Kind.FIGURE):
            keys = [key for key in room.adviser.policy if key in one.link]
            assert any(len(room.adviser.policy.periods(key)) > 1 for key in keys), one


def test_answers_stand_on_figures_through_calculators_too(adviser) -> None:
    said = stands_in(adviser, date(2026, 11, 1))
    assert "state_support/amount_by_group" in said["rural_poverty_line"]


def test_the_days_of_a_campaign_are_one_event(room, thresholds) -> None:
    (may,) = of(room, thresholds.calendar, "2026-Q2", Kind.CAMPAIGN)
    assert (may.first, may.last, may.code) == (date(2026, 5, 1), date(2026, 5, 31), "may_month")
    assert of(room, thresholds.calendar, "2026-08", Kind.CAMPAIGN) == []


def test_a_published_verdict_is_an_event_of_its_day_in_vietnam(database, room, thresholds) -> None:
    late = datetime(2026, 5, 12, 1, tzinfo=VIETNAM).astimezone(UTC)
    verdict = {
        "claim_id": "claim_1",
        "claim": "x",
        "verdict": "false",
        "refutation": "y",
        "legal_basis": [],
        "confidence": "A",
        "review_by": date(2027, 1, 1),
        "why": "z",
        "proposed_by": "a",
        "proposed_at": late,
    }
    claim = {"id": "claim_1", "text": "tin bịa", "wordings": [], "state": "published", "opened_on": date(2026, 5, 12)}
    with database.engine.begin() as connection:
        connection.execute(insert(table(Claim)), {**claim, "version": 1, "verdict_on": date(2026, 5, 12)})
        connection.execute(
            insert(table(ClaimVerdict)),
            [
                {**verdict, "version": 1, "published_at": late, "published_by": "b"},
                {**verdict, "version": 2, "published_at": None, "published_by": None},
            ],
        )
    (found,) = of(room, thresholds.calendar, "2026-05-12..2026-05-12", Kind.VERDICT)
    assert (found.first, found.about, found.link) == (date(2026, 5, 12), "tin bịa", "/console/claims/claim_1")
    assert of(room, thresholds.calendar, "2026-05-01..2026-05-11", Kind.VERDICT) == []


def test_each_day_from_which_another_model_answers_is_found(written, room, thresholds) -> None:
    models = ["m1"] * 9 + ["m2"] * 15 + ["m3"] * 7
    written([Turn(day, model=model) for day, model in zip(days("2026-05-01", 31), models, strict=True)])
    found = of(room, thresholds.calendar, "2026-05", Kind.MODEL)
    assert [(one.first.day, one.about) for one in found] == [(25, "m3"), (10, "m2")]


def test_days_on_which_much_failed_are_an_outage(written, fold, room, thresholds) -> None:
    written([Turn(day, outcome="error") for day in days("2026-05-03", 2) for _ in range(25)])
    written([Turn(day) for day in days("2026-05-02", 4) for _ in range(30)])
    written([Turn(date(2026, 5, 20), outcome="error") for _ in range(3)])
    fold()
    (found,) = of(room, thresholds.calendar, "2026-05", Kind.OUTAGE)
    assert (found.first.day, found.last.day, found.number) == (3, 4, 50)


def test_a_busy_day_with_as_many_failures_is_none(written, fold, room, thresholds) -> None:
    written([Turn(date(2026, 5, 3), outcome="error" if number < 25 else "answered") for number in range(300)])
    fold()
    assert of(room, thresholds.calendar, "2026-05", Kind.OUTAGE) == []
