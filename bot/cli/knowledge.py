"""What staff changed of figures and texts: its state, out into `data/`, in from a patch."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.console import fail, settings
from bot.cli.group import main

if TYPE_CHECKING:
    from bot.house import House


@main.group()
def knowledge() -> None:
    """Changes of figures and texts that were approved in the console."""


@knowledge.command()
def state() -> None:
    """List approved changes that are not in data/ yet; exit status 1 where data/ contradicts one."""
    built = _house()
    known = built.knowledge.known
    for change_id, what in known.overlay.states.items():
        if change := built.knowledge.changes.find(change_id):
            click.echo(f"{what:9} {change.item.key}  {change.id}  {change.proposed_by}")
    if known.trouble:
        fail(f"what was approved cannot be loaded, data/ alone speaks: {known.trouble}")
    click.echo(f"version {built.adviser.version}", err=True)
    sys.exit(1 if known.conflicts else 0)


@knowledge.command()
@click.option("--apply", "apply", is_flag=True, help="write it into data/ too")
def export(apply: bool) -> None:
    """Print what was approved as a patch of data/ (`git apply` takes it); exit status 1 if data/ contradicts one."""
    from bot.knowledge.export import patch, write
    from bot.knowledge.items import read_files

    room = _house().knowledge
    known = room.known
    if known.trouble:
        fail(f"what was approved cannot be loaded: {known.trouble}")
    click.echo(patch(read_files(room.data), known.overlay.files), nl=False)
    if apply:
        for path in write(room.data, known.overlay.files):
            click.echo(f"written: data/{path}", err=True)
        room.refresh(again=True)
    for change_id in known.conflicts:
        click.echo(f"left out, data/ says something else than it was made for: {change_id}", err=True)
    if known.conflicts:
        sys.exit(1)


@knowledge.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--why", default="from a patch", help="why, for whoever approves")
def load(file: Path, why: str) -> None:
    """Propose what a patch of data/ changes; it is in force once one of the staff has approved it in the console."""
    from bot.clock import today
    from bot.knowledge.changes import ChangeRefused
    from bot.knowledge.export import PatchRefused, applied, proposals
    from bot.knowledge.room import MACHINE

    built = _house()
    files = built.knowledge.known.overlay.files
    try:
        found = proposals(built.knowledge.data, files, applied(files, file.read_text("utf-8")), why, today())
        for one in found:
            made = built.knowledge.changes.propose(one, MACHINE, built.adviser.version)
            click.echo(f"proposed {one.item.key}  {made}")
    except (PatchRefused, ChangeRefused, UnicodeDecodeError) as error:
        fail(str(error))


def _house() -> "House":
    from bot.house import HouseRefused, house
    from bot.storage.database import DatabaseUnavailable

    settings()
    try:
        built = house()
        built.knowledge.refresh()
    except HouseRefused as error:
        fail(str(error))
    except DatabaseUnavailable as error:
        fail(f"the database cannot be read ({error}); see ANSINH_DATABASE_URL")
    return built
