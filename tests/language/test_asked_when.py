"""The time that a question is about: of a death as widely as it was told, or of a figure that is asked for."""

from datetime import date

import pytest

from bot.language.asked import find_asked
from bot.language.asked_when import time_asked, time_of_death
from bot.language.question import heard

TODAY = date(2026, 11, 22)


def month(year, number, last):
    return date(year, number, 1), date(year, number, last)


def year(number):
    return date(number, 1, 1), date(number, 12, 31)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("chồng tôi mất hôm tháng 3/2026 đóng 6 năm, mai táng phí bao nhiêu", month(2026, 3, 31)),
        ("tháng 3/2026 chồng tôi mất, đóng từ 1/2020 là 6 năm", month(2026, 3, 31)),
        ("chồng tôi mất ngày 15/6/2026", (date(2026, 6, 15), date(2026, 6, 15))),
        ("bố mất hồi tháng 3, đóng 6 năm", month(2026, 3, 31)),
        ("nếu tôi mất tháng 3 thì sao", month(2027, 3, 31)),
        ("bố tôi mất cách đây 8 tháng", month(2026, 3, 31)),
        ("bố tôi mất được 2 năm rồi", year(2024)),
        ("bố tôi mất 2024, đóng 6 năm", year(2024)),
        ("mẹ mất năm ngoái", year(2025)),
        ("mẹ mất năm nay", year(2026)),
        ("bố mất tháng này", None),
        ("chồng em đóng được 60 tháng thì mất", None),
        ("đóng từ tháng 1/2018 đến tháng 5/2024 thì mất", None),
    ],
)
def test_when_somebody_died(text, span):
    assert time_of_death(heard(text, TODAY, 2014)) == span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("đóng thấp nhất tháng 6/2025", month(2025, 6, 30)),
        ("mức tham chiếu năm 2024", year(2024)),
        ("sang năm đóng thấp nhất", year(2027)),
        ("năm nay đóng thấp nhất", None),
        ("mức tham chiếu hiện nay", None),
        ("đóng thấp nhất", None),
    ],
)
def test_what_time_is_asked_for(text, span):
    assert time_asked(heard(text, TODAY, 2014)) == span


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("đóng thấp nhất năm 2025 bao nhiêu", []),
        ("đóng thấp nhất tháng 6/2025 hộ nghèo còn bao nhiêu", ["poor"]),
        ("sang năm mức đóng tối thiểu bao nhiêu tiền", []),
        # Without a word that asks: what is named alone is asked for.
        ("muc dong thap nhat thang 1 nam 2026", []),
        ("Cho em hỏi mức đóng tối thiểu tháng 1/2026 hộ nghèo", ["poor"]),
        ("đóng thấp nhất tháng 1 năm 2026", []),
        ("muc dong thap nhat nam 2026", []),
        ("năm 2026 mức đóng tối thiểu là bao nhiêu", []),
    ],
)
def test_the_lowest_payment_of_another_time(text, groups):
    name, given = find_asked(text, TODAY, 2014)
    assert (name, given["groups"]) == ("lowest_payment", groups)


@pytest.mark.parametrize(
    "text",
    [
        "đóng thấp nhất bao nhiêu",
        "năm 2025 lương hưu thấp nhất bao nhiêu",
        "năm 2025 phải đóng tối thiểu bao nhiêu năm",
        "năm 2027 đóng cao nhất bao nhiêu",
        "năm 2027 đóng bhxh bắt buộc thấp nhất bao nhiêu",
        "tôi đã đóng mức thấp nhất từ tháng 1 năm 2026",
        "mức hưởng thấp nhất tháng 1 năm 2026",
        "mức đóng thấp nhất năm 2026 khác năm 2027 thế nào",
        "mức đóng thấp nhất",
    ],
)
def test_other_questions_on_what_is_lowest_are_left_alone(text):
    assert find_asked(text, TODAY, 2014) is None


def test_health_insurance_of_another_year():
    name, given = find_asked("năm 2025 nhà 4 người mua bảo hiểm y tế hết bao nhiêu", TODAY, 2014)
    assert (name, given) == ("household_health", {"persons": 4, "when": year(2025)})
