"""Texts at the border: composed, storable, and cut where a reader would pause."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.text import as_typed, length, split

LIMIT = 40


def test_decomposed_text_is_composed():
    typed = unicodedata.normalize("NFD", "Đóng bảo hiểm tự nguyện")
    assert as_typed(typed) == "Đóng bảo hiểm tự nguyện" != typed


def test_what_no_database_stores_does_not_get_in():
    assert as_typed("a\0b\ud83d") == "ab\ufffd"


def test_an_emoji_counts_as_two():
    assert length("a😀") == 3


def test_a_short_text_stays_whole():
    assert split("Xin chào.\n\nTôi là máy.", LIMIT) == ["Xin chào.\n\nTôi là máy."]


def test_nothing_makes_no_part():
    assert split(" \n ", LIMIT) == []


def test_cut_at_a_paragraph_before_a_line_a_sentence_a_word():
    assert split("Đoạn một có hai câu. Đây.\n\nĐoạn hai\ncó hai dòng nữa.", LIMIT) == [
        "Đoạn một có hai câu. Đây.",
        "Đoạn hai\ncó hai dòng nữa.",
    ]
    assert split("Dòng một có hai câu. Đây\ndòng hai. Và hết rồi nhé", LIMIT)[0] == "Dòng một có hai câu. Đây"
    assert split("Câu một dài hơn nửa phần. Câu hai thì quá dài", LIMIT)[0] == "Câu một dài hơn nửa phần."
    assert split("Không có dấu nào trong câu này và nó rất dài", LIMIT)[0] == "Không có dấu nào trong câu này và nó rất"


def test_a_break_right_behind_what_fits_is_taken():
    assert split("a" * LIMIT + "\n\n" + "b" * LIMIT, LIMIT) == ["a" * LIMIT, "b" * LIMIT]


def test_an_early_break_does_not_make_a_tiny_part():
    assert split("Vâng.\n\n" + "chữ " * 20, LIMIT)[0] == "Vâng.\n\n" + " ".join(["chữ"] * 8)


def test_a_word_without_end_is_cut_hard():
    assert split("x" * (2 * LIMIT + 1), LIMIT) == ["x" * LIMIT, "x" * LIMIT, "x"]


def test_an_emoji_of_several_is_not_torn_apart():
    family = "👨\u200d👩\u200d👧"
    parts = split("x" * (LIMIT - 4) + family + "y" * LIMIT, LIMIT)
    assert any(part.startswith(family) for part in parts)


@given(st.text(max_size=300), st.integers(min_value=20, max_value=60))
def test_every_part_fits_and_only_spaces_are_lost(text, limit):
    whole = unicodedata.normalize("NFC", text)
    parts = split(text, limit)
    assert all(part and length(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(whole.split())
