"""Tables of claims: what people pass on, who asked for a verdict on it, and the verdicts with their versions.

No table joins a claim to a report. A follower is a sealed conversation under a keyed hash; days are kept, no times. On
SQLite the tables that are written when a citizen writes have no rowid, whose order would tell who wrote when.
"""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.personal import apart, impersonal, table
from bot.storage.tables import Moment, Table

STATES = ("open", "published")
VERDICTS = ("false", "partly_true", "misread", "not_settled")
WAYS = ("asked", "reported")

_NO_ROWID = {"sqlite_with_rowid": False}


def _one_of(column: str, allowed: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(one) for one in allowed)})"


class Claim(Table):
    """A claim that citizens asked about or reported. `text` is its first wording, masked; `wordings` are others.

    `version` is that of the verdict published last, 0 before the first; `noticed_at` says when staff were told of it.
    `merged_into` is the claim that it is counted and answered as since staff have merged it, always one that is not.
    """

    __tablename__ = "claim"
    __table_args__ = (CheckConstraint(_one_of("state", STATES), name="state"), _NO_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    wordings: Mapped[list[str]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(16), index=True)
    opened_on: Mapped[date] = mapped_column(Date, index=True)
    noticed_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    version: Mapped[int]
    verdict_on: Mapped[date | None] = mapped_column(Date)
    merged_into: Mapped[str | None] = mapped_column(String(32), index=True)


class ClaimVerdict(Table):
    """One version of a verdict: the claim in one sentence, the refutation, its sources; who proposed and published it.

    `claim` and `refutation` are templates as those of answers. A row is never changed after it was published.
    """

    __tablename__ = "claim_verdict"
    __table_args__ = (CheckConstraint(_one_of("verdict", VERDICTS), name="verdict"),)

    claim_id: Mapped[str] = mapped_column(ForeignKey("claim.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    claim: Mapped[str] = mapped_column(Text)
    verdict: Mapped[str] = mapped_column(String(16))
    refutation: Mapped[str] = mapped_column(Text)
    legal_basis: Mapped[list[str]] = mapped_column(JSON)
    confidence: Mapped[str] = mapped_column(String(1))
    review_by: Mapped[date] = mapped_column(Date)
    why: Mapped[str] = mapped_column(Text)
    proposed_by: Mapped[str] = mapped_column(String(64))
    proposed_at: Mapped[datetime] = mapped_column(Moment)
    published_by: Mapped[str | None] = mapped_column(String(64))
    published_at: Mapped[datetime | None] = mapped_column(Moment)


class ClaimSighting(Table):
    """How often a claim was asked about or reported on a day, by the host of the link it came with ("" for none).

    `claim` is the id of a claim or the name of a known rumour, so that both are counted alike.
    """

    __tablename__ = "claim_sighting"
    __table_args__ = (CheckConstraint(_one_of("way", WAYS), name="way"), _NO_ROWID)

    claim: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    host: Mapped[str] = mapped_column(String(128), primary_key=True)
    way: Mapped[str] = mapped_column(String(16), primary_key=True)
    count: Mapped[int]


class ClaimFollower(Table):
    """Somebody to be told of the verdict: `sealed` is the conversation, `follower` a keyed hash of it and the claim.

    `told_version` is the verdict that they were told last, 0 for none.
    """

    __tablename__ = "claim_follower"
    __table_args__ = (_NO_ROWID,)

    claim_id: Mapped[str] = mapped_column(ForeignKey("claim.id"), primary_key=True)
    follower: Mapped[str] = mapped_column(String(64), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    told_version: Mapped[int]


impersonal(table(ClaimVerdict))
impersonal(table(ClaimSighting))
impersonal(table(Claim), "id", "state", "opened_on", "noticed_at", "version", "verdict_on", "merged_into")
apart(table(Claim), "masked words that many pass on, bound to nobody", "text", "wordings")
apart(table(ClaimFollower), "no way from a conversation to its row but by the key; a sealed id that leads nowhere then")
