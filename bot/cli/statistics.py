"""The statistics: rebuild, export, state."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.console import fail, settings
from bot.cli.group import main
from bot.cli.progress import Progress, bar

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from bot.statistics.room import StatisticsRoom
    from bot.storage.database import Database

#: Days named one by one.
MOST_NAMED = 20


@main.group()
def statistics() -> None:
    """Counts of the record: make them anew, check them, give them away."""


@statistics.command()
@click.option("--check", "only_check", is_flag=True, help="change nothing; exit status 1 if any day differs")
def rebuild(only_check: bool) -> None:
    """Make all counts anew from the record, and say on how many days they were not what they ought to be.

    The app may run meanwhile. Interrupted, the app (or the same command) goes on where it was.
    """
    with _database() as database, bar("counting") as progress:
        tests = _tests()
        days, differed, left_out = (_checked if only_check else _rebuilt)(database, tests, progress)
    for day in differed[:MOST_NAMED]:
        click.secho(f"BAD  {day}", fg="red")
    if len(differed) > MOST_NAMED:
        click.echo(f"… and {len(differed) - MOST_NAMED} more")
    waited = f", {left_out} left out because turns wait to be counted" if left_out else ""
    click.echo(f"{days} days made anew, {len(differed)} differed{waited}")
    if only_check and differed:
        fail("the counts are not what the record gives; `ansinh statistics rebuild` makes them so")


@statistics.command()
@click.option("--open", "is_open", is_flag=True, help="for everybody: whole months, nothing that tells of few people")
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), required=True, help="a new folder")
def export(is_open: bool, folder: Path) -> None:
    """Write the counts as files: CSV, JSON, and what each word means. See docs/open-data.md."""
    from bot.clock import now
    from bot.statistics.open_data.export import FolderRefused
    from bot.statistics.open_data.export import export as write
    from bot.statistics.open_data.months import NothingToGive

    if not is_open:
        fail("say --open: there is no other export; figures for staff are in the console, as JSON and CSV of each page")
    with _database() as database:
        room = _room(database)
        room.folding.fold()
        try:
            files = write(room, folder, settings().operator, now())
        except (NothingToGive, FolderRefused) as error:
            fail(str(error))
        except OSError as error:
            fail(f"{folder} cannot be written ({error.strerror})")
    click.echo(f"{folder}: {', '.join(files)}")


@statistics.command()
def state() -> None:
    """Say up to when the record is counted, and what waits."""
    from bot.clock import VIETNAM
    from bot.metrics.figures import read
    from bot.statistics.books import Books

    with _database() as database:
        found, span = read(database), Books(database).span()
    click.echo(
        f"counted at  {found.folded_at.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S}" if found.folded_at else "not counted"
    )
    click.echo(f"days        {f'{span.first} to {span.last}' if span else 'none'}")
    click.echo(f"turns       {sum(found.outcomes.values())}")
    click.echo(f"waiting     {found.due} turns, {found.stale} days and months")


def _rebuilt(database: "Database", tests: "Collection[str]", progress: Progress) -> "tuple[int, tuple[date, ...], int]":
    from bot.statistics.rebuild import rebuild as make

    done = make(database, tests, progress)
    return done.days, done.differed, 0


def _checked(database: "Database", tests: "Collection[str]", progress: Progress) -> "tuple[int, tuple[date, ...], int]":
    from bot.statistics.checking import check

    done = check(database, tests, progress)
    return done.days, done.differed, done.left_out


def _tests() -> "Collection[str]":
    from bot.records.campaigns import Campaigns
    from bot.settings import PROJECT

    return Campaigns.load(PROJECT / "data" / "offices" / "campaigns.toml").tests


def _room(database: "Database") -> "StatisticsRoom":
    from bot.advice.adviser import Adviser
    from bot.settings import PROJECT
    from bot.statistics.room import StatisticsRoom

    return StatisticsRoom.build(database, Adviser.load(PROJECT / "data"), PROJECT / "data")


@contextmanager
def _database() -> "Iterator[Database]":
    from sqlalchemy.exc import SQLAlchemyError

    from bot.storage.database import Database, DatabaseUnavailable

    database = Database(settings().database)
    try:
        yield database
    except (SQLAlchemyError, DatabaseUnavailable) as error:
        # Drivers put addresses and values into their messages; the class says enough.
        detail = error if isinstance(error, DatabaseUnavailable) else type(error).__name__
        fail(f"the database cannot be used ({detail}); see ANSINH_DATABASE_URL, and `ansinh migrate`")
    finally:
        database.close()
