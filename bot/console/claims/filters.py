"""What an address of the list of claims asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from litestar.exceptions import ValidationException

from bot.console.claims.words import SORTS, STATES, VERDICTS

#: Letters of a search.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """The filter of the list; an empty part lets everything through.

    `words` must all stand in the claim, with or without marks; `since` and `until` are days on which it was met.
    """

    state: str = ""
    words: str = ""
    sign: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "reach"

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "ClaimFilter":
        """From the address. Raises ValidationException, which names the part and what is allowed."""
        return cls(
            state=one_of(given, "state", STATES),
            words=given.get("words", "").strip()[:LONGEST],
            sign=given.get("sign", "").strip()[:LONGEST],
            since=day(given, "since"),
            until=day(given, "until"),
            sort=one_of(given, "sort", SORTS) or "reach",
        )


@dataclass(frozen=True, slots=True)
class KnownFilter:
    """The filter of the list of known rumours."""

    verdict: str = ""
    words: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "KnownFilter":
        """From the address. Raises ValidationException."""
        return cls(one_of(given, "verdict", VERDICTS), given.get("words", "").strip()[:LONGEST])


def one_of(given: Mapping[str, str], name: str, allowed: Mapping[str, object]) -> str:
    """A word of a closed list, "" for none. Raises ValidationException."""
    value = given.get(name, "").strip()
    if value and value not in allowed:
        raise ValidationException(f"{name}: allowed are {', '.join(allowed)}")
    return value


def day(given: Mapping[str, str], name: str) -> date | None:
    """A day, None for none. Raises ValidationException."""
    value = given.get(name, "").strip()
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise ValidationException(f"{name}: a day is written like 2026-11-05") from error
