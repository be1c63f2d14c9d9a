"""The sheet: everything on it, nothing over its edges or over something else, whoever asks; a valid specification."""

import itertools
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.advice.adviser import Day
from bot.advice.picture import Picture
from bot.outcomes import Outcome
from bot.pictures import painter
from bot.pictures.drawing import specification
from bot.pictures.paper import COLOURS, HEIGHT, PAPER, SHAPES, WIDTH
from tests.pictures.conftest import GOES_ON, IS_SHORT, NOVEMBER, PEOPLE
from tests.pictures.reading import rows, said, words

NEW_YEAR = Day(date(2027, 1, 15), date(2026, 11, 21))


@pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE)
def test_all_words_lie_on_the_sheet_and_none_over_others(told, person):
    placed = words(specification(told(**person).picture))
    assert len(placed) > 20
    for one in placed:
        assert 0 <= one.left < one.right <= WIDTH, one
        assert 0 <= one.top < one.bottom <= HEIGHT, one
    for one, other in itertools.combinations(placed, 2):
        beside = one.right <= other.left or other.right <= one.left
        under = one.bottom <= other.top + 0.5 or other.bottom <= one.top + 0.5
        assert beside or under, (one, other)


@pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE)
def test_the_plot_keeps_room_enough_to_be_read(told, person):
    picture = told(**person).picture
    spec = specification(picture)
    assert spec["height"] >= (120 if picture.curves else 30)
    assert spec["width"] + spec["padding"]["left"] + spec["padding"]["right"] == WIDTH
    assert spec["height"] + spec["padding"]["top"] + spec["padding"]["bottom"] == HEIGHT


def test_every_word_of_the_picture_is_on_the_sheet(told):
    picture = told(**GOES_ON).picture
    sheet = said(specification(picture))
    told_words = [picture.title, picture.about, picture.curves.money, picture.curves.even_label, picture.curves.age]
    for text in (*told_words, *picture.columns, *picture.foot, *(row.label for row in picture.rows)):
        assert all(word in sheet for word in text.split()), text


def test_no_type_is_too_small_for_a_phone(told):
    spec = str(specification(told(**GOES_ON).picture))
    sizes = [float(size) for size in re.findall(r"[fF]ontSize': ([\d.]+)", spec)]
    assert sizes
    assert min(sizes) >= 11.5


def luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_two_sides_have_equal_weight_and_are_told_apart_without_colour(told):
    take, keep = COLOURS[:2]
    assert contrast(take, PAPER) > 4.5
    assert contrast(keep, PAPER) > 4.5
    assert contrast(take, keep) < 1.15, "neither is darker"
    assert SHAPES[0] != SHAPES[1]
    spec = specification(told(**GOES_ON).picture)
    heads = rows(spec, "fill", "form")
    assert [(row["fill"], row["form"]) for row in heads] == list(zip(COLOURS, SHAPES, strict=False))[:2]


def test_it_urges_nobody(told):
    for person in PEOPLE.values():
        sheet = said(specification(told(**person).picture))
        assert not re.search(r"\bnên (rút|giữ|chờ)|\bhãy\b|lời hơn|lợi hơn|thiệt|khuyên", sheet), sheet


def test_an_invalid_specification_would_be_noticed(told):
    broken = replace(told(**IS_SHORT).picture, bar=(replace(told(**IS_SHORT).picture.bar[0], size="ten"),))  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        specification(broken, validate=True)


def test_a_picture_of_nothing_but_its_title_can_be_drawn():
    assert painter.paint(Picture("", "")).startswith(b"\x89PNG")


PERSON = st.fixed_dictionaries(
    {
        "sex": st.sampled_from("FM"),
        "birth_month": st.one_of(
            st.integers(1948, 2008).map(str),
            st.dates(date(1948, 1, 1), date(2008, 12, 1)).map(lambda day: f"{day:%Y-%m}"),
        ),
        "months_paid": st.integers(1, 480),
        "income": st.integers(400_000, 50_600_000),
    }
)
GOING = st.one_of(
    st.booleans().map(lambda still: {"still_paying": still}),
    st.integers(1, 300).map(lambda more: {"months_more": more}),
)
BEFORE = st.one_of(st.just({}), st.integers(1, 60).map(lambda months: {"months_before": months}))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(person=PERSON, going=GOING, before=BEFORE, day=st.sampled_from([NOVEMBER, NEW_YEAR]))
def test_whatever_can_be_compared_can_be_drawn(told, person, going, before, day):
    advice = told(day, **person, **going, **before)
    if advice.outcome is not Outcome.ANSWERED_CALCULATION:
        assert advice.picture is None
        return
    spec = specification(advice.picture, validate=True)
    assert all(one.left >= 0 and one.right <= WIDTH and one.bottom <= HEIGHT for one in words(spec))
    assert painter.paint(advice.picture).startswith(b"\x89PNG")
