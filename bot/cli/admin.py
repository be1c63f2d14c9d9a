"""Accounts of the console: create."""

import click

from bot.cli.console import fail, settings
from bot.cli.group import main


@main.group()
def admin() -> None:
    """Accounts of the staff console."""


@admin.command()
@click.argument("name")
@click.option("--full-name", prompt="Full name", help="as it stands on letters; a report that speaks of it is hidden")
@click.option("--role", "roles", multiple=True, default=("administrator",), show_default=True, help="may be repeated")
def create(name: str, full_name: str, roles: tuple[str, ...]) -> None:
    """Make an account and print its first password, once. The first login asks for a new one and for a second factor.

    Roles: officer, report_handler, custodian, content_editor, manager, auditor, administrator.
    """
    from bot.console.login.accounts import AccountRefused, Profile
    from bot.console.roles import Role
    from bot.operations.accounts import create_account
    from bot.privacy.pseudonym import KeyRefused
    from bot.storage.database import DatabaseUnavailable

    unknown = [role for role in roles if role not in set(Role)]
    if unknown:
        fail(f"no such role: {', '.join(unknown)}; allowed are {', '.join(Role)}")
    try:
        password = create_account(settings(), name, Profile(full_name, frozenset(Role(role) for role in roles)))
    except AccountRefused as error:
        fail(_WHY[error.reason])
    except KeyRefused as error:
        fail(str(error))
    except DatabaseUnavailable as error:
        fail(f"the database cannot be used ({error}); see ANSINH_DATABASE_URL")
    click.echo(f"account: {name.strip().casefold()}\nfirst password: {password}")
    click.echo("log in at /console; the password is asked to be changed there and is not shown again")


_WHY = {
    "name": "a login name has letters, digits and . _ - @, at most 64 of them",
    "taken": "there is an account of that name already",
    "full_name": "say the full name (--full-name)",
    "roles": "name at least one role (--role)",
    "administrator_and_reports": "an administrator reads no report: that role is for another account",
}
