"""The filter of the room: what an address says, what it may not say, what it is compared with."""

from dataclasses import replace
from datetime import date

import pytest
from litestar.exceptions import ValidationException

from bot.console.statistics.asked import read
from bot.console.statistics.called import called, named
from bot.console.statistics.compared import Compare, compared
from bot.console.statistics.names import Names as RoomNames
from bot.console.statistics.remembered import parts
from bot.statistics.conditions import CONDITIONS
from bot.statistics.period import Period
from bot.statistics.scope import DIMENSIONS
from bot.statistics.themes import THEMES

TODAY = date(2026, 6, 20)


class Names:
    """Two values each; one campaign that only a link named."""

    def of(self, dimension):
        return {"channel": {"web": "", "zalo": ""}, "topic": {"pension_amount": ""}}.get(dimension, {"known": ""})

    def is_counted(self, dimension, value):
        return dimension == "campaign" and value == "cho-phien"


def asked(query=""):
    found = {}
    for part in filter(None, query.split("&")):
        name, value = part.split("=")
        found.setdefault(name, []).append(value)
    return read(lambda name: found.get(name, []), Names(), TODAY)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "2026-06"),
        ("period=2026-Q1", "2026-Q1"),
        ("period=2025", "2025"),
        ("period=2026-2030", "2026-2030"),
        ("period=2026-05-03..2026-05-09", "2026-05-03..2026-05-09"),
        ("period=days&from=2026-05-03&to=2026-05-09", "2026-05-03..2026-05-09"),
        ("from=2026-05-01&to=2026-05-31", "2026-05"),
        ("period=2021-2030", "2021-2030"),
        ("period=2026-Q1&from=2026-05-03&to=2026-05-09", "2026-Q1"),
    ],
)
def test_a_period_is_read_and_written_back(query, code):
    found = asked(query)
    assert found.period.code == code
    assert asked(found.query()) == found


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("period=2026-13", "period"),
        ("period=1999", "period"),
        ("period=hôm qua", "period"),
        ("period=days&from=2026-05-09&to=2026-05-03", "to"),
        ("period=days&from=2026-02-30&to=2026-03-01", "from"),
        ("period=days", "from"),
        ("compare=yesterday", "before, year, none"),
        ("period=2020-2030", "3653 days"),
        ("from=2020-01-01&to=2030-01-01", "3653 days"),
        ("channel=sms", "web, zalo, ~"),
        ("audience=nobody", "known"),
        ("campaign=khac", "known"),
        ("topic=" + ",".join(f"t{number}" for number in range(30)), "at most 20"),
    ],
)
def test_what_is_wrong_is_named_with_what_is_allowed(query, word):
    with pytest.raises(ValidationException, match=word):
        asked(query)


def test_the_filter_goes_through_an_address_and_back():
    found = asked("period=2026-05&compare=year&channel=zalo,web&channel=zalo&audience=~&campaign=cho-phien")
    assert found.scope.of("channel") == ("zalo", "web")
    assert found.scope.of("audience") == ("",)
    assert found.query() == "period=2026-05&compare=year&channel=zalo,web&audience=~&campaign=cho-phien"
    assert asked(found.query()) == found


@pytest.mark.parametrize(
    ("code", "how", "expected"),
    [
        ("2026-05", Compare.BEFORE, "2026-04"),
        ("2026-06", Compare.BEFORE, "2026-05-01..2026-05-19"),
        ("2026-06", Compare.YEAR, "2025-06-01..2025-06-19"),
        ("2026-Q2", Compare.BEFORE, "2026-01-01..2026-03-21"),
        ("2026-06-20..2026-06-30", Compare.BEFORE, None),
        ("2026-05", Compare.YEAR, "2025-05"),
        ("2026-07", Compare.BEFORE, None),
        ("2026-05", Compare.NONE, None),
        ("2020-01", Compare.BEFORE, None),
        ("2020-01", Compare.YEAR, None),
    ],
)
def test_as_many_days_are_compared_as_are_over(code, how, expected):
    found = compared(Period.read(code), TODAY, how)
    assert (found and found.code) == expected


@pytest.mark.parametrize(
    ("code", "lengths"), [("2026-05", (31, 30)), ("2026-06", None), ("2026-Q2", None), ("2026-Q1", None)]
)
def test_days_that_are_not_as_many_are_told(code, lengths):
    assert replace(asked(f"period={code}"), since=date(2026, 1, 1)).lengths == lengths


def test_a_month_that_is_longer_than_the_one_before_is_compared_with_all_of_that():
    assert compared(Period.read("2026-03"), date(2026, 3, 30), Compare.BEFORE) == Period.read("2026-02")


@pytest.mark.parametrize(
    ("code", "number", "last"), [("2026-05", 31, "2026-05-31..2026-05-31"), ("2026", 12, "2026-12")]
)
def test_a_course_is_of_days_or_of_months(code, number, last):
    found = parts(Period.read(code))
    assert (len(found), found[-1].code) == (number, last)


def test_the_edges_of_a_course_stay_edges():
    found = [one.code for one in parts(Period(date(2026, 1, 15), date(2026, 3, 10)))]
    assert found == ["2026-01-15..2026-01-31", "2026-02", "2026-03-01..2026-03-10"]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_condition_has_words(condition):
    sentence, values = called(condition)
    assert values.get("name") != condition, "its own name is shown"
    assert sentence % values


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2026-05", "tháng 5/2026"),
        ("2026-Q2", "quý 2/2026"),
        ("2026", "năm 2026"),
        ("2026-2030", "giai đoạn 2026–2030"),
        ("2026-05-03..2026-05-09", "03/05/2026–09/05/2026"),
        ("2026-05-03..2026-05-03", "03/05/2026"),
    ],
)
def test_a_period_has_words(code, words):
    sentence, values = named(Period.read(code))
    assert sentence % values == words


def test_the_sum_over_all_values_is_no_value(year, console):
    names = RoomNames(console.statistics, console.review.subjects)
    assert names.is_counted("topic", "pension_amount")
    assert not any(names.is_counted(dimension, "*") for dimension in DIMENSIONS)


def test_the_pages_are_the_themes():
    from bot.console.statistics.names import THEME_WORDS

    assert THEME_WORDS == THEMES
