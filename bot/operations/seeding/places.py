"""Where invented citizens say that they are, and what the app reads of it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random

from bot.language.province import Provinces
from bot.language.righted import righted
from bot.language.text import strip_diacritics
from bot.operations.seeding.wording import Lot
from bot.places import communes

#: Of those who name a place, so many name a commune.
WITH_COMMUNE = 0.7


class Places:
    """Draws places; reads them back from what was typed, as the record does."""

    def __init__(self, table: Mapping[str, Sequence[str]], first: Sequence[str], provinces: Provinces):
        self._provinces, self._first = provinces, first
        self._homes = Lot[str](_falling(list(table)))
        self._communes = {province: Lot[str](_falling(names)) for province, names in table.items()}
        names = [one.name.lower() for one in provinces.all()]
        self._names = tuple({*names, *map(strip_diacritics, names)})

    @classmethod
    def of(cls, table: Mapping[str, Sequence[str]], first: Sequence[str], path: Path) -> "Places":
        """With the names of `provinces.toml`. Raises ProvincesError."""
        return cls(table, first, _provinces(path))

    def beside(self, by: Random, question: str) -> str:
        """The same question of somebody who says where they are."""
        province = self._homes.draw(by)
        named = f"{self._communes[province].draw(by)}, {province}" if by.random() < WITH_COMMUNE else province
        return by.choice(self._first).format(place=named, question=question)

    def read(self, question: str) -> tuple[str, str | None] | None:
        """Province and commune that the app reads of a question; a slip of the finger in the province loses both."""
        typed = question.lower()
        # Reading takes longer than all else of a turn together: only what names a province is read.
        if not any(name in typed for name in self._names):
            return None
        if (place := self._provinces.place(righted(question))) is None:
            return None
        province, commune = place
        return province.name, commune.name if commune else None


def _falling(names: Sequence[str]) -> list[tuple[str, float]]:
    return [(name, 1 / (place + 1)) for place, name in enumerate(names)]


@lru_cache(maxsize=1)
def _provinces(path: Path) -> Provinces:
    return Provinces.load(path, communes())
