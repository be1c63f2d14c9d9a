"""Replays that were asked for on a page run in a process of their own, one at a time, which ends with the app."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable

from bot.learning.replays import Replays
from bot.settings import PROJECT, Settings

#: A replay whose runner ends so often without a word is given up.
TRIES = 3

Start = Callable[[list[str], dict[str, str]], "subprocess.Popen[bytes]"]


class Launcher:
    """Looks for what waits and starts its runner. Raises DatabaseUnavailable."""

    def __init__(self, replays: Replays, settings: Settings):
        self._replays, self._settings = replays, settings
        self._process: subprocess.Popen[bytes] | None = None
        self._tries: Counter[str] = Counter()
        self.start: Start = _start

    def look(self) -> None:
        """Start the runner of the first that waits, where none of ours is at work."""
        if self._process and self._process.poll() is None:
            return
        self._process = None
        for id_ in self._replays.waiting():
            self._tries[id_] += 1
            if self._tries[id_] > TRIES:
                self._replays.give_up(id_)
                continue
            self._process = self.start([sys.executable, "-m", "bot.cli", "replay", "--resume", id_], self._environment)
            return

    @property
    def _environment(self) -> dict[str, str]:
        more = {"ANSINH_HOME": str(self._settings.home)}
        if self._settings.database_url:
            more["ANSINH_DATABASE_URL"] = self._settings.database_url
        return {**os.environ, **more}


def _start(command: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    # Its progress stands in the database, its engine's words in a log of their own.
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, env=environment, cwd=PROJECT, stdin=nowhere, stdout=nowhere, stderr=nowhere)
