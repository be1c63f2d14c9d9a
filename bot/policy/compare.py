"""Compares what a calculator gave with what a case file expects, key by key."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bot.policy.months import YEAR
from bot.policy.text import words
from bot.policy.wordings import Wordings

#: Explanations for the reader, not compared.
EXPLAINS = frozenset({"note", "reason", "rule", "advice", "who", "excludes", "earliest", "tolerance_vnd"})
#: A key that may also be answered under another name (the month instead of the word).
ALSO = {"new_rates_apply": "new_rates_from"}

_CENT = 2
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%Y-%m", "%m/%Y", "%d/%m")
_NUMBER = re.compile(r"\d+(?:\.\d{3})+|\d+")
_CITED = re.compile(
    r"\b(?:nd|tt|dieu|khoan|luat|qd|cv)\s+\d+(?:\s+\d{4})?|\b\d{1,2}\s+\d{1,2}\s+\d{4}\b|\b\d{1,2}\s+20\d\d\b"
)


class Comparison:
    """Comparison of one case: its tolerance in đồng and the words of the policy folder."""

    def __init__(self, wordings: Wordings, tolerance: Decimal = Decimal(0)) -> None:
        self.wordings = wordings
        self.tolerance = tolerance

    def differences(self, got: Mapping[str, object], expected: Mapping[str, object]) -> list[str]:
        """The keys that do not agree, each with what was got and what was expected; empty when all agree."""
        found: list[str] = []
        for key, value in expected.items():
            if key in EXPLAINS:
                continue
            if key not in got:
                found.append(f"{key}: not calculated")
            elif not self.same(key, got[key], value) and not (
                key in ALSO and self.same(key, got.get(ALSO[key]), value)
            ):
                found.append(f"{key}: got {got[key]!s}, expected {value!s}")
        return found

    def same(self, key: str, got: object, expected: object) -> bool:
        """Whether two values agree: exact up to the tolerance, texts up to case, marks and punctuation."""
        if isinstance(expected, bool) or isinstance(got, bool):
            return self._allowed(got) is expected
        if isinstance(expected, Mapping):
            return isinstance(got, Mapping) and not self.differences(got, expected)
        if isinstance(expected, list):
            return isinstance(got, list) and self._same_items(key, list(got), expected)
        if isinstance(expected, int | Decimal):
            return isinstance(got, int | Decimal) and self._near(Decimal(got), Decimal(expected))
        if isinstance(expected, str):
            return self._reads(key, got, expected)
        return got is None and expected is None

    def _same_items(self, key: str, got: list[object], expected: list[object]) -> bool:
        """Amounts in their order, words in any."""
        if len(got) != len(expected):
            return False
        if not all(isinstance(item, str) for item in (*got, *expected)):
            return all(self.same(key, mine, theirs) for mine, theirs in zip(got, expected, strict=True))
        for item in expected:
            found = next((nth for nth, mine in enumerate(got) if self.same(key, mine, item)), None)
            if found is None:
                return False
            del got[found]
        return True

    def _near(self, got: Decimal, expected: Decimal) -> bool:
        digits = _decimals(expected)
        if digits and _decimals(got) > _CENT:
            got = got.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
        return abs(got - expected) <= self.tolerance

    def _reads(self, key: str, got: object, expected: str) -> bool:
        if isinstance(got, date):
            return expected in {f"{got:{form}}" for form in _DATES} | {f"{got.day}/{got.month}/{got.year}"}
        if isinstance(got, Mapping):
            return self._prose(got, expected)
        if isinstance(got, int | Decimal):
            numbers = _numbers(expected)
            return len(numbers) == 1 and Decimal(numbers[0]) == got
        if not isinstance(got, str):
            return False
        return words(got) == words(expected) or self.wordings.read(key, expected) == got

    def _prose(self, facts: Mapping[str, object], expected: str) -> bool:
        """A rule told in words: every number in it must be one of the facts, in months or in years."""
        known = {int(value) for value in facts.values() if isinstance(value, int | Decimal) and value is not True}
        known |= {number // YEAR for number in known if number % YEAR == 0}
        told = _numbers(_CITED.sub(" ", words(expected)))
        if facts.get("allowed") is True and self.wordings.read("not_allowed", expected):
            return False
        return bool(told) and set(told) <= known

    @staticmethod
    def _allowed(got: object) -> object:
        return got.get("allowed") if isinstance(got, Mapping) else got


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _numbers(text: str) -> list[int]:
    return [int(found.replace(".", "")) for found in _NUMBER.findall(text)]
