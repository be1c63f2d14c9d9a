"""Every approved text on every day from the new law to the end of 2027: it changes with the figures and never else."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import pytest

from bot.advice import wording
from bot.advice.adviser import Day
from bot.advice.answers import FURTHER, further_aspect
from tests.every_day import changes, days

#: The day of the last check: figures are not past review then.
TODAY = date(2026, 11, 21)
#: The decree on fines changed them; no text states a fine before the decree's own text was checked yet.
UNSPOKEN = [date(2026, 9, 10)]


def everything(adviser) -> Iterator[tuple[str, tuple[str, str | None]]]:
    """Every text with its key and how it is asked for: answers, longer versions, examples."""
    for answer in adviser.answers:
        yield answer.key, (answer.aspect, None) if answer.topic == "dialogue" else (answer.topic, answer.aspect)
        for part in FURTHER:
            if answer.further(part):
                aspect = further_aspect(answer.aspect, part)
                yield f"{answer.topic}/{aspect}", (answer.topic, aspect)


@pytest.fixture(scope="module")
def changed(adviser) -> dict[date, set[str]]:
    """Day → the answers that say something else than the day before."""
    found: dict[date, set[str]] = defaultdict(set)
    before: dict[str, tuple[str, str]] = {}
    for on in days(adviser.policy.all_figures()):
        for key, asked in everything(adviser):
            advice = adviser.answer(*asked, Day(on, TODAY))
            said = advice.text.removesuffix(f" Đúng cho ngày {wording.day(on)}."), advice.outcome
            if before.setdefault(key, said) != said:
                found[on].add(key)
            before[key] = said
    return found


def test_texts_change_on_the_dates_of_the_figures_and_on_all_of_them(adviser, changed):
    assert sorted([*changed, *UNSPOKEN]) == changes(adviser.policy.all_figures())


@pytest.mark.parametrize(
    ("on", "answers"),
    [
        (date(2026, 1, 1), {"retirement_age/age_this_year", "occupational_accident/premium"}),
        (
            date(2026, 7, 1),
            {"survivor_death/overview", "social_pension/amount_now", "contribution_level/max_monthly_payment"},
        ),
        (date(2027, 1, 1), {"contribution_level/min_monthly_payment", "state_support/amount_by_group"}),
    ],
)
def test_a_change_of_law_reaches_the_answers_about_it(changed, on, answers):
    assert answers <= changed[on]
