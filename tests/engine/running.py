"""Starts the real engine as a process and talks to its channel."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

SECRET = "engine-secret-for-tests-0123456789abcdef"
ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(action_url: str = "http://127.0.0.1:9/webhook", action_secret: str = "unused") -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ANSINH_", "RASA_"))}
    return clean | {
        "ANSINH_ENGINE_SECRET": SECRET,
        "ANSINH_ACTION_URL": action_url,
        "ANSINH_ACTION_SECRET": action_secret,
    }


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "ansinh_engine", *arguments]


def run(*arguments: str, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """One command of the engine, run to its end."""
    return subprocess.run(
        command(*arguments), cwd=cwd, env=env or environment(), capture_output=True, text=True, timeout=120, check=False
    )


class Engine:
    """A serving engine; ``log`` is everything it printed to either stream so far."""

    def __init__(self, project: Path, model: Path, log_file: Path, env: dict[str, str]) -> None:
        self.port = free_port()
        #: What each conversation carries on to its next turn, as the app keeps it.
        self.states: dict[str, dict[str, Any]] = {}
        self._log_file = log_file
        self._output = log_file.open("wb")
        self.process = subprocess.Popen(
            command("serve", "--model", str(model), "--port", str(self.port)),
            cwd=project,
            env=env,
            stdout=self._output,
            stderr=subprocess.STDOUT,
        )

    @property
    def log(self) -> str:
        return self._log_file.read_text(encoding="utf-8", errors="replace")

    def wait_until_up(self, seconds: float = 60) -> float:
        """Seconds until health answered."""
        started = time.monotonic()
        while time.monotonic() - started < seconds:
            assert self.process.poll() is None, self.log
            try:
                if self.get("/webhooks/ansinh/health")[0] == 200:
                    return time.monotonic() - started
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"not up after {seconds} s: {self.log}")

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        finally:
            self.process.kill()
            self._output.close()

    def get(self, path: str, secret: str | None = SECRET) -> tuple[int, dict[str, Any]]:
        return self.send("GET", path, None, secret)

    def post(self, path: str, content: Any, secret: str | None = SECRET) -> tuple[int, dict[str, Any]]:
        return self.send("POST", path, json.dumps(content).encode(), secret)

    def send(
        self, method: str, path: str, body: bytes | None, secret: str | None = SECRET, kind: str = "application/json"
    ) -> tuple[int, dict[str, Any]]:
        """Status and decoded body."""
        headers = {"Content-Type": kind} | ({"X-Ansinh-Engine-Secret": secret} if secret is not None else {})
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data=body, headers=headers, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                return reply.status, json.load(reply)
        except urllib.error.HTTPError as error:
            with error:
                content = error.read()
            return error.code, json.loads(content) if content.startswith(b"{") else {}

    def parse(self, *texts: str) -> list[dict[str, Any]]:
        status, answer = self.post("/webhooks/ansinh/parse", {"texts": list(texts)})
        assert status == 200, answer
        return list(answer["parses"])

    def turn(self, sender: str, text: str = "", **fields: Any) -> dict[str, Any]:
        turn = {"sender": sender, "text": text, "state": self.states.get(sender, {}), **fields}
        status, answer = self.post("/webhooks/ansinh/turn", turn)
        assert status == 200, answer
        self.states[sender] = answer["state"]
        return answer

    def says(self, sender: str, text: str = "", **fields: Any) -> list[str]:
        """What the bot says to it."""
        return [reply["text"] for reply in self.turn(sender, text, **fields)["replies"]]
