"""The table of provincial top-ups: names, days, groups, and what may be stated."""

from datetime import date
from decimal import Decimal

import pytest

from bot.policy.errors import PolicyDataError
from bot.policy.provinces import read_topups

GOOD = """\
[[province]]
slug = "nghe_an"
name = "Nghệ An"
label = "Hỗ trợ thêm của Nghệ An"
aliases = ["Xứ Nghệ"]

[[topup]]
province = "nghe_an"
group = "poor"
rate = 0.30
from = 2025-07-01
to = 2030-12-31
legal_basis = "Nghị quyết"
confidence = "B"
checked_on = 2026-11-21
review_by = 2027-06-30

[[topup]]
province = "nghe_an"
group = "other"
rate = 0.05
from = 2025-07-01
legal_basis = "Tin báo"
confidence = "C"
note = "chưa rõ"
checked_on = 2026-11-21
review_by = 2027-06-30
"""


def test_a_rate_is_a_figure_with_its_source():
    row = read_topups("f", GOOD).rows[0]
    assert row.figure.key == "province_topup.nghe_an.poor"
    assert row.figure.value == Decimal("0.30")
    assert row.figure.unit == "share"
    assert row.figure.label == "Hỗ trợ thêm của Nghệ An"
    assert row.figure.legal_basis == "Nghị quyết"


@pytest.mark.parametrize("name", ["nghe_an", "Nghệ An", "nghe an", "NGHỆ AN", "NghệAn", "xứ nghệ", " Nghệ  An. "])
def test_a_province_is_known_however_it_is_written(name):
    assert read_topups("f", GOOD).province(name).slug == "nghe_an"


@pytest.mark.parametrize("name", ["", "Hà Tĩnh", "an", "nghe"])
def test_a_province_not_in_the_table_is_none(name):
    assert read_topups("f", GOOD).province(name) is None


@pytest.mark.parametrize(
    ("on", "rate"),
    [
        (date(2025, 6, 30), None),
        (date(2025, 7, 1), Decimal("0.30")),
        (date(2030, 12, 31), Decimal("0.30")),
        (date(2031, 1, 1), None),
    ],
)
def test_a_rate_holds_on_its_days(on, rate):
    found = read_topups("f", GOOD).rate("nghe_an", "poor", on)
    assert (found.value if found else None) == rate


def test_what_is_not_settled_is_not_given():
    assert read_topups("f", GOOD).rate("nghe_an", "other", date(2026, 1, 1)) is None


def test_a_row_with_a_condition_is_kept_but_passed_over():
    text = GOOD.replace("rate = 0.30", 'rate = 0.30\ncondition = "từ 45 tuổi"')
    table = read_topups("f", text)
    assert table.rows[0].condition == "từ 45 tuổi"
    assert table.rate("nghe_an", "poor", date(2026, 1, 1)) is None


def test_rows_of_different_conditions_may_stand_side_by_side():
    extra = GOOD[GOOD.index("[[topup]]") : GOOD.rindex("[[topup]]")].replace(
        "rate = 0.30", 'rate = 0.20\ncondition = "khác"'
    )
    assert len(read_topups("f", GOOD + extra).rows) == 3


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("rate = 0.30", "rate = 1.2", 10, "rate Decimal('1.2') is not a share from 0 to 1"),
        ("rate = 0.30", "rate = -0.1", 10, "is not a share"),
        ("rate = 0.30", "rate = true", 10, "is not a share"),
        ("rate = 0.30", 'rate = "30%"', 10, "is not a share"),
        ('group = "poor"', 'group = "ngheo"', 9, "group 'ngheo' is not one of poor, island_commune"),
        ('province = "nghe_an"', 'province = "hue"', 8, "no province 'hue' in this file"),
        ('legal_basis = "Nghị quyết"\n', "", 7, "missing field 'legal_basis'"),
        ('confidence = "B"', 'confidence = "E"', 14, "confidence 'E' is not one of"),
        ("to = 2030-12-31", "to = 2020-12-31", 12, "ends before it begins"),
        ("from = 2025-07-01", 'from = "2025"', 11, "from must be a date"),
        ("to = 2030-12-31", "until = 2030-12-31", 12, "unknown field 'until'"),
        ("from = 2025-07-01", "from = 2025-06-31", 11, "not valid TOML"),
        ('slug = "nghe_an"', 'slug = "nghe_an"\ncode = 40', 1, "a province has exactly slug, name, label, aliases"),
        ('aliases = ["Xứ Nghệ"]', "aliases = [1]", 5, "aliases must be a list of names"),
        ('aliases = ["Xứ Nghệ"]', 'aliases = "Xứ Nghệ"', 5, "aliases must be a list of names"),
        ('name = "Nghệ An"', 'name = ""', 3, "name must be a text and not empty"),
    ],
)
def test_a_broken_table_is_refused_with_file_and_line(old, new, line, words):
    with pytest.raises(PolicyDataError) as refused:
        read_topups("topup.toml", GOOD.replace(old, new, 1))
    assert words in refused.value.problem
    assert (refused.value.path, refused.value.line) == ("topup.toml", line)


