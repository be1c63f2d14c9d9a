"""How cases are put to the calculators: names, periods, provinces, words."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy import InputRefused, PolicyError
from bot.policy.golden import run_topic
from bot.policy.topics import TOPICS
from bot.policy.topics.case import Case, months_of

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("method", "months"),
    [
        ("12_months", 12), ("6_months", 6), ("3 tháng", 3), ("2_years", 24), ("5 năm", 60), ("5 NĂM", 60), (12, 12),
        ("monthly", 1), ("hằng tháng", 1), ("một lần", None), ("", None),
    ],
)  # fmt: skip
def test_a_method_is_read_as_months(method, months):
    assert months_of(method) == months


@pytest.mark.parametrize(
    ("given_", "day"),
    [
        ({"pay_month": "2027-01"}, date(2027, 1, 1)),
        ({"period": "2022-01..2025-06"}, date(2022, 1, 1)),
        ({"period": "sau này"}, TODAY),
        ({}, TODAY),
    ],
)
def test_the_day_of_payment_of_a_case(policy, given_, day):
    assert Case(policy, given_, TODAY).pay_day() == day


@pytest.mark.parametrize(
    ("given_", "income"),
    [
        ({"income": 3_000_000}, 3_000_000),
        ({"poverty_line": 1_600_000}, 1_600_000),
        ({"pay_month": "2027-01"}, 2_200_000),
        ({}, 1_500_000),
    ],
)
def test_the_income_of_a_case(policy, given_, income):
    assert Case(policy, given_, TODAY).income() == income


def test_a_case_takes_what_it_has_and_renames(policy):
    case = Case(policy, {"a": 1, "b": None, "c": 3}, TODAY)
    assert case.take("a", "b", "d", new="c", other="b") == {"a": 1, "new": 3}


# Payments


def test_bounds_are_told_with_what_everyone_pays_at_them(topic):
    values = topic("tran_thu_nhap_moi", pay_month="2026-07").values
    assert (values["max_income"], values["gross_at_max"], values["other_pays_at_max"]) == (
        50_600_000,
        11_132_000,
        11_066_000,
    )
    assert (values["min_income"], values["other_pays_at_min"]) == (1_500_000, 264_000)
    assert values["poor_pays_at_min"] == 165_000


@pytest.mark.parametrize(
    ("income", "month", "valid", "reason"),
    [
        (1_500_000, "2026-12", True, ""),
        (1_500_000, "2027-01", False, "below_min"),
        (50_000_000, "2026-06", False, "above_max"),
        (50_000_000, "2026-07", True, ""),
    ],
)
def test_whether_an_income_may_be_chosen(topic, income, month, valid, reason):
    values = topic("kiem_tra_thu_nhap", income=income, pay_month=month).values
    assert (values["valid"], values["reason"]) == (valid, reason)


def test_a_case_without_a_group_is_one_of_the_other_group(topic):
    values = topic("ho_tro_dia_phuong", income=1_500_000, state_rate=0.2, local_rate=0.1).values
    assert values["group"] == "other"
    assert (values["state_support"], values["local_support"], values["payable"]) == (66_000, 33_000, 231_000)


@pytest.mark.parametrize("name", ["ho_tro_dia_phuong_TPHCM", "ho_tro_dia_phuong_NgheAn"])
def test_the_province_of_a_topic_need_not_be_told(topic, name):
    values = topic(name, income=1_500_000, pay_month="2026-05").values
    assert (values["poor"], values["near_poor"]) == (66_000, 115_500)


def test_total_rates_go_before_the_table(topic):
    values = topic("ho_tro_dia_phuong_NgheAn", income=1_500_000, total_rates={"other": 0.5, "poor_or_island": 1}).values
    assert values["other"] == 165_000
    assert values["poor_or_island"] == 0


@pytest.mark.parametrize("rates", [[0.5], "60%", {"rich": 0.5}, {"other": 2}, {"other": "nhiều"}])
def test_total_rates_of_another_shape_are_refused(topic, rates):
    with pytest.raises(InputRefused):
        topic("ho_tro_dia_phuong_NgheAn", income=1_500_000, total_rates=rates)


def test_groups_of_which_no_rate_is_told_pay_by_the_table(topic):
    values = topic("ho_tro_dia_phuong_TPHCM", income=1_500_000, pay_month="2026-05", total_rates={"poor": 0.7}).values
    assert (values["poor"], values["near_poor"], values["other"]) == (99_000, 115_500, 264_000)


def test_total_rates_of_a_time_without_a_table_stand_alone(topic):
    values = topic("ho_tro_cu_dia_phuong_700k", income=700_000, pay_month="2017-05", total_rates={"poor": 0.5}).values
    assert (values["poor"], "other" in values) == (77_000, False)


def test_the_month_in_which_a_province_began_is_found_in_the_period(topic):
    values = topic("ho_tro_cu_dia_phuong_700k", province="Vĩnh Phúc", income=700_000, period="2016..2021").values
    assert (values["pay_month"], values["other"]) == ("2020-08", 123_200)


def test_a_province_not_on_record_is_answered_with_the_states_share(topic):
    values = topic("ho_tro_cu_dia_phuong_700k", province="Cà Mau", income=700_000, period="2019-01..2021-12").values
    assert (values["pay_month"], values["other"]) == ("2019-01", 138_600)


def test_old_support_names_support_and_payment_of_each_group(topic):
    values = topic("ho_tro_cu_2022_2025", income=1_500_000, period="2022-01..2025-06").values
    for group, support in (("poor", 99_000), ("near_poor", 82_500), ("ethnic", 33_000), ("other", 33_000)):
        assert values[f"support_{group}"] == support
        assert values[f"pays_{group}"] == 330_000 - support


@pytest.mark.parametrize(
    ("given_", "following"),
    [
        ({"paid": "2025-03", "method": "12_months"}, "2026-03"),
        ({"paid": "2025-01..2025-12"}, "2026-01"),
        ({"paid": "2025-06", "method": "monthly"}, "2025-07"),
        ({"paid": "2024-09", "method": "5 năm"}, "2029-09"),
    ],
)
def test_when_the_new_rates_come(topic, given_, following):
    values = topic("chuyen_tiep_dong_truoc_7_2025", **given_).values
    assert values["new_rates_from"] == following
    assert values["new_rates_apply"] == "next_payment"


def test_the_months_paid_must_be_told(topic):
    with pytest.raises(InputRefused) as refused:
        topic("chuyen_tiep_dong_truoc_7_2025", method="12_months")
    assert refused.value.field == "paid"


@pytest.mark.parametrize(("months", "keys"), [([3, 6, 12], {"3", "6", "12"}), (6, {"6"}), (None, {"3", "6", "12"})])
def test_periods_are_named_by_their_months(topic, months, keys):
    values = (
        topic("phuong_thuc_3_6_12_thang", income=1_500_000, months=months).values
        if months
        else topic("phuong_thuc_3_6_12_thang", income=1_500_000).values
    )
    assert {key for key in values if key.isdigit()} == keys


def test_no_periods_at_all_are_refused(topic):
    with pytest.raises(InputRefused):
        topic("phuong_thuc_3_6_12_thang", income=1_500_000, months=[])


@pytest.mark.parametrize("months", [12, "12_months", "12 tháng"])
def test_a_period_across_the_new_line_costs_nothing_more(topic, months):
    result = topic("dong_truoc_qua_moc_chuan_ngheo_moi", income=1_500_000, pay_month="2026-12", method_months=months)
    assert result.values["top_up_when_line_becomes_2200000"] == 0
    assert result.values["payable"] == 3_168_000
    assert "silent:minimum_of_months_after_change" in result.notes


def test_years_across_the_new_line_cost_nothing_more(topic):
    result = topic("dong_truoc_qua_moc_chuan_ngheo_moi", income=1_500_000, pay_month="2026-12", method_months="2_years")
    assert result.values["top_up_when_line_becomes_2200000"] == 0
    assert "payable" not in result.values


# Money paid once


@pytest.mark.parametrize(
    ("years", "valid"), [(1, False), (2, True), (3, True), (4, True), (5, True), (6, False), (2.5, False)]
)
def test_years_that_may_be_prepaid(topic, years, valid):
    values = topic("dong_mot_lan_nhieu_nam_gioi_han", years=years).values
    assert values["valid"] is valid
    assert values["allowed_years"] == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("given_", "amount"),
    [
        ({"method": "12_months", "remaining_months": 4}, 1_056_000),
        ({"remaining_months": 4}, 1_056_000),
        ({"method": "3 tháng", "remaining_months": 2}, 528_000),
        ({"method": "12_months", "m_remaining": 4, "reason": "chết"}, 1_056_000),
        ({"method": "12_months", "remaining_months": 4, "reason": "đổi ý"}, 0),
    ],
)
def test_refunds_by_method_and_reason(topic, given_, amount):
    assert topic("hoan_tra_12_thang", income=1_500_000, group="other", **given_).values["refund"] == amount


def test_a_method_that_names_no_time_is_refused(topic):
    with pytest.raises(InputRefused) as refused:
        topic("hoan_tra_12_thang", income=1_500_000, group="other", remaining_months=1, method="một lần")
    assert refused.value.field == "method"


@pytest.mark.parametrize(("missing", "allowed"), [(0, False), (1, True), (60, True), (61, False)])
def test_more_missing_months_than_may_be_paid_have_no_amount(topic, missing, allowed):
    values = topic("dong_mot_lan_thoi_gian_con_thieu", income=1_500_000, missing_months=missing).values
    assert values["allowed"] is allowed
    assert ("MD2_before_support" in values) is allowed


@pytest.mark.parametrize(
    ("day", "allowed", "missing"), [("2025-06-30", True, 120), ("2025-07-01", True, 60), (None, True, 60)]
)
def test_what_may_be_paid_back_goes_by_the_day_of_the_case(topic, day, allowed, missing):
    values = topic("dong_bu_luat_cu_KHONG_con_ap_dung", years_paid=10, date=day).values
    assert (values["allowed"], values["missing"]) == (allowed, missing)


def test_the_months_paid_may_be_told_for_a_period_across_the_new_line(topic):
    values = topic("dong_truoc_qua_moc_chuan_ngheo_moi", income=1_500_000, paid="2026-12", method="12 tháng").values
    assert (values["payable"], values["new_line"]) == (3_168_000, 2_200_000)


# Pensions


@pytest.mark.parametrize(
    ("given_", "coef"),
    [
        ({"paid_under": "đóng bù", "year": 2018}, "1"),
        ({"paid_under": "NĐ 159/2025 Điều 7"}, "1"),
        ({"paid_under": "hằng tháng", "year": 2018}, "1.23"),
        ({"paid_under": "hằng tháng"}, "1"),
        ({}, "1"),
    ],
)
def test_the_coefficient_of_one_payment(topic, given_, coef):
    assert topic("he_so_dong_bu", **given_).values["coef"] == Decimal(coef)


def test_periods_paid_for_missing_time_are_known_by_their_words(topic):
    periods = [
        {"year": 2018, "months": 12, "income": 1_000_000, "paid_under": "hằng tháng"},
        {"year": 2018, "months": 12, "income": 1_000_000, "paid_under": "đóng bù"},
    ]
    assert topic("muc_binh_quan_tu_nguyen_2026", periods=periods).values["sum"] == 12 * 2_230_000


@pytest.mark.parametrize("periods", [None, 3, ["x"], [3]])
def test_periods_of_another_shape_are_refused(topic, periods):
    with pytest.raises(InputRefused):
        topic("muc_binh_quan_tu_nguyen_2026", periods=periods)


def test_a_case_without_a_gender_is_answered_for_both(topic):
    values = topic("luong_huu_18_nam", income_each_month=3_000_000, years=18).values
    assert values["female"]["pension"] == 1_530_000
    assert values["male"]["rate"] == Decimal("0.43")
    assert values["average"] == 3_000_000
    assert values["pension"] is None


@pytest.mark.parametrize(
    ("joined", "applies"),
    [(True, True), (False, False), ("2025-07-01", True), ("2025-08", False), ("2010-03", True), (None, False)],
)
def test_joining_before_the_law_is_read_in_each_form(topic, joined, applies):
    values = topic(
        "luong_huu_toi_thieu",
        computed_pension=1_000_000,
        mandatory_years=20,
        joined_before=joined,
        pension_start="2026-08",
    ).values
    assert values["floor_applies"] is applies


def test_compulsory_years_must_be_told_unless_there_are_none(topic):
    with pytest.raises(InputRefused):
        topic("luong_huu_toi_thieu", computed_pension=1_000_000)
    assert topic("luong_huu_toi_thieu", computed_pension=1_000_000, voluntary_only=True).values["pension"] == 1_000_000


def test_a_mixed_average_from_periods(topic):
    periods = [{"year": 2025, "months": 12, "income": 2_000_000}]
    values = topic("binh_quan_hon_hop", mandatory_avg=4_000_000, mandatory_months=12, periods=periods).values
    assert (values["average"], values["months"]) == (3_000_000, 24)


# One-off sums


@pytest.mark.parametrize("settlement", [2026, "2026", "2026-08", "08/2026"])
def test_the_year_of_settlement_in_each_form(topic, settlement):
    periods = [{"year": 2018, "months": 12, "income": 1_000_000}]
    values = topic("bhxh_mot_lan_37_thang", type="tự nguyện", settlement=settlement, periods=periods, M=0).values
    assert values["average"] == 1_230_000


@pytest.mark.parametrize(
    "periods",
    [
        [{"era": "trước 2014", "months": 12}, {"era": "từ 2014", "months": 25}],
        [{"year": 2013, "months": 12}, {"year": 2014, "months": 25}],
    ],
)
def test_an_average_told_beside_its_periods_goes_before_their_incomes(topic, periods):
    values = topic("bhxh_mot_lan_37_thang", type="bắt buộc", average=3_000_000, periods=periods).values
    # 1 × 1.5 + 2.5 × 2 = 6.5 averages
    assert (values["years_before"], values["amount"]) == (1, 19_500_000)


@pytest.mark.parametrize("special", [None, False])
def test_no_special_case_may_be_said_with_no(topic, special):
    told = {"first_contribution": "2020-03", "stopped_months": 12, "years": 6}
    assert topic("dieu_kien_bhxh_mot_lan", special_case=special, **told).values["point"] == "đ"


@pytest.mark.parametrize("era", ["trước 2014", "truoc 2014", "before 2014", "<2014", "pre2014"])
def test_the_time_before_2014_in_each_form(topic, era):
    periods = [{"era": era, "months": 24, "income": 1_000_000}, {"era": "từ 2014", "months": 12, "income": 1_000_000}]
    values = topic("bhxh_mot_lan_37_thang", type="bắt buộc", periods=periods).values
    assert (values["years_before"], values["years_from"], values["amount"]) == (2, 1, 5_000_000)


@pytest.mark.parametrize(
    ("case", "taken"),
    [("c (ung thư...)", 0), ("bệnh hiểm nghèo", 0), ("suy giảm 81%", 0), ("a", 1_000_000), ("đ (dừng)", 1_000_000)],
)
def test_the_case_of_a_lump_sum_in_words(topic, case, taken):
    values = topic("bhxh_mot_lan_thang_le", average=2_000_000, months_from_2014=24, M=1_000_000, case=case).values
    assert values["M_deducted"] == taken


@pytest.mark.parametrize(("years", "printed"), [(12, "(3 năm)"), (12.5, "(30 tháng)"), (10, "(5 năm)")])
def test_the_missing_time_is_printed_in_years_or_months(topic, years, printed):
    values = topic("dieu_kien_bhxh_mot_lan", age_reached=True, years=years).values
    assert values["alternatives"][1].endswith(printed)


@pytest.mark.parametrize(
    ("given_", "amount"),
    [
        ({"months_paid": 12, "voluntary_only": False}, 25_300_000),
        ({"months_paid": 11, "voluntary_only": False}, 0),
        ({"months_paid": 12, "voluntary_only": True}, 0),
        ({"months_paid": 12}, 0),
        ({"months_paid": 59, "voluntary_only": False, "mandatory_months": 11}, 0),
    ],
)
def test_months_of_a_mixed_member(topic, given_, amount):
    assert topic("tro_cap_mai_tang", death="2026-08", **given_).values["amount"] == amount


def test_a_mixed_member_leaves_three_averages_at_least(topic):
    values = topic("tuat_mot_lan_dang_dong", average=2_000_000, years_from_2014=1, voluntary_only=False).values
    assert values["amount"] == 6_000_000


def test_parents_who_both_qualify_need_not_tell_their_months(topic):
    assert (
        topic("thai_san_ca_cha_me_tu_nguyen", both_eligible_voluntary=True, children=2).values["amount_total"]
        == 4_000_000
    )


@pytest.mark.parametrize(
    ("taken", "article", "fine", "alt"),
    [
        (9_900_000, None, None, []),
        (50_000_000, "214 khoản 1", "20.000.000-100.000.000", ["cải tạo không giam giữ đến 2 năm", "tù 3 tháng-2 năm"]),
        (150_000_000, "214 khoản 2", "100.000.000-200.000.000", ["tù 1-5 năm"]),
        (600_000_000, "214 khoản 3", None, []),
    ],
)
def test_the_penal_clause_in_words(topic, taken, article, fine, alt):
    values = topic("gian_lan_bhxh_hinh_su", amount_taken=taken).values
    assert (values["article"], values["fine"], values["alt"]) == (article, fine, alt)


# Every topic


@pytest.mark.parametrize("name", sorted(TOPICS))
def test_an_empty_case_is_answered_or_refused(policy, name):
    with suppress(PolicyError):
        assert run_topic(policy, name, {}, TODAY).values


FIELDS = st.sampled_from(
    [
        "income",
        "poverty_line",
        "reference_level",
        "pay_month",
        "months_supported_before",
        "group",
        "groups",
        "months",
        "years",
        "r_month",
        "method",
        "remaining_months",
        "reason",
        "M",
        "settlement_year",
        "periods",
        "gender",
        "average",
        "total_rates",
        "province",
        "period",
        "paid",
        "type",
        "settlement",
        "case",
        "support_rate",
        "first_contribution",
        "special_case",
        "joined_before",
        "age",
        "pension",
        "death",
        "persons",
        "amount_taken",
    ]
)
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 10**9), st.text(max_size=8), st.just([]), st.just([{}]), st.just({}),
    st.sampled_from(["2026-05", "poor", "đ", "12_months", "F", "2022-01..2025-06"]),
)  # fmt: skip


@given(st.sampled_from(sorted(TOPICS)), st.dictionaries(FIELDS, ODD, max_size=8))
def test_no_case_breaks_a_topic(policy, name, given_):
    with suppress(PolicyError):
        run_topic(policy, name, given_, TODAY)
