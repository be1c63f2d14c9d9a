"""What a member pays: published amounts, both sides of each change, support that ends, provinces, refusals."""

from datetime import date
from decimal import Decimal

import pytest

from bot.policy import InputRefused
from bot.policy.groups import GROUPS

PUBLISHED = [
    # income, gross, poor or island, near poor, ethnic, other: May 2026
    (1_500_000, 330_000, 165_000, 198_000, 231_000, 264_000),
    (2_000_000, 440_000, 275_000, 308_000, 341_000, 374_000),
    (3_000_000, 660_000, 495_000, 528_000, 561_000, 594_000),
    (4_000_000, 880_000, 715_000, 748_000, 781_000, 814_000),
    (5_000_000, 1_100_000, 935_000, 968_000, 1_001_000, 1_034_000),
    (9_000_000, 1_980_000, 1_815_000, 1_848_000, 1_881_000, 1_914_000),
    (10_000_000, 2_200_000, 2_035_000, 2_068_000, 2_101_000, 2_134_000),
]


@pytest.mark.parametrize(("income", "gross", "poor", "near", "ethnic", "other"), PUBLISHED)
def test_the_published_table(*, calc, income, gross, poor, near, ethnic, other):
    values = calc("contribution", income=income, pay_month="2026-05").values
    assert values["gross"] == gross
    assert values["poor"] == values["island_commune"] == values["poor_or_island"] == poor
    assert (values["near_poor"], values["ethnic"], values["other"]) == (near, ethnic, other)


@pytest.mark.parametrize(("income", "gross", "poor", "near", "ethnic", "other"), PUBLISHED)
@pytest.mark.parametrize("group", list(GROUPS))
def test_a_group_alone_pays_what_the_table_says(*, calc, income, gross, poor, near, ethnic, other, group):
    pays = {"poor": poor, "island_commune": poor, "near_poor": near, "ethnic": ethnic, "other": other}
    values = calc("contribution", income=income, pay_month="2026-05", group=group).values
    assert values["payable"] == values["payable_month"] == pays[group]
    assert values["state_support"] == gross - pays[group]
    assert values["local_support"] == 0


@pytest.mark.parametrize(
    ("month", "support"),
    [
        ("2025-06", {"poor": 99_000, "near_poor": 82_500, "other": 33_000, "ethnic": 33_000, "island_commune": 33_000}),
        ("2025-07", {"poor": 165_000, "near_poor": 132_000, "other": 66_000, "ethnic": 99_000}),
        ("2026-12", {"poor": 165_000, "near_poor": 132_000, "other": 66_000, "ethnic": 99_000}),
        ("2027-01", {"poor": 242_000, "near_poor": 193_600, "other": 96_800, "ethnic": 145_200}),
        ("2030-12", {"poor": 242_000, "near_poor": 193_600, "other": 96_800, "ethnic": 145_200}),
        ("2021-12", {"poor": 46_200, "near_poor": 38_500, "other": 15_400}),
    ],
)
def test_support_on_each_side_of_a_change(calc, month, support):
    for group, amount in support.items():
        values = calc("contribution", income=2_200_000, pay_month=month, group=group).values
        assert values["state_support"] == amount
        assert values["payable"] == 484_000 - amount


def test_a_day_of_asking_stands_for_the_month_of_payment(calc):
    before = calc("contribution", date(2026, 12, 31), income=2_200_000, group="other").values
    after = calc("contribution", date(2027, 1, 1), income=2_200_000, group="other").values
    assert (before["payable"], after["payable"]) == (418_000, 387_200)
    assert (before["min_income"], after["min_income"]) == (1_500_000, 2_200_000)


def test_the_month_of_payment_goes_before_the_day_of_asking(calc):
    values = calc("contribution", date(2026, 11, 21), income=2_200_000, group="other", pay_month="2027-01").values
    assert values["payable"] == 387_200
    assert values["pay_month"] == "2027-01"


