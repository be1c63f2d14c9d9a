"""A term taken off what was told before: "giảm 3 năm" is three years less, "giảm còn 3 năm" is three years."""

import re

from bot.language.duration import find_durations
from bot.language.view import spelled, view

_LESS = re.compile(
    spelled(
        r"\b(?:giảm|bớt|rút bớt|cắt bớt|trừ|ít hơn|ít đi|ít lại|kém|ngắn hơn)"
        r"(?: (?:đi|bớt|đóng|mất|khoảng|tầm|chừng|thêm|cho|thời gian))* $"
    )
)
_APART = re.compile(spelled(r"\b(?:sớm|muộn|trễ)(?: (?:hơn|lên|đi|khoảng|tầm|chừng))* $"))
_LESS_AFTER = re.compile(spelled(r" (?:ít hơn|ít đi|ngắn hơn)(?!\w)"))


def find_less(text: str) -> int | None:
    """Months that the one term of `text` takes off, None where it names a whole or several terms."""
    seen = view(text).text
    terms = find_durations(seen)
    if len(terms) != 1:
        return None
    term = terms[0]
    is_less = _LESS.search(seen[: term.start]) or _LESS_AFTER.match(seen, term.end)
    return term.months if is_less else None


def names_distance(text: str) -> bool:
    """Whether a term of `text` says how much earlier or later: "nghỉ sớm 3 năm" is no term of payment."""
    seen = view(text).text
    return any(_APART.search(seen[: term.start]) for term in find_durations(seen))
