"""Approved texts with placeholders; the only way a number gets into a sentence.

`{key}` figure on the day asked · `{key@2027-01-01}` on that day · `{key.from}`, `{key.to}` its validity ·
`{calc NAME FIELD k=v k=$key k=$key@DAY on=DAY times=N}` a calculator's output, N of it where it is to be added up,
`FIELD:unit` where it is not money, `FIELD.part` of a table ·
`{eg 2000000 VND}` an example's own assumption · `[[Điều 31]]` a citation, printed without brackets.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.advice import wording
from bot.policy.calculators import run
from bot.policy.figures import Policy
from bot.policy.schema import Figure

_TOKEN = re.compile(r"\{([^{}]+)\}|\[\[(.+?)\]\]")
_KEY = re.compile(r"^([a-z][a-z0-9_]*)(?:@(\d{4}-\d{2}-\d{2}))?(?:\.(from|to))?$")


class TemplateError(ValueError):
    """A placeholder that cannot be filled: says which, and why."""


@dataclass
class Filled:
    """A filled text and the figures it stands on."""

    text: str = ""
    figures: list[Figure] = field(default_factory=list)

    def use(self, *figures: Figure) -> None:
        """Remember figures as evidence, each once, in order of appearance."""
        self.figures.extend(f for f in dict.fromkeys(figures) if f not in self.figures)


def fill(text: str, policy: Policy, as_of: date) -> Filled:
    """Fill `text` for the day `as_of`. Raises TemplateError and the errors of `bot.policy`."""
    filled = Filled()

    def replace(match: re.Match[str]) -> str:
        placeholder, citation = match.groups()
        return citation if citation else _value(placeholder.strip(), policy, as_of, filled)

    filled.text = _TOKEN.sub(replace, text).strip()
    if stray := re.search(r"[{}]|\[\[|\]\]", filled.text):
        raise TemplateError(f"a stray {stray.group()} in: {filled.text[:60]}")
    return filled


def bare_numbers(text: str) -> list[str]:
    """Digits that stand in a text outside placeholders and citations; there may be none."""
    return re.findall(r"\d[\d.,/]*", _TOKEN.sub(" ", text))


def _value(placeholder: str, policy: Policy, as_of: date, filled: Filled) -> str:
    word, *rest = placeholder.split() or [""]
    special: dict[str, Callable[[list[str], Policy, date, Filled], str]] = {
        "calc": _calculated,
        "eg": _example,
    }
    if word in special and rest:
        return special[word](rest, policy, as_of, filled)
    match = _KEY.match(placeholder)
    if not match:
        raise TemplateError(f"not a placeholder: {{{placeholder}}}")
    key, on, edge = match.groups()
    found = policy.figure(key, date.fromisoformat(on) if on else as_of)
    filled.use(found)
    if edge is None:
        return wording.figure(found.value, found.unit)
    bound = found.effective_from if edge == "from" else found.effective_to
    if bound is None:
        raise TemplateError(f"{{{placeholder}}}: the figure has no end")
    return wording.day(bound)


def _example(words: list[str], policy: Policy, as_of: date, filled: Filled) -> str:
    if len(words) != 2:
        raise TemplateError(f"{{eg {' '.join(words)}}}: write {{eg AMOUNT UNIT}}")
    value = _literal(words[0], policy, as_of, filled)
    if isinstance(value, bool):
        raise TemplateError(f"{{eg {' '.join(words)}}}: not a number")
    return wording.figure(value, words[1])


def _calculated(words: list[str], policy: Policy, as_of: date, filled: Filled) -> str:
    name, output, *pairs = words
    field_name, _, unit = output.partition(":")
    split = dict(pair.partition("=")[::2] for pair in pairs)
    day = date.fromisoformat(split.pop("on")) if "on" in split else as_of
    times = int(split.pop("times", "1"))
    inputs = {key: _literal(value, policy, day, filled) for key, value in split.items()}
    result = run(policy, name, inputs, day)
    filled.use(*result.figures)
    value = _output(name, field_name, result.values)
    return wording.figure(value * times if times != 1 else value, unit or "VND")


def _output(name: str, field_name: str, values: Mapping[str, Any]) -> Any:
    """An output, or the part of one that is a table: `required_income.15`."""
    found: Any = values
    for part in field_name.split("."):
        if not isinstance(found, Mapping) or part not in found:
            raise TemplateError(f"{{calc {name} {field_name}}}: it gives {', '.join(values)}")
        found = found[part]
    return found


def _literal(word: str, policy: Policy, day: date, filled: Filled) -> Any:
    if word.startswith("$"):
        key, _, on = word[1:].partition("@")
        figure = policy.figure(key, date.fromisoformat(on) if on else day)
        if on:
            # A figure of another day is none that the calculator finds, yet the amount stands on it.
            filled.use(figure)
        return figure.value
    if word in ("true", "false"):
        return word == "true"
    try:
        amount = Decimal(word)
    except InvalidOperation:
        return word
    return int(amount) if amount == amount.to_integral_value() else amount
