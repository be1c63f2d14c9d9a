"""Questions that name their own numbers → the calculation with its inputs; look-alikes are left alone."""

from datetime import date

import pytest

from bot.advice.asked.speaking import ASKED
from bot.language.asked import ROWS, find_asked

TODAY = date(2026, 11, 21)


def find(text):
    return find_asked(text, TODAY, 2014)


@pytest.mark.parametrize(
    ("text", "name", "given"),
    [
        ("nhà tôi 5 người mua bảo hiểm y tế hết bao nhiêu", "household_health", {"persons": 5}),
        ("chồng em đóng được 60 tháng thì mất, tiền mai táng bao nhiêu", "funeral", {"months_paid": 60}),
        ("bố tôi lương hưu 2 triệu, mới nhận lương được 2 tháng thì qua đời, được nhận bao nhiêu", "survivor_pensioner",
         {"monthly_pension": 2_000_000, "months_received": 2}),
        ("vợ tôi đóng 7 năm bình quân 2 triệu thì mất, tuất một lần được bao nhiêu", "survivor_lump",
         {"average": 2_000_000, "months_before": 0, "months_since": 84}),
        ("em đóng được 6 tháng, sinh đôi thì được bao nhiêu", "maternity",
         {"months_paid_in_12_before_birth": 6, "children": 2}),
        ("gian lận bảo hiểm 50 triệu thì bị phạt tội gì", "penal_fraud", {"amount_taken": 50_000_000}),
        ("nhóm khác đóng 12 tháng mức 1,5 triệu, còn 4 tháng thì được hoàn trả bao nhiêu", "refund",
         {"income": 1_500_000, "remaining_months": 4, "method": 12, "groups": ["other"]}),
        ("nữ đóng 30 năm, đóng thêm 3 năm nữa, bình quân 2 triệu, trợ cấp một lần khi nghỉ hưu bao nhiêu",
         "retirement_lump",
         {"gender": "F", "average": 2_000_000, "months_at_age": 360, "months_after": 36}),
        ("đóng 10 năm bình quân 2 triệu, trợ cấp hằng tháng được mấy tháng", "article23",
         {"avg": 2_000_000, "months_paid": 120, "Tdt": None}),
        ("bà tôi 75 tuổi, hộ nghèo, trợ cấp hưu trí xã hội bao nhiêu", "social_pension",
         {"age": 75, "poor_household": True, "pension": 0}),
        ("mức tham chiếu hiện nay là bao nhiêu", "reference_level", {"figure": "reference_level"}),
        ("muc tham chieu la gi", "reference_level", {"figure": "reference_level"}),
        ("chuẩn hộ nghèo năm nay là bao nhiêu", "reference_level", {"figure": "rural_poverty_line"}),
        ("nữ muốn lương hưu 3 triệu thì phải đóng bao nhiêu", "pension_target",
         {"target": 3_000_000, "gender": "F", "years": None}),
        ("nữ đóng 15 năm 3 tháng tỷ lệ lương hưu bao nhiêu", "pension_rate", {"gender": "F", "months": 183}),
        ("hệ số trượt giá năm 2012", "price_coefficient", {"year": "2012"}),
        ("chưa đủ tuổi, đóng được 170 tháng, đóng một lần cho đủ được không", "backpay_conditions",
         {"months_paid": 170, "reached_retirement_age": False}),
        ("đóng từ 3/2020 được 6 năm, nghỉ 12 tháng rồi có rút một lần được không", "lump_sum_conditions",
         {"years": 6, "first_contribution": "2020-03", "stopped_months": 12, "age_reached": False}),
        ("lương hưu tính ra 900 nghìn có được nâng lên mức tối thiểu không", "pension_floor",
         {"computed_pension": 900_000}),
    ],
)  # fmt: skip
def test_a_question_with_its_numbers(text, name, given):
    assert find(text) == (name, given)


def test_incomes_year_by_year():
    name, given = find("nữ đóng 2018 đến 2019 mức 700k, 2022 mức 1tr5, rút một lần được bao nhiêu")
    assert name == "of_years"
    assert [one["income"] for one in given["periods"]] == [700_000, 700_000, 1_500_000]
    assert given["draws"]
    assert given["gender"] == "F"


@pytest.mark.parametrize(
    "text",
    [
        "đóng 7 năm mức 2 triệu giờ nghỉ có mất không, rút được bao nhiêu",
        "tôi mất sổ bảo hiểm, đóng 7 năm mức 2 triệu, làm lại hết bao nhiêu",
        "ai được trợ cấp hưu trí xã hội",
        "từ 75 tuổi được trợ cấp hưu trí xã hội bao nhiêu",
        "thẻ bảo hiểm y tế có được cấp không",
        "em hộ cận nghèo đóng mức 2 triệu thì mỗi tháng bao nhiêu",
        "nữ đóng 20 năm mức 3 triệu lương hưu bao nhiêu",
        "tính tiền rút một lần cho tôi, đóng 10 năm, bình quân 5 triệu",
        "lương cơ sở tăng thì tiền đóng có tăng không",
        "tôi bị lừa mất 50 triệu phải làm sao",
        "sinh con được bao nhiêu tiền",
        "có rút một lần được không",
        "sinh năm 1970 bao giờ nghỉ hưu",
        "",
    ],
)
def test_other_questions_are_left_alone(text):
    assert find(text) is None


def test_every_row_has_its_answer_and_the_other_way_round():
    assert {one.__name__ for one in ROWS} == set(ASKED)
