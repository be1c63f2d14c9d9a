"""The known rumours of `data/rumours/`, beside the claims that citizens sent."""

from dataclasses import dataclass
from datetime import date

from bot.advice.adviser import Adviser
from bot.advice.rumours import Rumour, Rumours
from bot.advice.template import TemplateError, fill
from bot.console.claims.filters import KnownFilter
from bot.console.claims.listing import Claims, plain
from bot.policy.errors import PolicyError


@dataclass(frozen=True, slots=True)
class KnownRumour:
    """One of them. `claim` and `refutation` are filled for today; `is_spoken`: neither past review nor past its day."""

    name: str
    claim: str
    refutation: str
    verdict: str
    met: int
    first_seen: date
    checked_on: date
    review_by: date
    holds_to: date | None
    legal_basis: tuple[str, ...]
    is_spoken: bool


def known_rumours(
    rumours: Rumours, claims: Claims, adviser: Adviser, wanted: KnownFilter, today: date
) -> list[KnownRumour]:
    """Those that fit the filter, the most met first."""
    chosen = [one for one in rumours if wanted.verdict in ("", one.verdict)]
    met = claims.met([one.name for one in chosen])
    shown = [_shown(one, met.get(one.name, 0), adviser, today) for one in chosen]
    words = plain(wanted.words).split()
    fitting = [one for one in shown if all(word in plain(one.claim) for word in words)]
    return sorted(fitting, key=lambda one: (-one.met, one.name))


def _shown(one: Rumour, met: int, adviser: Adviser, today: date) -> KnownRumour:
    until = one.holds_to
    return KnownRumour(
        name=one.name,
        claim=_filled(one.claim, adviser, today),
        refutation=_filled(one.refutation, adviser, today),
        verdict=one.verdict,
        met=met,
        first_seen=one.first_seen,
        checked_on=one.checked_on,
        review_by=one.review_by,
        holds_to=until,
        legal_basis=one.legal_basis,
        is_spoken=today <= one.review_by and (until is None or today <= until),
    )


def _filled(text: str, adviser: Adviser, today: date) -> str:
    try:
        return fill(text, adviser.policy, today).text
    except (PolicyError, TemplateError):
        # No such figure today: the template itself says more than nothing.
        return text
