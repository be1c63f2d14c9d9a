"""Telegram: check."""

from bot.cli.console import fail, settings, tell
from bot.cli.group import main
from bot.settings import SettingsRefused


@main.group()
def telegram() -> None:
    """Telegram, where a recorded decision has switched it on."""


@telegram.command()
def check() -> None:
    """Ask Telegram for the bot and its webhook: what is wrong, and the way out. Exit status 1 if something is."""
    from bot.channels.telegram.settings import read
    from bot.operations.telegram import examine

    try:
        tell(examine(read(), settings().home))
    except SettingsRefused as error:
        fail(str(error))