@pytest.mark.parametrize(
    ("groups", "rate", "payable"),
    [
        (["ethnic", "near_poor"], "0.40", 198_000),
        (["other", "ethnic"], "0.30", 231_000),
        (["poor", "near_poor", "ethnic", "island_commune"], "0.50", 165_000),
        (["poor_or_island"], "0.50", 165_000),
    ],
)
def test_several_groups_get_the_highest_rate_and_no_more(calc, groups, rate, payable):
    values = calc("contribution", income=1_500_000, groups=groups).values
    assert values["support_rate"] == Decimal(rate)
    assert values["payable"] == payable


@pytest.mark.parametrize(
    ("months", "before", "supported", "payable"),
    [
        (1, 0, 1, 264_000),
        (3, 0, 3, 792_000),
        (6, 0, 6, 1_584_000),
        (12, 0, 12, 3_168_000),
        (12, 118, 2, 3_828_000),
        (12, 108, 12, 3_168_000),
        (3, 119, 1, 924_000),
        (12, 120, 0, 3_960_000),
        (1, 120, 0, 330_000),
        (12, 400, 0, 3_960_000),
    ],
)
def test_a_period_that_crosses_the_end_of_support_pays_the_rest_in_full(calc, months, before, supported, payable):
    result = calc("contribution", income=1_500_000, group="other", months=months, months_supported_before=before)
    assert result.values["supported_months"] == supported
    assert result.values["payable"] == payable
    assert result.values["other"] == payable
    assert result.values["gross"] == 330_000 * months
    assert ("support_ends_in_period" in result.notes) is (supported < months)


def test_after_the_end_of_support_a_month_is_paid_in_full(calc):
    values = calc("contribution", income=1_500_000, group="poor", months_supported_before=120).values
    assert values["payable_month"] == 330_000
    assert values["state_support_month"] == values["state_support"] == 0


def test_periods_are_plain_multiples_without_discount(calc):
    one = calc("contribution", income=3_700_000, group="ethnic").values["payable"]
    for months in (3, 6, 12):
        assert calc("contribution", income=3_700_000, group="ethnic", months=months).values["payable"] == one * months


def test_a_year_paid_in_december_keeps_the_line_of_december(calc):
    values = calc("contribution", income=1_500_000, group="other", months=12, pay_month="2026-12").values
    assert values["state_support"] == 66_000 * 12


@pytest.mark.parametrize(
    ("months", "start", "day"),
    [
        (1, "2026-11", date(2026, 11, 30)),
        (3, "2026-11", date(2027, 1, 31)),
        (6, "2026-11", date(2027, 2, 28)),
        (12, "2026-11", date(2027, 5, 31)),
        (12, "2026-01", date(2026, 7, 31)),
    ],
)
def test_the_last_day_to_pay(calc, months, start, day):
    assert calc("contribution", income=2_200_000, months=months, pay_month=start).values["pay_by"] == day


# Provinces


@pytest.mark.parametrize(
    ("province", "group", "local", "payable"),
    [
        ("Nghệ An", "poor", 99_000, 66_000),
        ("Nghệ An", "near_poor", 82_500, 115_500),
        ("Nghệ An", "other", 16_500, 247_500),
        ("Nghệ An", "ethnic", 0, 231_000),
        ("TP.HCM", "poor", 99_000, 66_000),
        ("TP.HCM", "near_poor", 82_500, 115_500),
        ("TP.HCM", "other", 0, 264_000),
        ("Hà Nội", "other", 0, 264_000),
        ("Cà Mau", "poor", 0, 165_000),
    ],
)
def test_a_province_adds_its_share(calc, province, group, local, payable):
    values = calc("contribution", income=1_500_000, group=group, province=province).values
    assert (values["local_support"], values["payable"]) == (local, payable)


def test_a_province_shows_in_what_every_group_pays(calc):
    values = calc("contribution", income=1_500_000, province="Nghệ An").values
    assert (values["poor"], values["near_poor"], values["other"]) == (66_000, 115_500, 247_500)
    assert values["island_commune"] == 165_000
    assert "poor_or_island" not in values


