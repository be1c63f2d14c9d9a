"""Tables of how staff have regrouped claims: what was merged, what was taken out, and all that an undo needs.

A follower stands here under the keyed hash that they have in the claim they came to, and goes when they are forgotten.
"""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.personal import apart, impersonal, table
from bot.storage.tables import Moment, Table

KINDS = ("merge", "split")


class ClaimMove(Table):
    """One merge or one split. `from_claim` lost, `to_claim` got; `is_new` where a split opened `to_claim`.

    `worded` are the words of `from_claim` before a split, the first one first, `moved` those that went; `carried` the
    claims that had been merged into `from_claim` before; `verdict_on` the day that `to_claim` had, where a merge
    changed it.
    """

    __tablename__ = "claim_move"
    __table_args__ = (CheckConstraint("kind IN ('merge', 'split')", name="kind"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    from_claim: Mapped[str] = mapped_column(ForeignKey("claim.id"), index=True)
    to_claim: Mapped[str] = mapped_column(ForeignKey("claim.id"), index=True)
    is_new: Mapped[bool]
    worded: Mapped[list[str]] = mapped_column(JSON)
    moved: Mapped[list[str]] = mapped_column(JSON)
    carried: Mapped[list[str]] = mapped_column(JSON)
    verdict_on: Mapped[date | None] = mapped_column(Date)
    moved_at: Mapped[datetime] = mapped_column(Moment)
    moved_by: Mapped[str] = mapped_column(String(64))
    why: Mapped[str] = mapped_column(Text)
    undone_at: Mapped[datetime | None] = mapped_column(Moment)
    undone_by: Mapped[str | None] = mapped_column(String(64))
    undone_why: Mapped[str | None] = mapped_column(Text)


class ClaimMovedSighting(Table):
    """How many of a day, a host and a way went with a move."""

    __tablename__ = "claim_moved_sighting"

    move: Mapped[int] = mapped_column(ForeignKey("claim_move.number"), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    host: Mapped[str] = mapped_column(String(128), primary_key=True)
    way: Mapped[str] = mapped_column(String(16), primary_key=True)
    count: Mapped[int]


class ClaimMovedFollower(Table):
    """A follower that came with a move; `told_version` is what `from_claim` had told them, `is_new` whether they did
    not follow `to_claim` before."""

    __tablename__ = "claim_moved_follower"
    __table_args__ = ({"sqlite_with_rowid": False},)

    move: Mapped[int] = mapped_column(ForeignKey("claim_move.number"), primary_key=True)
    follower: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    told_version: Mapped[int]
    is_new: Mapped[bool]


impersonal(table(ClaimMovedSighting))
impersonal(
    *(table(ClaimMove), "number", "kind", "from_claim", "to_claim", "is_new", "carried", "verdict_on"),
    *("moved_at", "moved_by", "why", "undone_at", "undone_by", "undone_why"),
)
apart(table(ClaimMove), "masked words that many pass on, bound to nobody", "worded", "moved")
apart(table(ClaimMovedFollower), "no way from a conversation to its row but by the key; forgotten with the follower")
