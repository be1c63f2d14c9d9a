"""A stand-in for the engine that starts in no time: speaks its wire and calls the app's action endpoint as Rasa does.

`python -m tests.inbox.engine_process PORT [--takes SECONDS] [--log FILE]`, secrets and address from the environment
as for the real one. One turn at a time, as in the real one. Each turn is written to the log as a line of JSON.
"""

import argparse
import asyncio
import json
import os
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, web

SECRET, ACTION_SECRET = "X-Ansinh-Engine-Secret", "X-Ansinh-Action-Secret"


class StandIn:
    """Understands every message as a greeting; what the app's own action says to it goes into the record."""

    def __init__(self, takes: float, log: Path | None):
        self._takes, self._log, self._one_at_a_time = takes, log, asyncio.Lock()
        self._secret, self._action = os.environ["ANSINH_ENGINE_SECRET"], os.environ["ANSINH_ACTION_URL"]
        self._headers = {ACTION_SECRET: os.environ["ANSINH_ACTION_SECRET"]}
        self._session: ClientSession | None = None

    async def turn(self, request: web.Request) -> web.Response:
        """One turn, as `ansinh_engine.channel` takes it."""
        if request.headers.get(SECRET) != self._secret:
            return web.json_response({"error": "secret"}, status=401)
        asked = await request.json()
        async with self._one_at_a_time:
            self._note(asked)
            await asyncio.sleep(self._takes)
            await self._act(asked)
        return web.json_response({"replies": [], "parsed": {}, "state": asked["state"]})

    async def health(self, _request: web.Request) -> web.Response:
        """Always well."""
        return web.json_response({"status": "ok", "model": "stand-in"})

    async def _act(self, asked: dict[str, Any]) -> None:
        message = {
            "text": asked["text"],
            "intent": {"name": asked.get("intent") or "greet", "confidence": 0.99},
            "entities": [],
            "metadata": asked["metadata"],
        }
        tracker = {
            "sender_id": asked["sender"],
            "slots": {},
            "latest_message": message,
            "events": [],
            "active_loop": {},
        }
        call = {"next_action": "action_answer", "sender_id": asked["sender"], "tracker": tracker, "domain": {}}
        if self._session is None:
            self._session = ClientSession()
        async with self._session.post(self._action, json=call, headers=self._headers) as answer:
            answer.raise_for_status()

    def _note(self, asked: dict[str, Any]) -> None:
        if self._log:
            line = json.dumps([asked["sender"], asked["text"], asked.get("intent")], ensure_ascii=False)
            with self._log.open("a", encoding="utf-8") as output:
                output.write(line + "\n")


def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser(prog="tests.inbox.engine_process")
    parser.add_argument("port", type=int)
    parser.add_argument("--takes", type=float, default=0.0)
    parser.add_argument("--log", type=Path)
    asked = parser.parse_args()
    engine, app = StandIn(asked.takes, asked.log), web.Application()
    app.router.add_post("/webhooks/ansinh/turn", engine.turn)
    app.router.add_get("/webhooks/ansinh/health", engine.health)
    web.run_app(app, host="127.0.0.1", port=asked.port, print=None)


if __name__ == "__main__":
    main()
