"""Both projects on the same sample, and their trained models."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.operations.benchmark import sample, stock, training
from bot.operations.benchmark.figures import Pair
from bot.operations.benchmark.sample import Sentences
from bot.operations.benchmark.training import Training
from bot.operations.system import Progress
from bot.settings import PROJECT


@dataclass(frozen=True, slots=True)
class Trained:
    """The models of the sample, what their training took, and where the stock project lies."""

    model: Pair[Path]
    training: Pair[Training]
    project: Path


def trained(folder: Path, sentences: Sentences, characters: int, progress: Progress, *, anew: bool) -> Trained:
    """Write both projects below `folder` and train what is not trained yet. Raises StartFailure."""
    projects = Pair(folder / "ours", folder / "stock")
    write(projects, sentences, characters, stock.default_config())
    store = folder / "models"
    with progress(f"training An Sinh on {sum(map(len, sentences.values()))} sentences"):
        mine, its_training = training.trained(training.ours(projects.ours), store, sentences, anew=anew)
    with progress("training stock Rasa on the same"):
        theirs, their_training = training.trained(training.stock(projects.stock), store, sentences, anew=anew)
    return Trained(Pair(mine, theirs), Pair(its_training, their_training), projects.stock)


def write(projects: Pair[Path], sentences: Sentences, characters: int, config: dict[str, Any]) -> None:
    """Both projects, from nothing."""
    for folder in (projects.ours, projects.stock):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for name in ("config.yml", "domain.yml"):
        shutil.copy(PROJECT / name, projects.ours)
    shutil.copytree(PROJECT / "data" / "rules", projects.ours / "data" / "rules")
    sample.write(sentences, projects.ours / "data" / "nlu" / "sample.yml")
    stock.write(projects.stock, sentences, characters, config)
