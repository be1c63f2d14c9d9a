"""A child process of the system: own session, log file, dies with its parent."""

import ctypes
import os
import signal
import subprocess
from datetime import UTC, datetime
from pathlib import Path

_PR_SET_PDEATHSIG = 1
#: Seconds a child is given to end by itself.
PATIENCE = 10.0


def _put_by(log: Path) -> None:
    """Logs are kept for a year (`data/privacy/retention.toml`), also those of a process that was started again."""
    if log.exists() and (last := log.stat()).st_size:
        moment = datetime.fromtimestamp(last.st_mtime, UTC)
        log.replace(log.with_name(f"{log.stem}-{moment:%Y%m%dT%H%M%S%f}{log.suffix}"))


class Child:
    """The engine or the app."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], log: Path, folder: Path):
        self.name, self.command, self.log = name, command, log
        self._environment = {**os.environ, **environment}
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; its output goes to a new log, the one before is kept under the time of its last line."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        _put_by(self.log)
        with self.log.open("wb") as output:
            self._process = subprocess.Popen(
                self.command,
                env=self._environment,
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                # An own session: Ctrl-C reaches the parent alone, which stops the children in order.
                start_new_session=True,
                preexec_fn=die_with_parent,  # noqa: PLW1509  only a system call, no locks
            )

    def told(self, environment: dict[str, str]) -> None:
        """What it is told from its next start on."""
        self._environment |= environment

    @property
    def pid(self) -> int | None:
        """Its process id while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    @property
    def exit_status(self) -> int | None:
        """None while it runs."""
        return self._process.poll() if self._process else None

    def stop(self) -> None:
        """Ask it to end, then make it."""
        process = self._process
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def die_with_parent() -> None:
    """Be stopped when the thread that started this process ends (Linux)."""
    # Without this a killed supervisor would leave its children behind, holding the ports.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
