"""Every sentence of the console has its English; nothing stands in a catalogue that no page says."""

import io
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from bot.console.web.catalogue import FOLDER, catalogue
from bot.console.web.render import TEMPLATES
from bot.statistics import registry
from tests.console.statistics import worded

CONSOLE = TEMPLATES.parent


def sentences() -> dict[str, str]:
    """Every sentence with a place where it stands."""
    found = {}
    for file in sorted(TEMPLATES.rglob("*.j2")):
        for _, message, *_ in extract("jinja2.ext:babel_extract", io.BytesIO(file.read_bytes()), options=_options()):
            found[_one(message)] = str(file.relative_to(CONSOLE))
    for file in sorted([*CONSOLE.rglob("*.py"), *said_elsewhere()]):
        for _, message, *_ in extract("python", io.BytesIO(file.read_bytes()), keywords={"said": None}):
            found[_one(message)] = str(file)
    return found | worded.words()


def _one(message: object) -> str:
    """A sentence; of one that counts, its first form."""
    return str(message[0]) if isinstance(message, tuple | list) else str(message)


def said_elsewhere() -> list[Path]:
    """Rooms without web that mark sentences for the console."""
    return [file for file in CONSOLE.parent.glob("*/*.py") if "import said" in file.read_text("utf-8")]


def _options() -> dict[str, str]:
    return {"trimmed": "true", "silent": "false"}


def translated() -> dict[str, str]:
    """Every sentence of the English catalogues."""
    found = {}
    for file in sorted((FOLDER / "en").glob("*.po")):
        with file.open("rb") as source:
            found |= {_one(one.id): _one(one.string) for one in read_po(source) if one.id}
    return found


def test_every_sentence_has_its_english():
    known = translated()
    missing = [f"{where}: {text}" for text, where in sentences().items() if not known.get(text) and text not in SAME]
    assert not missing, "\n".join(missing)


def test_no_catalogue_says_what_no_page_says():
    gone = sorted(set(translated()) - set(sentences()))
    assert not gone, "\n".join(gone)


@pytest.mark.parametrize("text", ["Đăng nhập", "Nhật ký"])
def test_english_is_english(text):
    assert catalogue("en").gettext(text) != text
    assert catalogue("vi").gettext(text) == text


#: Names of firms are the same in every language.
SAME = {"Zalo", "Telegram"}


def test_every_figure_and_table_has_its_english():
    for one in (*registry.measures().values(), *registry.tables().values()):
        said = worded.of_measure(one) if one.key in registry.measures() else worded.of_table(one)
        for text in said:
            assert not text or text.isdecimal() or catalogue("en").gettext(text) != text, (one.key, text)
