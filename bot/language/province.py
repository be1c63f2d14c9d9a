"""The province a citizen names: 34 names of today, 63 of before 01/7/2025, the short forms people use."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.language.commune import Commune, Communes
from bot.language.lexicon import Lexicon, Phrase
from bot.language.view import View, early_tone, forms, view


class ProvincesError(Exception):
    """The file of provinces cannot be used."""


@dataclass(frozen=True, slots=True)
class Province:
    """A province of today; `former` is the old name the citizen used, None where today's was used."""

    slug: str
    name: str
    former: str | None = None


#: Words that show that what follows is a place.
_PLACE_BEFORE = forms(
    "ở tại tỉnh tp phố quê từ vào ra về xã phường quận huyện khẩu bhxh dân đảo thị trọ miền đất ngoài trong khu"
)
_COMMUNE_BEFORE = forms("xã phường")


class Provinces:
    """Reads provinces out of a text."""

    def __init__(self, provinces: list[dict[str, Any]], communes: Communes | None = None):
        self._communes = communes
        self._found: dict[str, Province] = {}
        self._unsure: set[str] = set()
        self._unsure_unmarked: set[str] = set()
        self._names = {entry["slug"]: Province(entry["slug"], entry["name"]) for entry in provinces}
        self._towns = {name for entry in provinces for name in entry.get("places", ())}
        phrases: dict[str, str] = {}
        for entry in provinces:
            today = self._names[entry["slug"]]
            names = dict.fromkeys((entry["name"], *entry.get("short", ()), *entry.get("places", ())), today)
            names |= {old: Province(today.slug, today.name, old) for old in entry.get("former", ())}
            names |= dict.fromkeys(entry.get("short_if_place", ()), today)
            self._unsure |= set(entry.get("short_if_place", ()))
            self._unsure_unmarked |= {*entry.get("unmarked_if_place", ()), *entry.get("places", ())}
            for name, province in names.items():
                self._found[name] = province
                phrases[name] = name
            for phrase in entry.get("not", ()):
                phrases[phrase] = ""
        self._lexicon = Lexicon(phrases)

    @classmethod
    def load(cls, path: Path, communes: Communes | None = None) -> "Provinces":
        """Read `data/offices/provinces.toml`; `communes` name their provinces too. Raises ProvincesError."""
        try:
            return cls(tomllib.loads(path.read_text("utf-8"))["province"], communes)
        except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
            raise ProvincesError(f"{path}: {error!r}") from error

    def all(self) -> list[Province]:
        """The provinces of today in the order of the file."""
        return list(self._names.values())

    def get(self, slug: str) -> Province | None:
        """The province of today with that slug."""
        return self._names.get(slug)

    def find(self, text: str) -> list[Province]:
        """The provinces named, left to right, each once."""
        seen = view(text)
        phrases = [one for one in self._lexicon.find(seen) if one.meaning and self._is_place(one, seen, text)]
        return list(dict.fromkeys(self._found[one.meaning] for one in phrases))

    def first(self, text: str) -> Province | None:
        """The first province named, else the one of the commune or the former district named."""
        if found := self.find(text):
            return found[0]
        if not self._communes:
            return None
        commune = self._communes.find(text)
        return self.get(commune.province if commune else self._communes.province_of_district(text) or "")

    def commune(self, text: str) -> Commune | None:
        """The commune of today that is named, also by a name of before; None where several may be meant."""
        if not self._communes:
            return None
        return self._communes.find(text, frozenset(one.slug for one in self.find(text)))

    def place(self, text: str) -> tuple[Province, Commune | None] | None:
        """The province and, where it is told apart, the commune of it that are named: both finders in one go."""
        found = self.find(text)
        if not self._communes:
            return (found[0], None) if found else None
        if commune := self._communes.find(text, frozenset(one.slug for one in found)):
            return (province, commune) if (province := self.get(commune.province)) else None
        province = found[0] if found else self.get(self._communes.province_of_district(text) or "")
        return (province, None) if province else None

    def _is_place(self, phrase: Phrase, seen: View, text: str) -> bool:
        """Whether a name that may be other words stands beside a place word, in capitals or alone."""
        before = seen.text[: phrase.start].split()[-1:]
        if phrase.meaning in self._towns and before and before[0] in _COMMUNE_BEFORE and self._communes:
            # Communes elsewhere bear the names of towns: "xã Tân An" is told apart by the communes.
            return False
        typed = seen.text[phrase.start : phrase.end]
        # "hai phòng" has only one of the marks of "Hải Phòng".
        unmarked = typed != early_tone(phrase.meaning.lower()) and phrase.meaning in self._unsure_unmarked
        if phrase.meaning not in self._unsure and not unmarked:
            return True
        if typed == seen.text.strip() or (before and before[0] in _PLACE_BEFORE):
            return True
        start, end = seen.place(phrase.start, phrase.end)
        return not text.isupper() and all(word[0].isupper() for word in text[start:end].split())
