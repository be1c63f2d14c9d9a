"""What the pages of merging and splitting need: claims to choose from, sightings to take out, what was typed."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from litestar.exceptions import ValidationException

from bot.cases.claim_move_plan import Out
from bot.cases.claim_shifting import Met, met
from bot.cases.claims import LONGEST
from bot.console.claims.case import Case, alike
from bot.console.claims.filters import ClaimFilter, day, one_of
from bot.console.claims.listing import Claims
from bot.console.claims.words import WAYS
from bot.console.web.forms import raw, several, text
from bot.house import House

#: Claims found by their words, rows of sightings on one page.
FOUND, ROWS = 10, 200
#: What the name of a field begins with that says how many are taken of a row.
_TAKEN = "n:"


@dataclass(frozen=True, slots=True)
class Choice:
    """A claim to merge with, or to move to."""

    id: str
    text: str
    is_published: bool


@dataclass(frozen=True, slots=True)
class Fitting:
    """Which sightings the page fills in; without any part none."""

    since: date | None
    until: date | None
    host: str
    way: str

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Fitting":
        """From the address. Raises ValidationException."""
        return cls(day(given, "since"), day(given, "until"), given.get("host", "").strip(), one_of(given, "way", WAYS))

    def holds(self, one: Met) -> bool:
        """Whether a row is filled in."""
        at, host, way = one
        if not (self.since or self.until or self.host or self.way):
            return False
        in_time = (self.since or at) <= at <= (self.until or at)
        return in_time and self.host in ("", host) and self.way in ("", way)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of sightings; `taken` is what its field says."""

    name: str
    day: date
    host: str
    way: str
    count: int
    taken: int


def choices(house: House, case: Case, words: str) -> list[Choice]:
    """What reads like a claim, and what has these words."""
    likest = [one for one in alike(house.database, house.claim_room.rumours, case) if not one.is_known]
    found = {one.id: Choice(one.id, one.text, one.is_published) for one in likest}
    if words:
        read = Claims(house.database, house.claim_room.signs)
        for one in islice(read.every(ClaimFilter(words=words)), FOUND):
            found.setdefault(one.id, Choice(one.id, one.text, "published" in one.states))
    return [one for one in found.values() if one.id != case.id]


def rows(house: House, claim: str, fitting: Fitting, typed: Mapping[str, Any] | None = None) -> list[Row]:
    """The sightings of a claim, those that fit first, then the latest; with what was typed, if anything was."""
    with house.database.looking() as connection:
        found = met(connection, claim)
    kept = dict(typed or {})
    listed = [
        Row(name_of(one), *one, count, _number(kept, name_of(one)) if typed else count * fitting.holds(one))
        for one, count in found.items()
    ]
    return sorted(listed, key=lambda one: (not one.taken, -one.day.toordinal(), one.host, one.way))


def out_of(case: Case, form: dict[str, Any]) -> Out:
    """What a form says to take out. Raises ValidationException."""
    known = {key(word): word for word in case.wordings}
    # A wording that is not there any more is looked for all the same: then the claim was read otherwise.
    wordings = [known.get(one, one) for one in several(form, "word")]
    taken = {_met(name): _number(form, name) for name in form if name.startswith(_TAKEN)}
    return Out(
        sightings={one: count for one, count in taken.items() if count},
        wordings=list(dict.fromkeys(wordings)),
        into=text(form, "into", 32),
        words=text(form, "words", LONGEST),
        followers=bool(raw(form, "followers")),
    )


def key(wording: str) -> str:
    """What stands for a wording in a form: line breaks of its own would not come back as they were."""
    return hashlib.sha256(wording.encode()).hexdigest()[:16]


def name_of(one: Met) -> str:
    """The field of a row."""
    at, host, way = one
    return f"{_TAKEN}{at.isoformat()}:{way}:{host}"


def hosts(found: Sequence[Row]) -> list[str]:
    """The hosts to choose from."""
    return sorted({one.host for one in found if one.host})


def _met(name: str) -> Met:
    at, _, rest = name.removeprefix(_TAKEN).partition(":")
    way, _, host = rest.partition(":")
    try:
        return date.fromisoformat(at), host, way
    except ValueError as error:
        raise ValidationException("only rows of this page") from error


def _number(form: dict[str, Any], name: str) -> int:
    typed = text(form, name, 9)
    if typed and not (typed.isascii() and typed.isdecimal()):
        raise ValidationException("how many: a whole number")
    return int(typed or 0)
