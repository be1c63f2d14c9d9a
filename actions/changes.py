"""Tells what a correction changed, before the result that was calculated again."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from rasa_sdk.events import EventType, SlotSet

from actions.turn import Turn
from bot.advice import wording
from bot.advice.advice import Advice
from bot.advice.cases.facts import UNKNOWN
from bot.outcomes import Outcome
from bot.policy.months import YEAR


def remember(turn: Turn, heard: Mapping[str, Any]) -> EventType:
    """Keep what is about to change, for `say_changes` after the calculation."""
    return SlotSet("missed", {"before": {name: turn.slot(name) for name in heard}})


def say_changes(turn: Turn) -> None:
    """Say what is other than it was; nothing where this is no correction."""
    before: dict[str, Any] = (turn.slot("missed") or {}).get("before") or {}
    told = [one for name, old in before.items() if (one := _change(turn, name, old))]
    if told:
        text = turn.phrase("change.head", changes="; ".join(told))
        turn.say(Advice(text, Outcome.CLARIFYING))


def _change(turn: Turn, name: str, old: Any) -> str | None:
    new = turn.slot(name)
    known = f"change.{name}" in turn.house.adviser.phrases.names()
    if new is None or new == old or not known:
        return None
    what = turn.phrase(f"change.{name}")
    if old is None:
        return turn.phrase("change.added", what=what, new=_said(turn, name, new))
    return turn.phrase("change.other", what=what, old=_said(turn, name, old), new=_said(turn, name, new))


def _said(turn: Turn, name: str, value: Any) -> str:
    """A slot's value in words."""
    if value == UNKNOWN or isinstance(value, bool):
        return turn.phrase(f"change.{name}_{str(value).lower()}")
    for names, words in _WORDS.items():
        if name in names:
            return words(value)
    if name == "support_group":
        return ", ".join(turn.phrase(f"contribution.say_{group}") for group in value)
    province = turn.house.provinces.get(value) if name == "province" else None
    if province:
        return province.name
    return turn.phrase(f"case.sex_{value}").lower() if name == "sex" else str(value)


def _month(value: Any) -> str:
    year, _, month = str(value).partition("-")
    return wording.month(date(int(year), int(month[:2]), 1)) if month else year


#: Slots by how their values are said.
_WORDS: dict[frozenset[str], Callable[[Any], str]] = {
    frozenset({"income", "support_received"}): wording.dong,
    frozenset({"paid_money"}): lambda value: wording.dong(value["amount"]),
    frozenset({"months_paid", "months_before", "months_more", "months_missing"}): wording.term,
    frozenset({"prepay_years"}): lambda value: wording.term(value * YEAR),
    frozenset({"payment_months", "months_supported"}): lambda value: wording.figure(value, "months"),
    frozenset({"pay_month", "birth_month", "first_paid"}): _month,
}
