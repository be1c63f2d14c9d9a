"""A figure with a new value from a day on, or with a value corrected or read again: the words its file would have."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.advice import wording
from bot.knowledge.blocks import insert_behind, set_field, written
from bot.knowledge.problems import Problem, problem
from bot.policy.units import EXACT, MONEY, WHOLE, settle

#: The form's fields of a new value, in the order of the file; those of a value that is there.
NEW = ("from", "value", "legal_basis", "confidence", "note", "checked_on", "review_by")
THERE = ("value", "legal_basis", "confidence", "note", "checked_on", "review_by")
NEEDED = ("from", "value", "legal_basis", "confidence", "checked_on", "review_by")
CONFIDENCES = ("A", "B", "C", "X")
_ONE = timedelta(days=1)
#: A value that changes by more is looked at twice.
_FACTOR = 2


@dataclass(frozen=True, slots=True)
class Draft:
    """The words of an item as they would be, and what is wrong with what was typed."""

    words: str
    problems: tuple[Problem, ...] = ()


def new_value(words: str, typed: dict[str, str]) -> Draft:
    """Another value from a day on: the period that holds it ends the day before, its rest is the new one's."""
    ((key, raw),) = tomllib.loads(words, parse_float=Decimal).items()
    values, wrong = _read(raw["unit"], typed, NEW)
    told = {one.field for one in wrong}
    wrong += [problem(name, "needed") for name in NEEDED if name not in values and name not in told]
    if not wrong:
        wrong += _fits(raw["values"], values)
    if wrong:
        return Draft(words, tuple(wrong))
    since, nth = values["from"], _holding(raw["values"], values["from"])
    last = raw["values"][nth]
    ends = last.get("to")
    if ends is None or since <= ends:
        words = set_field(words, "to", written(since - _ONE), nth + 1, after="from")
    rest = {"from": since} | ({"to": ends} if ends and since <= ends else {}) | values
    order = ("from", "to", *NEW[1:])
    lines = [f"{name} = {written(rest[name])}" for name in order if name in rest]
    return Draft(insert_behind(words, nth + 1, ["", f"[[{key}.values]]", *lines]))


def corrected(words: str, nth: int, typed: dict[str, str]) -> Draft:
    """The nth value read against its source again: what differs from the file is written into it."""
    ((_, raw),) = tomllib.loads(words, parse_float=Decimal).items()
    if not 0 <= nth < len(raw["values"]):
        return Draft(words, (problem("nth", "unknown"),))
    old, (values, wrong) = raw["values"][nth], _read(raw["unit"], typed, THERE)
    day, by = values.get("checked_on", old["checked_on"]), values.get("review_by", old["review_by"])
    if day < old["checked_on"]:
        wrong.append(problem("checked_on", "checked_later", day=old["checked_on"].isoformat()))
    if by < day:
        wrong.append(problem("review_by", "review_before_check"))
    if wrong:
        return Draft(words, tuple(wrong))
    for name, value in values.items():
        if old.get(name) != value:
            words = set_field(words, name, written(value), nth + 1, after="confidence")
    return Draft(words)


def leap(before: str, after: str) -> Problem | None:
    """A value that is more than twice or less than half of the one it stands for, or has more or fewer digits."""
    ((_, old),), ((_, new),) = (tomllib.loads(words, parse_float=Decimal).items() for words in (before, after))
    known = {one["from"]: one for one in old["values"]}
    for one in new["values"]:
        was = known.get(one["from"]) or old["values"][_holding(old["values"], one["from"])]
        if _leaps(was["value"], one["value"]):
            told = {name: wording.figure(value["value"], new["unit"]) for name, value in (("old", was), ("new", one))}
            return problem("value", "leap", **told)
    return None


def _leaps(old: object, new: object) -> bool:
    if not (isinstance(old, int | Decimal) and isinstance(new, int | Decimal)) or old == new:
        return False
    low, high = sorted((Decimal(old), Decimal(new)))
    return high > _FACTOR * low or low.adjusted() != high.adjusted()


def _fits(there: list[dict[str, Any]], new: dict[str, Any]) -> list[Problem]:
    if new["from"] < there[0]["from"]:
        return [problem("from", "too_early", day=there[0]["from"].isoformat())]
    if any(one["from"] == new["from"] for one in there):
        return [problem("from", "begins_there")]
    last = there[-1]
    if "to" in last and new["from"] > last["to"] + _ONE:
        return [problem("from", "gap", day=last["to"].isoformat())]
    if new["review_by"] < new["checked_on"]:
        return [problem("review_by", "review_before_check")]
    held = there[_holding(there, new["from"])]
    if held["value"] == new["value"] and held["legal_basis"] == new["legal_basis"]:
        return [problem("value", "same_value")]
    return []


def _holding(there: list[dict[str, Any]], on: date) -> int:
    return max((nth for nth, one in enumerate(there) if one["from"] <= on), default=0)


def _read(unit: str, typed: dict[str, str], names: tuple[str, ...]) -> tuple[dict[str, Any], list[Problem]]:
    values: dict[str, Any] = {}
    wrong: list[Problem] = []
    for name in names:
        if not (text := typed.get(name, "").strip()):
            continue
        value = _value(unit, name, text)
        if value is None:
            wrong.append(problem(name, "not_of_unit", unit=unit) if name == "value" else problem(name, f"not_{name}"))
        else:
            values[name] = value
    return values, wrong


def _value(unit: str, name: str, text: str) -> Any:
    """What was typed, as its field holds it; None where it is no such thing."""
    try:
        if name in {"from", "checked_on", "review_by"}:
            return date.fromisoformat(text)
        if name == "confidence":
            return text if text in CONFIDENCES else None
        if name != "value":
            return text
        return settle(unit, date.fromisoformat(text) if unit == "date" else _number(unit, text))
    except (ValueError, InvalidOperation):
        return None


def _number(unit: str, text: str) -> object:
    """A number as people type it: 1.500.000 or 1500000 for money; 22%, 0,22 or 0.22 for a share."""
    plain = text.replace(" ", "").replace("\u00a0", "")
    if unit in WHOLE:
        return int(plain.replace(".", "").replace(",", "") if unit in MONEY else plain)
    if unit not in EXACT:
        return text
    if plain.endswith("%") and unit == "share":
        return Decimal(plain[:-1].replace(",", ".")) / 100
    return Decimal(plain.replace(",", "."))
