"""Woman or man, only where the words leave no doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.sex import find_sex
from bot.language.text import strip_diacritics

WOMEN = [
    "nữ sinh 9/1970", "tôi là nữ", "em là nữ đóng 10 năm", "giới tính nữ", "tôi là phụ nữ nông thôn",
    "chị sinh năm 1970", "chị năm nay 52 tuổi", "chị đóng được 12 năm rồi", "cô đóng được 12 năm", "bà 60 tuổi rồi",
    "bác gái sinh 1965", "em gái tôi sinh 1980", "vợ tôi sinh tháng 3 năm 1975", "vợ tôi đã đóng 10 năm",
    "mẹ em 56 tuổi", "hỏi cho mẹ em, mẹ sinh năm 66", "tính lương hưu cho mẹ em", "tính giúp vợ tôi với",
    "tính tuổi nghỉ hưu cho chị", "xem giùm lương hưu của bà ngoại em", "chồng tôi bảo tôi đóng thêm",
    "nữ, 20 năm, 3 triệu", "dì em sinh năm 1969",
]  # fmt: skip
MEN = [
    "nam, đóng 20 năm", "tôi là nam", "em dang dong muc 1tr5, nam, du 15 nam", "tôi là đàn ông", "nam giới sinh 1966",
    "anh sinh năm 1970", "chú năm nay 58 tuổi", "ông đóng được 20 năm", "bác trai sinh 1962", "anh trai em sinh 1968",
    "chồng em sinh 1970", "bố em đóng 15 năm rồi, bố 60 tuổi", "hỏi giúp bố tôi", "tính lương hưu cho chồng tôi",
    "vợ tôi bảo tôi đóng tiếp", "bà xã mình nói nên đóng", "tính cho anh với", "nam 45 tuoi dong muc 5 trieu",
]  # fmt: skip
NOBODY = [
    "chị ơi em sinh năm 1970", "anh ơi cho em hỏi", "anh cho em hỏi em đóng 10 năm", "cảm ơn chị", "chào cô",
    "chị tính giúp em", "nhờ anh tính lương hưu", "tính giùm em cô ơi", "tính cho em anh nhé",
    "anh chị đóng được mấy năm",
    "cô chú tham gia được không", "nam nữ khác gì nhau", "nam hay nữ đều đóng như nhau", "vợ chồng tôi đóng 10 năm",
    "tôi sinh năm 1970", "em đóng 10 năm", "hội phụ nữ vận động em đóng", "tôi ở Nam Định", "quê em miền Nam",
    "Việt Nam", "năm nay tôi 50 tuổi", "chị thu tiền bảo em đóng", "con tôi nói đóng tự nguyện", "", "?",
    "vợ sinh 1970 chồng sinh 1966",
]  # fmt: skip
#: Without marks these words are others: "năm", "có", "chỉ", "mà".
BARE_NOBODY = ["sinh nam 1970", "10 nam", "dong 10 nam roi", "toi co dong 10 nam", "chi dong 10 nam", "nam 2027",
               "dong ma khong duoc gi", "toi la nam 1970"]  # fmt: skip
BARE = [
    ("nu sinh 1970", "F"), ("toi la nam", "M"), ("vo toi sinh 1975", "F"), ("chong em sinh 1970", "M"),
    ("chi sinh nam 1970", "F"), ("tinh luong huu cho me em", "F"), ("nam sinh nam 1966", "M"),
    ("gioi tinh nam", "M"), ("em nu 3/1977", "F"), ("anh trai toi sinh 1970", "M"),
]  # fmt: skip


@pytest.mark.parametrize("text", WOMEN)
def test_a_woman(text):
    assert find_sex(text) == "F"
    assert find_sex(f"  {text.upper()}. ") == "F"


@pytest.mark.parametrize("text", MEN)
def test_a_man(text):
    assert find_sex(text) == "M"


@pytest.mark.parametrize("text", [*NOBODY, *BARE_NOBODY])
def test_nothing_certain(text):
    assert find_sex(text) is None


@pytest.mark.parametrize("text", NOBODY)
def test_without_marks_nothing_becomes_certain(text):
    if "chi tinh" not in strip_diacritics(text):
        assert find_sex(strip_diacritics(text)) is None


@pytest.mark.parametrize(("text", "sex"), BARE)
def test_without_marks(text, sex):
    assert find_sex(text) == sex


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("nữ", "F"), ("Nữ ạ", "F"), ("nu", "F"), ("dạ em nữ", "F"), ("giới tính nữ", "F"), ("chị", "F"), ("gái", "F"),
        ("nam", "M"), ("NAM", "M"), ("dạ nam", "M"), ("em là nam ạ", "M"), ("đàn ông", "M"), ("anh", "M"),
        ("trai", "M"),
        ("không muốn nói", None), ("20 năm", None), ("cả hai", None),
    ],
)  # fmt: skip
def test_an_answer(text, sex):
    assert find_sex(text, asked=True) == sex


@given(st.text(max_size=200))
def test_any_text_is_survived(text):
    assert find_sex(text) in ("F", "M", None)
    assert find_sex(text, asked=True) in ("F", "M", None)