@pytest.mark.parametrize(
    ("province", "group", "noted"),
    [("Nghệ An", "poor", False), ("Nghệ An", "ethnic", True), ("Hà Nội", "other", True), ("TP.HCM", "other", False)],
)
def test_a_share_that_is_not_known_says_to_ask(calc, province, group, noted):
    result = calc("contribution", income=1_500_000, group=group, province=province)
    assert ("ask:province_topup" in result.notes) is noted


def test_the_share_of_a_province_ends_with_the_states(calc):
    result = calc(
        "contribution", income=1_500_000, group="poor", province="Nghệ An", months=12, months_supported_before=118
    )
    assert result.values["local_support"] == 99_000 * 2
    assert "silent:local_support_after_cap" in result.notes


def test_before_the_province_gave_anything_nothing_is_added(calc):
    values = calc("contribution", income=1_500_000, group="poor", province="TP.HCM", pay_month="2025-12").values
    assert values["local_support"] == 0


# Evidence and working


def test_the_figures_of_a_case_are_its_evidence(calc):
    result = calc("contribution", income=1_500_000, group="near_poor", province="Nghệ An")
    assert {figure.key for figure in result.figures} == {
        "rural_poverty_line", "reference_level", "max_income_multiple", "contribution_rate", "support_months_cap",
        "pay_window_1", "support_rate_near_poor", "province_topup.nghe_an.near_poor",
    }  # fmt: skip


def test_without_a_group_the_rates_of_all_groups_are_evidence(calc):
    keys = {figure.key for figure in calc("contribution", income=1_500_000).figures}
    assert set(GROUPS.values()) <= keys


def test_the_confidence_is_the_weakest_of_the_figures(calc):
    assert calc("contribution", income=1_500_000, group="other").confidence == "B"
    assert calc("contribution", income=700_000, group="other", pay_month="2020-05").confidence == "C"


def test_the_steps_lead_from_the_income_to_what_is_paid(calc):
    result = calc("contribution", income=3_000_000, group="other", province="Nghệ An", months=3)
    assert [step.what for step in result.steps] == [
        "income", "contribution_rate", "gross_month", "gross", "poverty_line_of_payment", "poverty_line",
        "state_support_rate", "state_support_month", "state_support",
        "local_support_rate", "local_support_month", "local_support", "payable",
    ]  # fmt: skip
    formulas = {step.what: step.formula for step in result.steps}
    assert formulas["gross_month"] == "0.22 × 3000000"
    assert formulas["gross"] == "660000 × 3"
    assert formulas["state_support_month"] == "0.2 × 330000"
    assert formulas["payable"] == "1980000 − 198000 − 49500"


# A payment from 12/2026, at the line of 1.5 million, for months of 2027 too. Officer's pencil, near poor:
# 22% × 1,500,000 = 330,000; support 40% × 330,000 = 132,000; 198,000 a month for every month of the period.


@pytest.mark.parametrize(
    ("start", "months", "payable", "cut"),
    [
        ("2026-12", 1, 198_000, False),
        ("2026-10", 3, 594_000, False),
        ("2026-11", 3, 594_000, True),
        ("2026-12", 3, 594_000, True),
        ("2026-07", 6, 1_188_000, False),
        ("2026-08", 6, 1_188_000, True),
        ("2026-01", 12, 2_376_000, False),
        ("2026-02", 12, 2_376_000, True),
        ("2026-12", 12, 2_376_000, True),
    ],
)
def test_a_period_that_a_new_line_cuts_is_paid_at_the_line_of_payment(*, calc, start, months, payable, cut):
    result = calc("contribution", income=1_500_000, group="near_poor", pay_month=start, months=months)
    assert result.values["payable"] == payable == result.counted()
    fixed = [step for step in result.steps if step.what == "poverty_line_of_payment"]
    assert [(step.value, "Điều 5 khoản 5" in step.source) for step in fixed] == [(1_500_000, True)] * cut
    assert ("fixed:line_of_payment" in result.notes) is cut
    assert ("silent:minimum_of_months_after_change" in result.notes) is cut


