"""Sightings and followers on their way from one claim to another, and back; in a transaction of the caller."""

import logging
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import batched
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, insert, select, update

from bot.cases.claim_followers import Followers
from bot.cases.claims import counted
from bot.privacy.sealing import SealBroken
from bot.storage.claim_move_tables import ClaimMovedFollower, ClaimMovedSighting
from bot.storage.claim_tables import ClaimFollower, ClaimSighting
from bot.storage.personal import table
from bot.storage.upsert import insert as upsert

log = logging.getLogger(__name__)

#: Rows named in one statement.
BATCH = 500
#: Day, host of the link ("" for none) and way (asked, reported) of sightings.
Met = tuple[date, str, str]

_SIGHTING, _FOLLOWER = table(ClaimSighting), table(ClaimFollower)
_MOVED, _CAME = table(ClaimMovedSighting), table(ClaimMovedFollower)


class FewerMet(Exception):
    """Less was counted than was to be moved."""


def met(connection: Connection, claim: str) -> dict[Met, int]:
    """All sightings of a claim."""
    query = select(_SIGHTING.c.day, _SIGHTING.c.host, _SIGHTING.c.way, _SIGHTING.c.count.label("times"))
    rows = connection.execute(query.where(_SIGHTING.c.claim == claim))
    return {(row.day, row.host, row.way): row.times for row in rows}


def shift(connection: Connection, from_claim: str, to_claim: str, wanted: Mapping[Met, int]) -> None:
    """Count so many sightings as the other claim's. Raises FewerMet."""
    there = met(connection, from_claim)
    for one, count in wanted.items():
        left = there.get(one, 0) - count
        if left < 0:
            raise FewerMet(f"{from_claim} was met {there.get(one, 0)} times on {one[0]}, not {count}")
        _leave(connection, from_claim, one, left)
        connection.execute(counted(connection, to_claim, *one, times=count))


def noted(connection: Connection, move: int, moved: Mapping[Met, int]) -> None:
    """Keep what went with a move."""
    rows = [{"move": move, "day": day, "host": host, "way": way, "count": n} for (day, host, way), n in moved.items()]
    if rows:
        connection.execute(insert(_MOVED), rows)


def moved(connection: Connection, move: int) -> dict[Met, int]:
    """What went with a move."""
    query = select(_MOVED.c.day, _MOVED.c.host, _MOVED.c.way, _MOVED.c.count.label("times"))
    rows = connection.execute(query.where(_MOVED.c.move == move))
    return {(row.day, row.host, row.way): row.times for row in rows}


def bring(
    connection: Connection, followers: Followers, move: int, from_claim: str, to_claim: str, *, told: Mapping[int, int]
) -> list[str]:
    """Have whoever follows the one claim follow the other too; gives their hashes in the one.

    `told`: what a version of the one that somebody was told stands for in the other; what is not there is nothing.
    """
    here = set(connection.scalars(select(_FOLLOWER.c.follower).where(_FOLLOWER.c.claim_id == to_claim)))
    brought = []
    for row in connection.execute(select(_FOLLOWER).where(_FOLLOWER.c.claim_id == from_claim)).all():
        conversation = _opened(followers, from_claim, row)
        if conversation is None:
            continue
        new = {**followers.row(to_claim, conversation), "told_version": told.get(row.told_version, 0)}
        is_new = new["follower"] not in here
        came = {"move": move, "follower": new["follower"], "told_version": row.told_version, "is_new": is_new}
        connection.execute(insert(_CAME).values(came))
        if is_new:
            connection.execute(insert(_FOLLOWER).values(new))
        brought.append(row.follower)
    return brought


def leave(connection: Connection, claim: str, followers: Sequence[str]) -> None:
    """These do not follow a claim any more."""
    for some in batched(followers, BATCH):
        connection.execute(delete(_FOLLOWER).where(_FOLLOWER.c.claim_id == claim, _FOLLOWER.c.follower.in_(some)))


def bring_back(connection: Connection, followers: Followers, move: int, from_claim: str, to_claim: str) -> None:
    """Who came with a move follows `from_claim` again as before; who has been forgotten since does not."""
    of_move = select(_CAME, _FOLLOWER.c.sealed).join(
        _FOLLOWER, and_(_FOLLOWER.c.follower == _CAME.c.follower, _FOLLOWER.c.claim_id == to_claim)
    )
    for row in connection.execute(of_move.where(_CAME.c.move == move)).all():
        conversation = _opened(followers, to_claim, row)
        if conversation is None:
            continue
        back = {**followers.row(from_claim, conversation), "told_version": row.told_version}
        connection.execute(upsert(connection, _FOLLOWER).values(back).on_conflict_do_nothing())


def send_away(connection: Connection, move: int, to_claim: str) -> None:
    """Who came to a claim only by a move does not follow it any more."""
    new = select(_CAME.c.follower).where(_CAME.c.move == move, _CAME.c.is_new)
    connection.execute(delete(_FOLLOWER).where(_FOLLOWER.c.claim_id == to_claim, _FOLLOWER.c.follower.in_(new)))


def follow_instead(connection: Connection, followers: Followers, from_claim: str, to_claim: str) -> None:
    """Who follows the one claim follows the other instead, and hears its verdict."""
    gone = []
    for row in connection.execute(select(_FOLLOWER).where(_FOLLOWER.c.claim_id == from_claim)).all():
        conversation = _opened(followers, from_claim, row)
        if conversation is not None:
            new = followers.row(to_claim, conversation)
            connection.execute(upsert(connection, _FOLLOWER).values(new).on_conflict_do_nothing())
            gone.append(row.follower)
    leave(connection, from_claim, gone)


def _opened(followers: Followers, claim: str, row: Row[Any]) -> str | None:
    """The conversation of a follower; one that cannot be opened stays where it is, as nobody can be told there."""
    try:
        return followers.conversation(claim, row.follower, row.sealed)
    except SealBroken:
        log.warning("a follower of a claim could not be opened, and stays under it")
        return None


def _leave(connection: Connection, claim: str, one: Met, left: int) -> None:
    here = _is(claim, one)
    change = update(_SIGHTING).where(here).values(count=left) if left else delete(_SIGHTING).where(here)
    connection.execute(change)


def _is(claim: str, one: Met) -> ColumnElement[bool]:
    day, host, way = one
    return and_(_SIGHTING.c.claim == claim, _SIGHTING.c.day == day, _SIGHTING.c.host == host, _SIGHTING.c.way == way)
