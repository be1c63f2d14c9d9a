"""What a model is trained from, in 16 digits: the same content has the same model."""

import hashlib
from pathlib import Path

from bot.settings import PROJECT

#: What a model depends on; a change in any of these files trains a new one.
INGREDIENTS = (
    "config.yml",
    "domain.yml",
    "data/nlu/**/*.yml",
    "data/rules/**/*.yml",
    "data/stories/**/*.yml",
    "engine/ansinh_engine/**/*.py",
    "requirements/engine.txt",
)


def fingerprint(project: Path = PROJECT) -> str:
    """16 hex digits of the content that a model is trained from."""
    digest = hashlib.sha256()
    for pattern in INGREDIENTS:
        for path in sorted(project.glob(pattern)):
            digest.update(f"{path.relative_to(project)}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
