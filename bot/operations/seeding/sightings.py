"""How often claims were met in the invented year, and the claim that a wave brought, with its verdict."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date

from bot.advice.rumours import TOPIC, Rumour, Rumours
from bot.cases.claims import PREFIX
from bot.operations.seeding.moments import start_of, text
from bot.operations.seeding.officers import OFFICERS
from bot.operations.seeding.rows import Row
from bot.operations.seeding.story import Story
from bot.operations.seeding.subjects import Subject

COLUMNS: dict[str, tuple[str, ...]] = {
    "claim": ("id", "text", "wordings", "state", "opened_on", "noticed_at", "version", "verdict_on"),
    "claim_verdict": (
        *("claim_id", "version", "claim", "verdict", "refutation", "legal_basis", "confidence", "review_by", "why"),
        *("proposed_by", "proposed_at", "published_by", "published_at"),
    ),
    "claim_sighting": ("claim", "day", "host", "way", "count"),
}
#: Beside so many who ask, one reports what a wave carries.
ASKED_OF_A_REPORT = 9
_HOUR = 3_600_000
_MARKED = f"{PREFIX}8de0"


class Sightings:
    """Counts them while talks are invented; rows by table at the end."""

    def __init__(self, story: Story, rumours: Rumours):
        self._rumours = rumours
        self._waves = {wave.rumour: wave for wave in story.waves if wave.rumour}
        self._names = {one.aspect or one.name: one.name for one in rumours}
        #: By name and day.
        self.times: Counter[tuple[str, date]] = Counter()

    def met(self, subject: Subject, day: date, *, pressed: bool) -> None:
        """Somebody asked about something; a button counts as nobody's rumour."""
        if pressed or subject.answer.topic != TOPIC or subject.answer.aspect not in self._names:
            return
        name = self._names[subject.answer.aspect]
        wave = self._waves.get(name)
        # Before it ran nobody had heard of it; from then on it is a claim that somebody brought.
        if wave is None or day >= wave.first:
            self.times[claim_id(name) if wave else name, day] += 1

    def rows(self, why: str) -> dict[str, list[Row]]:
        """All of them; `why` stands in place of a reason."""
        found: dict[str, list[Row]] = {table: [] for table in COLUMNS}
        claims = {claim_id(name): wave for name, wave in self._waves.items()}
        for (name, day), count in self.times.items():
            found["claim_sighting"].append((name, day.isoformat(), "", "asked", count))
            if name in claims and (reported := count // ASKED_OF_A_REPORT):
                found["claim_sighting"].append((name, day.isoformat(), "", "reported", reported))
        for name, wave in claims.items():
            rumour = self._rumours.find(wave.rumour or "")
            days = [day for met, day in self.times if met == name]
            if rumour and days:
                published = wave.verdict_on if wave.verdict_on and wave.verdict_on <= max(days) else None
                found["claim"].append(_claim(name, rumour, min(days), published))
                found["claim_verdict"].extend(_verdict(name, rumour, published, why))
        return found


def claim_id(rumour: str) -> str:
    """The key of the claim that a rumour was before it was judged; marked as invented."""
    return f"{_MARKED}{hashlib.sha256(rumour.encode()).hexdigest()[:12]}"


def _claim(name: str, rumour: Rumour, opened: date, published: date | None) -> Row:
    state, version = ("published", 1) if published else ("open", 0)
    wordings = json.dumps(rumour.said[1:6], ensure_ascii=False)
    noticed = text(start_of(opened) * 1000 + 8 * _HOUR)
    told = published.isoformat() if published else None
    return (name, rumour.said[0], wordings, state, opened.isoformat(), noticed, version, told)


def _verdict(name: str, rumour: Rumour, published: date | None, why: str) -> Iterator[Row]:
    if published is None:
        return
    begins = start_of(published) * 1000
    basis = json.dumps(rumour.legal_basis, ensure_ascii=False)
    said = (name, 1, rumour.claim, rumour.verdict.value, rumour.refutation, basis, rumour.confidence)
    proposed, told = text(begins + 8 * _HOUR), text(begins + 9 * _HOUR)
    yield (*said, rumour.review_by.isoformat(), why, OFFICERS[0], proposed, OFFICERS[1], told)
