"""The figures of the project: what the law says, on which day, and nothing that is known to be wrong."""

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.policy import FigureNotInForce

from .conftest import DATA, TODAY

NEW_LAW = date(2025, 7, 1)

#: Today's figures that people are told most, with their confidence.
TOP_FACTS = [
    ("contribution_rate", "0.22", "share", "A"),
    ("rural_poverty_line", 1_500_000, "VND/month", "B"),
    ("reference_level", 2_530_000, "VND/month", "A"),
    ("max_income", 50_600_000, "VND/month", "A"),
    ("max_income_multiple", 20, "factor", "A"),
    ("support_rate_poor", "0.50", "share", "A"),
    ("support_rate_island", "0.50", "share", "A"),
    ("support_rate_near_poor", "0.40", "share", "A"),
    ("support_rate_ethnic", "0.30", "share", "A"),
    ("support_rate_other", "0.20", "share", "A"),
    ("support_months_cap", 120, "months", "A"),
    ("prepay_years_min", 2, "years", "A"),
    ("prepay_years_max", 5, "years", "A"),
    ("backpay_max_months", 60, "months", "A"),
    ("fund_rate_month", "0.0031", "share", "B"),
    ("pension_min_years", 15, "years", "A"),
    ("pension_rate_start_female", "0.45", "share", "A"),
    ("pension_rate_start_male", "0.40", "share", "A"),
    ("pension_rate_max", "0.75", "share", "A"),
    ("retirement_age_male", 738, "age_months", "A"),
    ("retirement_age_female", 684, "age_months", "A"),
    ("pension_increase_2026", "0.08", "share", "B"),
    ("lump_sum_waiting_months", 12, "months", "A"),
    ("lump_sum_resolution_days", 7, "working_days", "A"),
    ("maternity_amount", 2_000_000, "VND", "A"),
    ("maternity_min_months", 6, "months", "A"),
    ("maternity_filing_days", 60, "days", "A"),
    ("funeral_amount", 25_300_000, "VND", "A"),
    ("funeral_min_months", 60, "months", "A"),
    ("social_pension_amount", 540_000, "VND/month", "B"),
    ("social_pension_from", 75, "age_years", "A"),
    ("joining_age", 15, "age_years", "A"),
    ("hi_household_first", 1_366_200, "VND/year", "B"),
    ("region4_min_wage", 3_700_000, "VND/month", "B"),
    ("accident_premium_6", "0.06", "share", "B"),
    ("accident_premium_12", "0.12", "share", "B"),
    ("book_issue_days", 5, "working_days", "A"),
    ("correction_days", 5, "working_days", "A"),
    ("pension_resolution_days", 20, "days", "A"),
    ("complaint_filing_days", 90, "days", "B"),
    ("denunciation_days", 30, "days", "B"),
    ("new_law_date", NEW_LAW, "date", "A"),
]


@pytest.mark.parametrize(("key", "value", "unit", "confidence"), TOP_FACTS)
def test_the_figures_of_today(policy, key, value, unit, confidence):
    figure = policy.figure(key, TODAY)
    assert figure.value == (Decimal(value) if isinstance(value, str) else value)
    assert (figure.unit, figure.confidence) == (unit, confidence)


@pytest.mark.parametrize(
    ("key", "last_day", "before", "after"),
    [
        ("rural_poverty_line", date(2021, 12, 31), 700_000, 1_500_000),
        ("rural_poverty_line", date(2026, 12, 31), 1_500_000, 2_200_000),
        ("reference_level", date(2024, 6, 30), 1_800_000, 2_340_000),
        ("reference_level", date(2026, 6, 30), 2_340_000, 2_530_000),
        ("max_income", date(2026, 6, 30), 46_800_000, 50_600_000),
        ("support_rate_other", date(2025, 6, 30), Decimal("0.10"), Decimal("0.20")),
        ("social_pension_amount", date(2026, 6, 30), 500_000, 540_000),
        ("funeral_amount", date(2026, 6, 30), 23_400_000, 25_300_000),
        ("hi_household_first", date(2026, 6, 30), 1_263_600, 1_366_200),
        ("region4_min_wage", date(2025, 12, 31), 3_450_000, 3_700_000),
        ("pension_min_years", date(2025, 6, 30), 20, 15),
        ("backpay_max_months", date(2025, 6, 30), 120, 60),
        ("retirement_age_male", date(2026, 12, 31), 738, 741),
        ("retirement_age_female", date(2026, 12, 31), 684, 688),
    ],
)
def test_the_last_day_before_a_change_and_the_first_day_after(policy, key, last_day, before, after):
    assert policy.figure(key, last_day).value == before
    assert policy.figure(key, last_day + timedelta(days=1)).value == after


