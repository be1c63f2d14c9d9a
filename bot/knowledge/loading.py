"""Figures, texts and rumours from files that may differ from those in `data/`, read by the same loaders."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.advice import rumour_files
from bot.advice.adviser import Adviser
from bot.advice.rumours import Rumours
from bot.knowledge.items import ANSWERS, FIGURES, RUMOURS


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read; `adviser.version` is what the same files would have in `data/`."""

    adviser: Adviser
    rumours: Rumours


def load(data: Path, files: Mapping[str, str] | None = None) -> Loaded:
    """Read `data` with `files` (path below it → text) in place of its own. Raises PolicyError, ValueError, KeyError."""
    if files is None:
        return _read(data)
    with tempfile.TemporaryDirectory(prefix="ansinh-") as folder:
        copy = Path(folder)
        for name in (FIGURES, ANSWERS, RUMOURS):
            shutil.copytree(data / name, copy / name)
        for path, text in files.items():
            (copy / path).write_text(text, "utf-8")
        return _read(copy)


def _read(data: Path) -> Loaded:
    adviser = Adviser.load(data)
    return Loaded(adviser, rumour_files.load(data / RUMOURS, adviser))
