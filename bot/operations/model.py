"""The trained model: made when training data or configuration changed, named by their fingerprint."""

import os
import subprocess
from pathlib import Path

from bot.learning import live
from bot.learning.fingerprint import INGREDIENTS, fingerprint
from bot.operations import paths
from bot.operations.failure import StartFailure
from bot.settings import PROJECT

__all__ = ["ENGINE_PATH", "INGREDIENTS", "engine_python", "fingerprint", "last_line", "model_path", "train"]

#: Where the engine's interpreter finds our package: it is run from the folder, not installed.
ENGINE_PATH = {"PYTHONPATH": str(PROJECT / "engine")}
#: Models kept beside the newest: switching back to the last state of the data needs no training.
KEPT = 3


def model_path(home: Path, print_: str) -> Path:
    """The file of the model with this fingerprint."""
    return paths.models(home) / f"{print_}.tar.gz"


def train(home: Path, print_: str, project: Path = PROJECT) -> Path:
    """Train the model of this fingerprint; an interrupted training leaves nothing that looks like one.

    `project` holds the data: the project itself, or a copy with more sentences.
    """
    target = model_path(home, print_)
    target.parent.mkdir(parents=True, exist_ok=True)
    log = paths.logs(home) / "training.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        done = subprocess.run(
            [
                engine_python(),
                "-m",
                "ansinh_engine",
                "train",
                "--project",
                str(project),
                "--out",
                str(target),
            ],
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **ENGINE_PATH},
            check=False,
        )
    if done.returncode or not target.exists():
        raise StartFailure(f"training failed: {last_line(log)} (all of it: {log})")
    _forget_old(target, live.kept(home) | {fingerprint()})
    return target


def engine_python() -> str:
    """The engine's interpreter. Raises StartFailure where the environment is missing."""
    if not paths.ENGINE_PYTHON.exists():
        raise StartFailure("the engine's environment is missing; `make environments` makes it")
    return str(paths.ENGINE_PYTHON)


def last_line(log: Path) -> str:
    """The last line that says something."""
    lines = [line.strip() for line in log.read_text("utf-8", errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else "no output"


def _forget_old(newest: Path, kept: frozenset[str]) -> None:
    models = sorted(newest.parent.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in [path for path in models if path != newest][KEPT - 1 :]:
        name = old.name.removesuffix(".tar.gz")
        # The model that serves, the way back and the data's own stay, however old.
        if name not in kept:
            old.unlink(missing_ok=True)
            for beside in (f"{old.name}.sha256", f"{name}.json"):
                (old.parent / beside).unlink(missing_ok=True)
