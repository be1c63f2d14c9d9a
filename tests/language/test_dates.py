"""Days and months as people name them, on 21 November 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.dates import find_dates, find_month
from bot.language.months import full_year, month_number
from bot.language.text import strip_diacritics

TODAY = date(2026, 11, 21)

MONTHS = [
    ("tháng 1 năm 2027", (2027, 1)),
    ("đóng từ tháng 1/2027", (2027, 1)),
    ("t1/2027", (2027, 1)),
    ("T1-2027", (2027, 1)),
    ("t1/27", (2027, 1)),
    ("1/2027", (2027, 1)),
    ("01.2027", (2027, 1)),
    ("tháng một năm 2027", (2027, 1)),
    ("tháng 12", (2026, 12)),
    ("tháng 12 này", (2026, 12)),
    ("T12", (2026, 12)),
    ("thg 12", (2026, 12)),
    ("tháng 11", (2026, 11)),
    ("tháng 1", (2027, 1)),
    ("đóng từ t5", (2027, 5)),
    ("tháng mười hai", (2026, 12)),
    ("tháng chạp", (2026, 12)),
    ("tháng giêng", (2027, 1)),
    ("tháng sáu", (2027, 6)),
    ("tháng tư", (2027, 4)),
    ("tháng năm năm 2027", (2027, 5)),
    ("tháng sau", (2026, 12)),
    ("tháng tới em đóng", (2026, 12)),
    ("tháng này", (2026, 11)),
    ("tháng trước", (2026, 10)),
    ("2 tháng nữa", (2027, 1)),
    ("2 tháng trước", (2026, 9)),
    ("ba tháng nữa mới có tiền", (2027, 2)),
    ("bây giờ", (2026, 11)),
    ("hiện nay đóng bao nhiêu", (2026, 11)),
    ("đầu năm sau", (2027, 1)),
    ("sang năm", (2027, 1)),
    ("năm sau", (2027, 1)),
    ("cuối năm sau", (2027, 12)),
    ("giữa năm tới", (2027, 6)),
    ("cuối năm nay", (2026, 12)),
    ("cuối năm em đóng", (2026, 12)),
    ("đầu năm 2028", (2028, 1)),
    ("năm 2027 mức đóng là bao nhiêu", (2027, 1)),
    ("năm 2026", (2026, 11)),
    ("tháng 12 năm ngoái", (2025, 12)),
    ("tháng 1 sang năm", (2027, 1)),
    ("tháng 3 năm sau", (2027, 3)),
    ("tháng 2 năm nay", (2026, 2)),
    ("quý 1/2027", (2027, 1)),
    ("quý I năm 2027", (2027, 1)),
    ("quý 2", (2027, 4)),
    ("15/01/2027", (2027, 1)),
    ("hôm nay", (2026, 11)),
]

DAYS = [
    ("15/01/2027", date(2027, 1, 15)),
    ("ngày 15-01-2027", date(2027, 1, 15)),
    ("15.1.2027", date(2027, 1, 15)),
    ("15/1/27", date(2027, 1, 15)),
    ("2027-01-15", date(2027, 1, 15)),
    ("ngày 15 tháng 1 năm 2027", date(2027, 1, 15)),
    ("15 tháng 1 năm 2027", date(2027, 1, 15)),
    ("ngày 15 tháng 3", date(2027, 3, 15)),
    ("ngày 30 tháng 11", date(2026, 11, 30)),
    ("mùng 5 tháng 2", date(2027, 2, 5)),
    ("mồng năm tháng giêng", date(2027, 1, 5)),
    ("ngày 15 tháng 3 năm sau", date(2027, 3, 15)),
    ("15 tháng 3 sang năm", date(2027, 3, 15)),
    ("15/1", date(2027, 1, 15)),
    ("25/11", date(2026, 11, 25)),
    ("hôm nay", TODAY),
    ("ngày mai", date(2026, 11, 22)),
]

NO_DATE = [
    "nghị định 07/2021",
    "NĐ 159/2025/NĐ-CP",
    "thông tư 12/2025/TT-BNV",
    "12/2025/NĐ-CP",
    "luật số 41/2024/QH15",
    "sinh tháng 3 năm 1970",
    "sn 1970",
    "em sinh ngày 05/03/1970",
    "đóng 12 tháng",
    "một tháng ba triệu",
    "mỗi tháng năm trăm nghìn",
    "1 tháng 3 lần",
    "1/2 lương",
    "24/7",
    "làm việc từ t2 đến t6",
    "sáng t7 có làm không",
    "32/13/2027",
    "31/02/2027",
    "tháng 13",
    "ngày 15 tháng 13",
    "mười tháng hai lần",
    "thứ sáu, sáng t6",
    "0912.345.678",
    "1900 9068",
    "2.500.000",
    "hàng tháng",
    "năm sinh",
    "chế độ thai sản",
    "thai 24 tuần",
    "em đóng 8 tháng rồi",
    "đóng được mấy tháng rồi",
    "10 năm trước",
    "20 năm sau",
    "còn thiếu 3 tháng nữa",
    "nghị quyết 28 năm 2018",
    "12 thang tu luc nao",
    "",
]

#: "thang sau" without marks is next month, "thang tu" is "từ tháng" and no April.
READ_OTHERWISE = {"tháng sáu", "tháng tư"}


@pytest.mark.parametrize(("sentence", "month"), MONTHS)
def test_months_are_read(sentence, month):
    assert find_month(sentence, TODAY) == month
    if sentence not in READ_OTHERWISE:
        assert find_month(strip_diacritics(sentence), TODAY) == month
    assert find_month(sentence.upper(), TODAY) == month


@pytest.mark.parametrize(("sentence", "day"), DAYS)
def test_days_are_read(sentence, day):
    (when,) = find_dates(sentence, TODAY)
    assert (when.first_day, when.exact) == (day, "day")


@pytest.mark.parametrize("sentence", NO_DATE)
def test_other_numbers_are_no_dates(sentence):
    assert find_dates(sentence, TODAY) == []
    assert find_dates(strip_diacritics(sentence), TODAY) == []


def test_june_keeps_its_mark_or_its_year():
    assert find_month("tháng sáu", TODAY) == (2027, 6)
    assert find_month("thang sau nam 2027", TODAY) == (2027, 6)
    assert find_month("thang sau", TODAY) == (2026, 12)
    assert find_month("thang sau nam 27", TODAY) == (2027, 6)


def test_a_year_that_is_over_is_a_date_but_no_month_to_pay_in():
    for text in ("tham gia năm 2009", "năm ngoái", "từ 2009, năm 2010"):
        assert find_month(text, TODAY) is None
    assert [(when.year, when.exact) for when in find_dates("tham gia năm 2009", TODAY)] == [(2009, "year")]
    assert find_month("tham gia năm 2009, giờ đóng từ tháng 12", TODAY) == (2026, 12)


def test_what_was_named_is_told():
    assert [when.exact for when in find_dates("15/1/2027, tháng 2/2027 rồi năm 2028", TODAY)] == [
        "day",
        "month",
        "year",
    ]


def test_several_dates_come_in_their_order():
    text = "Từ tháng 12 năm nay  đến t3/2027, nghị định 12/2025 không tính"
    found = find_dates(text, TODAY)
    assert [(when.year, when.month) for when in found] == [(2026, 12), (2027, 3)]
    assert [text[when.start : when.end] for when in found] == ["tháng 12 năm nay", "t3/2027"]


@pytest.mark.parametrize(
    ("answer", "month"),
    [
        ("12", (2026, 12)),
        ("1 ạ", (2027, 1)),
        ("2027", (2027, 1)),
        ("1/27", (2027, 1)),
        ("mười hai", (2026, 12)),
        ("13", None),
    ],
)
def test_bare_answers_count_only_where_they_were_asked_for(answer, month):
    assert find_month(answer, TODAY, asked=True) == month
    assert find_month(answer, TODAY) is None


def test_the_last_month_of_the_year_turns_over():
    assert find_month("tháng sau", date(2026, 12, 31)) == (2027, 1)
    assert find_month("tháng trước", date(2026, 1, 1)) == (2025, 12)
    assert find_month("tháng 12", date(2026, 12, 31)) == (2026, 12)


def test_names_of_months():
    assert [month_number(name) for name in ("giêng", "tư", "mười một", "12", "0", "mười ba", "chạp")] == [
        1,
        4,
        11,
        12,
        None,
        None,
        12,
    ]


def test_years_of_two_digits_are_the_last_such_year():
    assert (full_year("70", 2016), full_year("05", 2016), full_year("27", 2046), full_year("1970", 0)) == (
        1970,
        2005,
        2027,
        1970,
    )


@given(st.dates(date(2000, 1, 1), date(2099, 12, 28)))
def test_every_date_comes_back(day):
    for text in (
        f"{day:%d/%m/%Y}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
        f"{day:%Y-%m-%d}",
        f"{day:%d.%m.%Y}",
    ):
        assert [when.first_day for when in find_dates(text, TODAY)] == [day], text
    for text in (f"tháng {day.month}/{day.year}", f"t{day.month}/{day.year}", f"thang {day.month} nam {day.year}"):
        assert find_month(text, TODAY) == (day.year, day.month), text


@given(st.text(max_size=200), st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_any_text_is_survived(text, today):
    for when in find_dates(text, today, asked=True):
        assert 1 <= when.month <= 12
        assert when.first_day
