"""Running: up, train, doctor, bench."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.console import fail, running_system, settings, step, tell
from bot.cli.group import main
from bot.settings import PROJECT, Settings, SettingsRefused

if TYPE_CHECKING:
    from bot.operations.demo import Demo


@main.command()
@click.option("--demo", is_flag=True, help="with Zalo and Telegram played on this machine, in a home of its own")
def up(demo: bool) -> None:
    """Set up what is missing, train if the data changed, start everything; Ctrl-C stops it."""
    from bot.operations.failure import StartFailure
    from bot.operations.system import System, stop_on_signals

    stop_on_signals()
    try:
        played = _demonstration() if demo else None
        chosen = settings()
        with System(chosen, step, played) as system:
            if played:
                click.echo(f"\n  Telephones {played.url}/   (Zalo and Telegram, played on this machine)")
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


def _demonstration() -> "Demo":
    """Leave the real system's settings and home behind, before anything reads them."""
    from bot.operations import demo_settings
    from bot.operations.demo import Demo, share_models

    base = demo_settings.enter()
    chosen = settings()
    share_models(base, chosen.home)
    try:
        return Demo(chosen, demo_settings.read())
    except SettingsRefused as error:
        fail(str(error))


@main.command()
@click.option("--candidate", is_flag=True, help="beside the model that serves, which is left alone")
@click.option("--with-approved", is_flag=True, help="with the sentences that staff approved; only with --candidate")
@click.option("--if-changed", is_flag=True, help="only where there is no model of the present training data")
def train(*, candidate: bool, with_approved: bool, if_changed: bool) -> None:
    """Train the model, also if nothing changed (unless --if-changed)."""
    from bot.operations import model
    from bot.operations.failure import StartFailure

    if with_approved and not candidate:
        fail("--with-approved trains a candidate: say --candidate too")
    chosen = settings()
    if candidate:
        _train_candidate(chosen, with_approved=with_approved)
        return
    print_of_data = model.fingerprint()
    if if_changed and model.model_path(chosen.home, print_of_data).exists():
        click.echo(f"{print_of_data} is the model of the present data")
        return
    try:
        with step("training the model"):
            path = model.train(chosen.home, print_of_data)
    except StartFailure as failure:
        fail(str(failure))
    click.echo(path.name)


def _train_candidate(chosen: Settings, *, with_approved: bool) -> None:
    from bot.cli.learning import approved
    from bot.operations import candidate
    from bot.operations.failure import StartFailure
    from bot.operations.system import stop_on_signals

    # An interrupted training takes its child and its copy of the data along.
    stop_on_signals()
    sentences = approved() if with_approved else []
    try:
        with step(f"training a candidate with {len(sentences)} sentences more"):
            trained = candidate.train(chosen.home, sentences)
    except (StartFailure, OSError) as failure:
        fail(str(failure))
    click.echo(f"{trained.id}\t+{trained.added} sentences\t" + (f"{trained.seconds} s" if trained.is_new else "known"))


@main.command()
def doctor() -> None:
    """Check a deployment: data, settings, keys, database, model, engine. Exit status 1 if something is wrong."""
    from bot.operations.doctor import examine

    tell(examine(settings()))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="for programs")
@click.option("--write", is_flag=True, help="also write docs/benchmarks.md")
@click.option("--questions", type=click.Path(dir_okay=False, path_type=Path), help="labelled questions (JSON lines)")
@click.option("--sentences-per-label", "per_label", type=click.IntRange(min=1), default=2, show_default=True)
@click.option("--all", "all_sentences", is_flag=True, help="train both on all sentences; stock Rasa takes hours")
@click.option("--topic", "topics", multiple=True, help="train both on this topic only; may be repeated")
@click.option("--retrain", is_flag=True, help="train and time also what is trained already")
@click.option("--seconds", type=click.FloatRange(min=1), default=20, show_default=True, help="seconds of each load")
@click.option("--calculators", "only_calculators", is_flag=True, help="the calculators alone; needs no engine")
@click.option("--understanding", "only_understanding", is_flag=True, help="ours on the labelled questions alone")
@click.option("--inputs", type=click.IntRange(min=1), default=10_000, show_default=True, help="inputs a calculator")
def bench(
    as_json: bool,
    write: bool,
    questions: Path | None,
    only_calculators: bool,
    only_understanding: bool,
    **chosen: Any,
) -> None:
    """Measure An Sinh and a stock Rasa project side by side: load, long dialogues, memory, start, training,
    labelled questions; and each calculator."""
    from bot.operations.benchmark import command
    from bot.operations.failure import StartFailure
    from bot.operations.system import stop_on_signals
    from bot.operations.understanding import InputBroken

    file = questions or PROJECT.parent / "shared" / "eval" / "dev_questions.jsonl"
    if not (only_calculators or file.exists()):
        fail(f"no questions at {file}; name a file with --questions, or measure --calculators alone")
    try:
        if only_calculators:
            lines, content = command.calculators(chosen["inputs"])
        elif only_understanding:
            with running_system(settings()) as system:
                lines, content = command.understanding(file, system)
        else:
            stop_on_signals()
            lines, content = command.everything(settings().home, file, step, write=write, **chosen)
    except (StartFailure, InputBroken) as failure:
        fail(str(failure))
    if as_json:
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    for line in lines:
        click.echo(line)


def _without_password(url: str) -> str:
    from sqlalchemy import make_url

    return make_url(url).render_as_string(hide_password=True)
