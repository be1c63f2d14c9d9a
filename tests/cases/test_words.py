"""What a report's words tell: codes, formal denunciations, the writer's own name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cases.words import Words
from bot.language.text import clean
from bot.privacy.receipt import new_code
from bot.settings import PROJECT

WORDS = Words.load(PROJECT / "data" / "answers" / "sources" / "report_words.toml")
CODE = "1234567890123456"


@pytest.mark.parametrize(
    "text",
    [
        "1234567890123456",
        "1234 5678 9012 3456",
        "1234-5678-9012-3456",
        "1234.5678.9012.3456",
        "mã 1234 5678 9012 3456",
        "Mã biên nhận: 1234567890123456 ạ",
        "ma bien nhan cua toi la 1234 5678 9012 3456",
        "cho em xem 1234 5678 9012 3456",
        "chào an sinh tôi muốn hỏi tin báo hôm trước của tôi mã 1234 5678 9012 3456 đến đâu rồi ạ",
        "1234　5678　9012　3456",
        "１２３４ ５６７８ ９０１２ ３４５６",
        "1234 5678\n9012 3456",
    ],
)
def test_a_code_however_it_is_typed(text):
    code = WORDS.code(clean(text))
    assert code
    assert code.is_whole
    assert code.digits == CODE


@pytest.mark.parametrize(
    "text",
    [
        "tôi chuyển vào thẻ 9704 1234 5678 9012",
        "stk 1234567890123456 vietcombank",
        "chuyển khoản tới 1234567890123456",
        "số căn cước 079185001234",
        "0912345678",
        "đóng 1.500.000 đồng một tháng",
        "hôm qua một người lạ gọi bảo nộp vào 1234567890123456 rồi mất luôn",
        "1234 5678 9012 3456 và 6543 2109 8765 4321",
        "từ 01/01/2025 đến 31/12/2026",
        "",
    ],
)
def test_what_is_no_code(text):
    assert WORDS.code(text) is None


@pytest.mark.parametrize("digits", ["1234 5678 9012 345", "1234 5678 9012 34567"])
def test_a_code_with_a_digit_too_few_or_too_many_is_known_as_one(digits):
    code = WORDS.code(f"mã biên nhận {digits}")
    assert code
    assert not code.is_whole


@pytest.mark.parametrize(
    ("text", "is_named"),
    [("1234 5678 9012 3456", False), ("số 1234 5678 9012 3456", False), ("mã 1234 5678 9012 3456", True)],
)
def test_a_bare_number_is_less_sure_than_a_named_code(text, is_named):
    assert WORDS.code(text).is_named is is_named


@given(st.text(alphabet=st.characters(categories=["L", "Zs", "P"]), max_size=8))
def test_every_code_is_recognised_when_it_stands_alone(around):
    code = new_code()
    assert WORDS.code(f"mã {code}").digits == code.replace(" ", "")
    assert WORDS.code(code).is_whole


@pytest.mark.parametrize(
    "text", ["tôi gửi đơn tố cáo ông Hùng", "đây là tố cáo chính thức", "tố cáo có ký tên", "toi lam don to cao"]
)
def test_a_formal_denunciation(text):
    assert WORDS.is_formal(text) is (text != "tố cáo có ký tên")


@pytest.mark.parametrize("text", ["có người lừa tiền", "tôi muốn tố cáo chuyện này", "báo tin giả"])
def test_a_report_is_not_taken_for_a_formal_denunciation(text):
    assert not WORDS.is_formal(text)


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (
            "Tôi tên là Nguyễn Văn An, ở số 5 Lê Lợi. Hôm qua có người gọi",
            "Tôi tên là [HO_TEN], ở [DIA_CHI]. Hôm qua có người gọi",
        ),
        (
            "em là Lan Anh, nhà em ở ấp Bình An, Cái Răng. Ông Hùng thu tiền",
            "em là [HO_TEN], nhà em ở ấp [DIA_CHI]. Ông Hùng thu tiền",
        ),
        ("họ tên: Lê Thị Bé", "họ tên: [HO_TEN]"),
        ("địa chỉ của tôi là 12 Trần Phú", "địa chỉ của tôi là [DIA_CHI]"),
        ("cccd của tôi 079185001234", "cccd của tôi [CCCD_1]"),
        ("Tôi là người dân, ông Trần Văn Hùng thu tiền", "Tôi là người dân, ông Trần Văn Hùng thu tiền"),
        ("cán bộ tên Hùng ở xã", "cán bộ tên Hùng ở xã"),
    ],
)
def test_the_writers_own_name_and_address_are_masked_and_nobody_elses(told, kept):
    assert WORDS.without_author(told) == kept
