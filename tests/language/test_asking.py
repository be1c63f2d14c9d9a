"""How a message is meant: questions, changes, not knowing; and the small finders beside it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.asking import (
    asks_keep_or_take,
    bare_number,
    is_change,
    is_question,
    is_request,
    is_taken_back,
    is_unsure,
    is_year_only,
    names_benefit,
)
from bot.language.born import find_birth_month, impossible_birth
from bot.language.level import find_extreme
from bot.language.paying import find_still_paying
from bot.language.support_money import is_support
from bot.language.text import strip_diacritics

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "text",
    ["mức 3 triệu có được hỗ trợ không", "đóng bao nhiêu", "thế còn thai sản?", "sinh năm 1970 thì khi nào nghỉ hưu",
     "em đóng 10 năm được chưa", "làm sao để rút"],
)  # fmt: skip
def test_a_question(text):
    assert is_question(text)
    assert is_question(strip_diacritics(text))


@pytest.mark.parametrize(
    "text", ["không", "dạ không", "chưa", "3 triệu", "10 năm", "à không, 3 triệu", "sinh 5/1970", ""]
)
def test_no_question(text):
    assert not is_question(text)


@pytest.mark.parametrize(
    "text",
    ["à không, 3 triệu", "nhầm, 12 năm", "nếu tôi đóng thêm 5 năm thì sao", "còn nam thì sao", "đổi thành 4 triệu",
     "thế 20 năm thì được bao nhiêu", "giả sử mức 5 triệu", "ờ, sai rồi 18 năm", "4tr thì sao ad"],
)  # fmt: skip
def test_a_change(text):
    assert is_change(text)
    assert is_change(strip_diacritics(text))


@pytest.mark.parametrize(
    "text",
    ["3 triệu", "đóng 10 năm", "không biết", "không nhớ rõ", "tuổi nghỉ hưu", "", "không phải ý đó, đóng thấp nhất",
     "cho em hỏi đóng thấp nhất bao nhiêu", "cho hỏi mức cao nhất", "cho tôi biết mức thấp nhất"],
)  # fmt: skip
def test_no_change(text):
    assert not is_change(text)


def test_a_request():
    assert is_request("tính lương hưu cho mẹ em")
    assert is_request("so sanh cho toi")
    assert not is_request("trước 2014 đóng 3 năm")


@pytest.mark.parametrize("text", ["không biết", "em không nhớ", "chưa rõ nữa", "khong biet", "quên rồi", "chịu"])
def test_unsure(text):
    assert is_unsure(text)


@pytest.mark.parametrize("text", ["không", "có", "3 triệu", "quên đóng 2 tháng", ""])
def test_not_unsure(text):
    assert not is_unsure(text)


@pytest.mark.parametrize("text", ["chỉ có năm", "giấy tờ chỉ ghi năm sinh", "chi co nam thoi"])
def test_a_year_alone(text):
    assert is_year_only(text)


@pytest.mark.parametrize(
    ("text", "number"), [("10", 10), ("được 10", 10), (" 180 ", 180), ("10 năm", None), ("3/1970", None), ("", None)]
)
def test_a_number_without_unit(text, number):
    assert bare_number(text) == number


@pytest.mark.parametrize(
    ("text", "paying"),
    [
        ("vẫn đang đóng", True), ("em đang đóng", True), ("còn đóng", True), ("sẽ đóng tiếp", True),
        ("đã dừng đóng", False), ("nghỉ đóng rồi", False), ("không đóng nữa", False), ("ngừng luôn rồi", False),
        ("dung dong roi", False), ("van dang dong", True), ("đóng 10 năm", None), ("dừng", None), ("", None),
        ("mức 2 triệu, đã dừng, nên giữ hay rút", False), ("nữ 5/1968, giờ đã dừng", False),
        ("đóng 14 năm, đã dừng xe lại hỏi", None), ("đã đóng 5 năm, dừng", None),
    ],
)  # fmt: skip
def test_still_paying(text, paying):
    assert find_still_paying(text) is paying


@pytest.mark.parametrize(
    "text",
    ["nên giữ hay rút", "nên rút hay giữ lại chờ lương hưu", "rút một lần hay chờ lương hưu lợi hơn",
     "nên lấy một cục hay giữ", "đóng tiếp để lấy lương hưu hay rút một lần", "nhận một lần hay nhận lương hưu tháng"],
)  # fmt: skip
@pytest.mark.parametrize("spell", [str, strip_diacritics])
def test_keeping_is_weighed_against_taking(text, spell):
    assert asks_keep_or_take(spell(text))


@pytest.mark.parametrize(
    "text",
    ["rút một lần được bao nhiêu", "đóng theo quý hay theo năm", "tôi có lương hưu rồi, đóng tiếp hay không", ""],
)
def test_another_choice_or_none(text):
    assert not asks_keep_or_take(text)


@pytest.mark.parametrize(
    ("text", "paying"),
    [("còn", True), ("có", True), ("không", False), ("đã dừng", False), ("dừng", None), ("hết rồi", False)],
)
def test_still_paying_asked(text, paying):
    assert find_still_paying(text, asked=True) is paying


@pytest.mark.parametrize(
    ("text", "year"),
    [("sinh năm 2030", 2030), ("sn 1850", 1850), ("sinh 3/2028", 2028), ("sinh năm 1970", None), ("năm 2030", None),
     ("học sinh 2030", None)],
)  # fmt: skip
def test_births_that_cannot_be(text, year):
    assert impossible_birth(text, TODAY) == year


def test_a_year_alone_can_be_an_impossible_answer():
    assert impossible_birth("2030", TODAY, asked=True) == 2030
    assert impossible_birth("2030", TODAY) is None
    assert impossible_birth("1970", TODAY, asked=True) is None


@pytest.mark.parametrize(
    ("text", "asked", "month"),
    [("tháng 5", False, 5), ("thang chap", False, 12), ("tháng giêng", False, 1), ("5", True, 5), ("5", False, None),
     ("tháng 13", False, None), ("3 triệu", True, None), ("tháng 5/1970", False, None)],
)  # fmt: skip
def test_a_month_of_birth_alone(text, asked, month):
    assert find_birth_month(text, asked=asked) == month


@pytest.mark.parametrize(
    ("text", "end"),
    [("mức thấp nhất", "lowest"), ("muc toi thieu", "lowest"), ("cao nhất", "highest"), ("3 triệu", None),
     ("từ thấp nhất đến cao nhất", None)],
)  # fmt: skip
def test_ends_of_what_may_be_chosen(text, end):
    assert find_extreme(text) == end


@pytest.mark.parametrize(
    ("text", "amount", "given"),
    [("nhà nước hỗ trợ tôi 4 triệu", "4", True), ("mức 3 triệu, hỗ trợ 2 triệu", "3", False),
     ("mức 3 triệu, hỗ trợ 2 triệu", "2", True), ("đóng 3 triệu", "3", False)],
)  # fmt: skip
def test_money_of_the_state(text, amount, given):
    assert is_support(text, text.index(amount)) is given


@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    for find in (is_question, is_change, is_request, is_unsure, is_year_only, bare_number, find_extreme):
        find(text)
    find_still_paying(text, asked=True)
    impossible_birth(text, TODAY, asked=True)
    find_birth_month(text, asked=True)


@pytest.mark.parametrize(
    ("text", "back", "benefit"),
    [
        ("dừng rồi, rút một lần còn bao nhiêu", True, True),
        ("rut 1 lan duoc bao nhieu", True, True),
        ("còn 7 tháng, được hoàn bao nhiêu", True, True),
        ("có được trả lại tiền không", True, True),
        ("tôi chưa rút lần nào", False, True),
        ("bhxh một lần bao nhiêu", False, True),
        ("đóng mức này lương hưu bao nhiêu", False, True),
        ("sinh con được bao nhiêu", False, True),
        ("đóng trễ có bị phạt không", False, True),
        ("đóng 6 tháng một lần hết bao nhiêu", False, False),
        ("đóng 3 năm một lần", False, False),
        ("hoàn cảnh khó khăn đóng bao nhiêu", False, False),
        ("rút xuống mức 1,5 triệu", False, True),
        ("the ho ngheo thi sao", False, False),
        ("de dong muc 2 trieu", False, False),
        ("hộ cận nghèo ở Nghệ An đóng mức 2 triệu mỗi tháng bao nhiêu", False, False),
    ],
)
def test_money_that_comes_back_and_words_of_a_benefit(text, back, benefit):
    assert (is_taken_back(text), names_benefit(text)) == (back, benefit)
