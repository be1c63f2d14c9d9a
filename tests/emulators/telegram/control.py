"""The emulator's own addresses under `/_emulator/`, for a test in another process.

GET state, messages?chat=…, updates, calls. POST clock, limits, faults, citizens, acts, updates, settle: a JSON object
of what to do, answered with what is so now. A wrong request gets HTTP 400 with the reason.
"""

import dataclasses
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.emulators.telegram.acts import NAMES
from tests.emulators.telegram.errors import Refused
from tests.emulators.telegram.updates import Pending
from tests.emulators.zalo import wire
from tests.emulators.zalo.wire import Answer, Request, answer_json

if TYPE_CHECKING:
    from tests.emulators.telegram.emulator import Emulator

Asked = Mapping[str, Any]


class Control:
    """Reads and turns every part of one emulator."""

    def __init__(self, emulator: "Emulator") -> None:
        self._emulator = emulator
        self._gets: dict[str, Callable[[Asked], Any]] = {
            "state": self._state,
            "messages": lambda asked: emulator.messages(int(asked["chat"])),
            "updates": lambda _asked: [_update(each) for each in emulator.state.updates.all],
            "calls": lambda _asked: [dataclasses.asdict(each) for each in emulator.calls],
        }
        self._posts: dict[str, Callable[[Asked], Any]] = {
            "clock": self._clock,
            "limits": self._limits,
            "faults": self._faults,
            "citizens": lambda asked: dataclasses.asdict(emulator.citizen(**asked)),
            "acts": self._acts,
            "updates": self._updates,
            "settle": self._settle,
        }

    def answer(self, request: Request) -> Answer:
        name = request.path.removeprefix("/_emulator/")
        called = (self._gets if request.method == "GET" else self._posts).get(name)
        if called is None:
            return answer_json({"reason": f"nothing at {request.path}"}, 404)
        try:
            asked = request.query if request.method == "GET" else request.json()
            with self._emulator.state.changed:
                return answer_json(called(asked))
        except (KeyError, TypeError, ValueError, StopIteration, TimeoutError, Refused, wire.Refused) as error:
            return answer_json({"reason": f"{type(error).__name__}: {error}"}, 400)

    def _state(self, _asked: Asked) -> dict[str, Any]:
        telegram = self._emulator
        state = telegram.state
        return {
            "now": state.now().isoformat(),
            "bot": state.bot,
            "webhook": telegram.webhook.info(),
            "citizens": [dataclasses.asdict(each) for each in state.people.known.values()],
            "messages": {str(chat): len(each) for chat, each in state.chats.items()},
            "callbacks": state.callbacks.answers,
            "ignored": state.updates.ignored,
            "calls": len(telegram.calls),
            "faults": telegram.faults.pending,
        }

    def _clock(self, asked: Asked) -> dict[str, str]:
        """`set` (ISO 8601 with zone), `advance` (seconds), `speed`."""
        clock = self._emulator.clock
        if "set" in asked:
            clock.set(datetime.fromisoformat(asked["set"]))
        if "advance" in asked:
            clock.advance(timedelta(seconds=asked["advance"]))
        if "speed" in asked:
            clock.run(float(asked["speed"]))
        return {"now": clock.now().isoformat()}

    def _limits(self, asked: Asked) -> dict[str, Any]:
        """`on`, `overall` (a second), `apart` (seconds), `burst`."""
        limits = self._emulator.state.limits
        limits.on = asked.get("on", limits.on)
        limits.overall, limits.burst = asked.get("overall", limits.overall), asked.get("burst", limits.burst)
        limits.apart = timedelta(seconds=asked["apart"]) if "apart" in asked else limits.apart
        told = {"on": limits.on, "overall": limits.overall, "burst": limits.burst}
        return told | {"apart": limits.apart.total_seconds()}

    def _faults(self, asked: Asked) -> dict[str, int]:
        """`method`, `kind` and the other fields of `Fault`; `retry_after` for scripted 429s; or `clear`."""
        rest = dict(asked)
        self._emulator.retry_after = rest.pop("retry_after", self._emulator.retry_after)
        if rest.pop("clear", False):
            self._emulator.faults.clear()
        elif rest:
            self._emulator.fail(rest.pop("method", ""), rest.pop("kind"), **rest)
        return {"pending": self._emulator.faults.pending}

    def _acts(self, asked: Asked) -> dict[str, Any]:
        """`act` of `NAMES`, `citizen`, and what the act takes; `data` of a file is base64."""
        rest = dict(asked)
        act, citizen = rest.pop("act"), self._emulator.state.people.known[rest.pop("citizen")]
        if act not in NAMES:
            raise ValueError(f"no such act: {act}")
        if act != "press" and "data" in rest:
            rest["data"] = b64decode(rest["data"])
        return {"update": getattr(self._emulator.acts, act)(citizen, **rest)}

    def _updates(self, asked: Asked) -> dict[str, Any]:
        """`hold`, `release` (order, with `seed`), `repeat` (update_id), `copies`, `lanes`."""
        updates, sender = self._emulator.state.updates, self._emulator.sender
        updates.copies, sender.lanes = asked.get("copies", updates.copies), asked.get("lanes", sender.lanes)
        if asked.get("hold"):
            sender.hold()
        if "repeat" in asked:
            sender.repeat(asked["repeat"])
        if "release" in asked:
            sender.release(asked["release"], asked.get("seed", 0))
        return {"pending": updates.count(), "copies": updates.copies, "lanes": sender.lanes}

    def _settle(self, asked: Asked) -> dict[str, int]:
        """Wait at most `seconds` for the webhook's queue."""
        self._emulator.sender.settle(float(asked.get("seconds", 10)))
        return {"pending": self._emulator.state.updates.count()}


def _update(each: Pending) -> dict[str, Any]:
    attempts = [dataclasses.asdict(attempt) | {"at": attempt.at.isoformat()} for attempt in each.attempts]
    return {"update": each.update, "attempts": attempts}
