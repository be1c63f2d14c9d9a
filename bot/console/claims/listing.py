"""The claims as they are listed: how often each was met, who waits, what was found; one filter, one order, pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from bot.cases.escalation import Signs
from bot.console.claims.filters import ClaimFilter
from bot.language.text import strip_diacritics
from bot.storage.claim_tables import Claim, ClaimFollower, ClaimSighting, ClaimVerdict
from bot.storage.database import Database

#: Rows of a page, and rows read at once where most of them may not fit.
PAGE, PIECE = 25, 1_000
#: Signs of a day, and more digits than anything is counted to.
_LONGEST_MARK = 10

_CLAIM = Claim.metadata.tables[Claim.__tablename__]
_SEEN = ClaimSighting.metadata.tables[ClaimSighting.__tablename__]
_FOLLOWER = ClaimFollower.metadata.tables[ClaimFollower.__tablename__]
_VERDICT = ClaimVerdict.metadata.tables[ClaimVerdict.__tablename__]
_TIMES = (
    select(
        _SEEN.c.claim,
        func.sum(_SEEN.c.count).label("met"),
        func.min(_SEEN.c.day).label("first"),
        func.max(_SEEN.c.day).label("last"),
    )
    .group_by(_SEEN.c.claim)
    .subquery()
)
_FOLLOWED = select(_FOLLOWER.c.claim_id, func.count().label("followers")).group_by(_FOLLOWER.c.claim_id).subquery()
_NEWEST = (
    select(_VERDICT.c.claim_id, func.max(_VERDICT.c.version).label("newest")).group_by(_VERDICT.c.claim_id).subquery()
)
_MET = func.coalesce(_TIMES.c.met, 0)
_FIRST, _LAST = func.coalesce(_TIMES.c.first, _CLAIM.c.opened_on), func.coalesce(_TIMES.c.last, _CLAIM.c.opened_on)
_FOLLOWERS, _PROPOSED = func.coalesce(_FOLLOWED.c.followers, 0), func.coalesce(_NEWEST.c.newest, 0)
_ORDER: dict[str, ColumnElement[Any]] = {"reach": _MET, "latest": _LAST, "followers": _FOLLOWERS}
_STATE: dict[str, ColumnElement[bool]] = {
    "open": _PROPOSED < 1,
    "judged": _CLAIM.c.version < _PROPOSED,
    "published": _CLAIM.c.version > 0,
}
_FROM = (
    _CLAIM.outerjoin(_TIMES, _TIMES.c.claim == _CLAIM.c.id)
    .outerjoin(_FOLLOWED, _FOLLOWED.c.claim_id == _CLAIM.c.id)
    .outerjoin(_NEWEST, _NEWEST.c.claim_id == _CLAIM.c.id)
    .outerjoin(_VERDICT, (_VERDICT.c.claim_id == _CLAIM.c.id) & (_VERDICT.c.version == _CLAIM.c.version))
)
#: A merged claim is listed as the one that it was merged into.
_ITSELF = _CLAIM.c.merged_into.is_(None)
_COLUMNS = (
    *(_CLAIM.c.id, _CLAIM.c.text, _CLAIM.c.version, _CLAIM.c.verdict_on, _VERDICT.c.verdict),
    *(_MET.label("met"), _FIRST.label("first"), _LAST.label("last")),
    *(_FOLLOWERS.label("followers"), _PROPOSED.label("newest")),
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A claim in the list. `met`: messages that asked about it or reported it; `followers`: talks that are told.

    `states` are the keys of `words.STATES`: a published claim may wait for the approval of a correction too.
    """

    id: str
    text: str
    states: tuple[str, ...]
    met: int
    followers: int
    first: date
    last: date
    verdict: str | None
    verdict_on: date | None
    signs: tuple[str, ...]


