"""Live text: nothing invisible, no commands, a reason where there is nothing to understand."""

import itertools
import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.text import clean, is_empty_like, neutral, strip_diacritics

INVISIBLE = [
    "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202e", "\u2060", "\u2066", "\ufeff", "\u00ad",
    "\x00", "\x07", "\x1b", "\ud800", "\udfff", "\ue000", "\ufe0f", "\u3164", "\u034f",
]  # fmt: skip


@pytest.mark.parametrize("char", INVISIBLE, ids=[f"U+{ord(char):04X}" for char in INVISIBLE])
def test_what_nobody_sees_is_dropped(char):
    assert clean(f"{char}Đóng{char} BHXH{char}") == "Đóng BHXH"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  xin   chào \t anh ", "xin chào anh"),
        ("dòng một\r\ndòng hai", "dòng một\ndòng hai"),
        ("một  \n   hai", "một\nhai"),
        ("một\n\n\n\n\nhai", "một\n\nhai"),
        ("a\u2028b\u2029c\x85d\x0be", "a\nb\nc\nd\ne"),
        ("a\u00a0b\u3000c", "a b c"),
        ("Đo\u0301ng ba\u0309o hie\u0302\u0309m", "Đóng bảo hiểm"),
        ("ＢＨＸＨ　２ｔｒ", "BHXH 2tr"),
        ("ﬁle ①", "file 1"),
        ("a\u200b\u0301", "á"),
        ("", ""),
        ("\n \t\n", ""),
    ],
)
def test_spaces_and_forms(raw, expected):
    assert clean(raw) == expected


@given(st.text())
def test_cleaning_twice_is_cleaning_once(raw):
    once = clean(raw)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\x00" not in once
    once.encode()


@given(st.text())
def test_cleaning_keeps_every_letter_and_digit(raw):
    letters = [char for char in unicodedata.normalize("NFKC", raw) if char.isalnum() and char not in "\u115f\u1160"]
    assert len([char for char in unicodedata.normalize("NFKD", clean(raw)) if char.isalnum()]) >= len(letters)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/restart", "restart"),
        ("／restart", "restart"),
        (" / / greet", "greet"),
        ("\\greet", "greet"),
        ("\u200b/\u200b／\ufeff\\ \x00/affirm{}", "affirm{}"),
        ("\u202e/deny", "deny"),
        ("∕⁄╱/thank", "thank"),
        ("\n/\n/stop", "stop"),
        ("\u0301/stop", "stop"),
        ("159/2025/NĐ-CP", "159/2025/NĐ-CP"),
        ("có/không", "có/không"),
        ("///", ""),
        ("", ""),
    ],
)
def test_no_leading_slash_survives(text, expected):
    assert neutral(text) == expected


@given(st.text())
def test_nothing_looks_like_a_command(raw):
    safe = neutral(clean(raw))
    assert not safe.lstrip().startswith(("/", "\\", "／"))
    assert not unicodedata.normalize("NFKC", safe).lstrip().startswith(("/", "\\"))
    assert not clean(safe).startswith("/")


def test_ten_thousand_disguised_commands():
    """The bar B-16: slashes, full-width slashes, spaces, invisible marks in any order before a command."""
    random_ = random.Random(16)
    pieces = ["/", "／", "\\", " ", "\t", "\n", *INVISIBLE]
    commands = ["restart", "greet", 'inform{"income": 1}', "_session_start"]
    reached = 0
    for _, command in zip(range(10_000), itertools.cycle(commands), strict=False):
        lead = "".join(random_.choices(pieces, k=random_.randint(1, 12)))
        reached += neutral(clean(f"{lead}/{command}")) != command
    assert reached == 0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("   \n", "empty"),
        ("\u200b\u200b", "empty"),
        ("👍", "emoji_only"),
        ("😀😀 !!!", "emoji_only"),
        ("❤️", "emoji_only"),
        ("👨\u200d👩\u200d👧", "emoji_only"),
        ("🇻🇳", "emoji_only"),
        ("???", "symbols_only"),
        ("...", "symbols_only"),
        (":)", "symbols_only"),
        ("+-*/", "symbols_only"),
        ("1+1=2", "no_letters"),
        ("#12#*", "no_letters"),
        ("😀 12 😀", "no_letters"),
    ],
)
def test_why_there_is_nothing_to_understand(text, reason):
    assert is_empty_like(text) == reason


@pytest.mark.parametrize(
    "text", ["có", "k", "2.000.000", "15/01/2027", "56", "3/1970", "30%", "-5", "2 ?", "8:30", "12!"]
)
def test_words_and_numbers_are_answers(text):
    assert is_empty_like(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bảo hiểm xã hội tự nguyện", "Bao hiem xa hoi tu nguyen"),
        ("ĐƯỜNG đường", "DUONG duong"),
        ("Ơ Ư Â Ê Ô Ă", "O U A E O A"),
        ("Kha\u0301nh Ho\u0300a", "Khanh Hoa"),
        ("tiếng Việt 123 ?!", "tieng Viet 123 ?!"),
    ],
)
def test_diacritics_are_stripped(text, expected):
    assert strip_diacritics(text) == expected


@given(st.text())
def test_stripping_is_done_once_and_for_all(text):
    once = strip_diacritics(text)
    assert strip_diacritics(once) == once
