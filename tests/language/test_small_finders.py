"""What is taken back, an illness, a first payment, a supposed year, incomes of years, persons, copied praise."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.asking import asks_amount, asks_level
from bot.language.copied import LONGEST_PRAISE, is_copied
from bot.language.first_paid import find_first_paid
from bot.language.illness import find_severe_illness
from bot.language.incomes_of_years import find_incomes_of_years
from bot.language.level import find_extreme
from bot.language.persons import find_children_born, find_persons
from bot.language.righted import righted
from bot.language.supposed_year import supposed_year
from bot.language.text import strip_diacritics

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("à không phải Nghệ An mà Hà Tĩnh", "à  Hà Tĩnh"),
        ("nữ chứ không phải nam", "nữ"),
        ("4 triệu chứ không phải 2 triệu", "4 triệu"),
        ("không phải hộ nghèo mà là cận nghèo", "cận nghèo"),
        ("Hà Tĩnh, không phải Nghệ An", "Hà Tĩnh"),
    ],
)
def test_what_is_denied_goes(text, kept):
    assert righted(text) == kept
    assert righted(strip_diacritics(text)) == strip_diacritics(kept)


@pytest.mark.parametrize(
    "text", ["à không, 3 triệu", "tôi không phải hộ nghèo", "không phải hộ nghèo, mức 3 triệu", ""]
)
def test_what_denies_without_righting_stays(text):
    assert righted(text) == text


@pytest.mark.parametrize(
    ("text", "ill"),
    [
        ("tôi bị ung thư", True),
        ("mẹ em xơ gan mất bù", True),
        ("suy giảm khả năng lao động từ 85%", True),
        ("em không bị ung thư", False),
        ("ung thư có phải bệnh được rút không", None),
        ("suy giảm khả năng lao động 61%", None),
        ("tôi bị tiểu đường", None),
        ("đóng 10 năm", None),
    ],
)
def test_a_severe_illness(text, ill):
    assert find_severe_illness(text) is ill


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("đóng từ tháng 3/2015", "2015-03"),
        ("mới tham gia từ 8/2025", "2025-08"),
        ("bắt đầu đóng từ năm 2010", "2010-01"),
        ("đóng bhxh tự nguyện từ 2008", "2008-01"),
        ("đóng từ tháng 1/2027", None),
        ("tôi bắt đầu đóng tháng 8/2025, đóng 1 năm mức 2 triệu", "2025-08"),
        ("tôi đóng từ tháng 8/2025, đóng 1 năm mức 2 triệu", "2025-08"),
        ("bat dau dong thang 8/2025", "2025-08"),
        ("bắt đầu đóng năm 2025", "2025-01"),
        ("em tham gia bhxh tự nguyện tháng 9 năm 2025", "2025-09"),
        ("tháng 8/2025 tôi bắt đầu đóng", "2025-08"),
        ("từ 8/2025 tới nay đóng mức 1,5 triệu", "2025-08"),
        ("từ tháng 8/2025 đóng 2 triệu, trước đó đóng từ tháng 3/2020", "2020-03"),
        ("tôi muốn bắt đầu đóng tháng 10/2026", None),
        ("đóng tháng 8/2025 hết bao nhiêu", None),
        ("mới đóng tháng 8/2025", None),
        ("sinh từ năm 1970", None),
        ("đóng 10 năm", None),
    ],
)
def test_the_first_payment(text, month):
    assert find_first_paid(text, TODAY) == month


@pytest.mark.parametrize(
    ("text", "year"),
    [("2027 thì sao", 2027), ("thế năm 2028 thì được bao nhiêu", 2028), ("sang 2027", 2027), ("sinh năm 2027", None),
     ("năm 2027 sinh con được bao nhiêu", None), ("2 triệu", None),
     ("", None), ("còn năm sau thì sao", 2027), ("nam sau thi bao nhieu", 2027),
     ("năm nay thì sao", 2026), ("5 năm sau", None), ("năm sau tôi sinh con", None)],
)  # fmt: skip
def test_a_supposed_year(text, year):
    assert supposed_year(text, TODAY) == year


@pytest.mark.parametrize(
    ("text", "incomes"),
    [
        ("2018 đến 2019 mức 700 nghìn, năm 2022 mức 1,5 triệu", [(2018, 700_000), (2019, 700_000), (2022, 1_500_000)]),
        ("năm 2020 đóng mức 2 triệu", [(2020, 2_000_000)]),
        ("2021-2022 mức 1tr5", [(2021, 1_500_000), (2022, 1_500_000)]),
        ("năm 2020, năm 2021 mức 2 triệu", []),
        ("2025 đến 2020 mức 2 triệu", []),
        ("mức 2 triệu", []),
    ],
)
def test_incomes_of_years(text, incomes):
    assert find_incomes_of_years(text) == incomes


@pytest.mark.parametrize(
    ("text", "persons"),
    [("nhà tôi 5 người", 5), ("bốn nhân khẩu", 4), ("hai vợ chồng em", 2), ("mua một mình", 1), ("người thứ 2", None),
     ("mua bhyt", None)],
)  # fmt: skip
def test_persons(text, persons):
    assert find_persons(text) == persons


@pytest.mark.parametrize(
    ("text", "children"), [("sinh đôi", 2), ("đẻ sinh ba", 3), ("sinh con", 1), ("sinh đôi hai bé", 2), ("", 1)]
)
def test_children_of_one_birth(text, children):
    assert find_children_born(text) == children


@pytest.mark.parametrize(
    "text",
    ["Shop giao hàng nhanh, đóng gói cẩn thận", "Kính gửi [Tên cơ quan], chúng tôi rất hài lòng", "tốt\ntốt\nrất tốt",
     "xem thêm tại https://example.vn", "hay " * (LONGEST_PRAISE + 1)],
)  # fmt: skip
def test_copied_praise(text):
    assert is_copied(text)


@pytest.mark.parametrize("text", ["trả lời hay quá, đúng cái tôi cần", "10 điểm", "cảm ơn, dễ hiểu lắm", "5 sao"])
def test_praise_in_ones_own_words(text):
    assert not is_copied(text)


@pytest.mark.parametrize("text", ["đóng 6 tháng một lần hết bao nhiêu", "mất mấy tiền", "phải nộp bao nhiêu tiền"])
def test_asking_for_an_amount(text):
    assert asks_amount(text)
    assert asks_amount(strip_diacritics(text))


@pytest.mark.parametrize("text", ["hạn nộp khi nào", "đóng bao nhiêu năm thì có lương hưu", "mức 2 triệu"])
def test_not_asking_for_an_amount(text):
    assert not asks_amount(text)


def test_asking_for_a_level():
    assert asks_level("đóng 1 triệu thì chọn mức nào")
    assert asks_level("ứng với thu nhập bao nhiêu")
    assert not asks_level("mức 2 triệu")


@pytest.mark.parametrize(("text", "end"), [("mức sàn", "lowest"), ("mức trần", "highest"), ("Trần Văn Sàn", None)])
def test_floor_and_ceiling(text, end):
    assert find_extreme(text) == end


@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    for find in (righted, find_severe_illness, find_incomes_of_years, find_persons, is_copied):
        find(text)
    supposed_year(text, TODAY)
    find_children_born(text)
    find_first_paid(text, TODAY)
    asks_amount(text)
    asks_level(text)
