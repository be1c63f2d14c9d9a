"""The numbers of the drawing are the calculators' numbers, read back from the data of its specification."""

import math

import pytest

from bot.pictures.drawing import specification
from bot.policy.calculators import run
from tests.pictures.conftest import GOES_ON, HAS_ALL, IS_SHORT, LOWEST, NOVEMBER, PEOPLE, RICH
from tests.pictures.reading import rows, said

#: Months from 01/2014 to 11/2026.
SINCE_2014 = 155


def curves(spec):
    """{name of a life: [(age in months, đồng)]} from the data that is drawn."""
    found = {}
    for row in rows(spec, "life", "age_months", "dong"):
        found.setdefault(row["life"], []).append((row["age_months"], row["dong"]))
    return found


def test_the_curves_of_one_person_by_hand(told):
    """Born 3/1975, asked in 11/2026: 620 months old; pays 8 years at 660,000 a month; pension from 12/2034 (717)."""
    take, keep = curves(specification(told(**GOES_ON).picture)).values()
    assert take[0] == (620, 60_000_000)
    assert keep[:3] == [(620, 0), (716, -63_360_000), (717, -63_360_000)]
    # 123,360,000 ÷ 1,530,000 → 81 months: even at 798 months, which is 66 years and a half.
    assert keep[3] == (798, 81 * 1_530_000 - 63_360_000)
    assert keep[4] == (879, 162 * 1_530_000 - 63_360_000)
    assert take[1] == (879, 60_000_000)


@pytest.mark.parametrize("person", [GOES_ON, HAS_ALL, LOWEST, RICH])
def test_lump_sum_and_pension_are_what_the_calculators_give(told, adviser, person):
    spec = specification(told(**person).picture)
    take, keep = curves(spec).values()
    lump = run(
        adviser.policy,
        "lump_sum",
        {
            "average": person["income"],
            "months_before_2014": person.get("months_before", 0) + max(0, person["months_paid"] - SINCE_2014),
            "months_from_2014": min(person["months_paid"], SINCE_2014),
        },
        NOVEMBER.as_of,
    ).values["TC"]
    assert {dong for _, dong in take} == {lump}
    (even, at_even), (end, at_end) = keep[-2:]
    a_month = f"{round((at_end - at_even) / (end - even)):,} đồng".replace(",", ".")
    assert f"khoảng {a_month} một tháng" in told(**person).text, "the slope is the pension that is told"


@pytest.mark.parametrize("person", [GOES_ON, HAS_ALL, LOWEST, RICH])
def test_they_are_even_in_the_first_month_in_which_the_pension_has_caught_up(told, person):
    picture = told(**person).picture
    take, keep = curves(specification(picture)).values()
    even, end = keep[-2], keep[-1]
    a_month = (end[1] - even[1]) / (end[0] - even[0])
    assert even[1] >= take[0][1] > even[1] - a_month
    marked = rows(specification(picture), "age_months", "dong")
    assert {"age_months": even[0], "dong": even[1]} in marked
    assert f"khoảng {math.ceil(even[0] / 12)} tuổi" in picture.curves.even_label
    assert f"Khoảng {math.ceil(even[0] / 12)} tuổi" in told(**person).text, "as the text says"


@pytest.mark.parametrize("person", [GOES_ON, HAS_ALL, LOWEST, RICH])
def test_neither_side_gets_more_of_the_axis(told, person):
    _, keep = curves(specification(told(**person).picture)).values()
    start, even, end = keep[-3], keep[-2], keep[-1]
    assert end[0] - even[0] == even[0] - start[0]


def test_the_curve_bends_where_the_lowest_income_rises(told):
    """Born 2/1990, asked in 11/2026: 2 months at 330,000, then 277 at 484,000."""
    advice = told(**LOWEST)
    _, keep = curves(specification(advice.picture)).values()
    assert keep[:3] == [(441, 0), (443, -660_000), (720, -134_728_000)]
    assert "từ 01/01/2027 ít nhất 2.200.000 đồng" in advice.picture.foot[0]


