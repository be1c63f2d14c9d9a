"""The screen of a citizen on Zalo: what they did, what came, and how far each message got."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from tests.emulators.phones.entry import Entry, Standing
from tests.emulators.zalo import Citizen, Emulator
from tests.emulators.zalo.delivery import Delivery
from tests.emulators.zalo.messages import Sent
from tests.emulators.zalo.shape import pressed
from tests.emulators.zalo.windows import FREE, LAST

#: Attachments of a citizen by type: which note says them.
NOTES = {"image": "picture", "gif": "picture", "audio": "voice"}


class ZaloPhone:
    """One citizen of the emulator at a time; `renew` gives the telephone to another one."""

    def __init__(self, zalo: Emulator) -> None:
        self._zalo = zalo
        self.citizen = self._person()

    def renew(self) -> None:
        """A citizen whom the OA never met."""
        self.citizen = self._person()

    def state(self) -> dict[str, Any]:
        """Everything the page shows."""
        zalo, citizen = self._zalo, self.citizen
        return {
            "citizen": {"id": citizen.user_id, "name": citizen.name, "follower": citizen.follower},
            "now": zalo.clock.now().isoformat(),
            "window": self._window(),
            "billed": zalo.ledger.spent(zalo.clock.now()),
            "faults": zalo.faults.pending,
            "webhook": zalo.webhook.enabled,
            "entries": [asdict(each) for each in self._entries()],
        }

    def picture(self, handle: str) -> bytes | None:
        """What the bot uploaded under this handle."""
        upload = self._zalo.uploads.kept.get(handle)
        return upload.data if upload else None

    def _person(self) -> Citizen:
        number = sum(1 for _ in self._zalo.people) + 1
        return self._zalo.citizen(f"Lan {number}" if number > 1 else "Lan", follower=False, ago=None)

    def _window(self) -> dict[str, Any]:
        """`free`, `billed` or `closed`, and how many hours that still holds."""
        last, now = self.citizen.last_interaction, self._zalo.clock.now()
        if last is None or now - last > LAST:
            return {"is": "closed", "hours": 0}
        free = now - last <= FREE
        left: timedelta = last + (FREE if free else LAST) - now
        return {"is": "free" if free else "billed", "hours": round(left.total_seconds() / 3600, 1)}

    def _entries(self) -> list[Entry]:
        user = self.citizen.user_id
        sent = self._zalo.messages.to(user)
        deliveries = [each for each in list(self._zalo.webhook.deliveries) if _whose(each.event) == user]
        # Each copy of a doubled event is a delivery; the citizen did it once.
        once: dict[str, Delivery] = {}
        for each in deliveries:
            once.setdefault(each.event["timestamp"], each)
        titles = {pressed(button["payload"]): button["title"] for each in sent for button in each.buttons}
        told = _told(deliveries)
        bots = {each.message_id: _bot(each, told) for each in sent}
        # In the order in which things happened, whatever the clock was turned to: the echo tells a message's place.
        entries = [entry for event in once.values() if (entry := _entry(event, bots, titles))]
        return _with_unechoed(entries, list(bots.values()))


def _whose(event: Any) -> str | None:
    """The citizen of an event: the end that is not the OA."""
    ends = [event.get("follower", {}).get("id"), event.get("user_id")]
    by_oa = event["event_name"].startswith("oa_")
    ends.append(event.get("recipient" if by_oa else "sender", {}).get("id"))
    return next((str(end) for end in ends if end), None)


def _told(deliveries: list[Delivery]) -> dict[str, Standing]:
    """How far the bot's messages got, as the telephone told Zalo."""
    found: dict[str, Standing] = {}
    for each in deliveries:
        message = each.event.get("message", {})
        if each.event["event_name"] == "user_received_message":
            found.setdefault(message["msg_id"], "received")
        elif each.event["event_name"] == "user_seen_message":
            found |= dict.fromkeys(message["msg_ids"], "seen")
    return found


def _bot(sent: Sent, seen: dict[str, Standing]) -> Entry:
    payload = sent.message.get("attachment", {}).get("payload", {})
    shown = next((each.get("attachment_id") for each in payload.get("elements", [])), None)
    plain: Standing = "billed" if sent.billed else "sent"
    return Entry(
        id=f"bot-{sent.message_id}",
        by="bot",
        at=sent.at.timestamp(),
        text=sent.text or "",
        picture=f"/zalo/uploads/{shown}" if shown else "",
        buttons=[{"title": each["title"], "press": each} for each in sent.buttons],
        standing=plain if sent.billed else seen.get(sent.message_id, plain),
        message=sent.message_id,
    )


def _entry(delivery: Delivery, bots: dict[str, Entry], titles: dict[str, str]) -> Entry | None:
    event = delivery.event
    name, at, key = event["event_name"], int(event["timestamp"]) / 1000, f"done-{event['timestamp']}"
    standing, attempts, status = _way(delivery)
    rest: dict[str, Any] = {"standing": standing, "attempts": attempts, "status": status}
    if name.startswith("user_send_"):
        return Entry(id=key, by="me", at=at, **_said(event["message"], titles), **rest)
    if name.startswith("oa_send_") and "admin_id" in event["sender"]:
        return Entry(id=key, by="staff", at=at, text=event["message"]["text"], **rest)
    if name.startswith("oa_send_"):
        return bots.get(event["message"]["msg_id"])
    return Entry(id=key, by="note", at=at, note=name, **rest) if name in {"follow", "unfollow"} else None


def _with_unechoed(entries: list[Entry], bots: list[Entry]) -> list[Entry]:
    """A message whose echo did not come (yet) stands by its time."""
    for each in bots:
        if each not in entries:
            place = next((number for number, other in enumerate(entries) if other.at > each.at), len(entries))
            entries.insert(place, each)
    return entries


def _said(message: dict[str, Any], titles: dict[str, str]) -> dict[str, Any]:
    text = message.get("text", "")
    attachment = next(iter(message.get("attachments", [])), None)
    if attachment is None:
        return {"text": titles[text], "note": "press"} if text in titles else {"text": text}
    payload = attachment["payload"]
    note = NOTES.get(attachment["type"], attachment["type"])
    # Pictures of other hosts are not loaded: the page shows nothing from outside.
    own = str(payload.get("url", "")).partition("/zalo/files/")[2]
    return {
        "text": text,
        "note": note,
        "picture": f"/zalo/files/{own}" if own and note == "picture" else "",
        "file": payload.get("name", ""),
    }


def _way(delivery: Delivery) -> tuple[Standing, int, int | None]:
    tries = delivery.attempts
    if delivery.dropped:
        return "dropped", len(tries), None
    status = tries[-1].status if tries else None
    return ("accepted" if delivery.accepted else "repeating" if tries else "waiting"), len(tries), status
