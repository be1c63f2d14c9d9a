"""The room put together: candidates, exports, replays, the model that serves."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.chores import Chore
from bot.clock import now
from bot.house import House
from bot.learning.candidates import Candidates
from bot.learning.data import Sentences
from bot.learning.exporting import Exporting
from bot.learning.fingerprint import fingerprint
from bot.learning.gathering import Gathering
from bot.learning.golden import Golden, goldens
from bot.learning.harm import Rules
from bot.learning.launching import Launcher
from bot.learning.replaying import Open, Replaying
from bot.learning.replays import Replays
from bot.learning.switching import Switching
from bot.learning.turns import Turns
from bot.settings import PROJECT

_GATHERED_EVERY, _LOOKED_EVERY = 600.0, 2.0


class Data:
    """The training data of a project, read again when a file of it changed."""

    def __init__(self, root: Path):
        self._root = root
        self._seen: tuple[tuple[str, int, int], ...] = ()
        self._sentences = Sentences(root, (), {})

    def __call__(self) -> Sentences:
        """As it is now."""
        states = [(path, path.stat()) for path in sorted((self._root / "data" / "nlu").rglob("*.yml"))]
        seen = tuple((path.name, state.st_mtime_ns, state.st_size) for path, state in states)
        if seen != self._seen:
            self._sentences, self._seen = Sentences.of(self._root), seen
        return self._sentences


@dataclass(frozen=True, slots=True)
class LearningRoom:
    """What pages and commands work with."""

    house: House
    data: Data
    candidates: Candidates
    exporting: Exporting
    gathering: Gathering
    replays: Replays
    switching: Switching
    launcher: Launcher
    turns: Turns

    @classmethod
    def build(cls, house: House, root: Path = PROJECT) -> Self:
        """On the data of `root`. Raises RulesRefused."""
        database, audit, data = house.database, house.record_room.audit, Data(root)
        replays = Replays(database, audit, Rules.load(root))
        return cls(
            house,
            data,
            Candidates(database, audit),
            Exporting(database, house.key, audit, data),
            Gathering(database, house.key, house.shortcuts.intent, data),
            replays,
            Switching(database, audit, replays, house.settings.home, lambda: fingerprint(root)),
            Launcher(replays, house.settings),
            Turns(database),
        )

    @property
    def chores(self) -> list[Chore]:
        """What is done now and then."""
        return [
            Chore("gather-candidates", _GATHERED_EVERY, lambda: self.gathering.gather(now())),
            Chore("replays", _LOOKED_EVERY, self.launcher.look),
        ]

    def replaying(self, open_model: Open) -> Replaying:
        """What runs a replay; `open_model` starts an engine."""
        return Replaying(self.house.database, self.replays.rules, self._goldens, open_model)

    def _goldens(self) -> list[Golden]:
        return goldens(PROJECT, self.house.adviser.answers, self.data(), self.replays.rules.protected)
