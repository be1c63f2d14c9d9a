"""The trained model file and the checksum beside it: ``model.tar.gz`` and ``model.tar.gz.sha256``.

The checksum file has the form of ``sha256sum``: ``<64 hex digits>  <file name>``.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from pathlib import Path

from ansinh_engine.errors import EngineError

_LINE = re.compile(r"([0-9a-f]{64})  (\S+)\n?")


class ModelRefused(EngineError):
    """The model file is missing, or not the one its checksum was written for."""


def checksum_file(model: Path) -> Path:
    """Where the checksum of ``model`` is kept."""
    return model.with_name(model.name + ".sha256")


def sha256_of(file: Path) -> str:
    """64 hex digits of the file's content."""
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while block := content.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def publish(trained: Path, model: Path) -> str:
    """Moves a freshly trained file to ``model`` with its checksum beside it and returns the checksum.

    Both names appear whole or not at all; a stop between the two leaves a pair that does not verify.
    """
    checksum = sha256_of(trained)
    beside = checksum_file(model)
    draft = beside.with_name(beside.name + ".new")
    draft.write_text(f"{checksum}  {model.name}\n", encoding="ascii")
    os.replace(draft, beside)  # noqa: PTH105 - one atomic call on both
    os.replace(trained, model)  # noqa: PTH105
    return checksum


def verify(model: Path) -> str:
    """The checksum of a model file that may be loaded; ``ModelRefused`` otherwise."""
    beside = checksum_file(model)
    try:
        line = _LINE.fullmatch(beside.read_text(encoding="ascii"))
        found = sha256_of(model)
    except FileNotFoundError as error:
        raise ModelRefused(f"{error.filename} is missing; train with: python -m ansinh_engine train") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ModelRefused(f"{model} cannot be read: {type(error).__name__}") from error
    if line is None or line.group(2) != model.name:
        raise ModelRefused(f"{beside} is not a SHA-256 line for {model.name}")
    if not hmac.compare_digest(line.group(1), found):
        raise ModelRefused(f"{model} has another SHA-256 than {beside.name} says; it is not loaded")
    return found
