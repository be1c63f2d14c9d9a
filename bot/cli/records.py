"""The record: verify, migrate, scrub."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.console import fail, settings
from bot.cli.group import main

if TYPE_CHECKING:
    from bot.storage.database import Database

#: Lines printed; a chain that was rebuilt has a fault in every row.
MOST_LINES = 20


@main.command()
@click.option(
    "--anchors",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="folder with copies of the anchors kept outside; anchors/ of the home folder if left out",
)
@click.option("--key", "public", help="public key (64 hex digits, or a file) that signed them, if not this home's own")
def verify(folder: Path | None, public: str | None) -> None:
    """Walk the hash chain of the record: hashes, seals, anchors, and whether the tables still say what it says.

    Names the first row that is not as it was written. Exit status 1 if one is.
    """
    from bot.operations.verify import NotVerifiable, Verified, lines_of, public_key
    from bot.privacy.pseudonym import KeyRefused
    from bot.storage.database import DatabaseUnavailable

    result, count = Verified(), 0
    try:
        for count, line in enumerate(lines_of(settings(), folder, public_key(public) if public else None, result), 1):
            if count <= MOST_LINES:
                click.secho(f"BAD  {line}", fg="red")
    except (NotVerifiable, KeyRefused) as error:
        fail(str(error))
    except DatabaseUnavailable as error:
        fail(f"the database cannot be read ({error}); see ANSINH_DATABASE_URL")
    if count > MOST_LINES:
        click.echo(f"… and {count - MOST_LINES} more")
    click.echo(result.summary)
    if not result.well:
        sys.exit(1)
    click.echo(result.closing)


@main.command()
def migrate() -> None:
    """Bring the database to its newest shape, as its owner; where there are no roles, `ansinh up` does it by itself."""
    from bot.storage.migrate import migrate as bring
    from bot.storage.migrate import newest

    with _database() as database:
        bring(database)
    click.echo(f"at revision {newest()}")


@main.command()
def scrub() -> None:
    """Rewrite the database's files without what was erased; on PostgreSQL as its owner. Turns wait meanwhile."""
    from bot.storage.scrub import NotOurs
    from bot.storage.scrub import scrub as rewrite

    with _database() as database:
        try:
            rewrite(database)
        except NotOurs as error:
            fail(str(error))
    click.echo("scrubbed")


@main.command()
def reindex() -> None:
    """Make the search index of the record anew. What it holds is derived; searches find less until it is done."""
    from bot.storage.search_index import fill, forget_all

    with _database() as database:
        with database.session() as session:
            forget_all(session.connection())
        with database.session() as session:
            count = fill(session.connection())
    click.echo(f"{count} turns filed")


@contextmanager
def _database() -> Iterator["Database"]:
    from sqlalchemy.exc import SQLAlchemyError

    from bot.storage.database import Database, DatabaseUnavailable

    database = Database(settings().database)
    try:
        yield database
    except (SQLAlchemyError, DatabaseUnavailable) as error:
        # Drivers put addresses and values into their messages; the class says enough.
        detail = error if isinstance(error, DatabaseUnavailable) else type(error).__name__
        fail(f"the database cannot be used ({detail}); see ANSINH_DATABASE_URL")
    finally:
        database.close()
