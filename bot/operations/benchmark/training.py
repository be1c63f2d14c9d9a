"""Training a project as its users do it, timed from the start of the command to its end, kept by content."""

import hashlib
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.clock import today
from bot.operations import model
from bot.operations.benchmark.sample import Sentences
from bot.operations.failure import StartFailure
from bot.settings import PROJECT


@dataclass(frozen=True, slots=True)
class Training:
    """How long a training took (s) on which day (ISO), and the size of what came out (MB)."""

    seconds: float
    on: str
    sentences: int
    labels: int
    model_mb: float


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one of the systems is trained; `command` gets the file to write, `also` are files beside the project's
    own that change the model."""

    name: str
    project: Path
    command: Callable[[Path], list[str]]
    environment: dict[str, str]
    also: tuple[Path, ...]


def ours(project: Path) -> Recipe:
    """`ansinh train`, on another folder."""

    def command(out: Path) -> list[str]:
        return [
            *(model.engine_python(), "-m", "ansinh_engine", "train"),
            *("--project", str(project), "--out", str(out)),
        ]

    engine = sorted((PROJECT / "engine" / "ansinh_engine").glob("**/*.py"))
    return Recipe("ours", project, command, model.ENGINE_PATH, (*engine, PROJECT / "requirements" / "engine.txt"))


def stock(project: Path) -> Recipe:
    """`rasa train`, without the check of the data that ours does apart, too."""

    def command(out: Path) -> list[str]:
        return [
            *(model.engine_python(), "-m", "rasa", "train", "--force", "--skip-validation"),
            *("--out", str(out.parent), "--fixed-model-name", out.name.removesuffix(".tar.gz")),
        ]

    telemetry = {"RASA_TELEMETRY_ENABLED": "false"}
    return Recipe("stock", project, command, telemetry, (PROJECT / "requirements" / "engine.txt",))


def trained(recipe: Recipe, store: Path, sentences: Sentences, *, anew: bool) -> tuple[Path, Training]:
    """The model and what its training took; one that is in `store` already keeps its time and day unless `anew`.

    Raises StartFailure with the last line of the log.
    """
    file = store / f"{recipe.name}-{fingerprint(recipe)}.tar.gz"
    note = file.with_suffix(".json")
    if anew or not (file.exists() and note.exists()):
        note.unlink(missing_ok=True)
        seconds = _timed(recipe, file)
        size = file.stat().st_size / 1e6
        training = Training(
            round(seconds, 1), today().isoformat(), sum(map(len, sentences.values())), len(sentences), round(size, 1)
        )
        note.write_text(json.dumps(asdict(training)), encoding="utf-8")
    return file, Training(**json.loads(note.read_text("utf-8")))


def fingerprint(recipe: Recipe) -> str:
    """16 hex digits of everything that the model is made from."""
    digest = hashlib.sha256()
    for path in (*_files(recipe.project), *recipe.also):
        digest.update(f"{path.name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _files(project: Path) -> Iterable[Path]:
    return sorted(project.glob("**/*.yml"))


def _timed(recipe: Recipe, file: Path) -> float:
    file.parent.mkdir(parents=True, exist_ok=True)
    log = file.parent / f"{recipe.name}.log"
    with tempfile.TemporaryDirectory() as cache, log.open("wb") as output:
        # Rasa takes unchanged parts from its cache; a training that is measured starts from nothing.
        environment = {**os.environ, **recipe.environment, "RASA_CACHE_DIRECTORY": cache}
        begun = time.monotonic()
        done = subprocess.run(
            recipe.command(file),
            cwd=recipe.project,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
        seconds = time.monotonic() - begun
    if done.returncode or not file.exists():
        raise StartFailure(f"training {recipe.name} failed: {model.last_line(log)} (all of it: {log})")
    return seconds
