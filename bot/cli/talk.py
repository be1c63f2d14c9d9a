"""Talking: ask, understand."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from bot.cli.console import fail, running_system, settings
from bot.cli.group import main


@main.command()
@click.argument("question")
@click.option("--json", "as_json", is_flag=True, help="print the object of /api/chat")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="the day to answer for (needs ANSINH_ALLOW_AS_OF=1)")
@click.option("--sender", default="terminal", show_default=True, help="the same sender goes on with the same talk")
def ask(question: str, as_json: bool, as_of: Any, sender: str) -> None:
    """Ask one question; the answer comes with its sources."""
    import requests

    chosen = settings()
    with running_system(chosen) as system:
        body = {"sender": sender, "text": question}
        if as_of:
            body["as_of"] = as_of.date().isoformat()
        response = requests.post(f"{system['url']}/api/chat", json=body, timeout=chosen.engine_timeout + 5)
    answer = response.json()
    if not response.ok:
        fail(answer["detail"])
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2) if as_json else _as_text(answer, system["url"]))


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def understand(file: Path) -> None:
    """Read lines with `id` and `text`; write topic, aspect, confidence, ranking, entities of each."""
    from bot.operations.understanding import InputBroken, read_questions, understood

    try:
        questions = read_questions(file)
    except InputBroken as error:
        fail(str(error))
    with running_system(settings()) as system:
        for row in understood(questions, system):
            click.echo(json.dumps(row, ensure_ascii=False))


def _as_text(answer: dict[str, Any], url: str) -> str:
    parts = [reply["text"] for reply in answer["replies"]]
    parts += [f"{url}{reply['image']}" for reply in answer["replies"] if reply["image"]]
    parts += [f"[{button['title']}]" for reply in answer["replies"] for button in reply["buttons"]]
    if answer["receipt"]:
        parts.append(answer["receipt"])
    for one in answer["evidence"]:
        until = f" – {date.fromisoformat(one['effective_to']):%d/%m/%Y}" if one["effective_to"] else ""
        since = f" ({date.fromisoformat(one['effective_from']):%d/%m/%Y}{until})" if one["effective_from"] else ""
        parts.append(f"  · {one['label']} — {one['legal_basis']}{since}")
    return "\n".join(parts)