class Claims:
    """Reads the list. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, signs: Signs):
        self._database, self._signs = database, signs

    def page(self, wanted: ClaimFilter, after: str = "") -> tuple[list[Listed], str | None]:
        """The next page of the list and what the address of the one after it says."""
        piece = PIECE if wanted.words or wanted.sign else PAGE + 1
        found = list(islice(self.every(wanted, after, piece), PAGE + 1))
        rows = found[:PAGE]
        return rows, _mark(rows[-1], wanted.sort) if len(found) > PAGE else None

    def every(self, wanted: ClaimFilter, after: str = "", piece: int = PIECE) -> Iterator[Listed]:
        """All that the filter lets through, in its order. Raises ValueError for an `after` that no page gave."""
        query, words = _query(wanted).limit(piece), plain(wanted.words).split()
        while True:
            with self._database.looking() as connection:
                rows = connection.execute(_behind(query, wanted.sort, after)).all()
            # Signs are dear: they are looked for in what is shown, one row after the other.
            read = (self._listed(row) for row in rows if _has(row.text, words))
            yield from (one for one in read if wanted.sign in ("", *one.signs))
            if len(rows) < piece:
                return
            after = _mark(rows[-1], wanted.sort)

    def counts(self) -> dict[str, int]:
        """How many claims stand where, by the keys of `words.STATES`."""
        with self._database.looking() as connection:
            return {
                state: int(connection.scalar(select(func.count()).select_from(_FROM).where(_ITSELF, where)) or 0)
                for state, where in _STATE.items()
            }

    def met(self, names: list[str]) -> dict[str, int]:
        """How often known rumours were met, by their names."""
        query = select(_SEEN.c.claim, func.sum(_SEEN.c.count)).where(_SEEN.c.claim.in_(names)).group_by(_SEEN.c.claim)
        with self._database.looking() as connection:
            return {name: int(times) for name, times in connection.execute(query)}

    def _listed(self, row: Row[Any]) -> Listed:
        here = {"open": row.newest == 0, "judged": row.newest > row.version, "published": row.version > 0}
        return Listed(
            id=row.id,
            text=row.text,
            states=tuple(state for state, is_there in here.items() if is_there),
            met=int(row.met),
            followers=int(row.followers),
            first=row.first,
            last=row.last,
            verdict=row.verdict,
            verdict_on=row.verdict_on,
            signs=tuple(sign.id for sign in self._signs.of(row.text, "misinformation")),
        )


def _mark(row: Listed | Row[Any], sort: str) -> str:
    """Where a page ends, as an address says it."""
    value = {"reach": row.met, "latest": row.last.isoformat(), "followers": row.followers}[sort]
    return f"{value}:{row.id}"


def _query(wanted: ClaimFilter) -> Select[Any]:
    order = _ORDER[wanted.sort]
    query = select(*_COLUMNS).select_from(_FROM).where(_ITSELF).order_by(order.desc(), _CLAIM.c.id)
    if wanted.state:
        query = query.where(_STATE[wanted.state])
    if wanted.since:
        query = query.where(wanted.since <= _LAST)
    if wanted.until:
        query = query.where(wanted.until >= _FIRST)
    return query


def _behind(query: Select[Any], sort: str, after: str) -> Select[Any]:
    if not after:
        return query
    value, _, last = after.partition(":")
    if not last.isascii() or not last.replace("_", "").isalnum() or len(value) > _LONGEST_MARK:
        raise ValueError("after")
    reached: object = date.fromisoformat(value) if sort == "latest" else int(value)
    order = _ORDER[sort]
    return query.where(or_(order < reached, and_(order == reached, _CLAIM.c.id > last)))


def _has(text: str, words: list[str]) -> bool:
    """Whether all words stand in a text; they are searched only where there are any."""
    if not words:
        return True
    searched = plain(text)
    return all(word in searched for word in words)


def plain(text: str) -> str:
    """Words as they are searched: without marks, in small letters."""
    return strip_diacritics(text.casefold())
