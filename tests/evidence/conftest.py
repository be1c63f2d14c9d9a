"""Files as phones make them, and the room that takes them in."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from bot.evidence.files import Files
from bot.evidence.limits import Limits
from bot.records.conversations import Conversations

KEY = bytes(range(32))
START = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **span: float) -> datetime:
        self.at += timedelta(**span)
        return self.at


def encoded(image: Image.Image, form: str, **options: object) -> bytes:
    output = io.BytesIO()
    image.save(output, form, **options)
    return output.getvalue()


def halves(size: tuple[int, int] = (80, 40)) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    return image


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def files(database, clock) -> Files:
    return Files(database, KEY, Limits(), clock=clock)


@pytest.fixture
def talk(database) -> str:
    return Conversations(database).of("zalo", "pseudonym-of-lan")


@pytest.fixture
def reported(database) -> Callable[[], str]:
    """Stores a report and gives its id."""

    def report() -> str:
        import uuid

        from bot.storage.tables import Report

        with database.session() as session:
            row = Report(id=str(uuid.uuid4()), kind="fraud", received_on=START.date(), content={"what": "Mạo danh"})
            session.add(row)
        return row.id

    return report


@pytest.fixture
def png() -> bytes:
    return encoded(halves(), "PNG")
