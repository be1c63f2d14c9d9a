"""Claims that nobody has judged yet: near-same messages are one, counted by day, with who is to be told."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, Insert, bindparam, delete, func, select, text, update

from bot.cases.claim_followers import Followers
from bot.clock import now
from bot.language.claim_text import link_host
from bot.language.likeness import is_near_same
from bot.storage.claim_move_tables import ClaimMovedFollower
from bot.storage.claim_tables import Claim, ClaimFollower, ClaimSighting
from bot.storage.database import Database
from bot.storage.upsert import insert

#: What a key of a claim begins with; it stands where a rumour's name stands.
PREFIX = "claim_"
#: Other wordings that are kept of a claim, for later messages to be known by.
WORDINGS = 5
#: Notices of new claims in a while; claims beyond them are open and listed, but ring no bell.
NOTICES, WHILE = 5, timedelta(minutes=10)
#: The latest claims, with which a message is compared.
COMPARED = 1_000
#: Characters of a claim and of a host that are kept.
LONGEST, LONGEST_HOST = 2_000, 128
#: Any number: two apps that group claims at once wait for each other by it.
_LOCK = 7_151_008

_CLAIM = Claim.metadata.tables[Claim.__tablename__]
_SIGHTING = ClaimSighting.metadata.tables[ClaimSighting.__tablename__]
_FOLLOWER = ClaimFollower.metadata.tables[ClaimFollower.__tablename__]
_CAME = ClaimMovedFollower.metadata.tables[ClaimMovedFollower.__tablename__]
_HOME = _CLAIM.alias("home")
#: Under the claim that they were merged into, where staff have merged them: its state counts.
_LATEST = (
    select(
        _CLAIM.c.id,
        func.coalesce(_HOME.c.id, _CLAIM.c.id).label("home"),
        func.coalesce(_HOME.c.state, _CLAIM.c.state).label("state"),
        _CLAIM.c.text,
        _CLAIM.c.wordings,
    )
    .outerjoin_from(_CLAIM, _HOME, _HOME.c.id == _CLAIM.c.merged_into)
    .order_by(_CLAIM.c.opened_on.desc(), _CLAIM.c.id)
    .limit(COMPARED)
)
_NOTICED = select(func.count()).where(_CLAIM.c.noticed_at > bindparam("since"))


@dataclass(frozen=True, slots=True)
class Taken:
    """Where a message went: the claim's key, and whether it is a new one that staff are told of."""

    claim: str
    is_new: bool
    is_noticed: bool


@dataclass(frozen=True, slots=True)
class _Like:
    """The claim that words are like; `home` is the one that it was merged into, or itself."""

    id: str
    home: str


