"""The address of the list: its parts, shortened to what they say; the days that are asked for most."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs

from litestar import Request

from bot.advice.families import Family
from bot.console.conversations.columns import COLUMNS
from bot.console.conversations.filters import FAMILY
from bot.console.staff import Staff
from bot.console.web.catalogue import said
from bot.console.web.listing import COLUMNS as CHOSEN

Asking = Request[Staff, Any, Any]
#: Where in the list it stands and in which form it is wanted.
_LEFT_OUT = frozenset({"after", "format", "since", "live"})


@dataclass(frozen=True, slots=True)
class Days:
    """Days that one press asks for, both included."""

    label: str
    first: date
    last: date


def days(today: date) -> list[Days]:
    """Today, yesterday, a week."""
    yesterday, week = today - timedelta(days=1), today - timedelta(days=6)
    return [
        Days(said("Hôm nay"), today, today),
        Days(said("Hôm qua"), yesterday, yesterday),
        Days(said("7 ngày"), week, today),
    ]


def filter_parts(request: Asking) -> dict[str, list[str]]:
    """The address without where in the list it stands and in which form it is wanted."""
    return {name: values for name, values in _parts(request).items() if name not in _LEFT_OUT}


def short(request: Asking, families: Iterable[Family]) -> dict[str, list[str]] | None:
    """The parts of an address that says more than it must, as a form does: empty fields, columns one by one, a family
    in place of its topics. None where it is short already."""
    given = _parts(request)
    kept = {name: some for name, values in given.items() if (some := [one for one in values if one])}
    if len(several := kept.get(CHOSEN, [])) > 1:
        usual = [column.key for column in COLUMNS if column.is_default]
        kept[CHOSEN] = [",".join(several)]
        if several == usual:
            del kept[CHOSEN]
    kept = _spread(kept, families)
    return kept if kept != given else None


def _spread(given: dict[str, list[str]], families: Iterable[Family]) -> dict[str, list[str]]:
    """The same with the topics of families; a family that nobody knows stays, to be refused."""
    known = {one.name: one.topics for one in families}
    if not (wanted := given.get(FAMILY)) or not set(wanted) <= set(known):
        return given
    topics = [*given.get("topic", []), *(topic for name in wanted for topic in known[name])]
    return {name: values for name, values in given.items() if name != FAMILY} | {"topic": list(dict.fromkeys(topics))}


def _parts(request: Asking) -> dict[str, list[str]]:
    return parse_qs(request.url.query, keep_blank_values=True)
