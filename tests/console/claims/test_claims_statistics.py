"""Statistics on claims after a merge, a split and an undo: their tables follow at once, no turn is counted anew."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from bot.cases.claim_move_plan import Out
from bot.clock import today
from bot.console.console import Console
from bot.statistics.blocks import claims_before_after, claims_trend
from bot.statistics.period import Period
from bot.statistics.scope import Scope
from bot.storage.statistics_tables import StatisticsDue, StatisticsStale, StatisticsTurn
from tests.cases.claims import POSTS
from tests.console.claims.conftest import LAN

_ASKED = ("asked_before", "asked_after")


@pytest.fixture
def both(house, reported, published, talk):
    """A published claim that was met in turns too, and another one with the same words in other clothes."""
    talk("nghe nói thu hồi sổ", citizen="mot")
    one, other = reported(4), reported(3, POSTS[1], 4)
    published(one)
    for back in (0, 1, 6):
        house.claim_room.claims.sighted(one, "tin này thật không", today() - timedelta(days=back))
    house.claim_room.claims.sighted(other, "tin này thật không", today() - timedelta(days=6))
    return one, other


def lines(console: Console) -> dict[str, tuple]:
    """By link, what the table of claims before and after their verdict says."""
    day = today()
    scope = Scope(Period(day - timedelta(days=40), day), {})
    block = claims_before_after.TABLE.make(console.statistics, scope)
    return {line.link: tuple(line.cells[part] for part in (*_ASKED, "before_30", "after_30")) for line in block.lines}


def trend(console: Console) -> int:
    day = today()
    block = claims_trend.TABLE.make(console.statistics, Scope(Period(day - timedelta(days=40), day), {}))
    return sum(int(line.cells[column.key] or 0) for line in block.lines for column in block.columns[1:])


def waiting(house) -> tuple[int, int]:
    with house.database.looking() as connection:
        return tuple(
            connection.scalar(select(func.count()).select_from(one)) for one in (StatisticsDue, StatisticsStale)
        )


def cells(house) -> list[tuple]:
    with house.database.looking() as connection:
        return sorted(map(repr, connection.execute(select(StatisticsTurn.metadata.tables["statistics_cell"])).all()))


def test_the_tables_follow_a_merge_at_once_and_an_undo_restores_them(console, house, both):
    one, other = both
    before, met = lines(console), trend(console)
    moves = house.claim_room.moves
    number = moves.merge(LAN, moves.plan(one, other), "cùng tin")
    after = lines(console)
    assert set(after) == {f"/console/claims/{one}"}
    parts = after[f"/console/claims/{one}"]
    # Of both: three questions before the day of the verdict that stays, one on it.
    assert parts == (3, 1, 3, 1)
    assert sorted(before.values(), key=repr) == [(1, 0, None, None), (2, 1, 2, 1)]
    assert trend(console) == met
    moves.undo(LAN, number, "nhầm")
    assert lines(console) == before


def test_the_view_for_other_tools_follows(console, house, both):
    one, other = both
    moves = house.claim_room.moves
    house.claim_room.claims.sighted(other, "tin này thật không", today())
    moves.merge(LAN, moves.plan(one, other), "cùng tin")
    with house.database.looking() as connection:
        rows = connection.execute(text("select claim, asked, verdict_on, after_verdict from thong_ke_tin_don")).all()
    assert {row.claim for row in rows} == {one}
    assert sum(row.asked for row in rows) == 5
    assert {row.after_verdict for row in rows} == {0, 1}


def test_no_turn_is_due_for_a_move_and_a_fold_changes_nothing(console, house, both):
    """Counts of turns know nothing of claims: what a move changes is read from the claims themselves."""
    one, other = both
    folding, moves = console.statistics.folding, house.claim_room.moves
    folding.fold()
    counted, shown = cells(house), None
    assert counted
    assert waiting(house) == (0, 0)
    number = moves.merge(LAN, moves.plan(one, other), "cùng tin")
    assert waiting(house) == (0, 0)
    shown = lines(console)
    folding.fold()
    assert cells(house) == counted
    assert lines(console) == shown
    moves.undo(LAN, number, "nhầm")
    folding.mark_all()
    folding.fold()
    assert cells(house) == counted


def test_what_is_taken_out_has_a_line_of_its_own(console, house, both):
    one, _ = both
    taken = {(today() - timedelta(days=6), "", "asked"): 1}
    house.claim_room.moves.split(LAN, one, Out(taken, words="tin khác hẳn"), "tin khác")
    new = house.claim_room.moves.reading.of(one)[0].to_claim
    after = lines(console)
    assert after[f"/console/claims/{new}"] == (1, 0, None, None)
    assert after[f"/console/claims/{one}"] == (1, 1, 1, 1)
