"""What we say: figures past their review, answers without a source, topics that are not understood."""

from collections.abc import Iterator
from urllib.parse import urlencode

from bot.policy.schema import Figure
from bot.statistics.changes import UNSURE
from bot.statistics.deciding.item import Asked, Item, Values
from bot.statistics.room import StatisticsRoom
from bot.statistics.scope import Scope

_ROWS = "/console/statistics/rows"
#: How an address writes what has no value.
_NOTHING = "~"
_TEXTS = "POST", "/console/knowledge/answers/{topic:str}/{aspect:str}/draft"
_NOT_UNDERSTOOD = "o_unanswered_not_understood"


def figures(room: StatisticsRoom, asked: Asked) -> Iterator[Item]:
    """Figures in force, or else the last there was, whose review date has passed: the bot no longer states them."""
    rule = asked.rules.figures
    late = [one for one in _in_force(room, asked) if one.spoken() and one.review_by < asked.today]
    if late:
        act = "POST", "/console/knowledge/figures/{figure:str}/draft"
        link = "/console/knowledge/figures?review=overdue"
        first = min(late, key=lambda one: (one.review_by, one.key))
        yield Item("figures", rule.rank, len(late), first.review_by, link, act, {"first": first.label})


def _in_force(room: StatisticsRoom, asked: Asked) -> Iterator[Figure]:
    policy = room.adviser.policy
    for key in policy:
        periods = policy.periods(key)
        past = [one for one in periods if one.effective_from <= asked.today]
        yield past[-1] if past else periods[0]
    yield from (row.figure for row in policy.topups.rows if row.figure.holds(asked.today))


def evidence(room: StatisticsRoom, asked: Asked) -> Iterator[Item]:
    """Answers without a dated source: each is a fault."""
    rule, scope = asked.rules.evidence, asked.scope
    totals = room.books.totals(scope)
    if missing := totals["unsourced"]:
        by = {topic: one["unsourced"] for topic, one in room.books.by(scope, "topic").items()}
        worst = sorted((topic for topic, number in by.items() if number), key=lambda one: (-by[one], one))
        values: Values = {"of": totals["substantive"], "topics": ",".join(worst[: rule.shown])}
        yield Item("evidence", rule.rank, missing, None, rows(scope, "unsourced"), _TEXTS, values)


def not_understood(room: StatisticsRoom, asked: Asked) -> Iterator[Item]:
    """Topics, or all talk, of which the machine did not understand too much."""
    rule, scope = asked.rules.not_understood, asked.scope
    act = "POST", "/console/learning/{candidate:str}/approve"
    by = {topic: counts for topic, counts in room.books.by(scope, "topic").items() if topic not in UNSURE}
    bad = [topic for topic, one in by.items() if _is_too_much(one["counted"], one[_NOT_UNDERSTOOD], asked)]
    for topic in sorted(bad, key=lambda one: (-by[one][_NOT_UNDERSTOOD], one))[: rule.shown]:
        values: Values = {"topic": topic, "of": by[topic]["counted"]}
        link = rows(scope.at("topic", topic), _NOT_UNDERSTOOD)
        yield Item("not_understood", rule.rank, by[topic][_NOT_UNDERSTOOD], None, link, act, values)
    totals = room.books.totals(scope)
    if _is_too_much(totals["counted"], totals[_NOT_UNDERSTOOD], asked):
        whole: Values = {"of": totals["counted"]}
        link = rows(scope, _NOT_UNDERSTOOD)
        yield Item("not_understood_all", rule.rank, totals[_NOT_UNDERSTOOD], None, link, act, whole)


def _is_too_much(of: int, part: int, asked: Asked) -> bool:
    rule = asked.rules.not_understood
    return of >= rule.least and part >= rule.share * of


def rows(scope: Scope, condition: str) -> str:
    """The address of the turns behind a number."""
    wanted = {name: ",".join(one or _NOTHING for one in values) for name, values in scope.wanted.items() if values}
    return f"{_ROWS}?" + urlencode({"condition": condition, "period": scope.period.code, **wanted}, safe=",~")
