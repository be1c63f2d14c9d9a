"""How long records are kept: purge, hold."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from bot.cli.console import fail, settings
from bot.cli.group import main

if TYPE_CHECKING:
    from bot.operations.purging import Room


@main.command()
@click.option("--dry-run", is_flag=True, help="only say what would go")
@click.option("--by", "approver", help="account of the officer who answers for it; it stays readable in the record")
@click.option("--json", "as_json", is_flag=True, help="for programs")
def purge(dry_run: bool, approver: str | None, as_json: bool) -> None:
    """End what is older than data/privacy/retention.toml allows. What is held, or asked about, stays."""
    if not dry_run and not approver:
        fail("--by ACCOUNT is needed: the record names who answers for it (or see it first: --dry-run)")
    with _room() as room:
        found = room.purge.going()
        done = room.purge.run(approver) if approver and not dry_run else {}
    rows = [
        {
            "kind": one.kind,
            "before": one.before.isoformat(),
            "over": len(one.going),
            "held": one.held,
            "ended": done.get(one.kind, 0),
            "what": one.what,
        }
        for one in found
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        ended = "" if dry_run else f", {row['ended']} ended"
        click.echo(f"{row['kind']:<8} before {row['before']}: {row['over']} over, {row['held']} held{ended}")
        click.echo(f"         {row['what']}")


@main.group()
def hold() -> None:
    """Legal holds: what must stay whatever its age."""


@hold.command()
@click.argument("holder", metavar="conversation:ID|report:ID")
@click.option("--ground", required=True, help="court, inspection, dispute, incident or ordered")
@click.option("--by", "officer", required=True, help="account of the officer who decided it")
@click.option("--why", required=True, help="the reason; kept sealed")
def place(holder: str, ground: str, officer: str, why: str) -> None:
    """Hold a talk or a report."""
    from bot.records.holds import HoldGround

    if ground not in list(HoldGround):
        fail(f"no ground named {ground!r}; there are {', '.join(HoldGround)}")
    with _room() as room:
        room.holds.place(holder, HoldGround(ground), officer, why)
    click.echo(f"{holder} is held")


@hold.command()
@click.argument("holder", metavar="conversation:ID|report:ID")
@click.option("--by", "officer", required=True, help="account of the officer who decided it")
@click.option("--why", required=True, help="the reason; kept sealed")
def lift(holder: str, officer: str, why: str) -> None:
    """End a hold."""
    with _room() as room:
        room.holds.lift(holder, officer, why)
    click.echo(f"{holder} is held no longer")


@hold.command("list")
def list_() -> None:
    """Name what is held."""
    with _room() as room:
        for holder in sorted(room.holds.standing()):
            click.echo(holder)


@contextmanager
def _room() -> Iterator["Room"]:
    from bot.house import HouseRefused
    from bot.operations.purging import Room
    from bot.privacy.pseudonym import KeyRefused
    from bot.privacy.retention import RetentionRefused
    from bot.records.holds import HoldRefused
    from bot.storage.database import DatabaseUnavailable

    try:
        with Room.opened(settings()) as room:
            yield room
    except (HouseRefused, KeyRefused, RetentionRefused, HoldRefused) as error:
        fail(str(error))
    except DatabaseUnavailable as error:
        fail(f"the database cannot be used ({error}); see ANSINH_DATABASE_URL")