def test_two_rows_of_one_group_may_not_overlap():
    row = (
        GOOD[GOOD.index("[[topup]]") : GOOD.rindex("[[topup]]")]
        .replace("2025-07-01", "2030-12-31")
        .replace("to = 2030-12-31\n", "")
    )
    with pytest.raises(PolicyDataError, match=r"f:\d+: the period overlaps an earlier row"):
        read_topups("f", GOOD + row)


def test_two_rows_of_one_group_may_leave_a_gap():
    row = (
        GOOD[GOOD.index("[[topup]]") : GOOD.rindex("[[topup]]")]
        .replace("to = 2030-12-31\n", "")
        .replace("2025-07-01", "2032-01-01")
    )
    assert len(read_topups("f", GOOD + row).rows) == 3


def test_a_province_may_not_stand_twice():
    province = GOOD[: GOOD.index("[[topup]]")]
    with pytest.raises(PolicyDataError, match="province 'nghe_an' stands here twice"):
        read_topups("f", province + GOOD)


@pytest.mark.parametrize("text", ['[other]\nname = "x"\n', "other = 1\n"])
def test_an_unknown_table_is_refused(text):
    with pytest.raises(PolicyDataError, match="f:1: unknown table 'other'"):
        read_topups("f", text)


@pytest.mark.parametrize("text", ["province = 3\n", "[topup]\nx = 1\n", "topup = [1]\n"])
def test_a_table_of_another_shape_is_refused(text):
    with pytest.raises(PolicyDataError, match="must be written"):
        read_topups("f", text)


def test_an_empty_table_knows_no_province():
    assert read_topups("f", "").province("Nghệ An") is None


# The table of the project


@pytest.mark.parametrize(
    ("name", "group", "on", "rate"),
    [
        ("TP.HCM", "poor", date(2026, 1, 1), "0.30"),
        ("thành phố Hồ Chí Minh", "near_poor", date(2026, 11, 21), "0.25"),
        ("Sài Gòn", "other", date(2026, 11, 21), "0"),
        ("TP HCM", "poor", date(2025, 12, 31), None),
        ("TPHCM", "ethnic", date(2026, 11, 21), None),
        ("Nghệ An", "poor", date(2025, 7, 1), "0.30"),
        ("Nghệ An", "near_poor", date(2030, 12, 31), "0.25"),
        ("nghe an", "other", date(2026, 11, 21), "0.05"),
        ("Nghệ An", "other", date(2031, 1, 1), None),
        ("Hà Nội", "other", date(2026, 11, 21), None),
        ("Vĩnh Phúc", "other", date(2020, 8, 1), "0.10"),
        ("Vĩnh Phúc", "poor", date(2020, 7, 31), None),
        ("Vĩnh Phúc", "poor", date(2025, 7, 1), None),
    ],
)
def test_the_rates_of_the_provinces_on_record(policy, name, group, on, rate):
    found = policy.topups.rate(policy.topups.province(name).slug, group, on)
    assert (None if found is None else str(found.value)) == rate


@pytest.mark.parametrize("name", ["Đắk Lắk", "An Giang", "Kiên Giang", "Vĩnh Long", "Đà Nẵng"])
def test_provinces_without_a_verified_rate_are_not_in_the_table(policy, name):
    assert policy.topups.province(name) is None


def test_every_row_of_the_table_says_where_it_comes_from(policy):
    for row in policy.topups.rows:
        assert row.figure.legal_basis
        assert row.figure.confidence in "BC"
