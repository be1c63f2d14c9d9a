"""All claims whose verdict is known, those of the files and those that officers have published, and finding them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from sqlalchemy import Connection, func, select

from bot.advice.adviser import Day
from bot.advice.rumours import Rumour, Rumours, Verdict
from bot.clock import VIETNAM
from bot.language.likeness import Likeness
from bot.storage.claim_move_tables import ClaimMove
from bot.storage.claim_tables import Claim, ClaimVerdict
from bot.storage.database import Database

#: From which likeness a match is taken: where this rumour is a guess of the model too, where the model says that it is
#: some rumour, where it is unsure of anything else, and whatever it says. Chosen from the curves of decision 17.
GUESSED, AMONG_RUMOURS, LIKELY, SURE = 0.33, 0.4, 0.5, 0.6
#: Where a verdict of ours leads on to.
NEXT = ("misinformation/how_to_verify", "misinformation/official_channels", "misinformation/make_report")

_CLAIM = Claim.metadata.tables[Claim.__tablename__]
_VERDICT = ClaimVerdict.metadata.tables[ClaimVerdict.__tablename__]
_MOVE = ClaimMove.metadata.tables[ClaimMove.__tablename__]
_MOVES = select(func.count().label("done"), func.count(_MOVE.c.undone_at).label("undone")).subquery()
#: Changes with every verdict that is published and with every claim that is regrouped, and with nothing else.
_MARK = select(
    func.count(),
    func.max(_VERDICT.c.published_at),
    *(select(count).scalar_subquery() for count in (_MOVES.c.done, _MOVES.c.undone)),
).where(_VERDICT.c.published_at.is_not(None))
_PUBLISHED = (
    select(_CLAIM.c.text, _CLAIM.c.wordings, _CLAIM.c.opened_on, _VERDICT)
    .join(_VERDICT, (_VERDICT.c.claim_id == _CLAIM.c.id) & (_VERDICT.c.version == _CLAIM.c.version))
    .where(_CLAIM.c.merged_into.is_(None))
)
_MERGED = select(_CLAIM.c.id, _CLAIM.c.merged_into, _CLAIM.c.text, _CLAIM.c.wordings).where(
    _CLAIM.c.merged_into.is_not(None)
)


@dataclass(frozen=True, slots=True)
class Match:
    """A known claim that a message is like, how much, and whether the message states it instead of asking."""

    rumour: Rumour
    score: float
    states: bool

    @property
    def is_sure(self) -> bool:
        """Whether the message repeats the claim whatever else it may be about."""
        return self.states and self.score >= SURE


class KnownClaims:
    """Finds what a message repeats. What another process publishes is known with the next message."""

    def __init__(self, files: Rumours, database: Database):
        self._files, self._database = files, database
        self._lock = Lock()
        self._mark: object = None
        self._published: dict[str, Rumour] = {}
        self._merged: dict[str, str] = {}
        self._likeness = Likeness(())

    def match(self, text: str, day: Day) -> Match | None:
        """The claim that `text` may repeat, if its verdict may be said on that day; how sure that is it says itself."""
        with self._database.looking() as connection:
            self.refresh(connection)
        likest = self._likeness.likest(text)
        if likest is None or likest.score < GUESSED:
            return None
        rumour = self.find(likest.key)
        if rumour is None or not rumour.is_spoken(day):
            return None
        return Match(rumour, likest.score, likest.states)

    def find(self, name: str) -> Rumour | None:
        """A rumour of the files, or a claim with a published verdict, by its key, or by that of one merged into it."""
        return self._files.find(name) or self._published.get(self._merged.get(name, name))

    def published(self, claim: str) -> Rumour | None:
        """A claim with the verdict that officers have published, by its key; None where it has none."""
        return self._published.get(claim)

    def forget(self) -> None:
        """Match anew from the next message on: the rumours of the files are others."""
        self._mark = None

    def refresh(self, connection: Connection) -> None:
        """Read the published verdicts anew if there are others than before."""
        mark = tuple(connection.execute(_MARK).one())
        if mark == self._mark:
            return
        exported = {one.from_claim for one in self._files}
        merged = connection.execute(_MERGED).all()
        also: dict[str, list[str]] = {}
        for row in merged:
            also.setdefault(row.merged_into, []).extend((row.text, *row.wordings))
        published = [_rumour(row, also) for row in connection.execute(_PUBLISHED).mappings()]
        matched = [*self._files, *(one for one in published if one.name not in exported)]
        with self._lock:
            self._likeness = Likeness((one.name, wording) for one in matched for wording in one.said)
            self._published = {one.name: one for one in published}
            self._merged = {row.id: row.merged_into for row in merged}
            self._mark = mark


def _rumour(row: Any, also: Mapping[str, Sequence[str]]) -> Rumour:
    """`also`: what claims that were merged into it are worded like, by the key of the claim."""
    return Rumour(
        name=row["claim_id"],
        claim=row["claim"],
        verdict=Verdict(row["verdict"]),
        refutation=row["refutation"],
        legal_basis=tuple(row["legal_basis"]),
        confidence=row["confidence"],
        next=NEXT,
        said=(row["text"], *row["wordings"], *also.get(row["claim_id"], ())),
        first_seen=row["opened_on"],
        checked_on=row["published_at"].astimezone(VIETNAM).date(),
        review_by=row["review_by"],
    )
