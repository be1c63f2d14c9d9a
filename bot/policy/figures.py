"""The dated figures of law: load a folder once, ask for a figure on a day."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from bot.policy.errors import FigureNotInForce, FigureUnknown, PolicyDataError
from bot.policy.provinces import Topups, read_topups
from bot.policy.schema import Figure, parse, read_figures
from bot.policy.wordings import Wordings, read_wordings

TOPUP_FILE = "province_topup.toml"
WORDING_FILE = "wordings.toml"


class Policy:
    """All figures of one folder. Pure data: no clock, every question names its day."""

    def __init__(
        self, figures: Mapping[str, tuple[Figure, ...]], topups: Topups, wordings: Wordings, version: str
    ) -> None:
        self._figures = dict(sorted(figures.items()))
        self._series: dict[str, Mapping[int, str]] = {}
        self.topups = topups
        self.wordings = wordings
        #: 12 hex digits of the content of the folder.
        self.version = version

    @classmethod
    def load(cls, folder: Path | str) -> "Policy":
        """Reads every ``*.toml`` of the folder.

        Raises ``PolicyDataError`` (``file:line: problem``) for the first entry that breaks the schema, and
        ``FileNotFoundError`` when the folder holds no figures at all.
        """
        figures: dict[str, tuple[Figure, ...]] = {}
        topups, wordings = Topups(), Wordings({}, {})
        digest = hashlib.sha256()
        for path in sorted(Path(folder).glob("*.toml")):
            text = path.read_text(encoding="utf-8")
            digest.update(f"{path.name}\0{text}\0".encode())
            if path.name == TOPUP_FILE:
                topups = read_topups(str(path), text)
            elif path.name == WORDING_FILE:
                wordings = read_wordings(str(path), text)
            else:
                _add(figures, str(path), text)
        if not figures:
            raise FileNotFoundError(f"no figures in {folder}")
        return cls(figures, topups, wordings, digest.hexdigest()[:12])

    def figure(self, key: str, on: date) -> Figure:
        """The figure in force on the day; ``FigureUnknown`` or ``FigureNotInForce`` otherwise."""
        for figure in self.periods(key):
            if figure.holds(on):
                return figure
        raise FigureNotInForce(key, on)

    def periods(self, key: str) -> tuple[Figure, ...]:
        """Every value of a key, oldest first."""
        try:
            return self._figures[key]
        except KeyError:
            raise FigureUnknown(key) from None

    def __contains__(self, key: str) -> bool:
        return key in self._figures

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def series(self, prefix: str) -> Mapping[int, str]:
        """The keys that go on with a number, by their number: ``price_coefficient_2018`` under 2018."""
        if prefix not in self._series:
            ends = {key.removeprefix(prefix): key for key in self if key.startswith(prefix)}
            self._series[prefix] = {int(end): key for end, key in ends.items() if end.isdigit()}
        return self._series[prefix]

    def all_figures(self) -> Iterator[Figure]:
        """Every value of every key, top-ups of provinces included."""
        for key in self:
            yield from self._figures[key]
        for row in self.topups.rows:
            yield row.figure

    @property
    def checked_on(self) -> date:
        """The last day on which a figure was checked against its source."""
        return max(figure.checked_on for figure in self.all_figures())

    def stale(self, today: date) -> list[Figure]:
        """Figures whose review date has passed on the real day ``today``: not to be stated until checked
        again.
        """
        return [figure for figure in self.all_figures() if figure.review_by < today]


def _add(figures: dict[str, tuple[Figure, ...]], path: str, text: str) -> None:
    for key, values in read_figures(path, text).items():
        if key in figures:
            raise PolicyDataError(path, parse(path, text)[1].table(key), f"{key!r} stands in another file already")
        figures[key] = values
