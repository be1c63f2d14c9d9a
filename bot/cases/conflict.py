"""Conflict of interest: a report that speaks of an officer is neither shown nor given to that officer."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import Literal

from bot.cases.officer import Officer
from bot.language.text import strip_diacritics
from bot.privacy.numbers import domestic

Match = Literal["name", "alias", "unit", "phone"]

_NOT_WORDS = re.compile(r"[\W_]+")


def _spoken(text: str) -> str:
    """Words between single spaces, one at each end too."""
    return f" {_NOT_WORDS.sub(' ', unicodedata.normalize('NFC', text).casefold()).strip()} "


class Conflicts:
    """Says whether a report is on an officer. In doubt it is: an officer who could have helped is replaced easily.

    `titles`: words that make a given name a person's ("anh", "cán bộ"). Marks count where the report is written
    with marks, so that "anh Hưng" is not on Hùng.
    """

    def __init__(self, titles: Iterable[str]):
        self._titles = tuple(_spoken(title).strip() for title in titles)

    def of(self, officer: Officer, text: str, phones: Collection[str] = ()) -> Match | None:
        """By what a report of this `text` and these telephone numbers is on `officer`; None where it is not."""
        said = _spoken(text)
        bare = strip_diacritics(said)
        if self._is_named(officer.full_name, said, bare):
            return "name"
        if any(_stands(alias, bare) for alias in officer.aliases):
            return "alias"
        if any(_stands(unit, bare) for unit in officer.units):
            return "unit"
        told = {domestic(number) for number in phones}
        return "phone" if told & {domestic(number) for number in officer.phones} else None

    def _is_named(self, full_name: str, said: str, bare: str) -> bool:
        name = _spoken(full_name).split()
        if not name:
            return False
        if len(name) > 1 and _stands(" ".join(name), bare):
            return True
        has_marks = said != bare
        within = said if has_marks else bare
        parts = [" ".join(name[-2:])] if len(name) > 2 else []
        parts += [f"{title} {name[-1]}" for title in self._titles]
        # Titles may part from the name by the rest of it: "anh Văn Hùng" is found by the two last words.
        return any(f" {part if has_marks else strip_diacritics(part)} " in within for part in parts)


def _stands(wanted: str, bare: str) -> bool:
    phrase = strip_diacritics(_spoken(wanted)).strip()
    return len(phrase) > 1 and f" {phrase} " in bare
