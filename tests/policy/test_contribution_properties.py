"""What holds for every payment, whatever the income, the group and the day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.calculators import run
from bot.policy.groups import GROUPS

FIRST, LAST = date(2025, 7, 1), date(2027, 12, 31)
DAYS = st.dates(FIRST, LAST)
#: From the highest of the lowest incomes to the lowest of the highest ones: allowed on every day of the window.
INCOMES = st.integers(2_200_000, 46_800_000)
PERIODS = st.sampled_from([1, 3, 6, 12])
GROUP = st.sampled_from(list(GROUPS))
PROVINCES = st.sampled_from(["Nghệ An", "TP.HCM", "Hà Nội", "Cà Mau"])
SUPPORTED = st.integers(0, 200)
#: A payment of any kind, but for its income.
PAYMENTS = st.fixed_dictionaries({"group": GROUP, "months": PERIODS, "months_supported_before": SUPPORTED})
#: The same, in a province.
AT_HOME = st.builds(lambda payment, province: payment | {"province": province}, PAYMENTS, PROVINCES)


@given(INCOMES, INCOMES, PAYMENTS, DAYS)
def test_who_chooses_more_never_pays_less(policy, one, two, rest, on):
    low, high = sorted((one, two))
    less = run(policy, "contribution", {"income": low} | rest, on).values["payable"]
    more = run(policy, "contribution", {"income": high} | rest, on).values["payable"]
    assert less <= more


@given(INCOMES, AT_HOME, DAYS)
def test_a_payment_is_never_negative_and_never_above_the_whole(policy, income, payment, on):
    values = run(policy, "contribution", payment | {"income": income}, on).values
    assert 0 <= values["payable"] <= values["gross"]
    assert values["payable"] + values["state_support"] + values["local_support"] == values["gross"]


@given(INCOMES, AT_HOME, DAYS)
def test_the_sum_of_the_working_is_the_result(policy, income, payment, on):
    result = run(policy, "contribution", payment | {"income": income}, on)
    assert result.counted() == result.values[result.total]


@given(INCOMES, GROUP, DAYS, PERIODS)
def test_only_figures_in_force_on_the_day_are_used(policy, income, group, on, months):
    for figure in run(policy, "contribution", {"income": income, "group": group, "months": months}, on).figures:
        assert figure.holds(on)


@given(INCOMES, PAYMENTS, DAYS)
def test_support_never_goes_beyond_its_months(policy, income, payment, on):
    values = run(policy, "contribution", payment | {"income": income}, on).values
    assert values["supported_months"] <= max(0, 120 - payment["months_supported_before"])
    assert values["state_support"] == values["state_support_month"] * values["supported_months"]


@given(INCOMES, DAYS, st.lists(GROUP, min_size=1, max_size=5, unique=True))
def test_more_groups_never_cost_more_and_the_best_one_decides(policy, income, on, groups):
    together = run(policy, "contribution", {"income": income, "groups": groups}, on).values["payable"]
    alone = [run(policy, "contribution", {"income": income, "group": group}, on).values["payable"] for group in groups]
    assert together == min(alone)


@given(INCOMES, PAYMENTS, DAYS)
def test_the_table_of_groups_agrees_with_each_group_alone(policy, income, payment, on):
    alone = run(policy, "contribution", payment | {"income": income}, on).values
    group = payment.pop("group")
    table = run(policy, "contribution", payment | {"income": income}, on).values
    assert table[group] == alone["payable"] == alone[group]


@given(INCOMES, DAYS)
def test_a_poorer_group_never_pays_more(policy, income, on):
    values = run(policy, "contribution", {"income": income}, on).values
    assert values["poor"] == values["island_commune"]
    assert values["poor"] < values["near_poor"] < values["ethnic"] < values["other"] < values["gross"]


@given(INCOMES, DAYS, GROUP)
def test_support_does_not_depend_on_the_income(policy, income, on, group):
    least = run(policy, "contribution", {"income": 2_200_000, "group": group}, on).values["state_support"]
    assert run(policy, "contribution", {"income": income, "group": group}, on).values["state_support"] == least


def test_every_day_of_the_years_ahead_has_an_answer(policy):
    day = FIRST
    seen = set()
    while day <= LAST:
        result = run(policy, "contribution", {"income": 2_200_000, "group": "other"}, day)
        seen.add((result.values["payable"], result.values["min_income"], result.values["max_income"]))
        assert result.as_of == day
        assert result.counted() == result.values["payable"]
        day += timedelta(days=1)
    assert seen == {
        (418_000, 1_500_000, 46_800_000),
        (418_000, 1_500_000, 50_600_000),
        (387_200, 2_200_000, 50_600_000),
    }
