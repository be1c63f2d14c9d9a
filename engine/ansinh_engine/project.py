"""Where the parts of the Rasa project lie, and the environment Rasa is run in."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ansinh_engine.errors import EngineError


class ProjectNotFound(EngineError):
    """The folder is no Rasa project."""


@dataclass(frozen=True)
class Project:
    """The folder with config.yml and domain.yml."""

    root: Path

    @classmethod
    def find(cls, start: Path) -> Project:
        """``start`` or the nearest folder above it that holds config.yml and domain.yml."""
        folder = start.resolve()
        for candidate in (folder, *folder.parents):
            if (candidate / "config.yml").is_file() and (candidate / "domain.yml").is_file():
                return cls(candidate)
        raise ProjectNotFound(f"no config.yml and domain.yml in {folder} or above it")

    @property
    def config(self) -> str:
        """Pipeline and policies."""
        return str(self.root / "config.yml")

    @property
    def domain(self) -> str:
        """Intents, slots, forms, actions."""
        return str(self.root / "domain.yml")

    @property
    def credentials(self) -> str:
        """The channel."""
        return str(self.root / "credentials.yml")

    @property
    def endpoints(self) -> str:
        """Where actions are served."""
        return str(self.root / "endpoints.yml")

    @property
    def training_data(self) -> list[str]:
        """Rasa's own folders under data/; policy, answers and the like are not its business."""
        folders = (self.root / "data" / name for name in ("nlu", "rules", "stories"))
        return [str(folder) for folder in folders if folder.is_dir()]


def harden_environment() -> None:
    """Before the first import of Rasa: nothing is sent home, one worker, no chatter of libraries."""
    os.environ.update(
        RASA_TELEMETRY_ENABLED="false",
        LOG_LEVEL="ERROR",
        LOG_LEVEL_LIBRARIES="CRITICAL",
        TF_CPP_MIN_LOG_LEVEL="3",
        SANIC_WORKERS="1",
        OPENBLAS_NUM_THREADS="1",  # our vectors are short: more threads would only wait for each other
        SANIC_ACCESS_LOG="false",
    )
    for name in ("RASA_EXCEPTION_WRITE_KEY", "RASA_TELEMETRY_WRITE_KEY", "AUTH_TOKEN"):
        os.environ.pop(name, None)
