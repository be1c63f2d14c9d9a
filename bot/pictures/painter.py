"""From a picture to a PNG, by vl-convert: in this process, without network, with the font beside this file."""

from functools import cache

import vl_convert

from bot.advice.picture import Picture
from bot.pictures.drawing import specification
from bot.pictures.font import FOLDER
from bot.pictures.paper import SCALE
from bot.pictures.png import repacked

#: Numbers on axes as Vietnamese people write them.
NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", ""]}
#: The version that Altair writes.
VEGA_LITE = "6.4"


@cache
def open_font() -> None:
    """Make the font known to the renderer, once a process."""
    vl_convert.register_font_directory(str(FOLDER))


def paint(picture: Picture) -> bytes:
    """The picture as a PNG. Raises ValueError where it cannot be drawn."""
    open_font()
    drawn: bytes = vl_convert.vegalite_to_png(
        specification(picture), vl_version=VEGA_LITE, scale=SCALE, format_locale=NUMBERS, allowed_base_urls=[]
    )
    return repacked(drawn)
