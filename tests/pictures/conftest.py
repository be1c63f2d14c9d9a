"""People to compare, and what is told to them."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.advice.advice import Advice
from bot.advice.adviser import Adviser, Day
from bot.advice.cases import talking
from bot.advice.cases.case import CASES
from bot.advice.cases.facts import Facts

NOVEMBER = Day(date(2026, 11, 21), date(2026, 11, 21))
#: Goes on to pay; has all years and the age; is years short; paid below today's lowest; earns the most.
GOES_ON = {"sex": "F", "birth_month": "1975-03", "months_paid": 120, "income": 3_000_000, "still_paying": True}
HAS_ALL = {"sex": "F", "birth_month": "1960-03", "months_paid": 252, "income": 3_000_000, "still_paying": False}
IS_SHORT = {"sex": "M", "birth_month": "1975-03", "months_paid": 120, "income": 3_000_000, "still_paying": False}
FAR_SHORT = {"sex": "M", "birth_month": "1966", "months_paid": 1, "income": 700_000, "months_more": 7}
#: The most words that a bar needs.
BEGUN = {"sex": "F", "birth_month": "1948", "months_paid": 1, "income": 400_000, "months_more": 48}
LOWEST = {"sex": "F", "birth_month": "1990-02", "months_paid": 60, "income": 1_000_000, "still_paying": True}
RICH = {
    "sex": "M",
    "birth_month": "1969",
    "months_paid": 206,
    "months_before": 35,
    "income": 50_600_000,
    "still_paying": True,
}
PEOPLE = {
    "goes on": GOES_ON,
    "has all": HAS_ALL,
    "is short": IS_SHORT,
    "far short": FAR_SHORT,
    "begun": BEGUN,
    "lowest": LOWEST,
    "rich": RICH,
}

Told = Callable[..., Advice]


@pytest.fixture(scope="session")
def told(adviser: Adviser) -> Told:
    """The comparison for the facts of a person."""

    def tell(day: Day = NOVEMBER, **facts: object) -> Advice:
        return talking.result(adviser, CASES["compare"], Facts.of(facts), day)

    return tell
