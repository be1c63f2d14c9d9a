"""People who were just caught by a scam are heard in shorthand and without marks; ordinary payments are left alone."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.scammed import LONGEST, Harm, scammed
from bot.language.text import strip_diacritics

WORDS = tomllib.loads((Path(__file__).parent / "scams.toml").read_text("utf-8"))
HARMED = [(harm, text) for harm, said in WORDS["harm"].items() for text in said]


def test_there_are_enough_of_both():
    assert len(HARMED) >= 60
    assert len(WORDS["none"]["said"]) >= 60
    assert WORDS["harm"].keys() == set(Harm)


@pytest.mark.parametrize(("harm", "text"), HARMED)
def test_a_harm_is_heard(harm, text):
    assert scammed(text) == harm
    assert scammed(f"{text}!!!".upper()) == harm


@pytest.mark.parametrize("text", WORDS["none"]["said"])
def test_what_is_ordinary_is_left_alone(text):
    assert scammed(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Tôi lỡ chuyển tiền rồi",
        "Em lỡ đọc mã OTP cho nó rồi",
        "Vừa cài ứng dụng lạ nó gửi",
        "Lỡ gửi ảnh căn cước cho nó",
    ],
)
def test_marks_do_not_matter(text):
    assert scammed(text) is scammed(strip_diacritics(text)) is not None


def test_money_that_leaves_comes_first():
    assert scammed("lỡ đọc otp cho nó rồi, giờ bị trừ sạch tiền trong thẻ") is Harm.MONEY_SENT


def test_a_long_story_is_the_models_to_read():
    story = "tôi lỡ chuyển tiền rồi " + "và kể thêm chuyện khác " * LONGEST
    assert scammed(story) is None


@given(st.text(max_size=400))
def test_any_text_is_read(text):
    assert scammed(text) in {None, *Harm}
