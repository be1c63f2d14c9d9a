"""Addresses of turns behind a number whose condition is that of its row, not of its column."""

from urllib.parse import urlencode

from bot.statistics.scope import DIMENSIONS, Scope

#: What stands in an address for "nothing said".
_NOTHING = "~"


def turns(scope: Scope, condition: str) -> str:
    """The page of the console that lists the turns of a filter that meet a condition of `bot.statistics.conditions`."""
    wanted = {name: ",".join(value or _NOTHING for value in scope.of(name)) for name in DIMENSIONS if scope.of(name)}
    fields = {"period": scope.period.code, **wanted, "condition": condition}
    return f"/console/statistics/rows?{urlencode(fields, safe=',~')}"
