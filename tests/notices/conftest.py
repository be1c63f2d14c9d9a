"""A post office of each kind, and notices that go through it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from bot.notices.letter import Letters
from bot.notices.mail import Mailer
from bot.notices.notices import Notices
from bot.notices.settings import MailSettings
from bot.settings import PROJECT
from tests.notices.post import PostOffice

WORDS = PROJECT / "data" / "answers" / "documents" / "notice.toml"


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def authority_file(authority, tmp_path) -> Path:
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(file)
    return file


@pytest.fixture
def opened(authority) -> Iterator[Callable[..., PostOffice]]:
    made: list[PostOffice] = []

    def make(security: str = "none", **given: Any) -> PostOffice:
        made.append(PostOffice(security, authority, **given))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def office(opened) -> PostOffice:
    return opened()


@pytest.fixture
def configured(office) -> Callable[..., MailSettings]:
    def make(**given: Any) -> MailSettings:
        usual = {
            "host": "127.0.0.1",
            "port": office.port,
            "security": "none",
            "sender": "an-sinh@example.gov.vn",
            "handlers": "mot@example.gov.vn,hai@example.gov.vn",
            "managers": "quan-ly@example.gov.vn",
        }
        return MailSettings(**{**usual, **given})

    return make


@pytest.fixture
def notices(database, configured) -> Notices:
    settings = configured()
    return Notices(database, settings, Letters.load(WORDS), Mailer(settings))
