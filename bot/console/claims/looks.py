"""What a citizen will read of a verdict, as each channel shows it, before anybody publishes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.advice.adviser import Adviser, Day
from bot.advice.rumours import Rumour, Verdict
from bot.advice.template import TemplateError
from bot.cases.claim_matching import NEXT
from bot.cases.claim_verdicts import Found
from bot.channels.telegram import render as telegram
from bot.channels.text import length
from bot.channels.zalo import render as zalo
from bot.outcomes import Outcome
from bot.policy.errors import PolicyError

#: Signs of one message of Zalo.
LONGEST_ZALO = 2_000


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message. `signs` is its length as the channel counts, `most` what the channel takes (None: any)."""

    text: str
    buttons: tuple[str, ...]
    signs: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Looks:
    """The answer to who asks from now on, by channel, and the message to who asked before.

    `is_silent`: the answer states nothing, because a figure in it may not be stated.
    """

    asked: Mapping[str, Sequence[Bubble]]
    told: Mapping[str, Sequence[Bubble]]
    is_silent: bool


def rumour_of(claim_id: str, found: Found, said: Sequence[str], opened_on: date, today: date) -> Rumour:
    """A verdict as it will be answered."""
    return Rumour(
        name=claim_id,
        claim=found.claim.strip(),
        verdict=found.verdict,
        refutation=found.refutation.strip(),
        legal_basis=tuple(found.legal_basis),
        confidence=found.confidence,
        next=NEXT,
        said=tuple(said),
        first_seen=opened_on,
        checked_on=today,
        review_by=found.review_by,
    )


def looks(rumour: Rumour, adviser: Adviser, today: date) -> Looks | None:
    """What citizens will read; None where a text cannot be filled today."""
    day = Day(today, today)
    try:
        advice, short = rumour.advice(adviser, day), rumour.short(adviser, day)
    except (PolicyError, TemplateError):
        return None
    reply: dict[str, Any] = {
        "text": advice.text,
        "buttons": [{"title": button.title, "payload": str(at)} for at, button in enumerate(advice.buttons)],
        "image": None,
    }
    message: dict[str, Any] = {"text": short, "buttons": [], "image": None}
    told = _by_channel(message)
    # Nobody on the page is told outside a turn.
    told.pop("web")
    settled = rumour.verdict is not Verdict.NOT_SETTLED
    return Looks(_by_channel(reply), told, settled and advice.outcome is Outcome.UNANSWERED_NOT_SETTLED)


def _by_channel(reply: Mapping[str, Any]) -> dict[str, Sequence[Bubble]]:
    titles = tuple(button["title"] for button in reply["buttons"])
    return {
        "web": [Bubble(reply["text"], titles, length(reply["text"]), None)],
        "zalo": [_zalo(part.content["message"]) for part in zalo.render([reply], LONGEST_ZALO)],
        "telegram": [_telegram(part.content) for part in telegram.render([reply])],
    }


def _zalo(message: Mapping[str, Any]) -> Bubble:
    shown = message.get("attachment", {}).get("payload", {}).get("buttons", ())
    titles = tuple(button["title"] for button in shown)
    return Bubble(message["text"], titles, length(message["text"]), LONGEST_ZALO)


def _telegram(message: Mapping[str, Any]) -> Bubble:
    titles = tuple(button["title"] for button in message["buttons"])
    return Bubble(message["text"], titles, length(message["text"]), telegram.LONGEST_TEXT)
