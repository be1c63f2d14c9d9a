"""The words of the console: Vietnamese in the pages, English from catalogues (gettext), one a room."""

import gettext
import io
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("vi", "en")
FOLDER = Path(__file__).parent.parent / "locale"


def said(text: str) -> str:
    """Marks a sentence in code for the catalogue; it is translated where it is shown."""
    return text


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The translations into `language`; Vietnamese is what the pages are written in."""
    merged = gettext.NullTranslations()
    for file in sorted((FOLDER / language).glob("*.po")):
        compiled = io.BytesIO()
        with file.open("rb") as source:
            write_mo(compiled, read_po(source))
        compiled.seek(0)
        room = gettext.GNUTranslations(compiled)
        room.add_fallback(merged)
        merged = room
    return merged
