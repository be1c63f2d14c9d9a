"""The whole run, one part after the other, so that none disturbs another."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from bot.advice.adviser import Adviser
from bot.clock import today
from bot.operations import model, paths, speed
from bot.operations.benchmark import front, labelled, readings, sample, talk, turns
from bot.operations.benchmark.engine_alone import engine
from bot.operations.benchmark.figures import Bench, Machine, Pair, Parts
from bot.operations.benchmark.labelled import Row
from bot.operations.benchmark.projects import Trained, trained
from bot.operations.benchmark.serving import Served, observe
from bot.operations.benchmark.sides import Ours, Stock
from bot.operations.benchmark.turns import Turns
from bot.operations.system import Progress
from bot.settings import PROJECT


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure. `home` holds the trained models; everything made lies in its folder `bench`.

    `per_label`: sentences a label of the sample, None for all; `topics`: only these, none for all; `seconds` of each
    load; `inputs` a calculator; `anew`: train also what is trained.
    """

    home: Path
    questions: Path
    command: str
    per_label: int | None
    topics: tuple[str, ...]
    seconds: float
    inputs: int
    anew: bool

    @property
    def folder(self) -> Path:
        """Projects, models, the home of the measured system, logs."""
        return self.home / "bench"


def measure(plan: Plan, progress: Progress) -> Bench:
    """Everything. Raises StartFailure where a system does not come up, InputBroken for unreadable questions."""
    rows = labelled.rows(plan.questions)
    adviser = Adviser.load(PROJECT / "data")
    sentences = sample.of_topics(sample.read(PROJECT / "data" / "nlu"), plan.topics)
    made = trained(
        plan.folder,
        sample.sample(sentences, plan.per_label),
        talk.usual_length(adviser, today()),
        progress,
        anew=plan.anew,
    )
    said = talk.questions(sentences, adviser.answers)
    run = _Run(plan, progress, rows, adviser, said)
    served, understood, asked = run.ours()
    stock_served, stock_understood = run.stock(made)
    sampled = run.ours_on_sample(made)
    with progress("language front and calculators"):
        fronts = front.fronts(sentences, today())
        calculators = list(speed.speeds(plan.inputs))
    return Bench(
        command=plan.command,
        day=today().isoformat(),
        machine=Machine.here(),
        training=made.training,
        served=Pair(served, stock_served),
        ours=understood,
        ours_on_sample=sampled,
        stock=stock_understood,
        turns=asked,
        fronts=fronts,
        calculators=calculators,
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """What every part of one run needs."""

    plan: Plan
    progress: Progress
    rows: list[Row]
    adviser: Adviser
    said: list[str]

    def ours(self) -> tuple[Served, Parts, Turns]:
        """The whole system with the model of all sentences."""
        side = Ours(_home(self.plan, self.progress))

        def read() -> tuple[Parts, Turns]:
            system = side.running()
            understood = labelled.understood(
                self.rows, lambda texts: readings.of_ours(texts, system), self.adviser.answers
            )
            return understood, turns.ask(self.rows, side.url)

        served, (understood, asked) = observe(side, self.said, self.plan.seconds, read, self.progress)
        return served, understood, asked

    def stock(self, made: Trained) -> tuple[Served, Parts]:
        """The stock project with its model of the sample."""
        side = Stock(made.project, made.model.stock, self.plan.folder)

        def read() -> Parts:
            return labelled.understood(
                self.rows, lambda texts: readings.of_stock(texts, side.url), self.adviser.answers
            )

        return observe(side, self.said, self.plan.seconds, read, self.progress)

    def ours_on_sample(self, made: Trained) -> Parts:
        """Our engine with the model of the sample: the same sentences as the stock project had."""
        log = self.plan.folder / "ours-engine.log"
        with self.progress("An Sinh on the sample: labelled questions"), engine(made.model.ours, log) as system:
            return labelled.understood(self.rows, lambda texts: readings.of_ours(texts, system), self.adviser.answers)


def _home(plan: Plan, progress: Progress) -> Path:
    """A home for the measured system: an empty database, the models of the real home."""
    if not model.model_path(plan.home, print_ := model.fingerprint()).exists():
        with progress("training An Sinh on all sentences"):
            model.train(plan.home, print_)
    home = plan.folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    paths.models(home).symlink_to(paths.models(plan.home).resolve())
    return home
