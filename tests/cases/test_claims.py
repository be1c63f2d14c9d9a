"""Claims: near-same reports are one, nobody is dropped, staff are told seldom, and no row leads back to a citizen."""

import tomllib
import uuid
from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import inspect, select

from bot.cases.claim_reading import ClaimReading
from bot.cases.claims import NOTICES, PREFIX, Claims
from bot.settings import PROJECT
from bot.storage.claim_tables import Claim, ClaimFollower, ClaimSighting
from tests.cases.claims import POSTS, copies

TODAY = date(2026, 11, 22)
KEY = b"k" * 32
#: Rumours that are all different.
FILES = sorted((PROJECT / "data" / "rumours").glob("*.toml"))


@pytest.fixture
def rung() -> list[str]:
    return []


@pytest.fixture
def claims(database, rung) -> Claims:
    return Claims(database, KEY, rung.append)


def somebody() -> str:
    return str(uuid.uuid4())


def rows(database, table) -> list:
    with database.reading() as session:
        return list(session.scalars(select(table)))


def test_500_near_same_reports_are_few_claims_and_few_notices_and_none_is_dropped(database, claims, rung):
    """B-19: at most 5 groups, at most 5 notices."""
    posts = [*copies(POSTS[0], 400, seed=5), *copies(POSTS[1], 100, seed=6)]
    senders = [somebody() for _ in range(100)]
    for number, post in enumerate(posts):
        claims.reported(post, senders[number % 100], TODAY)
    groups, followers = rows(database, Claim), rows(database, ClaimFollower)
    met = sum(one.count for one in rows(database, ClaimSighting))
    print(f"\n500 reports: {len(groups)} groups, {len(rung)} notices, {met} counted")  # noqa: T201  shown by -s
    assert len(groups) <= 5
    assert len(rung) <= 5
    assert met == 500
    # Whoever sent both posts follows both.
    assert len({one.sealed for one in followers}) == len(followers) >= 100


def test_different_claims_stay_apart(database, claims):
    first = claims.reported(POSTS[0], somebody(), TODAY)
    second = claims.reported(POSTS[1], somebody(), TODAY)
    assert first.claim != second.claim
    assert (first.is_new, second.is_new) == (True, True)
    assert first.claim.startswith(PREFIX)


def test_a_flood_of_different_claims_rings_no_more_than_so_often_and_all_are_open(database, claims, rung):
    for path in FILES:
        claims.reported(tomllib.loads(path.read_text("utf-8"))["said"][0], somebody(), TODAY)
    assert len(rung) == NOTICES < len(FILES)
    assert len(ClaimReading(database).listed()) == len(FILES)


def test_a_question_about_an_open_claim_is_counted_and_followed_and_opens_none(database, claims):
    assert claims.asked(POSTS[0], somebody(), TODAY) is None
    claim = claims.reported(POSTS[0], somebody(), TODAY).claim
    assert claims.asked(copies(POSTS[0], 1, seed=1)[0], somebody(), TODAY) == claim
    assert Counter(one.way for one in rows(database, ClaimSighting)) == {"reported": 1, "asked": 1}
    assert len(rows(database, ClaimFollower)) == 2


def test_whoever_reports_twice_is_told_once_and_counted_twice(database, claims):
    me = somebody()
    for _ in range(2):
        claims.reported(POSTS[0], me, TODAY)
    assert len(rows(database, ClaimFollower)) == 1
    assert [one.count for one in rows(database, ClaimSighting)] == [2]


def test_days_and_hosts_are_counted_apart_and_of_a_link_only_the_host_is_kept(database, claims):
    claim = claims.reported(f"{POSTS[0]} https://tin-nong.xyz/abc?user=me", somebody(), TODAY).claim
    claims.reported(POSTS[0], somebody(), TODAY + timedelta(days=1), "thấy trên https://kenh-la.top/post/7")
    reading = ClaimReading(database)
    assert reading.by_day(claim) == {TODAY: 1, TODAY + timedelta(days=1): 1}
    assert reading.hosts(claim) == {"tin-nong.xyz": 1, "kenh-la.top": 1}
    assert "post/7" not in str(reading.hosts(claim))


def test_no_row_leads_from_a_claim_to_a_conversation_or_a_report(database, claims):
    me = somebody()
    claims.reported(POSTS[0], me, TODAY)
    with database.engine.connect() as connection:
        tables = [name for name in inspect(connection).get_table_names() if name.startswith("claim")]
        dump = "".join(str(row) for name in tables for row in connection.execute(select(Claim.metadata.tables[name])))
        keys = [key["referred_table"] for name in tables for key in inspect(connection).get_foreign_keys(name)]
        columns = {column["name"] for name in tables for column in inspect(connection).get_columns(name)}
    assert me not in dump
    assert set(keys) == {"claim", "claim_move"}
    assert not columns & {"conversation_id", "report_id", "interaction_id", "citizen"}


def test_the_same_conversation_has_another_hash_under_another_claim_and_key(claims, database):
    me = somebody()
    other = Claims(database, b"o" * 32)
    hashes = {claims.followers.hashed("a", me), claims.followers.hashed("b", me), other.followers.hashed("a", me)}
    assert len(hashes) == 3


def test_whoever_asks_to_be_forgotten_follows_nothing(database, claims):
    me, other = somebody(), somebody()
    for post in POSTS:
        claims.reported(post, me, TODAY)
        claims.reported(post, other, TODAY)
    claims.forget(me)
    left = rows(database, ClaimFollower)
    assert [claims.followers.conversation(one.claim_id, one.follower, one.sealed) for one in left] == [other, other]


def test_the_most_met_claim_is_listed_first_with_who_waits(database, claims):
    claims.reported(POSTS[0], somebody(), TODAY)
    for _ in range(3):
        claims.reported(POSTS[1], somebody(), TODAY)
    listed = ClaimReading(database).listed()
    assert [(one.text, one.met, one.waiting) for one in listed] == [(POSTS[1], 3, 3), (POSTS[0], 1, 1)]
