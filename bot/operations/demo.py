"""`ansinh up --demo`: Zalo and Telegram played on this machine, beside a system with a home of its own.

The platforms are the emulators of the tests with a page of two telephones (`tests/emulators/phones`). Everything else
is what runs for citizens: the same app, the same webhooks, and a grant put in place as `ansinh zalo login` does.
"""

import json
import os
import sys
import time
from collections.abc import Mapping, MutableMapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import requests

from bot.channels.contract import SendFailed
from bot.channels.zalo import settings as zalo_settings
from bot.channels.zalo.oauth import Dead, NotRefreshed
from bot.operations import model, network, paths
from bot.operations.demo_settings import DemoSettings, channels
from bot.operations.failure import StartFailure
from bot.operations.process import Child
from bot.operations.zalo import Consent, LoginRefused, Setup
from bot.settings import PROJECT, Settings

#: Seconds that the platforms may take to start.
PATIENCE = 30.0


class Demo:
    """The platforms and their page (`bot.operations.system.Beside`)."""

    what = "starting Zalo and Telegram on this machine"

    def __init__(self, settings: Settings, demo: DemoSettings, environment: MutableMapping[str, str] = os.environ):
        self._settings, self._port, self._environment = settings, demo.port, environment
        self._child = Child(
            "demonstration",
            [
                *(sys.executable, "-m", "tests.emulators.phones", "--port", str(demo.port)),
                *("--webhook", f"{settings.own_url}/webhooks/zalo"),
            ],
            {},
            paths.logs(settings.home) / "demo.log",
            PROJECT,
        )

    @property
    def url(self) -> str:
        """The page of the two telephones."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start the platforms, point the app's settings at them, give the consent. Raises StartFailure."""
        network.require_free("127.0.0.1", self._port, "ANSINH_DEMO_PORT")
        self._child.start()
        told = self._told()
        self._environment.update(channels(told, self._settings))
        self._consent()

    def check(self) -> None:
        """Raises StartFailure when the platforms are gone: what they knew of the talks went with them."""
        if self._child.exit_status is not None:
            raise StartFailure(f"the demonstration ended: {model.last_line(self._child.log)} (log: {self._child.log})")

    def stop(self) -> None:
        """End the platforms."""
        self._child.stop()

    def _told(self) -> Mapping[str, Any]:
        """What the platforms print once they answer."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            self.check()
            first = self._child.log.read_text("utf-8").partition("\n")[0]
            with suppress(ValueError):
                told: dict[str, Any] = json.loads(first)
                return told
            time.sleep(0.05)
        raise StartFailure(f"Zalo and Telegram did not start within {PATIENCE:.0f} s; see {self._child.log}")

    def _consent(self) -> None:
        """What an administrator and `ansinh zalo login` do together; the platform says yes at once."""
        zalo = zalo_settings.read()
        if zalo is None:
            raise StartFailure("the demonstration has no Zalo account")
        try:
            consent = Consent.begin(zalo)
            answer = requests.get(consent.address, allow_redirects=False, timeout=10)
            with closing(Setup(self._settings, zalo)) as setup:
                setup.exchange(consent.code(answer.headers["Location"]), consent.verifier)
        except (LoginRefused, Dead, NotRefreshed, SendFailed, requests.RequestException, KeyError) as error:
            raise StartFailure(f"the demonstration got no consent ({error}); see {self._child.log}") from error


def share_models(base: Path, home: Path) -> None:
    """A demonstration trains nothing that the real home has trained already."""
    paths.make_home(base)
    paths.make_home(home)
    paths.models(base).mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        paths.models(home).symlink_to(paths.models(base), target_is_directory=True)
