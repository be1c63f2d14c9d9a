"""Citizens who wait: for a person, for what the law gives them time limits for, for what they reported."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import select

from bot.cases.clocks import Clocks
from bot.cases.states import CLOCK, State
from bot.clock import VIETNAM
from bot.statistics.deciding.item import Asked, Item
from bot.statistics.room import StatisticsRoom
from bot.storage.case_tables import CaseFile, DataRequest
from bot.storage.personal import table
from bot.storage.talk_tables import OfficerTalk
from bot.talks.hours import OfficeHours

_TALK, _CASE, _REQUEST = table(OfficerTalk), table(CaseFile), table(DataRequest)


def waiting_since(room: StatisticsRoom) -> list[datetime]:
    """When each talk was opened that waits for a person now, the oldest first. Raises DatabaseUnavailable."""
    query = select(_TALK.c.opened_at).where(_TALK.c.state == "waiting").order_by(_TALK.c.opened_at)
    with room.database.looking() as connection:
        return list(connection.scalars(query))


def waiting(room: StatisticsRoom, asked: Asked) -> Iterator[Item]:
    """Talks that nobody has taken within the time, counted from when the office was open."""
    rule, hours = asked.rules.waiting, _hours(room.data / "offices")
    opened = waiting_since(room)
    late = [one for one in opened if asked.moment - hours.opens(one) > timedelta(minutes=rule.minutes)]
    if late:
        act = "POST", "/console/inbox/{talk:str}/claim"
        values = {"minutes": rule.minutes, "all": len(opened)}
        yield Item("waiting", rule.rank, len(late), _day(late[0]), "/console/inbox?show=waiting", act, values)


def requests(room: StatisticsRoom, asked: Asked) -> Iterator[Item]:
    """Requests about one's own data whose next time limit has come; of those not read yet that of the answer."""
    rule = asked.rules.requests
    query = select(_REQUEST.c.state, _REQUEST.c.answer_by, _REQUEST.c.due_on).where(
        _REQUEST.c.state.in_(("received", "answered"))
    )
    with room.database.looking() as connection:
        dues = [row.answer_by if row.state == "received" else row.due_on for row in connection.execute(query)]
    if found := _within(dues, asked, rule.days):
        act = "POST", "/console/requests/{number:int}/answer"
        late = sum(one < asked.today for one in found)
        yield Item("requests", rule.rank, len(found), min(found), "/console/requests", act, {"late": late})


def cases(room: StatisticsRoom, asked: Asked) -> Iterator[Item]:
    """Reports whose time limit has come. Few of them are told without a number, and none with a day."""
    rule, clocks = asked.rules.cases, _clocks(room.data / "offices")
    query = select(_CASE.c.state, _CASE.c.since).where(_CASE.c.state.in_([str(one) for one in CLOCK]))
    with room.database.looking() as connection:
        dues = [clocks.due(CLOCK[State(row.state)], row.since).day for row in connection.execute(query)]
    if found := _within(dues, asked, rule.days):
        is_few = len(found) < rule.hidden_below
        since, count = (None, None) if is_few else (min(found), len(found))
        act = "POST", "/console/reports/{number:int}/move"
        yield Item("cases", rule.rank, count, since, "/console/reports", act, {}, rule.hidden_below if is_few else 0)


@cache
def _hours(folder: Path) -> OfficeHours:
    return OfficeHours.load(folder)


@cache
def _clocks(folder: Path) -> Clocks:
    return Clocks.load(folder)


def _within(dues: list[date], asked: Asked, days: int) -> list[date]:
    last = asked.today + timedelta(days=days)
    return [one for one in dues if one <= last]


def _day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()
