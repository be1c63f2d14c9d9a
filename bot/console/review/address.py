"""What the addresses of this room say: filters, read strictly and written back."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from litestar.exceptions import ValidationException

from bot.console.review.judged import NOTHING, PAIRS, Which
from bot.console.review.judgement import GIVEN
from bot.console.review.queue import STATES, Filter, Place
from bot.console.review.room import ReviewRoom
from bot.console.review.words import CHANNELS

_LONGEST_NAME = 64
#: No row of the tables has a higher number.
_HIGHEST = 2**62


def filter_of(query: Mapping[str, str], me: str, room: ReviewRoom) -> Filter:
    """The filter of the queue. Raises ValidationException naming the field and what it may be."""
    return Filter(
        me,
        state=_one_of(query, "state", STATES) or STATES[0],
        topic=_one_of(query, "topic", room.subjects.topics),
        aspect=_aspect(query, room),
        channel=_one_of(query, "channel", CHANNELS),
        days=_number(query, "days", 1, room.weights.window.days) or 30,
        sampled=_flag(query, "sample"),
    )


def query_of(wanted: Filter) -> str:
    """The same filter as it stands behind the question mark."""
    usual = Filter(wanted.me)
    fields = {
        "state": wanted.state,
        "topic": wanted.topic,
        "aspect": wanted.aspect,
        "channel": wanted.channel,
        "days": wanted.days,
    }
    said = {name: value for name, value in fields.items() if value and value != getattr(usual, name)}
    return urlencode({**said, **({"sample": 1} if wanted.sampled else {})})


def which_of(query: Mapping[str, str], room: ReviewRoom) -> Which:
    """Which verdicts. Raises ValidationException."""
    verdicts = tuple(one for one in query.get("verdict", "").split(",") if one)
    if unknown := set(verdicts) - set(GIVEN):
        raise ValidationException(f"verdict: {', '.join(sorted(unknown))} unknown; allowed are {', '.join(GIVEN)}")
    return Which(
        days=_number(query, "days", 1, 3_660) or 90,
        verdicts=verdicts,
        reviewer=_name(query, "reviewer"),
        topic=_one_of(query, "topic", {*room.subjects.topics, NOTHING}),
        model=_name(query, "model"),
        round=_number(query, "round", 1, 2),
        to_content=_flag(query, "to_content"),
        sampled=_flag(query, "sample"),
        pair=_one_of(query, "pair", PAIRS),
    )


def which_query(which: Which, **changes: Any) -> str:
    """The same as it stands behind the question mark, with changes."""
    wanted = replace(which, **changes)
    fields: dict[str, object] = {
        "days": None if wanted.days == Which().days else wanted.days,
        "verdict": ",".join(wanted.verdicts),
        "reviewer": wanted.reviewer,
        "topic": wanted.topic,
        "model": wanted.model,
        "round": wanted.round,
        "to_content": int(wanted.to_content),
        "sample": int(wanted.sampled),
        "pair": wanted.pair,
    }
    return urlencode({name: value for name, value in fields.items() if value})


def place_of(query: Mapping[str, str]) -> Place | None:
    """Where the page before ended. Raises ValidationException."""
    cursor = query.get("after", "")
    try:
        return Place.read(cursor) if cursor else None
    except ValueError as error:
        raise ValidationException("after: only as a page of this list gives it") from error


def number_of(query: Mapping[str, str]) -> int | None:
    """The same of the list of verdicts."""
    return _number(query, "after", 1, _HIGHEST)


def _one_of(query: Mapping[str, str], name: str, allowed: Collection[str]) -> str | None:
    value = query.get(name, "")
    if value and value not in allowed:
        raise ValidationException(f"{name}: unknown; allowed are {', '.join(sorted(allowed))}")
    return value or None


def _aspect(query: Mapping[str, str], room: ReviewRoom) -> str | None:
    aspect = query.get("aspect", "")
    if aspect and room.subjects.find(query.get("topic"), aspect) is None:
        raise ValidationException("aspect: not one of the topic")
    return aspect or None


def _number(query: Mapping[str, str], name: str, least: int, most: int) -> int | None:
    value = query.get(name, "")
    if not value:
        return None
    if not (value.isascii() and value.isdecimal() and len(value) < 20 and least <= int(value) <= most):
        raise ValidationException(f"{name}: allowed are {least} to {most}")
    return int(value)


def _name(query: Mapping[str, str], name: str) -> str | None:
    value = query.get(name, "")
    if len(value) > _LONGEST_NAME or not value.isprintable():
        raise ValidationException(f"{name}: at most {_LONGEST_NAME} printable characters")
    return value or None


def _flag(query: Mapping[str, str], name: str) -> bool:
    value = query.get(name, "")
    if value not in {"", "0", "1"}:
        raise ValidationException(f"{name}: allowed are 0 and 1")
    return value == "1"
