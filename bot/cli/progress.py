"""Progress of work whose length is known."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

Progress = Callable[[int, int], None]


@contextmanager
def bar(what: str) -> Iterator[Progress]:
    """On standard error: a bar on a terminal, a line for each tenth elsewhere."""
    from rich.console import Console
    from rich.progress import Progress as Shown

    console = Console(stderr=True)
    if console.is_terminal:
        with Shown(console=console, transient=True) as shown:
            task = shown.add_task(what, total=None)
            yield lambda done, of: shown.update(task, completed=done, total=of)
        return
    told = 0

    def tell(done: int, of: int) -> None:
        nonlocal told
        if of and done * 10 // of > told:
            told = done * 10 // of
            click.echo(f"… {done} of {of}", err=True)

    yield tell
