"""Dates of birth and ages, on 21 November 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.birth import Birth, find_birth
from bot.language.text import strip_diacritics

TODAY = date(2026, 11, 21)

BORN = [
    ("em sinh 3/1970", 1970, 3),
    ("sinh tháng 3/1970", 1970, 3),
    ("sinh t3/1970", 1970, 3),
    ("sinh tháng 3 năm 1970", 1970, 3),
    ("sinh tháng ba năm 1970", 1970, 3),
    ("sinh ngày 5/3/1970", 1970, 3),
    ("sinh ngày 05-03-1970", 1970, 3),
    ("sinh ngày 5 tháng 3 năm 1970", 1970, 3),
    ("sinh ngày 05031970", 1970, 3),
    ("ngày sinh: 05/03/1970", 1970, 3),
    ("sinh 1970 tháng 3", 1970, 3),
    ("sinh 3/70", 1970, 3),
    ("sn 3-70", 1970, 3),
    ("sn 1970", 1970, None),
    ("SN1970", 1970, None),
    ("sinh năm 1970", 1970, None),
    ("sinh nam 1970", 1970, None),
    ("sinh vào năm 1970", 1970, None),
    ("em sinh ra năm 1970", 1970, None),
    ("năm sinh của em là 1970", 1970, None),
    ("năm sinh 1970", 1970, None),
    ("sinh năm 70", 1970, None),
    ("sn 85", 1985, None),
    ("sn 05", 2005, None),
    ("em nữ 1975 ở quê", 1975, None),
    ("vợ tôi sn 68, tôi sn 65", 1968, None),
]

AGED = [
    ("năm nay 56 tuổi", 1970),
    ("tôi 56 tuổi rồi", 1970),
    ("em 56t", 1970),
    ("56t đóng được không", 1970),
    ("năm mươi sáu tuổi", 1970),
    ("nam muoi sau tuoi", 1970),
    ("tuổi 56", 1970),
    ("em đã đủ 60 tuổi", 1966),
    ("mẹ em 70 tuổi", 1956),
    ("61 tuổi 6 tháng", 1965),
    ("tôi nam 61 tuổi", 1965),
]

NOBODY = [
    "từ 60 tuổi",
    "đủ 15 tuổi",
    "trên 75 tuổi",
    "đến 75 tuổi được trợ cấp",
    "con tôi 12 tuổi",
    "con trai em 20 tuổi",
    "15 tuổi trở lên",
    "60 tuổi mới được nhận",
    "nữ phải 60 tuổi mới có lương hưu",
    "người già 75 tuổi được bao nhiêu",
    "bao nhiêu tuổi thì được",
    "sinh con năm 2026",
    "vợ sinh em bé tháng 3/2026",
    "học sinh 2010",
    "sinh viên năm 1970",
    "giấy khai sinh 1970",
    "phát sinh 70",
    "năm 1995 em bắt đầu đóng",
    "sinh 1870",
    "sinh 2025",
    "sinh 15/1970",
    "5 tuổi",
    "200 tuổi",
    "đóng 56 tháng",
    "tuổi nghỉ hưu",
    "",
]


@pytest.mark.parametrize(("sentence", "year", "month"), BORN)
def test_dates_of_birth_are_certain(sentence, year, month):
    assert find_birth(sentence, TODAY) == Birth(year, month, certain=True)
    assert find_birth(sentence.upper(), TODAY) == Birth(year, month, certain=True)
    assert find_birth(strip_diacritics(sentence), TODAY) == Birth(year, month, certain=True)


@pytest.mark.parametrize(("sentence", "year"), AGED)
def test_ages_give_an_uncertain_year(sentence, year):
    assert find_birth(sentence, TODAY) == Birth(year, None, certain=False)
    assert find_birth(strip_diacritics(sentence), TODAY) == Birth(year, None, certain=False)


@pytest.mark.parametrize("sentence", NOBODY)
def test_ages_of_rules_and_of_others_are_nobodys(sentence):
    assert find_birth(sentence, TODAY) is None
    assert find_birth(strip_diacritics(sentence), TODAY) is None


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("1970", Birth(1970, None, certain=True)),
        ("3/1970", Birth(1970, 3, certain=True)),
        ("05/03/1970 ạ", Birth(1970, 3, certain=True)),
        ("05031970", Birth(1970, 3, certain=True)),
        ("tháng 3 1970", Birth(1970, 3, certain=True)),
        ("nam 1970", Birth(1970, None, certain=True)),
        ("56", Birth(1970, None, certain=False)),
        ("1870", None),
        ("12", None),
        ("không nhớ", None),
    ],
)
def test_bare_answers_count_only_where_they_were_asked_for(answer, expected):
    assert find_birth(answer, TODAY, asked=True) == expected
    assert find_birth(answer, TODAY) is None


@given(st.dates(date(1930, 1, 1), date(2010, 12, 31)))
def test_every_birthday_comes_back(day):
    for text in (
        f"sinh {day:%d/%m/%Y}",
        f"sinh ngày {day:%d%m%Y}",
        f"sinh tháng {day.month} năm {day.year}",
        f"sn {day:%m/%Y}",
    ):
        assert find_birth(text, TODAY) == Birth(day.year, day.month, certain=True), text


@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    birth = find_birth(text, TODAY, asked=True)
    assert birth is None or 1900 < birth.year <= 2026