def test_a_period_paid_in_2027_has_the_new_line_from_its_first_month(calc):
    result = calc("contribution", income=2_200_000, group="near_poor", pay_month="2027-01", months=12)
    # 22% × 2,200,000 = 484,000; 40% of it 193,600; 290,400 × 12.
    assert result.values["payable"] == 3_484_800
    assert result.notes == ()


def test_the_old_law_is_not_cited_for_a_line_that_rose_under_it(calc):
    # The line rose from 700,000 to 1,500,000 with 2022; the rule is the one of the decree of 2025.
    assert calc("contribution", income=700_000, pay_month="2021-12", months=12).notes == ()


def test_every_step_of_law_names_its_source(calc):
    for step in calc("contribution", income=3_000_000, group="other", province="Nghệ An").steps:
        assert step.source or step.what == "income"


def test_the_counted_steps_add_up(calc):
    result = calc("contribution", income=3_333_333, group="near_poor", province="Nghệ An", months=12)
    assert result.total == "payable"
    assert result.counted() == result.values["payable"]
    assert calc("contribution", income=3_333_333).total == "gross"


def test_an_income_that_gives_no_whole_dong_is_rounded_in_the_open(calc):
    result = calc("contribution", income=1_500_001, group="other")
    assert result.values["gross"] == 330_000
    step = next(step for step in result.steps if step.what == "gross_month")
    assert (step.formula, step.rounding) == ("0.22 × 1500001", "half_up:1")
    assert "silent:rounding" in result.notes


def test_a_whole_amount_needs_no_rounding(calc):
    result = calc("contribution", income=1_500_000, group="other")
    assert "silent:rounding" not in result.notes
    assert {step.rounding for step in result.steps} == {""}


# Refusals


@pytest.mark.parametrize(
    ("given", "field", "allowed"),
    [
        ({"income": 1_499_999}, "income", {"min": 1_500_000, "max": 50_600_000}),
        ({"income": 50_600_001}, "income", {"min": 1_500_000, "max": 50_600_000}),
        ({"income": 2_000_000, "pay_month": "2027-01"}, "income", {"min": 2_200_000, "max": 50_600_000}),
        ({"income": 50_000_000, "pay_month": "2026-06"}, "income", {"min": 1_500_000, "max": 46_800_000}),
        ({"income": -5}, "income", {"min": 0, "max": 10**13}),
        ({"income": "nhiều"}, "income", {"form": "number"}),
        ({}, "income", {"required": True}),
        ({"income": 2_000_000, "months": 2}, "months", {"one_of": [1, 3, 6, 12]}),
        ({"income": 2_000_000, "months": 24}, "months", {"one_of": [1, 3, 6, 12]}),
        ({"income": 2_000_000, "months": 0}, "months", {"min": 1}),
        ({"income": 2_000_000, "months_supported_before": -1}, "months_supported_before", {"min": 0}),
        ({"income": 2_000_000, "group": "giàu"}, "group", {"one_of": list(GROUPS)}),
        ({"income": 2_000_000, "groups": []}, "groups", {"one_of": list(GROUPS)}),
        ({"income": 2_000_000, "pay_month": "tháng sau"}, "pay_month", {"form": "YYYY-MM"}),
        ({"income": 2_000_000, "state_rate": 1.5}, "state_rate", {"min": 0, "max": 1}),
    ],
)
def test_what_no_rule_covers_is_refused_with_what_is_allowed(calc, given, field, allowed):
    with pytest.raises(InputRefused) as refused:
        calc("contribution", **({"group": "other"} | given if field == "state_rate" else given))
    assert refused.value.field == field
    assert refused.value.allowed == allowed


def test_a_slip_of_the_pen_is_not_passed_over(calc):
    with pytest.raises(InputRefused) as refused:
        calc("contribution", income=2_000_000, goup="poor")
    assert refused.value.field == "goup"
    assert "group" in refused.value.allowed["fields"]
