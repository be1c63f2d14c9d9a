"""Campaigns (`data/offices/campaigns.toml`): to which one a talk belongs, by its link or else by its day."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_YEARLY = re.compile(r"\d\d-\d\d")
#: What a link may name; anything else is no campaign.
_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign; its days are `MM-DD` of every year or `YYYY-MM-DD`, both ends included, empty for none.

    `is_test`: its talks are trials, of staff or of a fair's rehearsal, and count in no figure.
    """

    code: str
    label: str
    links: tuple[str, ...] = ()
    begins: str = ""
    ends: str = ""
    is_test: bool = False

    def holds(self, day: date) -> bool:
        """Whether the day is one of the campaign's own."""
        if not self.begins:
            return False
        iso = day.isoformat()
        low, high = (f"{iso[:5]}{edge}" if _YEARLY.fullmatch(edge) else edge for edge in (self.begins, self.ends))
        # Over the turn of the year: from December to February.
        return low <= iso <= high if low <= high else iso >= low or iso <= high


class Campaigns:
    """All campaigns; the first one is that of talks which no campaign brought."""

    def __init__(self, campaigns: list[Campaign]):
        self._campaigns = campaigns
        self._by_link = {link.lower(): one.code for one in campaigns for link in (one.code, *one.links)}

    @classmethod
    def load(cls, path: Path) -> "Campaigns":
        """Read the list. Raises OSError, KeyError, ValueError and tomllib.TOMLDecodeError."""
        table = tomllib.loads(path.read_text("utf-8"))
        campaigns = [_campaign(code, row) for code, row in table.items()]
        if not campaigns or campaigns[0].begins or campaigns[0].is_test:
            raise ValueError(f"{path.name}: the first campaign is the ordinary one, without days and no trial")
        return cls(campaigns)

    def linked(self, link: str | None) -> str | None:
        """The campaign that a link names, None where it names none."""
        if link is None or not _NAME.fullmatch(link):
            return None
        return self._by_link.get(link.lower(), link.lower())

    def on(self, day: date) -> str:
        """The campaign of a day, for a talk that no link brought."""
        return next((one.code for one in self._campaigns if one.holds(day)), self._campaigns[0].code)

    def label(self, code: str) -> str:
        """How a campaign is called; one that only a link names is called so."""
        return next((one.label for one in self._campaigns if one.code == code), code)

    @property
    def tests(self) -> frozenset[str]:
        """The codes of those whose talks are trials: statistics leave them out."""
        return frozenset(one.code for one in self._campaigns if one.is_test)

    def __iter__(self) -> Iterator[Campaign]:
        return iter(self._campaigns)


def _campaign(code: str, row: dict[str, object]) -> Campaign:
    begins, ends = (str(row.get(edge, "")) for edge in ("from", "to"))
    if bool(begins) != bool(ends):
        raise ValueError(f"[{code}]: 'from' and 'to' go together")
    links = row.get("links", [])
    if not isinstance(links, list) or not all(isinstance(link, str) and _NAME.fullmatch(link) for link in links):
        raise ValueError(f"[{code}]: 'links' is a list of letters, digits, '-' and '_'")
    is_test = row.get("is_test", False)
    if not isinstance(is_test, bool) or (is_test and begins):
        raise ValueError(f"[{code}]: 'is_test' is true or false, and a trial has no days: it begins with its link")
    return Campaign(code, str(row["label"]), tuple(links), begins, ends, is_test)
