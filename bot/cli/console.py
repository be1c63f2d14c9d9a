"""What every command shares: settings, a running system, progress, one clear line when something is wrong."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import click

from bot.settings import Settings, SettingsRefused, read

if TYPE_CHECKING:
    from bot.operations.doctor import Finding


@contextmanager
def running_system(chosen: Settings) -> Iterator[dict[str, Any]]:
    """The system that runs from this home, or one started for this command alone."""
    from bot.operations.running import running

    if found := running(chosen):
        yield found
        return
    from bot.operations.failure import StartFailure
    from bot.operations.system import System, stop_on_signals

    stop_on_signals()
    try:
        with System(chosen, step):
            found = running(chosen)
            if found is None:
                raise StartFailure("the system came up and went away again")
            yield found
    except StartFailure as failure:
        fail(str(failure))


@contextmanager
def step(what: str) -> Iterator[None]:
    """Progress on standard error: a spinner on a terminal, plain lines elsewhere."""
    from time import monotonic

    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    begun = monotonic()
    if console.is_terminal:
        with console.status(what):
            yield
    else:
        click.echo(f"… {what}", err=True)
        yield
    console.print(f"✓ {what} ({monotonic() - begun:.1f} s)")


def settings() -> Settings:
    """The settings of this process, or one line saying which is wrong."""
    try:
        return read()
    except SettingsRefused as error:
        fail(str(error))


def tell(findings: "Iterable[Finding]") -> NoReturn:
    """A line for each finding as it is made; ends with status 1 if one is bad."""
    well = True
    for finding in findings:
        well &= finding.well
        click.secho(
            f"{'ok  ' if finding.well else 'BAD '} {finding.what}: {finding.detail}",
            fg=None if finding.well else "red",
        )
    sys.exit(0 if well else 1)


def fail(reason: str) -> NoReturn:
    """Say why, and end with status 1."""
    click.secho(f"ansinh: {reason}", fg="red", err=True)
    sys.exit(1)
