"""Periods already paid when a rule changes."""

from datetime import date

import pytest

from bot.policy.transition import first_and_last


@pytest.mark.parametrize(
    ("start", "months", "following"),
    [("2025-03", 12, "2026-03"), ("2025-06", 1, "2025-07"), ("2024-09", 60, "2029-09"), ("2025-01", 6, "2025-07")],
)
def test_new_rates_come_with_the_next_payment(calc, start, months, following):
    values = calc("paid_period", pay_month=start, months=months).values
    assert values["new_rates_from"] == following
    assert values["extra_support"] == 0


@pytest.mark.parametrize(("start", "months"), [("2026-12", 12), ("2026-06", 12), ("2025-06", 60)])
def test_a_line_that_rises_inside_a_paid_period_costs_nothing_more(calc, start, months):
    result = calc("paid_period", pay_month=start, months=months)
    assert result.values["top_up"] == 0
    assert result.values["new_line"] == 2_200_000
    assert "silent:minimum_of_months_after_change" in result.notes


@pytest.mark.parametrize(("start", "months"), [("2026-01", 12), ("2027-01", 12), ("2026-12", 1)])
def test_a_period_inside_one_line_has_no_new_line(calc, start, months):
    result = calc("paid_period", pay_month=start, months=months)
    assert result.values["new_line"] is None
    assert result.notes == ()


def test_a_line_that_rises_is_seen_in_a_period_longer_than_what_is_on_record(calc):
    # The lines on record end with 2030; five years from 11/2026 reach into 2031.
    assert calc("paid_period", pay_month="2026-11", months=60).values["new_line"] == 2_200_000


def test_a_period_beyond_what_is_on_record_is_answered_all_the_same(calc):
    assert calc("paid_period", pay_month="2030-12", months=12).values["new_line"] is None


def test_both_rules_are_cited(calc):
    sources = {step.what: step.source for step in calc("paid_period", pay_month="2026-12", months=12).steps}
    assert "Điều 16 khoản 5" in sources["extra_support"]
    assert "Điều 5 khoản 5" in sources["top_up"]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2022-01..2025-06", (date(2022, 1, 1), date(2025, 6, 1))),
        ("từ 2020-08 đến 2021-12", (date(2020, 8, 1), date(2021, 12, 1))),
        ("2025-07-01..2030-12-31", (date(2025, 7, 1), date(2030, 12, 1))),
        ("2025-03", (date(2025, 3, 1), date(2025, 3, 1))),
        ("2016..2021", (date(2016, 1, 1), date(2021, 12, 1))),
        ("2021", (date(2021, 1, 1), date(2021, 12, 1))),
        ("sau này", None),
        ("", None),
        (None, None),
    ],
)
def test_the_ends_of_a_period_in_words(text, ends):
    assert first_and_last(text) == ends
