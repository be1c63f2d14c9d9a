"""Pictures on record: drawn and kept, drawn again when swept, never in the way of an answer."""

import logging
import os
from datetime import date
from time import time

import pytest
from sqlalchemy import delete, select

from bot.advice.picture import Curve, Curves, Part, Picture, Row
from bot.outcomes import Outcome
from bot.records.conversations import Conversations
from bot.records.interactions import Interactions, Question
from bot.records.pictures import DAYS_KEPT, PATH, Pictures
from bot.records.record import Said
from bot.storage.database import DatabaseUnavailable
from bot.storage.tables import Interaction, PictureShown

SHOWN = Picture(
    "So sánh",
    "Nữ sinh 3/1975",
    columns=("Rút", "Giữ"),
    rows=(Row("Tiền", ("60.000.000 đồng", "1.530.000 đồng")),),
    curves=Curves(
        "Triệu đồng", "tuổi", (Curve("Rút", ((620, 60_000_000), (879, 60_000_000))),), (798, 60_570_000), "67"
    ),
    bar=(Part("Đã đóng", 120, "10 năm", open=True),),
    foot=("Căn cứ: Luật.",),
)


class Studio:
    """Draws the picture's words, or fails as told."""

    def __init__(self):
        self.drawn: list[Picture] = []
        self.trouble: Exception | None = None

    def open(self) -> None:
        """Nothing to start."""

    def paint(self, picture: Picture) -> bytes:
        if self.trouble:
            raise self.trouble
        self.drawn.append(picture)
        return repr(picture).encode()

    def close(self) -> None:
        """Nothing to end."""


@pytest.fixture
def studio() -> Studio:
    return Studio()


@pytest.fixture
def pictures(database, tmp_path, studio) -> Pictures:
    return Pictures(database, tmp_path / "pictures", studio)


@pytest.fixture
def interaction(database) -> str:
    conversation = Conversations(database).of("web", "pseudonym")
    interactions = Interactions(database, "model-1", "data-1")
    return interactions.accept(Question(conversation, "web", "m1", "so sánh", date(2026, 11, 21)))[0]


def name_of(path: str) -> str:
    return path.removeprefix(f"{PATH}/").removesuffix(".png")


def test_a_picture_is_found_by_its_name(pictures, interaction):
    path = pictures.show(interaction, SHOWN)
    assert path.startswith("/pictures/")
    assert path.endswith(".png")
    assert pictures.png(name_of(path)) == repr(SHOWN).encode()


def test_a_name_cannot_be_guessed_and_says_nothing_of_anybody(pictures, interaction):
    names = {name_of(pictures.show(interaction, SHOWN)) for _ in range(20)}
    assert len(names) == 20
    assert all(len(name) == 32 and interaction not in name for name in names)


@pytest.mark.parametrize("name", ["", "unknown", "../keys/pseudonym.key", "%2e%2e/x", "a" * 500])
def test_another_name_finds_nothing(pictures, interaction, name):
    pictures.show(interaction, SHOWN)
    assert pictures.png(name) is None


def test_a_swept_picture_is_drawn_again_as_it_was(pictures, interaction, studio, tmp_path):
    name = name_of(pictures.show(interaction, SHOWN))
    (tmp_path / "pictures" / f"{name}.png").unlink()
    assert pictures.png(name) == repr(SHOWN).encode()
    assert studio.drawn == [SHOWN, SHOWN], "from the record, in every word and number"
    pictures.png(name)
    assert len(studio.drawn) == 2, "and kept again"


def test_old_files_are_swept_and_young_ones_stay(database, pictures, interaction, tmp_path, studio):
    old, young = (name_of(pictures.show(interaction, SHOWN)) for _ in range(2))
    files = tmp_path / "pictures"
    before = time() - (DAYS_KEPT + 1) * 24 * 60 * 60
    os.utime(files / f"{old}.png", (before, before))
    pictures.sweep()
    assert (files / f"{old}.png").exists(), "at most once a day"
    Pictures(database, files, studio).sweep()
    assert not (files / f"{old}.png").exists()
    assert (files / f"{young}.png").exists()


@pytest.mark.parametrize("trouble", [ValueError("Nữ sinh 3/1975"), TimeoutError(), RuntimeError("Nữ sinh 3/1975")])
def test_a_drawing_that_fails_is_logged_without_its_words(pictures, interaction, studio, caplog, database, trouble):
    studio.trouble = trouble
    with caplog.at_level(logging.ERROR):
        assert pictures.show(interaction, SHOWN) is None
    assert type(trouble).__name__ in caplog.text
    assert "1975" not in caplog.text
    with database.reading() as session:
        assert session.scalars(select(PictureShown)).all() == []


def test_a_folder_that_cannot_be_written_loses_the_picture_alone(database, interaction, studio, tmp_path):
    (tmp_path / "file").write_text("")
    assert Pictures(database, tmp_path / "file" / "pictures", studio).show(interaction, SHOWN) is None


def test_a_record_that_cannot_be_written_loses_the_picture_alone(pictures, interaction, monkeypatch, database):
    def refuse() -> None:
        raise DatabaseUnavailable("OperationalError")

    monkeypatch.setattr(database, "session", refuse)
    assert pictures.show(interaction, SHOWN) is None


def test_files_are_the_owners_alone(pictures, interaction, tmp_path):
    pictures.show(interaction, SHOWN)
    assert (tmp_path / "pictures").stat().st_mode & 0o077 == 0
    assert [one.suffix for one in (tmp_path / "pictures").iterdir()] == [".png"], "no half file stays"


def test_a_picture_goes_with_its_interaction(pictures, interaction, database):
    name = name_of(pictures.show(interaction, SHOWN))
    Interactions(database, "model-1", "data-1").finish(interaction, Said(Outcome.ANSWERED_CALCULATION))
    with database.session() as session:
        session.execute(delete(Interaction).where(Interaction.id == interaction))
    assert pictures.png(name) is None
