"""What is due to be checked again, as it stands on a day."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from bot.advice import rumour_files
from bot.advice.rumours import Rumours
from bot.policy.figures import Policy
from bot.settings import PROJECT
from bot.statistics.blocks import figures_past_review
from bot.statistics.blocks.figures_past_review import NEAR, PAST, SOON
from bot.statistics.period import Period
from bot.statistics.scope import Scope

DAY = date(2026, 11, 22)
TABLE = figures_past_review.TABLE


@pytest.fixture
def block(adviser, monkeypatch):
    """The table on DAY, of these figures and rumours alone."""
    figure = adviser.policy.figure("reference_level", DAY)
    rumour = next(iter(rumour_files.load(PROJECT / "data" / "rumours", adviser)))

    def made(figures=(), rumours=()):
        policy = SimpleNamespace(all_figures=lambda: [replace(figure, **one) for one in figures])
        house = SimpleNamespace(policy=policy, answers=adviser.answers)
        monkeypatch.setattr(figures_past_review, "today", lambda: DAY)
        some = [replace(rumour, name=str(at), claim=f"Tin {at}", **one) for at, one in enumerate(rumours)]
        room = SimpleNamespace(adviser=house, rumours=Rumours(tuple(some)))
        return TABLE.make(room, Scope(Period.read("2026-05")))

    return made


def test_what_is_past_or_near_is_listed_the_longest_overdue_first(block):
    ends = [DAY + timedelta(days=days) for days in (-1, 0, SOON, SOON + 1, -30)]
    found = block([{"review_by": day, "effective_to": None} for day in ends])
    assert [line.cells["days"] for line in found.lines] == [-30, -1, 0, SOON]
    assert [line.cells["state"] for line in found.lines] == [PAST, PAST, NEAR, NEAR]
    assert all(line.link == "/console/knowledge/figures/reference_level" for line in found.lines)
    assert found.answers_to == ()


def test_figures_of_the_past_need_no_more_review(block):
    over = {"review_by": DAY - timedelta(days=9)}
    found = block([over | {"effective_to": DAY - timedelta(days=1)}, over | {"effective_to": DAY}])
    assert len(found.lines) == 1


def test_rumours_are_listed_beside_them_until_the_day_they_hold_to(block):
    found = block(
        rumours=[
            {"review_by": DAY - timedelta(days=1), "holds_to": None},
            {"review_by": DAY + timedelta(days=5), "holds_to": DAY},
            {"review_by": DAY, "holds_to": DAY - timedelta(days=1)},
            {"review_by": DAY + timedelta(days=SOON + 9), "holds_to": None},
        ]
    )
    assert [(line.cells["kind"], line.cells["name"]) for line in found.lines] == [
        ("Tin đồn", "Tin 0"),
        ("Tin đồn", "Tin 1"),
    ]


def test_it_says_how_many_answers_state_the_figure(block, adviser):
    (line,) = block([{"review_by": DAY, "effective_to": None}]).lines
    texts = ["".join(answer.texts()) for answer in adviser.answers]
    assert line.cells["answers"] == sum("{reference_level}" in text or "{reference_level@" in text for text in texts)
    assert line.cells["answers"] > 0


def test_it_agrees_with_what_is_not_stated_any_more(made, monkeypatch, adviser):
    """Of the project's own data, on a day when all have to be checked again."""
    late = date(2029, 1, 1)
    monkeypatch.setattr(figures_past_review, "today", lambda: late)
    block = made(TABLE)
    stale = [one for one in adviser.policy.stale(late) if one.effective_to is None or one.effective_to >= late]
    assert isinstance(adviser.policy, Policy)
    past = [line for line in block.lines if line.cells["state"] == PAST]
    assert sum(line.cells["kind"] == "Số liệu" for line in past) == len(stale) > 0
    assert "01/01/2029" in block.note
