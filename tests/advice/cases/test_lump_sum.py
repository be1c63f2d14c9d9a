"""The lump sum talked through: who has a right by what was told, what is taken off, what is only supposed."""

import itertools
import re
from datetime import date

import pytest

from bot.advice.adviser import Day
from bot.advice.cases import talking
from bot.advice.cases.case import CASES
from bot.advice.cases.facts import UNKNOWN, Facts
from bot.outcomes import Outcome

NOVEMBER = Day(date(2026, 11, 21), date(2026, 11, 21))
CASE = CASES["lump_sum"]
LONGEST_MESSAGE = 900
#: The first words of an answer that says: no right.
NO_RIGHT = "Như anh/chị cho biết thì không rút được vì dừng đóng"


@pytest.fixture
def said(adviser):
    def say(day: Day = NOVEMBER, **facts) -> str:
        answer = talking.result(adviser, CASE, Facts.of({"income": 3_000_000, **facts}), day)
        assert answer.outcome is Outcome.ANSWERED_CALCULATION
        assert len(answer.text) <= LONGEST_MESSAGE, answer.text
        return answer.text

    return say


def lines(text: str, start: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(start)]


# Ten years at 3,000,000: 10 × 2 × 3,000,000 = 60,000,000. The State gave 60 months × 66,000 = 3,960,000.


def test_the_support_is_taken_off_from_who_stopped(said):
    text = said(months_paid=120, support_received=3_960_000)
    assert lines(text, "• Trừ") == ["• Trừ tiền Nhà nước đã hỗ trợ: 3.960.000 đồng"]
    assert lines(text, "• Còn nhận") == ["• Còn nhận: 56.040.000 đồng"]


def test_from_the_gravely_ill_nothing_is_taken_off_even_where_the_support_is_known(said):
    text = said(months_paid=120, support_received=3_960_000, severe_illness=True)
    assert lines(text, "• Không trừ") == ["• Không trừ tiền Nhà nước đã hỗ trợ"]
    assert lines(text, "• Còn nhận") == ["• Còn nhận: 60.000.000 đồng"]
    assert "3.960.000" not in text


def test_the_gravely_ill_are_not_asked_for_the_support(said):
    told = Facts(months_paid=120, income=3_000_000)
    assert CASE.missing(told) == "support_received"
    assert CASE.missing(Facts(months_paid=120, income=3_000_000, severe_illness=True)) is None
    assert CASE.missing(Facts(months_paid=120, income=3_000_000, severe_illness=False)) == "support_received"
    assert "Còn nhận: 60.000.000 đồng" in said(months_paid=120, severe_illness=True)


def test_the_ill_are_told_which_illness_counts(said):
    text = said(months_paid=120, severe_illness=True)
    for word in ("ung thư", "bại liệt", "xơ gan mất bù", "lao nặng", "AIDS", "81%", "khuyết tật đặc biệt nặng"):
        assert word in text
    assert "Bệnh khác thì chưa thuộc" in text
    assert "đã dừng đóng" not in text


def test_of_less_than_a_year_the_ill_are_told_no_doubt_about_a_deduction(said):
    # 8 × 22% × 3,000,000 = 5,280,000, below 2 × 3,000,000.
    text = said(months_paid=8, severe_illness=True)
    assert "Còn nhận: 5.280.000 đồng" in text
    assert "chưa có hướng dẫn" not in text


@pytest.mark.parametrize("enough", [{"months_paid": 240}, {"months_paid": 216, "months_before": 24}])
def test_twenty_years_give_no_right_for_having_stopped_and_that_is_said_first(said, enough):
    text = said(support_received=UNKNOWN, **enough)
    assert text.startswith(f"{NO_RIGHT}: đã đóng đủ 20 năm.")
    assert text.index("Chỉ rút được khi ra nước ngoài định cư") < text.index("Nếu rút theo") < text.index("• Được tính")
    assert "lương hưu" in text
    assert "đủ tuổi nghỉ hưu mà chưa đủ" not in text, "no way for who has the years of a pension"


def test_a_month_less_than_twenty_years_keeps_the_right(said):
    text = said(months_paid=239, support_received=UNKNOWN)
    assert NO_RIGHT not in text
    assert "đã dừng đóng 12 tháng và chưa đủ 20 năm" in text


def test_years_supposed_count_as_years(said):
    assert said(months_paid=200, months_more=40, support_received=0).startswith(NO_RIGHT)
    assert NO_RIGHT not in said(months_paid=200, months_more=39, support_received=0)


@pytest.mark.parametrize(
    ("first", "right"), [("2025-06", True), ("2025-07", False), ("2025-12", False), (None, True), ("2010-03", True)]
)
def test_who_first_paid_under_the_new_law_has_no_right_for_having_stopped(said, first, right):
    text = said(months_paid=12, first_paid=first, support_received=792_000)
    assert text.startswith(NO_RIGHT) is not right
    assert ("bắt đầu đóng từ 01/7/2025 thì không còn cách đó" in text) is not right
    assert ("đủ tuổi nghỉ hưu mà chưa đủ 15 năm đóng" in text) is not right


