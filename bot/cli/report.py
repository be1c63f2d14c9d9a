"""The periodic report: report."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.console import fail, settings, step
from bot.cli.group import main

if TYPE_CHECKING:
    from bot.statistics.room import StatisticsRoom

#: As `bot.statistics.report.kinds.Kind`; a test holds them together.
TEMPLATES = ("month", "quarter", "year", "stage", "may")


@main.command()
@click.option("--period", required=True, help="2026-10, 2026-Q3, 2026 or 2026-2030")
@click.option("--template", type=click.Choice(TEMPLATES), help="left out: that of the period; may: of a month of May")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="folder; reports/ of the home folder if left out"
)
def report(period: str, template: str | None, out: Path | None) -> None:
    """Write the report of a period as DOCX and XLSX, with the figures of the console's statistics.

    A period that still runs is counted up to yesterday, and the report says so.
    """
    from bot.clock import today
    from bot.statistics.report.building import build
    from bot.statistics.report.files import save
    from bot.statistics.report.kinds import ReportRefused, asked
    from bot.statistics.report.plan import PlanRefused
    from bot.statistics.report.sentences import GapRefused
    from bot.statistics.targets import TargetsRefused

    try:
        wanted = asked(period, template, today())
        with _room() as room, step(f"writing the report of {wanted.period.code}"):
            files = save(build(room, wanted.period, wanted.kind), out or settings().home / "reports")
    except (ReportRefused, PlanRefused, GapRefused, TargetsRefused) as error:
        fail(str(error))
    except OSError as error:
        fail(f"the report cannot be written: {error}")
    for file in files:
        click.echo(str(file))


@contextmanager
def _room() -> Iterator["StatisticsRoom"]:
    """The statistics, with everything counted that waits."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.advice.adviser import Adviser
    from bot.advice.answers import AnswersError
    from bot.policy import PolicyError
    from bot.settings import PROJECT
    from bot.statistics.room import StatisticsRoom
    from bot.storage.database import Database, DatabaseUnavailable

    database = Database(settings().database)
    try:
        room = StatisticsRoom.build(database, Adviser.load(PROJECT / "data"), PROJECT / "data")
        room.folding.fold()
        yield room
    except (PolicyError, AnswersError) as error:
        fail(str(error))
    except (SQLAlchemyError, DatabaseUnavailable) as error:
        # Drivers put addresses and values into their messages; the class says enough.
        detail = error if isinstance(error, DatabaseUnavailable) else type(error).__name__
        fail(f"the database cannot be used ({detail}); see ANSINH_DATABASE_URL, and `ansinh migrate`")
    finally:
        database.close()
