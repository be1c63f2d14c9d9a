"""Where things lie on this machine."""

from pathlib import Path

from bot.settings import PROJECT

ENGINE_PYTHON = PROJECT / "engine" / ".venv" / "bin" / "python"


def models(home: Path) -> Path:
    """Trained models, one file a fingerprint."""
    return home / "models"


def logs(home: Path) -> Path:
    """What engine and app print."""
    return home / "logs"


def run_file(home: Path) -> Path:
    """How to reach the system that runs from this home; readable by its owner only."""
    return home / "run" / "system.json"


def lock_file(home: Path) -> Path:
    """Held while a system runs from this home."""
    return home / "run" / "lock"
