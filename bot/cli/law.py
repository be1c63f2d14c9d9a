"""Figures, calculators and the facts behind the texts: calc, golden, facts, recall."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from bot.cli.console import fail, settings
from bot.cli.group import main


@main.command()
@click.argument("name", required=False)
@click.argument("inputs", default="{}")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="the day to calculate for; today if left out")
def calc(name: str | None, inputs: str, as_of: Any) -> None:
    """Run a calculator: NAME and its inputs as JSON. Without a name, list them."""
    from bot.clock import today
    from bot.operations.calculation import calculators, result_of
    from bot.policy.errors import PolicyError

    if name is None:
        for line in calculators():
            click.echo(line)
        return
    try:
        given = json.loads(inputs)
    except ValueError as error:
        fail(f"the inputs are not JSON: {error}")
    if not isinstance(given, dict):
        fail('the inputs must be a JSON object, such as {"income": 2000000, "group": "near_poor"}')
    try:
        result = result_of(name, given, as_of.date() if as_of else today())
    except PolicyError as error:
        fail(str(error))
    click.echo(json.dumps(result, ensure_ascii=False, indent=2, default=str))


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--topic", "topics", multiple=True, help="only topics that begin with this; may be repeated")
def golden(file: Path, topics: tuple[str, ...]) -> None:
    """Run golden cases: a line a row; exit status 1 if one fails."""
    from bot.operations.goldens import lines_of

    passed = total = 0
    for ok, line in lines_of(file, topics):
        total += 1
        passed += ok
        click.echo(line)
    click.echo(f"{passed} of {total} passed", err=True)
    if passed < total or not total:
        sys.exit(1)


@main.command()
@click.argument("topic", required=False)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="the day to fill the texts for; today if left out")
def facts(topic: str | None, as_of: Any) -> None:
    """Print every fact beside the sentence that says it, for a lawyer to read; exit status 1 if one is not said."""
    from bot.clock import today
    from bot.operations.reading import Refused, lines_of

    try:
        lines, unsaid = lines_of(topic, as_of.date() if as_of else today())
    except Refused as error:
        fail(str(error))
    for line in lines:
        click.echo(line)
    for line in unsaid:
        click.echo(line, err=True)
    if unsaid:
        sys.exit(1)


@main.command()
@click.argument("figure")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="only the version in force on this day")
def recall(figure: str, day: Any) -> None:
    """List who was told FIGURE (by pseudonym), when, and what was said: one JSON line an answer."""
    from dataclasses import asdict

    from bot.house import HouseRefused, house
    from bot.records.recall import recall as recalled

    settings()
    try:
        built = house()
    except HouseRefused as error:
        fail(str(error))
    if figure not in built.adviser.policy:
        fail(f"no figure named {figure!r} in data/policy/")
    count = 0
    for told in recalled(built.database, figure, day.date() if day else None):
        click.echo(json.dumps(asdict(told), ensure_ascii=False, default=str))
        count += 1
    click.echo(f"{count} answers", err=True)
