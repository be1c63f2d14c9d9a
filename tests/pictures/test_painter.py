"""The PNG: its size in pixels and bytes, its time, its letters, and that nothing is fetched to draw it."""

import socket

import pytest

from bot.pictures import painter, png
from bot.pictures.font import FOLDER, face
from bot.pictures.paper import COLOURS, HEIGHT, SCALE, WIDTH, Style, wrapped
from tests.pictures.conftest import GOES_ON, PEOPLE
from tests.pictures.reading import pixels

#: Every letter of Vietnamese, with every tone, and the signs of the pictures.
LETTERS = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ0123456789.,;:/%()“”–−•×"
)


@pytest.mark.parametrize("person", PEOPLE.values(), ids=PEOPLE)
def test_it_is_small_enough_for_every_messenger(told, person):
    assert len(painter.paint(told(**person).picture)) < 200_000


def test_it_has_the_size_of_its_place_on_the_page_and_both_colours(told):
    width, height, colours = pixels(painter.paint(told(**GOES_ON).picture))
    assert (width, height) == (WIDTH * SCALE, HEIGHT * SCALE)
    for colour in COLOURS[:2]:
        assert bytes.fromhex(colour[1:]) in colours


def test_nothing_is_fetched_to_draw_it(told, monkeypatch):
    def refuse(*_: object) -> None:
        raise AssertionError("drawing opened a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    assert painter.paint(told(**GOES_ON).picture)


def test_the_font_and_its_licence_lie_in_the_room_and_it_knows_every_letter():
    assert "SIL Open Font License, Version 1.1" in (FOLDER / "OFL.txt").read_text("utf-8")
    for bold in (False, True):
        assert [one for one in LETTERS + LETTERS.upper() if not face(bold).has(one)] == []


def test_widths_are_those_of_the_font():
    assert face(True).width("Lương hưu", 10) > face(False).width("Lương hưu", 10)
    assert face(False).width("ii", 10) == 2 * face(False).width("i", 10)
    assert face(False).width("m", 20) == 2 * face(False).width("m", 10)


def test_lines_are_as_wide_as_they_may_be_and_a_number_stays_with_its_word():
    style = Style(13)
    text = "khoảng 27.324.000 đồng mỗi tháng suốt đời, từ 02/2031"
    lines = wrapped(text, style, 150)
    assert all(style.width(line) <= 150 for line in lines)
    assert " ".join(lines).replace("\u00a0", " ") == text
    assert not any(line[-1].isdigit() for line in lines[:-1])
    assert style.width(f"{lines[0]} {lines[1].split(' ')[0]}") > 150, "no word is sent down without need"


@pytest.mark.parametrize("file", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(17)])
def test_what_is_no_picture_of_the_renderer_is_not_repacked(file):
    with pytest.raises(ValueError, match="not"):
        png.repacked(file)


def test_repacking_keeps_every_pixel_and_saves_half(told):
    import vl_convert

    from bot.pictures.drawing import specification

    picture = told(**GOES_ON).picture
    painter.open_font()
    given = vl_convert.vegalite_to_png(specification(picture), vl_version=painter.VEGA_LITE, scale=1)
    packed = png.repacked(given)
    assert len(packed) < len(given) / 2
    assert pixels(packed)[:2] == (WIDTH, HEIGHT)
