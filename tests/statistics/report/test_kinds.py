"""Which period a report is of, and what is said of one that it cannot be of."""

from datetime import date

import pytest

from bot.cli.report import TEMPLATES
from bot.settings import PROJECT
from bot.statistics.period import Period
from bot.statistics.report.kinds import Kind, ReportRefused, asked, finished
from bot.statistics.report.words import Words

TODAY = date(2026, 11, 22)
WORDS = Words.load(PROJECT / "data" / "report" / "words.toml")


@pytest.mark.parametrize(
    ("period", "template", "kind", "named"),
    [
        ("2026-10", None, Kind.MONTH, "tháng 10 năm 2026"),
        ("2026-Q3", None, Kind.QUARTER, "quý III năm 2026"),
        ("2025", None, Kind.YEAR, "năm 2025"),
        ("2026-2030", None, Kind.STAGE, "giai đoạn 2026-2030"),
        ("2026-05", None, Kind.MONTH, "tháng 5 năm 2026"),
        ("2026-05", "may", Kind.MAY, "trong Tháng vận động triển khai BHXH toàn dân (tháng 5 năm 2026)"),
    ],
)
def test_a_period_has_its_template(period, template, kind, named):
    found = asked(period, template, TODAY)
    assert (found.kind, found.period.code) == (kind, period)
    assert WORDS.period(found.period, found.kind) == named


def test_what_still_runs_is_counted_up_to_yesterday():
    found = asked("2026-Q4", None, TODAY)
    assert found.is_running
    assert found.over == Period(date(2026, 10, 1), date(2026, 11, 21))
    assert not asked("2026-10", None, TODAY).is_running
    assert not asked("2026-11", None, date(2026, 12, 1)).is_running


@pytest.mark.parametrize(
    ("period", "template", "told"),
    [
        ("Q3", None, "no such period.*2026-Q3"),
        ("2026-13", None, "no such period"),
        ("1999", None, "years from 2020"),
        ("2026-05-01..2026-05-20", None, "a report is of a month such as 2026-10, a quarter"),
        ("2026-05", "quarter", "the template quarter is of a quarter such as 2026-Q3"),
        ("2026-06", "may", "the template may is of a May such as 2026-05"),
        ("2026-Q2", "may", "a May such as"),
        ("2026", "weekly", "no template 'weekly'; there are month, quarter, year, stage, may"),
        (
            "2026-12",
            None,
            "no day of it is over yet .it begins on 2026-12-01.; the newest that there can be is 2026-10",
        ),
        ("2027", None, "the newest that there can be is 2025"),
    ],
)
def test_a_refusal_says_what_can_be_asked_for(period, template, told):
    with pytest.raises(ReportRefused, match=told):
        asked(period, template, TODAY)


def test_its_first_day_is_too_early():
    with pytest.raises(ReportRefused, match="no day of it is over yet"):
        asked("2026-11", None, date(2026, 11, 1))
    assert asked("2026-11", None, date(2026, 11, 2)).over.length == 1


@pytest.mark.parametrize(
    ("kind", "today", "code"),
    [
        (Kind.MONTH, date(2026, 11, 1), "2026-10"),
        (Kind.MONTH, date(2026, 1, 31), "2025-12"),
        (Kind.QUARTER, date(2026, 10, 1), "2026-Q3"),
        (Kind.QUARTER, date(2026, 9, 30), "2026-Q2"),
        (Kind.YEAR, date(2026, 12, 31), "2025"),
        (Kind.STAGE, date(2026, 1, 1), "2021-2025"),
        (Kind.STAGE, date(2030, 12, 31), "2021-2025"),
        (Kind.STAGE, date(2031, 1, 1), "2026-2030"),
        (Kind.MAY, date(2026, 5, 31), "2025-05"),
        (Kind.MAY, date(2026, 6, 1), "2026-05"),
    ],
)
def test_the_newest_that_is_over(kind, today, code):
    assert finished(kind, today).code == code
    assert not asked(code, kind, today).is_running


def test_the_command_offers_every_template():
    assert list(Kind) == list(TEMPLATES)
