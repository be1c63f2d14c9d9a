"""Claims and known rumours as statistics count them: under which names, since when their verdict is known."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select

from bot.advice.adviser import Adviser
from bot.advice.rumours import Rumour, Rumours
from bot.advice.template import TemplateError, fill
from bot.policy.errors import PolicyError
from bot.statistics.period import Period
from bot.storage.claim_tables import Claim, ClaimSighting, ClaimVerdict
from bot.storage.personal import table

CLAIM, VERDICT, SIGHTING = table(Claim), table(ClaimVerdict), table(ClaimSighting)
#: Letters of a claim that a table shows.
LONGEST = 140
TIMES = func.coalesce(func.sum(SIGHTING.c.count), 0)
#: Questions alone are told by the day; of reports see `bot.statistics.claim_reports`.
ASKED = SIGHTING.c.way == "asked"
_PUBLISHED = (CLAIM.c.id == VERDICT.c.claim_id) & (CLAIM.c.version == VERDICT.c.version)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as it is shown. `names` are all that its sightings are counted under.

    `verdict` is one of `bot.advice.rumours.Verdict`, "" before the first; `verdict_on` the day on which it was
    published, None where that is not known. Under one of `known` nobody asked before the verdict: a rumour of the files
    is answered at once.
    """

    key: str
    text: str
    names: frozenset[str]
    known: frozenset[str] = frozenset()
    verdict: str = ""
    verdict_on: date | None = None

    @property
    def link(self) -> str:
        """Its page in the console."""
        own = self.names - self.known
        return f"/console/claims/{min(own)}" if own else "/console/claims/known"

    def is_after(self, name: str, day: date) -> bool:
        """Whether a sighting under `name` on `day` came when the verdict was known."""
        return name in self.known or (self.verdict_on is not None and day >= self.verdict_on)


def most_met(connection: Connection, period: Period, most: int) -> list[str]:
    """The names under which most was asked in a period, at most so many."""
    query = select(SIGHTING.c.claim).where(ASKED, within(period)).group_by(SIGHTING.c.claim)
    return list(connection.scalars(query.order_by(TIMES.desc(), SIGHTING.c.claim).limit(most)))


def within(period: Period) -> ColumnElement[bool]:
    """Sightings of its days."""
    return SIGHTING.c.day.between(period.first, period.last)


def told(connection: Connection, names: Iterable[str], rumours: Rumours, adviser: Adviser, today: date) -> list[Told]:
    """The claims behind names, in their order; a rumour that was a claim first is one with it."""
    became = {one.from_claim: one.name for one in rumours if one.from_claim}
    keys = list(dict.fromkeys(became.get(name, name) for name in names))
    own = {key: rumour.from_claim if (rumour := rumours.find(key)) else key for key in keys}
    published = _published(connection, [one for one in own.values() if one])
    found = [_told(key, own[key], rumours.find(key), published) for key in keys]
    return [replace(one, text=shown(one.text, adviser, today)) for one in found]


def _published(connection: Connection, claims: list[str]) -> dict[str, tuple[str, str | None, date | None]]:
    """By claim: its words (those of the verdict, where there is one), the verdict and its day."""
    query = (
        select(CLAIM.c.id, CLAIM.c.text, CLAIM.c.verdict_on, VERDICT.c.claim, VERDICT.c.verdict)
        .outerjoin(VERDICT, _PUBLISHED)
        .where(CLAIM.c.id.in_(claims))
    )
    return {row.id: (row.claim or row.text, row.verdict, row.verdict_on) for row in connection.execute(query)}


def _told(
    key: str, claim: str | None, rumour: Rumour | None, published: dict[str, tuple[str, str | None, date | None]]
) -> Told:
    words, verdict, day = published.get(claim or "", (key, "", None))
    known = frozenset[str]()
    if rumour:
        words, verdict, known = rumour.claim, str(rumour.verdict), frozenset({key})
    names = frozenset(name for name in (key, claim) if name)
    return Told(key, words, names, known, verdict or "", day)


def shown(words: str, adviser: Adviser, today: date) -> str:
    """A claim's words filled for today, cut where they are long."""
    try:
        words = fill(words, adviser.policy, today).text
    except (PolicyError, TemplateError):
        # A figure that does not hold today, or a citizen's own braces: the words as they are say more than nothing.
        words = words.strip()
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
