"""``python -m ansinh_engine train --out FILE``: the model and its checksum, from the project's data."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
import time
import warnings
from pathlib import Path

from ansinh_engine.artefact import publish
from ansinh_engine.errors import EngineError
from ansinh_engine.logs import drop_warnings, plain
from ansinh_engine.project import Project, harden_environment


class TrainingFailed(EngineError):
    """Rasa could not train."""


def train(project: Project, out: Path) -> str:
    """Trains, writes ``out`` and ``out``.sha256, and returns the checksum. ``TrainingFailed`` otherwise."""
    started = time.monotonic()
    harden_environment()
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".training-", dir=out.parent) as scratch:
        os.environ["RASA_CACHE_DIRECTORY"] = str(Path(scratch) / "cache")  # no reuse across trainings
        trained = _rasa_train(project, Path(scratch))
        checksum = publish(trained, out)
    size = out.stat().st_size / 1e6
    sys.stdout.write(f"trained {out.name} in {time.monotonic() - started:.0f} s, {size:.1f} MB, sha256 {checksum}\n")
    return checksum


def _rasa_train(project: Project, folder: Path) -> Path:
    plain()
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        drop_warnings()  # those on the project are for validate
        from rasa.model_training import train as rasa_train
        from rasa.shared.exceptions import RasaException

        try:
            result = rasa_train(
                project.domain,
                project.config,
                project.training_data,
                output=str(folder),
                force_training=True,
                fixed_model_name="model",
            )
        except RasaException as error:
            raise TrainingFailed(" ".join(str(error).split())) from error
    if result.code != 0 or result.model is None:
        raise TrainingFailed("Rasa found nothing to train on")
    return Path(result.model)
