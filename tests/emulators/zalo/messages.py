"""Sending: the doors `/v3.0/oa/message/cs` and `/v2.0/oa/message`, and what came through them."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from tests.emulators.zalo.account import Rules
from tests.emulators.zalo.acts import Acts
from tests.emulators.zalo.clock import Clock
from tests.emulators.zalo.ids import Ids
from tests.emulators.zalo.people import Citizen, People
from tests.emulators.zalo.shape import Shape
from tests.emulators.zalo.windows import Ledger, is_billed
from tests.emulators.zalo.wire import Refused, invalid

VIETNAM = timezone(timedelta(hours=7))
DAY = range(6, 22)


@dataclass(frozen=True)
class Sent:
    """One message that a citizen received; `message` exactly as the OA wrote it."""

    message_id: str
    user_id: str
    message: Mapping[str, Any]
    door: str
    at: datetime
    billed: bool

    @property
    def text(self) -> str | None:
        return self.message.get("text")

    @property
    def buttons(self) -> list[dict[str, Any]]:
        found = self.message.get("attachment", {}).get("payload", {}).get("buttons", [])
        return list(found)


class Messages:
    """Everything sent, oldest first; `reactions` are (user_id, message_id, icon)."""

    def __init__(
        self, rules: Rules, clock: Clock, ids: Ids, people: People, shape: Shape, ledger: Ledger, acts: Acts
    ) -> None:
        self._rules, self._clock, self._ids, self._people = rules, clock, ids, people
        self._shape, self._ledger, self._acts = shape, ledger, acts
        self._arrived = threading.Condition()
        self.all: list[Sent] = []
        self.reactions: list[tuple[str, str, str]] = []

    def to(self, user_id: str) -> list[Sent]:
        """What one citizen received, oldest first."""
        return [sent for sent in self.all if sent.user_id == user_id]

    def wait(self, user_id: str, count: int, timeout: float = 10.0) -> list[Sent]:
        """At least `count` messages to a citizen, or TimeoutError."""
        with self._arrived:
            if not self._arrived.wait_for(lambda: len(self.to(user_id)) >= count, timeout):
                raise TimeoutError(f"{len(self.to(user_id))} of {count} messages arrived")
            return self.to(user_id)

    def consult(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """`POST /v3.0/oa/message/cs`."""
        if self._rules.cs_refused:
            raise Refused(-235, "This type of Offical Account is not supported")
        return self._deliver(body, "cs")

    def version_two(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """`POST /v2.0/oa/message`: reactions, anonymous visitors, and `cs` for those whom `cs` refuses."""
        recipient = _part(body, "recipient")
        if "sender_action" in body:
            return self._react(self._people.find(recipient.get("user_id")), _part(body, "sender_action"))
        if "anonymous_id" in recipient:
            return self._anonymous(recipient, body.get("message"))
        if "target" in recipient:
            raise invalid("recipient.target")
        if not self._rules.cs_refused:
            raise Refused(-240, "Message API v2 has been shut down, please use v3")
        return self._deliver(body, "v2")

    def promote(self) -> dict[str, Any]:
        """`POST /v3.0/oa/message/promotion`: never at night, and shut down by day (with which code is not known)."""
        if self._clock.now().astimezone(VIETNAM).hour not in DAY:
            raise Refused(-234, "Message of this type cannot be sent at night")
        raise Refused(-233, "Message type is invalid or not support")

    def _deliver(self, body: Mapping[str, Any], door: str) -> dict[str, Any]:
        recipient = _part(body, "recipient")
        if set(body) - {"recipient", "message"} or set(recipient) != {"user_id"}:
            raise invalid("recipient")
        self._shape.check(body.get("message"))
        citizen = self._people.find(recipient["user_id"])
        now = self._clock.now()
        billed = is_billed(citizen, now, self._rules)
        if billed:
            self._ledger.charge(now)
        citizen.answered += 1
        sent = self._keep(citizen.user_id, body["message"], door, billed)
        self._acts.echo(citizen, sent.message_id, sent.message)
        return {"message_id": sent.message_id, "user_id": citizen.user_id, "sent_time": str(_ms(sent.at))}

    def _keep(self, user_id: str, message: Mapping[str, Any], door: str, billed: bool = False) -> Sent:
        sent = Sent(self._ids.message(), user_id, message, door, self._clock.now(), billed)
        with self._arrived:
            self.all.append(sent)
            self._arrived.notify_all()
        return sent

    def _react(self, citizen: Citizen, action: Mapping[str, Any]) -> dict[str, Any]:
        icon, message_id = action.get("react_icon"), action.get("react_message_id")
        if not isinstance(icon, str) or not icon:
            raise invalid("react_icon")
        if message_id not in citizen.wrote:
            raise invalid("react_message_id")
        self.reactions.append((citizen.user_id, str(message_id), icon))
        return {"message_id": self._ids.message(), "user_id": citizen.user_id}

    def _anonymous(self, recipient: Mapping[str, Any], message: Any) -> dict[str, Any]:
        if not recipient.get("conversation_id"):
            raise invalid("conversation_id")
        self._shape.check(message)
        sent = self._keep(str(recipient["anonymous_id"]), message, "anonymous")
        return {"message_id": sent.message_id, "conversation_id": recipient["conversation_id"]}


def _part(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = body.get(name)
    if not isinstance(value, Mapping):
        raise invalid(name)
    return value


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
