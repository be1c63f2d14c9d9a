"""A demonstration's data: seed, clear."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from bot.cli.console import fail, settings
from bot.cli.group import main

if TYPE_CHECKING:
    from bot.storage.database import Database

Progress = Callable[[int, int], None]


@main.group()
def demo() -> None:
    """Invented talk for trying things out, in a database of its own."""


@demo.command()
@click.option("--year", type=click.IntRange(2026, 2100), default=2026, show_default=True)
@click.option("--interactions", type=click.IntRange(1, 20_000_000), default=200_000, show_default=True)
@click.option("--random-seed", type=click.IntRange(min=0), default=1, show_default=True, help="the same gives the same")
@click.option("--whole-year", is_flag=True, help="also days that have not come yet")
def seed(year: int, interactions: int, random_seed: int, whole_year: bool) -> None:
    """Invent a year of talk, up to yesterday, and mark all of it as invented.

    Only into a database that no citizen has talked to. Interrupted, the same command goes on where it was.
    """
    from bot.operations.seeding.command import seeded
    from bot.operations.seeding.mark import SeedRefused
    from bot.operations.seeding.seeding import Wish
    from bot.privacy.pseudonym import KeyRefused

    with _database() as database:
        try:
            with _bar() as progress:
                done = seeded(database, settings(), Wish(year, interactions, random_seed, whole_year), progress)
        except (SeedRefused, KeyRefused) as error:
            fail(str(error))
        except KeyboardInterrupt:
            fail("interrupted; the same command goes on where it was, `ansinh demo clear` removes what is there")
    click.echo(f"{done.written} invented interactions from {done.first} to {done.last}, --random-seed {done.seed}")


@demo.command()
def clear() -> None:
    """Remove invented talk from a database that holds nothing else."""
    from bot.operations.seeding.command import cleared
    from bot.operations.seeding.mark import SeedRefused

    with _database() as database:
        try:
            count = cleared(database, settings())
        except SeedRefused as error:
            fail(str(error))
    click.echo(f"removed {count} invented interactions")


@contextmanager
def _bar() -> Iterator[Progress]:
    """Progress on standard error: a bar on a terminal, a line for each tenth elsewhere."""
    from rich.console import Console
    from rich.progress import Progress as Shown

    console = Console(stderr=True)
    if not console.is_terminal:
        told = 0

        def tell(done: int, of: int) -> None:
            nonlocal told
            if of and done * 10 // of > told:
                told = done * 10 // of
                click.echo(f"… {done} of {of}", err=True)

        yield tell
        return
    with Shown(console=console, transient=True) as shown:
        task = shown.add_task("inventing", total=None)
        yield lambda done, of: shown.update(task, completed=done, total=of)


@contextmanager
def _database() -> "Iterator[Database]":
    from sqlalchemy.exc import SQLAlchemyError

    from bot.operations.paths import make_home
    from bot.storage.database import Database, DatabaseUnavailable

    chosen = settings()
    make_home(chosen.home)
    database = Database(chosen.database)
    try:
        yield database
    except (SQLAlchemyError, DatabaseUnavailable) as error:
        # Drivers put addresses and values into their messages; the class says enough.
        detail = error if isinstance(error, DatabaseUnavailable) else type(error).__name__
        fail(f"the database cannot be used ({detail}); see ANSINH_DATABASE_URL")
    finally:
        database.close()