def days(first=NEW_LAW, last=date(2027, 12, 31)):
    """The first and last day of every month of the window."""
    day = first
    while day <= last:
        yield day
        yield (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def test_figures_that_follow_from_others_agree_with_them_every_month(policy):
    for on in days():
        level = policy.figure("reference_level", on).value
        assert policy.figure("max_income", on).value == level * policy.figure("max_income_multiple", on).value
        assert policy.figure("funeral_amount", on).value == level * policy.figure("funeral_multiple", on).value
        year = level * policy.figure("hi_rate", on).value * 12
        for number, name in enumerate(("first", "second", "third", "fourth", "fifth"), start=1):
            step = policy.figure(f"hi_step_{number}", on).value
            assert policy.figure(f"hi_household_{name}", on).value == year * step


def test_the_years_of_a_pension_kept_in_months_too_are_one_rule(policy):
    for on in days():
        years, months = (policy.figure(f"pension_min_{unit}", on) for unit in ("years", "months"))
        assert years.whole() * 12 == months.whole()
        assert years.confidence == months.confidence


def test_an_age_is_written_as_an_age(policy):
    for figure in policy.all_figures():
        if figure.label.startswith("Tuổi"):
            assert figure.unit in {"age_years", "age_months"}, figure.key


def test_the_rates_of_a_pension_agree_with_each_other(policy):
    def value(key):
        return policy.figure(key, TODAY).value

    early = value("pension_rate_early_years_male") - value("pension_min_years")
    assert value("pension_rate_start_male") + early * value("pension_rate_early_step_male") == value(
        "pension_rate_early_share_male"
    )
    for word, start, first in (
        ("female", "pension_rate_start_female", "pension_min_years"),
        ("male", "pension_rate_early_share_male", "pension_rate_early_years_male"),
    ):
        years = value(f"pension_full_years_{word}") - value(first)
        assert value(start) + years * value("pension_rate_step") == value("pension_rate_max")


def test_the_clauses_of_the_penal_code_follow_one_another(policy):
    for what in ("taken", "damage"):
        borders = [policy.figure(f"penal_214_{clause}_{what}_from", TODAY).value for clause in (1, 2, 3)]
        assert borders == sorted(set(borders))
    for key in list(policy):
        if key.endswith("_fine_min"):
            assert policy.figure(key, TODAY).value <= policy.figure(key.replace("_min", "_max"), TODAY).value


#: Figures that no part of the window 7/2025–12/2027 or only a part of it has.
PARTLY = re.compile(
    r"price_coefficient_2\d{3}|fund_rate_month|hi_rate_proposed_2027|lump_sum_resolution_days_old"
    r"|pension_floor_before_1995|pension_increase_2026|social_pension_age_old|urban_poverty_line"
    r"|social_pension_(ha_noi|hai_phong|ho_chi_minh|quang_ninh|tuyen_quang)|data_request_answer_days"
    r"|data_(withdraw|breach)_.*|transfer_dossier_days|ui_.*"
)


def test_every_other_figure_is_in_force_from_the_new_law_to_the_end_of_2027(policy):
    for key in policy:
        if PARTLY.fullmatch(key):
            continue
        for on in days():
            assert policy.figure(key, on).holds(on), key


def test_what_is_not_published_is_not_stated(policy):
    for on in (date(2025, 12, 31), date(2027, 1, 1)):
        for key in ("fund_rate_month", "price_coefficient_2018"):
            with pytest.raises(FigureNotInForce):
                policy.figure(key, on)


UNSETTLED = [
    ("urban_poverty_line", date(2027, 1, 1), "B"),
    ("rural_poverty_line", date(2020, 1, 1), "C"),
    ("hi_rate_proposed_2027", date(2027, 1, 1), "C"),
    ("pension_health_benefit_share", TODAY, "C"),
    ("registration_form_code", TODAY, "C"),
    ("household_business_other_date", TODAY, "X"),
    ("denunciation_acceptance_days", TODAY, "C"),
    ("feedback_days_min", TODAY, "C"),
    ("penal_214_3_prison_max_years", TODAY, "C"),
    ("penal_216_3_fine_max", TODAY, "C"),
    ("accident_support_other", TODAY, "C"),
    ("chosen_income_step", TODAY, "C"),
    ("target_coverage_2030", TODAY, "C"),
]


@pytest.mark.parametrize(("key", "on", "confidence"), UNSETTLED)
def test_weak_figures_are_marked_as_weak(policy, key, on, confidence):
    assert policy.figure(key, on).confidence == confidence


def test_every_figure_is_labelled_sourced_and_to_be_reviewed(policy):
    for figure in policy.all_figures():
        assert figure.label[0].isupper()
        assert len(figure.legal_basis) > 5
        assert figure.checked_on <= TODAY <= figure.review_by


def test_nothing_is_stale_on_the_day_it_was_checked(policy):
    assert policy.stale(policy.checked_on) == []


def test_what_changes_with_the_year_is_looked_at_with_the_year(policy):
    stale = {figure.key for figure in policy.stale(date(2027, 1, 1))}
    assert {"fund_rate_month", "price_coefficient_2018", "region4_min_wage", "hi_rate"} <= stale
    assert "contribution_rate" not in stale


def test_a_year_without_review_makes_everything_stale(policy):
    assert len(policy.stale(date(2028, 1, 1))) == len(list(policy.all_figures()))


WRONG = [
    "48600000",  # max income told by an article
    "2220000",  # contribution of ten million told by an article
    "514800",  # 22% of the old base salary
    "124200",  # a printed slip
    "600000",  # a draft of the social pension
]


@pytest.mark.parametrize("number", WRONG)
def test_wrong_figures_in_circulation_are_nowhere(number):
    for path in DATA.glob("*.toml"):
        assert not re.search(rf"= {number}$", path.read_text(encoding="utf-8"), re.MULTILINE), path.name


def test_the_old_rates_of_support_ended_with_the_old_law(policy):
    for key in ("support_rate_poor", "support_rate_near_poor", "support_rate_other"):
        assert [figure.effective_to for figure in policy.periods(key)] == [date(2025, 6, 30), None]


def test_a_file_is_small_and_named_after_what_it_holds():
    for path in DATA.glob("*.toml"):
        assert re.fullmatch(r"[a-z0-9_]+", path.stem)
        assert path.stat().st_size < 60_000


def test_dates_of_review_are_written_as_dates():
    assert Path(DATA / "province_topup.toml").read_text(encoding="utf-8").count("review_by = 20") == 11
