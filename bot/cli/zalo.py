"""Setting up Zalo: zalo login, zalo check."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import click

from bot.cli.console import fail, settings, tell
from bot.cli.group import main

if TYPE_CHECKING:
    from bot.channels.zalo.settings import ZaloSettings
    from bot.operations.zalo import Setup


@main.group()
def zalo() -> None:
    """Set up the Zalo Official Account (settings ANSINH_ZALO_…)."""


@zalo.command()
@click.option("--refresh-token", is_flag=True, help="enter a refresh token of the API Explorer instead of a code")
def login(refresh_token: bool) -> None:
    """Get the consent of the Official Account and keep it; nothing that is entered is shown."""
    from bot.channels.zalo.oauth import Dead, NotRefreshed
    from bot.operations.zalo import Consent, LoginRefused

    chosen = _settings()
    try:
        with _setup(chosen) as setup:
            if refresh_token:
                setup.take_over(click.prompt("Refresh token", hide_input=True).strip())
            else:
                consent = Consent.begin(chosen)
                click.echo(
                    f"Open this as an administrator of the Official Account, and consent:\n\n{consent.address}\n"
                )
                entered = click.prompt("The address you were sent to, or its code", hide_input=True).strip()
                setup.exchange(consent.code(entered), consent.verifier)
            click.echo("the consent is kept")
            tell(setup.examine())
    except (LoginRefused, Dead, NotRefreshed) as error:
        fail(str(error))


@zalo.command()
def check() -> None:
    """Ask Zalo for the account, its type and package; say what is wrong and the way out."""
    with _setup(_settings()) as setup:
        tell(setup.examine())


def _settings() -> "ZaloSettings":
    from bot.channels.zalo.settings import read
    from bot.settings import SettingsRefused

    try:
        chosen = read()
    except SettingsRefused as error:
        fail(str(error))
    if chosen is None:
        fail("Zalo is off; ANSINH_ZALO_APP_ID switches it on")
    return chosen


@contextmanager
def _setup(chosen: "ZaloSettings") -> Iterator["Setup"]:
    from bot.operations.failure import StartFailure
    from bot.operations.zalo import Setup
    from bot.privacy.pseudonym import KeyRefused
    from bot.storage.database import DatabaseUnavailable

    try:
        with closing(Setup(settings(), chosen)) as setup:
            yield setup
    except (KeyRefused, StartFailure) as error:
        fail(str(error))
    except DatabaseUnavailable as error:
        fail(f"the database cannot be used ({error}); see ANSINH_DATABASE_URL")
