"""Running: up, train, doctor, bench."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from bot.cli.console import fail, running_system, settings, step
from bot.cli.group import main
from bot.settings import PROJECT


@main.command()
def up() -> None:
    """Set up what is missing, train if the data changed, start everything; Ctrl-C stops it."""
    from bot.operations.failure import StartFailure
    from bot.operations.system import System, stop_on_signals

    chosen = settings()
    stop_on_signals()
    try:
        with System(chosen, step) as system:
            click.echo(f"\n  Chat page  {chosen.own_url}/")
            click.echo(f"  API        {chosen.own_url}/api/chat")
            click.echo(f"  Health     {chosen.own_url}/health")
            click.echo(f"  Records    {_without_password(chosen.database)}")
            click.echo("\nCtrl-C stops everything.", err=True)
            system.watch()
    except StartFailure as failure:
        fail(str(failure))
    except KeyboardInterrupt:
        click.echo("\nstopped", err=True)


@main.command()
def train() -> None:
    """Train the model, also if nothing changed."""
    from bot.operations import model
    from bot.operations.failure import StartFailure

    chosen = settings()
    try:
        with step("training the model"):
            path = model.train(chosen.home, model.fingerprint())
    except StartFailure as failure:
        fail(str(failure))
    click.echo(path.name)


@main.command()
def doctor() -> None:
    """Check a deployment: data, settings, keys, database, model, engine. Exit status 1 if something is wrong."""
    from bot.operations.doctor import examine

    findings = list(examine(settings()))
    for finding in findings:
        click.secho(
            f"{'ok  ' if finding.well else 'BAD '} {finding.what}: {finding.detail}",
            fg=None if finding.well else "red",
        )
    sys.exit(0 if all(finding.well for finding in findings) else 1)


@main.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--questions", type=click.Path(dir_okay=False, path_type=Path), help="labelled questions (JSON lines)")
@click.option("--calculators", "only_calculators", is_flag=True, help="the calculators alone; needs no engine")
@click.option("--inputs", type=click.IntRange(min=1), default=10_000, show_default=True, help="inputs a calculator")
def bench(as_json: bool, questions: Path | None, only_calculators: bool, inputs: int) -> None:
    """Measure: agreement with labelled questions, latency of a turn, time of each calculator."""
    from bot.operations import speed
    from bot.operations.bench import measure, table

    file = questions or PROJECT.parent / "shared" / "eval" / "dev_questions.jsonl"
    if not (only_calculators or file.exists()):
        fail(f"no questions at {file}; name a file with --questions, or measure --calculators alone")
    figures: dict[str, Any] = {}
    if not only_calculators:
        with running_system(settings()) as system:
            figures = measure(file, system)
    measured = list(speed.speeds(inputs))
    if as_json:
        click.echo(json.dumps(figures | speed.as_json(measured), ensure_ascii=False, indent=2))
        return
    for line in (*([table(figures)] if figures else []), *speed.lines(measured)):
        click.echo(line)


def _without_password(url: str) -> str:
    from sqlalchemy import make_url

    return make_url(url).render_as_string(hide_password=True)
