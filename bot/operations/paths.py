"""Where things lie on this machine."""

from pathlib import Path

from bot.operations.failure import StartFailure
from bot.settings import PROJECT

ENGINE_PYTHON = PROJECT / "engine" / ".venv" / "bin" / "python"


def make_home(home: Path) -> None:
    """The home folder, its owner's alone where it is new. Raises StartFailure."""
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StartFailure(f"the home folder {home} cannot be made ({error.strerror}); see ANSINH_HOME") from error


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


def keys(home: Path) -> Path:
    """Keys of this installation; never in a backup of data."""
    return home / "keys"


def anchors(home: Path) -> Path:
    """The signed heads of the record's chain, one file a day; for copies kept elsewhere."""
    return home / "anchors"
