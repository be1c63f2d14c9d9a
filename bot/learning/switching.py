"""Which model serves, decided by a person: only what a replay allows, and one step back at any time."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from bot.clock import now
from bot.learning import live, models
from bot.learning.live import Live
from bot.learning.replays import Replays
from bot.records.audit import Audit
from bot.storage.database import Database


class SwitchRefused(Exception):
    """Why a model may not serve; `reason` is one word."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


class Switching:
    """Moves the pointer; whoever runs the engines follows it. `data` gives the fingerprint of the training data."""

    def __init__(self, database: Database, audit: Audit, replays: Replays, home: Path, data: Callable[[], str]):
        self._database, self._audit, self._replays = database, audit, replays
        self._home, self._data = home, data

    @property
    def serving(self) -> str:
        """The model that is to serve now."""
        return live.serving(self._home, self._data())

    @property
    def back(self) -> str:
        """The model that a step back leads to, "" where there is none."""
        chosen = live.read(self._home)
        holds = chosen is not None and self.serving == chosen.model
        return chosen.before if chosen and holds and models.exists(self._home, chosen.before) else ""

    def switch(self, model: str, by: str, why: str, seen: str | None = None) -> Live:
        """Let a model serve that a replay beside the serving one has shown to be harmless. Raises SwitchRefused.

        `seen` is the model that served when it was decided; None: whichever does now.
        """
        with live.held(self._home):
            return self._switch(model, by, why, self._as_seen(seen))

    def rollback(self, by: str, why: str, seen: str | None = None) -> Live:
        """Back to the model that served before; needs no replay. Raises SwitchRefused.

        Where two press at once the second must not lead forth again: see `seen` of `switch`.
        """
        with live.held(self._home):
            serving, back = self._as_seen(seen), self.back
            if not back:
                raise SwitchRefused("no_way_back")
            return self._point(back, serving, "model_rolled_back", by, why)

    def _as_seen(self, seen: str | None) -> str:
        serving = self.serving
        if seen not in (None, serving):
            raise SwitchRefused("moved")
        return serving

    def _switch(self, model: str, by: str, why: str, before: str) -> Live:
        if not models.exists(self._home, model):
            raise SwitchRefused("gone")
        if model == before:
            raise SwitchRefused("serves")
        replay = self._replays.deciding(model, before)
        if replay is None:
            raise SwitchRefused("not_replayed")
        if not replay.allows:
            raise SwitchRefused("harm")
        return self._point(model, before, "model_switched", by, why)

    def _point(self, model: str, before: str, what: str, by: str, why: str) -> Live:
        if not why.strip():
            raise SwitchRefused("why")
        chosen = Live(model, self._data(), before, by, why.strip(), now())

        def note(connection: Connection) -> None:
            self._audit(connection, by, what, f"model/{model}", why.strip())
            # Last in the transaction: without the audit nothing is switched.
            live.write(self._home, chosen)

        self._database.together(lambda _: None, note)
        return chosen