def test_who_has_the_age_may_pay_what_is_missing_now_on_the_picture_too(told):
    aged = {**IS_SHORT, "birth_month": "1960-03"}
    assert "được đóng một lần ngay bây giờ" in told(**aged).picture.bar_note
    then = told(**{**aged, "months_more": 12}).picture.bar_note
    assert "được đóng một lần ngay lúc đó" in then
    assert "tới tuổi" not in told(**{**aged, "months_paid": 12}).picture.bar_note


def test_years_that_make_no_pension_are_a_bar_and_no_curve(told):
    picture = told(**IS_SHORT).picture
    spec = specification(picture)
    assert curves(spec) == {}
    parts = {row["part"]: row["size"] for row in rows(spec, "part", "size")}
    assert parts == {"Đã đóng": 120, "Còn thiếu": 60}
    assert [part.open for part in picture.bar] == [False, True]
    assert "còn thiếu 5 năm" in told(**IS_SHORT).text


def test_months_supposed_stand_between_what_is_paid_and_what_is_missing(told):
    bar = told(**{**IS_SHORT, "months_more": 24}).picture.bar
    assert [(part.name, part.size) for part in bar] == [("Đã đóng", 120), ("Đóng thêm", 24), ("Còn thiếu", 36)]


def test_more_missing_than_may_be_paid_at_once_is_told_otherwise(told):
    near, far = told(**IS_SHORT).picture, told(**{**IS_SHORT, "months_paid": 12}).picture
    assert "đóng một lần khi tới tuổi" in near.bar_note
    assert "hoặc rút lúc đó" in far.bar_note


@pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE)
def test_every_amount_and_source_on_the_sheet_is_in_the_text_too(told, person):
    advice = told(**person)
    words = said(specification(advice.picture))
    for piece in words.split():
        if piece.count(".") >= 2 and piece[0].isdigit():
            assert piece.strip(".,") in advice.text, piece
    assert advice.text.splitlines()[-1].split(";")[0] in words, "Căn cứ"
    assert "Đúng cho ngày 21/11/2026" in words
    assert "ước tính" in words
    assert "Chọn bên nào là do anh/chị" in words


def test_a_caution_of_the_text_stands_on_the_picture_that_may_travel_without_it(told, adviser):
    caution = adviser.phrases("frame.caution")
    advice = told(**GOES_ON)
    assert caution in advice.text
    assert caution in advice.picture.foot


def test_who_cannot_take_it_for_stopping_is_told_so_on_the_picture(told):
    assert "đã đủ 20 năm" in told(**HAS_ALL).picture.rows[0].cells[0]
    assert "nếu đủ điều kiện" in told(**GOES_ON).picture.rows[0].cells[0]


def test_who_first_paid_under_the_new_law_is_told_so_on_the_picture(told):
    later = {**IS_SHORT, "months_paid": 14, "first_paid": "2025-08"}
    assert "đóng lần đầu từ 01/7/2025" in told(**later).picture.rows[0].cells[0]


def test_for_the_gravely_ill_the_picture_takes_nothing_off(told):
    """Whoever is gravely ill may take it at once, whatever the years, and the State's share stays with them."""
    for person in (HAS_ALL, {**IS_SHORT, "first_paid": "2025-08", "months_paid": 14}):
        words = told(**{**person, "severe_illness": True}).picture.rows[0].cells[0]
        assert words.endswith("ngay (bệnh nặng: không trừ tiền hỗ trợ)")


def test_the_other_cases_have_no_picture(adviser):
    from bot.advice.cases import talking
    from bot.advice.cases.case import CASES
    from bot.advice.cases.facts import Facts

    facts = Facts(sex="F", birth_month="1970-09", months_paid=240, income=3_000_000)
    assert talking.result(adviser, CASES["pension"], facts, NOVEMBER).picture is None
