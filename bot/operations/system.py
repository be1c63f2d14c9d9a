"""The running system: engine and app as children, watched, restarted, stopped together."""

import fcntl
import json
import os
import secrets
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import IO, Protocol, Self

from bot.learning import live, moving
from bot.learning.moving import Place
from bot.operations import model, network, paths
from bot.operations.changeover import Changeover, Stage
from bot.operations.failure import StartFailure
from bot.operations.process import Child
from bot.operations.running import is_up
from bot.settings import PROJECT, Settings
from bot.storage.database import Database
from bot.storage.migrate import migrate

#: Free space below which a start is refused: a record that cannot be written is worse than no service.
NEEDED_BYTES = 200 * 1024 * 1024
#: Seconds that engine and app may take to answer.
START_LIMIT = 120.0
#: A child that dies more often than this within RESTART_WINDOW seconds stays down and takes the system with it.
RESTARTS, RESTART_WINDOW = 5, 60.0

Progress = Callable[[str], AbstractContextManager[None]]


class Beside(Protocol):
    """What runs beside engine and app: started before them on a migrated database, stopped after them."""

    what: str

    def start(self) -> None: ...

    def check(self) -> None: ...

    def stop(self) -> None: ...


class System:
    """Starts and stops everything that answers citizens from one home folder."""

    def __init__(self, settings: Settings, progress: Progress, beside: Beside | None = None):
        self._settings, self._progress, self._beside = settings, progress, beside
        self._engine_port = settings.engine_port or network.free_port()
        self._engine_secret = settings.engine_secret.get_secret_value() or secrets.token_urlsafe(32)
        self._action_secret = settings.action_secret.get_secret_value() or secrets.token_urlsafe(32)
        self._lock: IO[str] | None = None
        self._children: list[Child] = []
        self._restarts: list[float] = []
        self._served = self._data = ""
        self._chosen: live.Live | None = None
        self._change: Changeover | None = None
        self._leaving: Child | None = None
        self._before: tuple[live.Live | None, str, int] = (None, "", 0)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where it answers."""
        return self._settings.own_url

    def start(self) -> None:
        """Everything up to the first answer. Raises StartFailure with one line."""
        home = self._settings.home
        try:
            self._prepare()
            self._data = model.fingerprint()
            self._served = live.serving(home, self._data)
            self._chosen = live.read(home)
            file = model.model_path(home, self._served)
            if not file.exists():
                with self._progress("training the model (its data or configuration changed)"):
                    model.train(home, self._served)
            moving.forget(home)
            with self._progress("bringing the database up to date"):
                self._migrate()
            if self._beside:
                with self._progress(self._beside.what):
                    self._beside.start()
            with self._progress("starting engine and app"):
                self._children = [self._engine(file, self._engine_port), self._app(self._served)]
                for child in self._children:
                    child.start()
                self._wait_until_up()
            self._write_run_file()
        except BaseException as failure:
            self.stop()
            if isinstance(failure, OSError):
                raise StartFailure(f"{failure.strerror}: {failure.filename or home}") from failure
            raise

    def watch(self) -> None:
        """Stay until Ctrl-C or SIGTERM; a child that dies is started again. Raises StartFailure if it keeps dying."""
        while True:
            time.sleep(0.5)
            if self._beside:
                self._beside.check()
            for child in self._children:
                if child.exit_status is not None:
                    self._restart(child)
            self._follow()

    def stop(self) -> None:
        """Stop app and engine, in this order, and free the home folder."""
        for child in reversed(self._children):
            child.stop()
        for extra in (self._change.fresh if self._change else None, self._leaving):
            if extra:
                extra.stop()
        if self._beside:
            self._beside.stop()
        if self._lock:
            paths.run_file(self._settings.home).unlink(missing_ok=True)
            self._lock.close()
            self._lock = None

    def _prepare(self) -> None:
        home = self._settings.home
        model.engine_python()
        paths.lock_file(home).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        free = shutil.disk_usage(home).free
        if free < NEEDED_BYTES:
            raise StartFailure(
                f"the disk is full: {free // 1024**2} MB free in {home}, {NEEDED_BYTES // 1024**2} MB needed"
            )
        lock = paths.lock_file(home).open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.close()
            raise StartFailure(f"An Sinh already runs from {home}; set ANSINH_HOME to run a second one") from error
        self._lock = lock
        network.require_free(self._settings.host, self._settings.port, "ANSINH_PORT")
        network.require_free("127.0.0.1", self._engine_port, "ANSINH_ENGINE_PORT")

    def _migrate(self) -> None:
        database = Database(self._settings.database)
        try:
            migrate(database)
        except Exception as error:
            # Drivers put addresses and values into their messages; the class says enough.
            raise StartFailure(
                f"the database cannot be used ({type(error).__name__}); see ANSINH_DATABASE_URL"
            ) from error
        finally:
            database.close()

    def _follow(self) -> None:
        """Where another model was chosen, bring its engine in beside the one that serves."""
        if self._change is None:
            chosen = live.read(self._settings.home)
            if chosen is None or chosen == self._chosen:
                return
            self._chosen, before = chosen, self._chosen
            if chosen.model != self._served:
                self._begin(chosen, before)
            return
        stage = self._change.stage
        after = self._change.step()
        if after is Stage.FAILED:
            self._put_back(self._change.trouble)
        elif stage is Stage.STARTING and after is Stage.MOVING:
            self._hand_over(self._change)
        elif after is Stage.DONE:
            self._change = None
            if self._leaving:
                self._leaving.stop()
            self._leaving = None

    def _begin(self, chosen: live.Live, before: live.Live | None) -> None:
        home, port = self._settings.home, network.free_port()
        self._before = (before, self._served, self._engine_port)
        fresh = self._engine(model.model_path(home, chosen.model), port, f"engine-{chosen.model}")
        self._change = Changeover(
            chosen,
            fresh,
            port,
            home=home,
            app=self._settings.own_url,
            secret=self._engine_secret,
            patience=self._settings.engine_timeout,
        )

    def _hand_over(self, change: Changeover) -> None:
        """From here on an app that is started again asks the new engine."""
        self._leaving, self._children[0] = self._children[0], change.fresh
        self._engine_port, self._served = change.port, change.chosen.model
        self._children[1].told(self._of_app(self._served))
        self._write_run_file()

    def _put_back(self, trouble: str) -> None:
        """The engine that serves goes on; the choice says why it came to nothing."""
        home, (before, served, port) = self._settings.home, self._before
        if self._leaving:
            self._children[0], self._leaving = self._leaving, None
            self._engine_port, self._served = port, served
            self._children[1].told(self._of_app(served))
            moving.tell(home, Place(port, served, moving.mark_of(self._engine_secret)))
            self._write_run_file()
        self._chosen = live.put_back(home, before, served, self._data, trouble)
        self._change = None

    def _engine(self, file: os.PathLike[str], port: int, log: str = "engine") -> Child:
        return Child(
            "engine",
            [
                *(model.engine_python(), "-m", "ansinh_engine", "serve", "--die-with-parent"),
                *("--project", str(PROJECT), "--model", str(file), "--port", str(port)),
            ],
            {
                **model.ENGINE_PATH,
                "ANSINH_ENGINE_SECRET": self._engine_secret,
                "ANSINH_ACTION_SECRET": self._action_secret,
                "ANSINH_ACTION_URL": f"{self._settings.own_url}/internal/actions/webhook",
            },
            paths.logs(self._settings.home) / f"{log}.log",
            PROJECT,
        )

    def _app(self, print_: str) -> Child:
        return Child(
            "app",
            [sys.executable, "-m", "bot.serve"],
            self._of_app(print_),
            paths.logs(self._settings.home) / "app.log",
            PROJECT,
        )

    def _of_app(self, print_: str) -> dict[str, str]:
        return {
            "ANSINH_ENGINE_SECRET": self._engine_secret,
            "ANSINH_ACTION_SECRET": self._action_secret,
            "ANSINH_ENGINE_PORT": str(self._engine_port),
            "ANSINH_MODEL_ID": print_,
        }

    def _wait_until_up(self) -> None:
        deadline = time.monotonic() + START_LIMIT
        while time.monotonic() < deadline:
            for child in self._children:
                if child.exit_status is not None:
                    raise StartFailure(f"the {child.name} ended: {model.last_line(child.log)} (log: {child.log})")
            if is_up(self._settings.own_url):
                return
            time.sleep(0.2)
        raise StartFailure(f"no answer within {START_LIMIT:.0f} s; see {paths.logs(self._settings.home)}")

    def _restart(self, child: Child) -> None:
        now = time.monotonic()
        self._restarts = [*(moment for moment in self._restarts if now - moment < RESTART_WINDOW), now]
        if len(self._restarts) > RESTARTS:
            raise StartFailure(f"the {child.name} keeps ending: {model.last_line(child.log)} (log: {child.log})")
        child.start()

    def _write_run_file(self) -> None:
        file = paths.run_file(self._settings.home)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as output:
            json.dump(
                {
                    "url": self._settings.own_url,
                    "engine_port": self._engine_port,
                    "engine_secret": self._engine_secret,
                    "pids": {"supervisor": os.getpid()} | {child.name: child.pid for child in self._children},
                },
                output,
            )


def stop_on_signals() -> None:
    """Make SIGTERM end the process like Ctrl-C does, and Ctrl-C too where a shell had it ignored (jobs behind `&`)."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
