"""Learning from reviews: learn export, replay."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.console import fail, settings, step
from bot.cli.group import main

if TYPE_CHECKING:
    from bot.learning.candidate import Candidate
    from bot.learning.replay import Replay
    from bot.learning.room import LearningRoom


@main.group()
def learn() -> None:
    """Sentences that staff approved for learning."""


@learn.command("export")
@click.option("--apply", "applies", is_flag=True, help="write them into data/nlu of the checkout, and mark them")
@click.option("--by", "who", help="account that answers for it; needed with --apply")
@click.option("--checkout", type=click.Path(exists=True, file_okay=False, path_type=Path), help="another checkout")
def export(applies: bool, who: str | None, checkout: Path | None) -> None:
    """Print what was approved as a patch of the training data; with --apply write it there."""
    from bot.clock import now
    from bot.learning.data import NoPlace, Sentences
    from bot.settings import PROJECT

    if applies and not who:
        fail("--by ACCOUNT is needed: the record names who answers for it (or see it first, without --apply)")
    root = checkout or PROJECT
    with room_of_house() as room:
        try:
            found = (
                room.exporting.apply(root, who, now())
                if applies and who
                else room.exporting.waiting(Sentences.of(root))
            )
        except (NoPlace, OSError) as error:
            fail(str(error))
    click.echo(found.patch(who or "-", now()), nl=False)
    done = "written" if applies else "waiting"
    click.echo(f"{found.change.added} added, {found.change.removed} taken out, {done}", err=True)


@main.command()
@click.option("--candidate", help="the model to try (see: ansinh model list)")
@click.option("--days", type=click.IntRange(1, 400), default=30, show_default=True, help="how far back questions go")
@click.option("--by", "who", default="ansinh", show_default=True, help="account that asks for it")
@click.option("--json", "as_json", is_flag=True, help="for programs")
@click.option("--resume", help="run one that was asked for on the page; for the app itself", hidden=True)
def replay(candidate: str | None, days: int, who: str, as_json: bool, resume: str | None) -> None:
    """Put recorded and golden questions through the model that serves and through another; exit status 1 on harm."""
    from bot.learning.replay import ReplayRefused
    from bot.operations.failure import StartFailure
    from bot.operations.lone_engine import opened
    from bot.operations.process import die_with_parent
    from bot.operations.system import stop_on_signals

    stop_on_signals()
    if resume:
        die_with_parent()
    with room_of_house() as room:
        home = room.house.settings.home
        try:
            id_ = resume or room.replays.ask(_known(room, candidate), room.switching.serving, days, who)
            with step("replaying"):
                room.replaying(partial(opened, home)).run(id_)
        except ReplayRefused as error:
            fail(f"no replay: {error.reason}")
        except StartFailure as failure:
            fail(str(failure))
        except KeyboardInterrupt:
            fail("stopped; it goes on with --resume, or by itself while the app runs")
        done = room.replays.of(id_)
        if done is None or done.state != "done":
            fail(f"the replay is {done.state if done else 'gone'}")
        lines = list(room.replays.changes.every(id_)) if not resume else []
        if as_json:
            content = {**told(done), "changes": [_change(one) for one in lines]}
            click.echo(json.dumps(content, ensure_ascii=False, indent=2, default=str))
        else:
            for one in lines:
                mark = one.harm or ("mended" if one.expected and one.after == one.expected else "-")
                click.echo(f"{mark}\t{one.askers}\t{one.before}\t{one.after}\t{one.words}")
            click.echo(f"{done.questions} questions: {done.changed} change, {done.harm} harm ({done.seconds} s)")
    raise SystemExit(1 if done.harm else 0)


def approved() -> "list[Candidate]":
    """Sentences that wait to be learnt."""
    with room_of_house() as room:
        return list(room.exporting.waiting().added)


@contextmanager
def room_of_house() -> "Iterator[LearningRoom]":
    """The room of the house, or one line saying what is wrong."""
    from bot.house import House, HouseRefused
    from bot.learning.harm import RulesRefused
    from bot.learning.room import LearningRoom
    from bot.privacy.pseudonym import KeyRefused
    from bot.storage.database import DatabaseUnavailable
    from bot.storage.migrate import migrate

    try:
        house = House.build(settings())
        try:
            migrate(house.database)
            yield LearningRoom.build(house)
        finally:
            house.database.close()
    except (HouseRefused, KeyRefused, RulesRefused) as error:
        fail(str(error))
    except DatabaseUnavailable as error:
        fail(f"the database cannot be used ({error}); see ANSINH_DATABASE_URL")


def _known(room: "LearningRoom", model: str | None) -> str:
    from bot.learning import models

    if not model or not models.exists(room.house.settings.home, model):
        fail("--candidate: no such model; `ansinh model list` shows them")
    return model


def told(one: "Replay") -> dict[str, object]:
    """A replay for programs."""
    names = ("id", "candidate", "against", "days", "questions", "changed", "mended", "harm", "passed", "seconds")
    return {name: getattr(one, name) for name in names}


def _change(one: object) -> dict[str, object]:
    names = (
        "words",
        "kind",
        "askers",
        "expected",
        "before",
        "before_margin",
        "after",
        "after_margin",
        "harm",
        "weight",
    )
    return {name: getattr(one, name) for name in names}