class Claims:
    """Takes claims in. `key` seals who is to be told; `notice` is called with the key of a new claim, seldom enough."""

    def __init__(self, database: Database, key: bytes, notice: Callable[[str], None] | None = None):
        self._database, self._notice = database, notice
        self.followers = Followers(key)

    def asked(self, words: str, conversation_id: str, day: date) -> str | None:
        """Somebody asks about an open claim: counted, and told of the verdict. None where no claim reads like it."""

        def follow(connection: Connection) -> str | None:
            like = _near(connection, words, open_only=True)
            if like is None:
                return None
            _count(connection, like.home, words, "asked", day)
            self._follow(connection, like.home, conversation_id)
            return like.home

        # Most messages are like no claim: nobody waits in line to write then.
        with self._database.looking() as connection:
            if not _near(connection, words, open_only=True):
                return None
        return self._database.together(follow)

    def reported(self, words: str, conversation_id: str, day: date, where: str = "") -> Taken:
        """A report of misinformation: a sighting of the claim that reads like it, or a new claim.

        `words` and `where` are masked; of `where` only the host of a link is kept, of `words` the text.
        """

        def take(connection: Connection) -> Taken:
            _one_at_a_time(connection)
            like = _near(connection, words)
            found = like.home if like else None
            noticed = not found and (connection.scalar(_NOTICED, {"since": now() - WHILE}) or 0) < NOTICES
            claim = found or _opened(connection, words, day, is_noticed=noticed)
            _count(connection, claim, f"{words}\n{where}", "reported", day)
            self._follow(connection, claim, conversation_id)
            if like:
                _also_worded(connection, like.id, words)
            return Taken(claim, not found, noticed)

        taken = self._database.together(take)
        if taken.is_noticed and self._notice:
            self._notice(taken.claim)
        return taken

    def sighted(self, name: str, words: str, day: date, way: str = "asked") -> None:
        """Somebody asks about a claim whose verdict is known, and is answered at once; or reports it all the same."""
        self._database.together(lambda connection: _count(connection, name, words, way, day))

    def forget(self, conversation_id: str) -> None:
        """Whoever asks to be forgotten follows no claim any more; the claims themselves name nobody."""

        def leave(connection: Connection) -> None:
            followed = [
                self.followers.hashed(claim, conversation_id) for claim in connection.scalars(select(_CLAIM.c.id))
            ]
            for table in (_FOLLOWER, _CAME):
                connection.execute(delete(table).where(table.c.follower.in_(followed)))

        self._database.together(leave)

    def _follow(self, connection: Connection, claim: str, conversation_id: str) -> None:
        row = self.followers.row(_home(connection, claim), conversation_id)
        connection.execute(insert(connection, _FOLLOWER).values(row).on_conflict_do_nothing())


def _near(connection: Connection, words: str, *, open_only: bool = False) -> _Like | None:
    for row in connection.execute(_LATEST):
        if open_only and row.state != "open":
            continue
        if any(is_near_same(words, known) for known in (row.text, *row.wordings)):
            return _Like(row.id, row.home)
    return None


def _opened(connection: Connection, words: str, day: date, *, is_noticed: bool) -> str:
    claim = f"{PREFIX}{secrets.token_hex(8)}"
    row = {"id": claim, "text": words[:LONGEST], "wordings": [], "state": "open", "opened_on": day, "version": 0}
    connection.execute(_CLAIM.insert().values(**row, noticed_at=now() if is_noticed else None))
    return claim


def _also_worded(connection: Connection, claim: str, words: str) -> None:
    """Keep a wording that is like the claim, yet is not near-same to its first one."""
    row = connection.execute(select(_CLAIM.c.text, _CLAIM.c.wordings).where(_CLAIM.c.id == claim)).one()
    if len(row.wordings) < WORDINGS and not is_near_same(words, row.text):
        more = [*row.wordings, words[:LONGEST]]
        connection.execute(update(_CLAIM).where(_CLAIM.c.id == claim).values(wordings=more))


def counted(connection: Connection, claim: str, day: date, host: str, way: str, *, times: int = 1) -> Insert:
    """The statement that counts sightings."""
    row = insert(connection, _SIGHTING).values(claim=claim, day=day, host=host, way=way, count=times)
    same = [_SIGHTING.c.claim, _SIGHTING.c.day, _SIGHTING.c.host, _SIGHTING.c.way]
    return row.on_conflict_do_update(index_elements=same, set_={"count": _SIGHTING.c.count + times})


def _count(connection: Connection, claim: str, words: str, way: str, day: date) -> None:
    host = link_host(words)[:LONGEST_HOST]
    connection.execute(counted(connection, _home(connection, claim), day, host, way))


def _home(connection: Connection, claim: str) -> str:
    """Where a claim is counted: staff may have merged it since it was looked for. It stays there until the end."""
    if not claim.startswith(PREFIX):
        return claim
    merged = select(_CLAIM.c.merged_into).where(_CLAIM.c.id == claim).with_for_update(read=True, key_share=True)
    return connection.scalar(merged) or claim


def _one_at_a_time(connection: Connection) -> None:
    # SQLite has one writer anyway; of several apps on PostgreSQL two could open the same claim at once.
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
