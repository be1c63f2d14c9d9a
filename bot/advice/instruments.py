"""Laws and decrees by their short names, with the days they are in force (`data/answers/sources/`)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, decree or circular (văn bản): citations begin with `name`. A day nobody is sure of is None."""

    name: str
    title: str
    effective_from: date | None = None
    effective_to: date | None = None


class Instruments:
    """Finds the instrument that a citation names."""

    def __init__(self, instruments: list[Instrument]):
        # The longest name first: "Luật BHXH" must not catch a longer name that begins alike.
        self._instruments = sorted(instruments, key=lambda one: -len(one.name))

    @classmethod
    def load(cls, path: Path) -> "Instruments":
        """Read the table of instruments."""
        rows = tomllib.loads(path.read_text("utf-8"))["instrument"]
        return cls([Instrument(**row) for row in rows])

    def of(self, citation: str) -> Instrument | None:
        """The instrument of a citation such as `Luật BHXH 41/2024/QH15, Điều 31 khoản 2`."""
        return next((one for one in self._instruments if citation.startswith(one.name)), None)
