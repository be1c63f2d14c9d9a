"""Notices to staff as the settings say, None where e-mail is off."""

import secrets
from pathlib import Path

from bot.notices import settings
from bot.notices.letter import Kind, Letters
from bot.notices.mail import Mailer
from bot.notices.notices import Notices
from bot.notices.settings import Role
from bot.storage.database import Database

#: Tells one notice of a new case from the next.
TAG_BYTES = 8


def of_settings(database: Database, words: Path) -> Notices | None:
    """Built from the environment. Raises SettingsRefused, OSError, ValueError."""
    given = settings.read()
    return Notices(database, given, Letters.load(words), Mailer(given)) if given else None


def tell_of_case(notices: Notices | None, _number: int) -> None:
    """Those who handle reports hear that there is a new case.

    Not which: its number beside the minute of this row would lead to the talk of that minute.
    """
    if notices:
        notices.queue(Role.HANDLER, Kind.REPORT_NEW, secrets.token_hex(TAG_BYTES))
