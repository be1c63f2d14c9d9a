"""What every command shares: settings, a running system, progress, one clear line when something is wrong."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import click

from bot.settings import Settings, SettingsRefused, read


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


def fail(reason: str) -> NoReturn:
    """Say why, and end with status 1."""
    click.secho(f"ansinh: {reason}", fg="red", err=True)
    sys.exit(1)