@pytest.mark.parametrize(("paid", "right"), [(16, False), (17, True), (120, True)])
def test_more_months_than_fit_since_the_first_payment_mean_an_earlier_time(said, paid, right):
    # From 8/2025 to 11/2026 there are 16 months; who paid more paid before, in a company perhaps.
    assert said(months_paid=paid, first_paid="2025-08", support_received=0).startswith(NO_RIGHT) is not right


def test_months_supposed_are_not_months_paid_before(said):
    assert said(months_paid=12, months_more=24, first_paid="2025-08", support_received=0).startswith(NO_RIGHT)


def test_without_a_right_the_amount_is_only_a_supposition(said):
    text = said(months_paid=12, first_paid="2025-08", support_received=792_000)
    # 1 × 2 × 3,000,000 − 12 × 66,000
    assert text.index("Nếu rút theo một cách đó") < text.index("6.000.000 đồng") < text.index("5.208.000 đồng")


def test_the_gravely_ill_have_a_right_whatever_they_paid(said):
    for facts in ({"months_paid": 300}, {"months_paid": 12, "first_paid": "2025-08"}):
        assert NO_RIGHT not in said(severe_illness=True, **facts)


def test_whoever_asks_gets_one_message(said):
    for paid, before, first, support, ill in itertools.product(
        (5, 12, 185, 245), (None, 35), (None, "2025-09"), (UNKNOWN, 0, 300_000), (None, True)
    ):
        facts = {"months_paid": paid, "months_before": before, "first_paid": first, "severe_illness": ill}
        text = said(income=1_499_999, support_received=support, **facts)
        assert not re.search(r"[{}]|None", text)


# A month is paid once: from 01/2014 to 11/2026 there are 155 months.


def test_months_that_do_not_fit_since_2014_lie_before_it(said):
    # 264 − 155 = 109 months before, 9 years and a month that moves: 9 × 1.5 × 4,000,000 + 13 × 2 × 4,000,000.
    text = said(months_paid=264, income=4_000_000, support_received=UNKNOWN)
    assert "158.000.000 đồng" in text
    assert "đóng 9 năm 1 tháng trước 01/01/2014 và 12 năm 11 tháng từ ngày đó" in text
    assert "Phần trước 01/01/2014 lấy ít nhất có thể" in text
    assert "Cả thời gian được coi" not in text


def test_months_told_before_2014_do_not_make_room_since(said):
    text = said(months_paid=228, months_before=36, income=4_000_000, support_received=0)
    assert "158.000.000 đồng" in text


@pytest.mark.parametrize(("paid", "rest"), [(155, False), (156, True)])
def test_the_border_is_the_month_asked_for(said, paid, rest):
    text = said(months_paid=paid, support_received=0)
    assert ("Phần trước 01/01/2014 lấy ít nhất có thể" in text) is rest
    assert ("Cả thời gian được coi là đóng từ 01/01/2014" in text) is not rest


def test_months_supposed_are_paid_after_the_month_asked_for(said):
    assert "ít nhất có thể" not in said(months_paid=150, months_more=40, support_received=0)


@pytest.mark.parametrize(("first", "named"), [("2020-03", False), ("2013-05", True), (None, True)])
def test_who_first_paid_later_is_not_taken_as_paying_from_2014(said, compared, first, named):
    assert ("01/01/2014" in said(months_paid=36, first_paid=first, support_received=0)) is named
    assert ("01/01/2014" in compared(months_paid=36, first_paid=first)) is named


def test_both_lives_split_the_months_as_the_lump_sum_does(compared):
    text = compared(months_paid=264, income=4_000_000)
    assert "• Có ngay 158.000.000 đồng" in text
    assert "9 năm 1 tháng trước 01/01/2014" in text


# Beside the pension


@pytest.fixture
def compared(adviser):
    def say(**facts) -> str:
        person = {"sex": "F", "birth_month": "1975-03", "income": 3_000_000, "still_paying": False}
        answer = talking.result(adviser, CASES["compare"], Facts.of({**person, **facts}), NOVEMBER)
        assert len(answer.text) <= LONGEST_MESSAGE, answer.text
        return answer.text

    return say


@pytest.mark.parametrize(
    ("facts", "head"),
    [
        ({"months_paid": 120}, "Rút một lần, nếu đủ điều kiện:"),
        ({"months_paid": 240}, "Rút một lần (đã đủ 20 năm thì không rút được chỉ vì dừng đóng):"),
        ({"months_paid": 239, "months_more": 12}, "Rút một lần, nếu đủ điều kiện:"),
        (
            {"months_paid": 12, "first_paid": "2025-08"},
            "Rút một lần (bắt đầu đóng từ 01/7/2025 thì không rút được chỉ vì dừng đóng):",
        ),
        (
            {"months_paid": 240, "severe_illness": True},
            "Rút một lần, được vì bệnh nặng luật nêu, suy giảm sức lao động, khuyết tật:",
        ),
    ],
)
def test_both_lives_say_whether_there_is_a_right_to_the_first(compared, facts, head):
    assert head in compared(**facts).splitlines()


def test_both_lives_of_the_gravely_ill_deduct_nothing(compared):
    assert "• Có ngay 60.000.000 đồng, không bị trừ tiền được hỗ trợ" in compared(months_paid=120, severe_illness=True)
    assert "• Có ngay 60.000.000 đồng, chưa trừ tiền được hỗ trợ" in compared(months_paid=120)
