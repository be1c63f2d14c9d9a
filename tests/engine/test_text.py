"""Reading Vietnamese: spellings that mean the same become the same text."""

from __future__ import annotations

import unicodedata

import pytest
from ansinh_engine.abbreviations import ABBREVIATIONS
from ansinh_engine.text import MAX_CHARACTERS, clean, normalise, strip_diacritics
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Đóng BHXH tự nguyện", "đóng bảo hiểm xã hội tự nguyện"),
        ("bhxhtn đóng ít nhất bn v ad", "bảo hiểm xã hội tự nguyện đóng ít nhất bao nhiêu vậy ad"),
        ("ko đc k", "không được không"),
        ("b.h.x.h t.n", "bảo hiểm xã hội t n"),
        ("B.H.Y.T. hộ", "bảo hiểm y tế hộ"),
        ("e.g 1.500.000 đồng", "e g sotien"),
        ("hđlđ hết hạn, nghỉ vc hnay z", "hợp đồng lao động hết hạn nghỉ vc hôm nay vậy"),
        ("hog bb, bây h vk mn", "không bắt buộc bây giờ vợ mọi người"),
        ("BHYT hgđ", "bảo hiểm y tế hộ gia đình"),
        ("hòa và hoà, thủy và thuỷ, khỏe và khoẻ", "hòa và hòa thủy và thủy khỏe và khỏe"),
        ("hoàn toàn quý hoá", "hoàn toàn quý hóa"),
        ("đượccccc khôngggg", "được không"),
        ("　Ｘｉｎ　ｃｈàｏ！！", "xin chào"),
        ("xin\u200b ch\u200dào\ufeff", "xin chào"),
        ("\u202expin\u202c", "xpin"),
        ("mất 😭 sổ", "mất sổ"),
        ("", ""),
        (" ?!… 🙂 ", ""),
    ],
)
def test_normalise_words(written: str, read: str) -> None:
    assert normalise(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1.500.000 đồng", "sotien"),
        ("330000đ", "sotien"),
        ("2tr5", "sotien"),
        ("2 triệu 500", "sotien"),
        ("1,5 triệu", "sotien"),
        ("500k", "sotien"),
        ("1.500.000", "sotien"),
        ("22%", "sophantram"),
        ("22 phần trăm", "sophantram"),
        ("01/7/2025", "songay"),
        ("7-2025", "songay"),
        ("năm 2027", "năm sonamlich"),
        ("159/2025/NĐ-CP", "sovanban"),
        ("0912345678", "sodai"),
        ("15 năm", "so năm"),
        ("15năm 3tháng", "so năm so tháng"),
        ("rút 1 lần", "rút một lần"),
        ("1 năm", "một năm"),
        ("cho 1 sao", "cho một sao"),
        ("cho 5 sao", "cho 5 sao"),
        ("mẫu C14-TS", "mẫu c14 ts"),
        ("covid19", "covid19"),
    ],
)
def test_normalise_numbers(written: str, read: str) -> None:
    assert normalise(written) == read


@pytest.mark.parametrize("money", ["500k", "500 k", "500K", "500 nghìn", "500 ngàn", "0,5 triệu", "500.000 đ"])
def test_an_amount_is_money_in_every_spelling(money: str) -> None:
    assert normalise(f"đóng {money} một tháng") == "đóng sotien một tháng"


def test_decomposed_and_composed_text_read_the_same() -> None:
    text = "Trợ cấp thai sản cho người đóng tự nguyện"
    assert normalise(unicodedata.normalize("NFD", text)) == normalise(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("written", "bare"),
    [("đóng bảo hiểm", "dong bao hiem"), ("Đặng", "Dang"), ("ưỡn ẹo ỹ", "uon eo y"), ("abc 12", "abc 12")],
)
def test_strip_diacritics(written: str, bare: str) -> None:
    assert strip_diacritics(written) == bare


def test_a_command_is_read_as_words() -> None:
    for text in ("/restart", "／restart", "\u200b/restart", " / restart", "\x00/restart", "\u202e/restart"):
        assert normalise(text) == "restart"


def test_long_texts_are_cut() -> None:
    assert len(clean("a b " * MAX_CHARACTERS)) <= MAX_CHARACTERS


def test_no_abbreviation_stands_for_itself_or_another_abbreviation() -> None:
    again = {short for short, words in ABBREVIATIONS.items() if normalise(words) != words}
    assert again == set()


@given(st.text(max_size=300))
def test_any_text_becomes_words_with_single_blanks(text: str) -> None:
    read = normalise(text)
    assert read == " ".join(read.split())
    assert unicodedata.is_normalized("NFC", read)
    assert all(character.isalnum() or character == " " or unicodedata.category(character) == "Mn" for character in read)


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặờớởỡợ ", max_size=80))
def test_bare_text_has_no_diacritics_left(text: str) -> None:
    assert strip_diacritics(normalise(text)).isascii()


@given(st.text(alphabet="abcđeghiklmnoptuưxyàáạèéẹìíịòóọùúụ \u200b\u200d", max_size=60))
def test_invisible_characters_change_nothing(text: str) -> None:
    seen = text.replace("\u200b", "").replace("\u200d", "")
    assert normalise(text) == normalise(seen)
