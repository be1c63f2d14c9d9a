"""The emulator's own addresses under `/_emulator/`, for a test in another process.

GET state, messages[?user_id=], deliveries. POST clock, rules, faults, citizens, acts, tokens, webhook: a JSON object of
what to change, answered with what is so now. A wrong request gets HTTP 400 with the reason.
"""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.emulators.zalo.acts import NAMES
from tests.emulators.zalo.delivery import Delivery
from tests.emulators.zalo.faults import Fault
from tests.emulators.zalo.people import Citizen
from tests.emulators.zalo.wire import Answer, Refused, Request, answer_json, parsed

if TYPE_CHECKING:
    from tests.emulators.zalo.emulator import Emulator

Asked = Mapping[str, Any]


class Control:
    """Reads and turns every part of one emulator."""

    def __init__(self, emulator: "Emulator") -> None:
        self._emulator = emulator
        self._posts: dict[str, Callable[[Asked], Any]] = {
            "clock": self._clock,
            "rules": self._rules,
            "faults": self._faults,
            "citizens": self._citizens,
            "acts": self._acts,
            "tokens": self._tokens,
            "webhook": self._webhook,
        }
        self._gets: dict[str, Callable[[Asked], Any]] = {
            "state": self._state,
            "messages": self._messages,
            "deliveries": lambda _asked: [_delivery(each) for each in self._emulator.webhook.deliveries],
        }

    def answer(self, request: Request) -> Answer:
        name = request.path.removeprefix("/_emulator/")
        called = (self._gets if request.method == "GET" else self._posts).get(name)
        if called is None:
            return answer_json({"reason": f"nothing at {request.path}"}, 404)
        try:
            asked = request.query if request.method == "GET" else parsed(request.body or b"{}", "body")
            return answer_json(called(asked))
        except (KeyError, TypeError, ValueError, AttributeError, TimeoutError, Refused) as error:
            return answer_json({"reason": f"{type(error).__name__}: {error}"}, 400)

    def _state(self, _asked: Asked) -> dict[str, Any]:
        zalo = self._emulator
        return {
            "now": zalo.clock.now().isoformat(),
            "account": dataclasses.asdict(zalo.account),
            "rules": dataclasses.asdict(zalo.rules),
            "citizens": [_citizen(each) for each in zalo.people],
            "tokens": {"issued": len(zalo.tokens.issued), "refreshed": zalo.tokens.refreshed},
            "messages": len(zalo.messages.all),
            "billed": zalo.ledger.spent(zalo.clock.now()),
            "calls": len(zalo.calls),
            "uploads": len(zalo.uploads.kept),
            "faults": zalo.faults.pending,
            "webhook": {"url": zalo.webhook.url, "enabled": zalo.webhook.enabled},
        }

    def _messages(self, asked: Asked) -> list[dict[str, Any]]:
        kept = self._emulator.messages
        chosen = kept.to(asked["user_id"]) if "user_id" in asked else kept.all
        return [dataclasses.asdict(sent) | {"at": sent.at.isoformat()} for sent in chosen]

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

    def _rules(self, asked: Asked) -> dict[str, Any]:
        """Any field of `Rules`."""
        rules = self._emulator.rules
        unknown = set(asked) - {each.name for each in dataclasses.fields(rules)}
        if unknown:
            raise ValueError(f"no such rule: {', '.join(sorted(unknown))}")
        for name, value in asked.items():
            setattr(rules, name, value)
        return dataclasses.asdict(rules)

    def _faults(self, asked: Asked) -> dict[str, int]:
        """The fields of one `Fault`, or `clear`."""
        if asked.get("clear"):
            self._emulator.faults.clear()
        else:
            self._emulator.faults.plan(Fault(**asked))
        return {"pending": self._emulator.faults.pending}

    def _citizens(self, asked: Asked) -> dict[str, Any]:
        """A new citizen (`name`, `follower`, `ago` in seconds or null), or `user_id` with `refuses` to change one."""
        if "user_id" in asked:
            citizen = self._emulator.people.find(asked["user_id"])
            citizen.refuses = asked["refuses"]
            return _citizen(citizen)
        ago = asked.get("ago", 0)
        since = None if ago is None else timedelta(seconds=ago)
        return _citizen(self._emulator.citizen(asked.get("name", "Citizen"), asked.get("follower", True), since))

    def _acts(self, asked: Asked) -> dict[str, Any]:
        """`act` of `NAMES`, `user_id`, and what the act takes; `sees` takes `message_ids`."""
        rest = dict(asked)
        act, citizen = rest.pop("act"), self._emulator.people.find(rest.pop("user_id"))
        if act not in NAMES:
            raise ValueError(f"no such act: {act}")
        several = rest.pop("message_ids", [])
        delivery = getattr(self._emulator.acts, act)(citizen, *several, **rest)
        return {"event": delivery.event if delivery else None}

    def _tokens(self, asked: Asked) -> dict[str, Any]:
        """`grant` gives a new pair, `remove` kills the access token; the answer is the newest pair."""
        tokens = self._emulator.tokens
        if asked.get("grant"):
            tokens.grant()
        if asked.get("remove"):
            tokens.remove()
        return {"access_token": tokens.current.access, "refresh_token": tokens.current.refresh}

    def _webhook(self, asked: Asked) -> dict[str, Any]:
        """`url`, `enable`, `hold`, `release` (order, with `seed`), `probe` (address), `settle` (seconds)."""
        webhook = self._emulator.webhook
        if "url" in asked:
            webhook.url = asked["url"]
        if asked.get("enable"):
            webhook.enable()
        if asked.get("hold"):
            webhook.hold()
        if "release" in asked:
            webhook.release(asked["release"], asked.get("seed", 0))
        saved = webhook.probe(asked["probe"]) if "probe" in asked else None
        if "settle" in asked:
            webhook.settle(float(asked["settle"]))
        return {"url": webhook.url, "enabled": webhook.enabled, "probe": saved}


def _citizen(citizen: Citizen) -> dict[str, Any]:
    last = citizen.last_interaction
    return dataclasses.asdict(citizen) | {"last_interaction": last.isoformat() if last else None}


def _delivery(delivery: Delivery) -> dict[str, Any]:
    attempts = [dataclasses.asdict(each) | {"at": each.at.isoformat()} for each in delivery.attempts]
    return {"event": delivery.event, "dropped": delivery.dropped, "attempts": attempts}
