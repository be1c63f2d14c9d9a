"""Support of the State and of a province."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.groups import GROUPS
from bot.policy.inputs import Inputs
from bot.policy.support import (
    Rate,
    best_group,
    local_rate,
    monthly_support,
    rounding_of,
    state_rate,
    supported_months,
)
from bot.policy.working import Working

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("group", "before", "since"),
    [
        ("poor", "0.30", "0.50"),
        ("island_commune", "0.10", "0.50"),
        ("near_poor", "0.25", "0.40"),
        ("ethnic", "0.10", "0.30"),
        ("other", "0.10", "0.20"),
    ],
)
def test_the_rates_change_on_the_first_of_july_2025(policy, group, before, since):
    for on, rate in (
        (date(2018, 1, 1), before),
        (date(2025, 6, 30), before),
        (date(2025, 7, 1), since),
        (TODAY, since),
    ):
        found = state_rate(Working(policy, TODAY), Inputs({}), group, on)
        assert found.share == Decimal(rate)
        assert found.source == policy.figure(GROUPS[group], on).legal_basis


@pytest.mark.parametrize(
    ("groups", "best"),
    [
        (["ethnic", "near_poor"], "near_poor"),
        (["other", "poor"], "poor"),
        (["ethnic"], "ethnic"),
        (["other", "ethnic", "near_poor", "island_commune"], "island_commune"),
    ],
)
def test_of_several_groups_the_highest_rate_counts(policy, groups, best):
    assert best_group(Working(policy, TODAY), groups, TODAY) == best
    assert best_group(Working(policy, TODAY), groups[::-1], TODAY) == best


def test_a_rate_given_with_the_case_is_noted(policy):
    work = Working(policy, TODAY)
    assert state_rate(work, Inputs({"state_rate": 0.35}), "other", TODAY) == Rate(Decimal("0.35"), "")
    assert work.notes == ["given:state_rate"]


def test_without_a_province_there_is_no_local_rate_and_no_note(policy):
    work = Working(policy, TODAY)
    assert local_rate(work, Inputs({}), "poor", TODAY).share == 0
    assert work.notes == []


@pytest.mark.parametrize("province", ["Đà Nẵng", "Hà Nội", "", "không rõ"])
def test_an_unknown_local_rate_is_zero_and_says_where_to_ask(policy, province):
    work = Working(policy, TODAY)
    assert local_rate(work, Inputs({"province": province}), "other", TODAY).share == 0
    assert work.notes == ["ask:province_topup"]
    assert work.figures == []


def test_a_known_local_rate_is_kept_as_evidence(policy):
    work = Working(policy, TODAY)
    rate = local_rate(work, Inputs({"province": "Nghệ An"}), "near_poor", TODAY)
    assert rate.share == Decimal("0.25")
    assert [figure.key for figure in work.figures] == ["province_topup.nghe_an.near_poor"]


def test_a_province_that_gives_nothing_to_a_group_is_known_to_give_nothing(policy):
    work = Working(policy, TODAY)
    assert local_rate(work, Inputs({"province": "TP.HCM"}), "other", TODAY).share == 0
    assert work.notes == []


@pytest.mark.parametrize(
    ("months", "before", "left", "noted"),
    [
        (1, 0, 1, False),
        (12, 108, 12, False),
        (12, 109, 11, True),
        (12, 118, 2, True),
        (12, 119, 1, True),
        (12, 120, 0, True),
        (12, 500, 0, True),
        (1, 119, 1, False),
        (1, 120, 0, True),
    ],
)
def test_support_ends_after_its_months(policy, months, before, left, noted):
    work = Working(policy, TODAY)
    assert supported_months(work, months, before, TODAY) == left
    assert bool(work.notes) is noted


@given(st.integers(1, 60), st.integers(0, 300))
def test_support_never_goes_beyond_its_months(policy, months, before):
    left = supported_months(Working(policy, TODAY), months, before, TODAY)
    assert 0 <= left <= months
    assert before >= 120 or left + before <= 120


@given(
    st.integers(0, 10**7),
    st.decimals(0, 1, places=2),
    st.decimals(0, 1, places=2),
    st.integers(0, 10**7),
)
def test_both_supports_together_never_exceed_the_contribution(gross, state, local, line):
    month = monthly_support(gross, Decimal("0.22"), Decimal(line), Rate(state, ""), Rate(local, ""))
    assert month.state >= 0
    assert month.local >= 0
    assert month.state + month.local <= gross


def test_a_rounding_is_named_only_where_there_is_one():
    assert rounding_of(Decimal("66000.00")) == ""
    assert rounding_of(Decimal("66000.5")) == "half_up:1"
