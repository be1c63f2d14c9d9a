"""Models of this machine: list, switch, rollback."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import click

from bot.cli.console import fail
from bot.cli.group import main
from bot.cli.learning import room_of_house, told


@main.group("model")
def model() -> None:
    """Models of this machine, and which one serves."""


@model.command("list")
@click.option("--json", "as_json", is_flag=True, help="for programs")
def list_(as_json: bool) -> None:
    """Every model, the newest first."""
    from bot.learning import models

    with room_of_house() as room:
        serving, back = room.switching.serving, room.switching.back
        rows = []
        for one in models.models(room.house.settings.home):
            replay = room.replays.deciding(one.id, serving)
            shown = f"{replay.changed} change, {replay.harm} harm" if replay else "not replayed"
            rows.append(
                {
                    "shown": shown,
                    "model": one.id,
                    "serves": one.id == serving,
                    "way_back": one.id == back,
                    "made_at": f"{one.made_at:%Y-%m-%d %H:%M}",
                    "added": sum(one.note.added.values()) if one.note else 0,
                    "replay": told(replay) if replay else None,
                }
            )
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
        return
    for row in rows:
        state = "serves" if row["serves"] else "way back" if row["way_back"] else ""
        click.echo(f"{row['model']}\t{row['made_at']}\t+{row['added']} sentences\t{row['shown']}\t{state}")


@model.command()
@click.argument("model")
@click.option("--by", "who", required=True, help="account of the person who decided it")
@click.option("--why", required=True, help="the reason; stands in the audit")
def switch(model: str, who: str, why: str) -> None:
    """Let a model serve that a replay has shown to be harmless; a running system changes over by itself."""
    with room_of_house() as room, _refusing():
        click.echo(f"serving: {room.switching.switch(model, who, why).model}")


@model.command()
@click.option("--by", "who", required=True, help="account of the person who decided it")
@click.option("--why", required=True, help="the reason; stands in the audit")
def rollback(who: str, why: str) -> None:
    """Back to the model that served before."""
    with room_of_house() as room, _refusing():
        click.echo(f"serving: {room.switching.rollback(who, why).model}")


@contextmanager
def _refusing() -> Iterator[None]:
    from bot.learning.switching import SwitchRefused

    try:
        yield
    except SwitchRefused as error:
        fail(_WHY[error.reason])


_WHY = {
    "gone": "there is no such model any more; `ansinh model list` shows them",
    "serves": "this model serves already",
    "not_replayed": "no replay beside the model that serves; run: ansinh replay --candidate MODEL",
    "harm": "the replay found harm; mend it, or let single changes pass on the page of the replay",
    "no_way_back": "there is no model to go back to",
    "why": "--why: say the reason",
}
