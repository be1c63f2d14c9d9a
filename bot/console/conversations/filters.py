"""What a list of turns is asked for: read from the address, and nowhere else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.console.web.catalogue import said
from bot.language.search import Wanted
from bot.outcomes import Outcome
from bot.storage.review_tables import VERDICTS

#: Longest words that are searched for, longest name of a topic or campaign.
LONGEST_SEARCH, LONGEST_NAME = 200, 64
AUTHORS = ("machine", "officer")
FEEDBACK = ("good", "bad", "none")
REVIEWS = ("yes", "no", *(verdict for verdict in VERDICTS if verdict != "undone"))
#: In the address, and in the order in which they are shown.
NAMES = (
    *("q", "from", "to", "channel", "topic", "aspect", "outcome", "confidence_from", "confidence_to", "feedback"),
    *("review", "audience", "campaign", "author", "officer"),
)
#: In the address of a form: topics that belong together, which the address is given in their place.
FAMILY = "family"
_MOST_OF_ONE = 60


class FilterRefused(ValueError):
    """Something in the address cannot be asked for: `name` of it, and what is allowed.

    Where only some values are, these are `choices`, and `value` is the one that was asked for.
    """

    def __init__(self, name: str, allowed: str, value: str = "", choices: tuple[str, ...] = ()):
        super().__init__(f"{name}: {allowed}")
        self.name, self.allowed, self.value, self.choices = name, allowed, value, choices


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter. Lists let through whoever has one of their values; all parts must hold at once.

    `since` and `until` are days in Vietnam, both included; `confidence_from` and `_to` percent, both included.
    """

    q: str = ""
    wanted: Wanted | None = None
    since: date | None = None
    until: date | None = None
    confidence_from: int | None = None
    confidence_to: int | None = None
    #: By their names in the address: channel, topic, aspect, outcome, feedback, review, audience, campaign, author …
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, name: str) -> tuple[str, ...]:
        """The values of a list, none where everything is let through."""
        return self.lists.get(name, ())


#: What a list may ask for; where nothing stands, any name.
_ALLOWED: dict[str, tuple[str, ...] | None] = {
    "channel": None,
    "topic": None,
    "aspect": None,
    "outcome": tuple(Outcome),
    "feedback": FEEDBACK,
    "review": REVIEWS,
    "audience": None,
    "campaign": None,
    "author": AUTHORS,
    "officer": None,
}


def read(given: Callable[[str], list[str]]) -> Asked:
    """The filter of an address; `given` gives all values of a name. Raises FilterRefused."""
    q = _one(given, "q")
    if len(q) > LONGEST_SEARCH:
        raise FilterRefused("q", said("nhiều nhất 200 ký tự"))
    wanted = Wanted.read(q) if q else None
    if wanted and wanted.is_empty:
        raise FilterRefused("q", said("cần ít nhất một chữ hoặc số"))
    if given(FAMILY):
        raise FilterRefused("topic", said("không có nhóm chủ đề này"))
    asked = Asked(
        q=q,
        wanted=wanted,
        since=_day(given, "from"),
        until=_day(given, "to"),
        confidence_from=_percent(given, "confidence_from"),
        confidence_to=_percent(given, "confidence_to"),
        lists={name: _list(given, name, allowed) for name, allowed in _ALLOWED.items()},
    )
    if asked.since and asked.until and asked.since > asked.until:
        raise FilterRefused("to", said("không trước ngày đầu"))
    return asked


def _one(given: Callable[[str], list[str]], name: str) -> str:
    return (given(name) or [""])[-1].strip()


def _day(given: Callable[[str], list[str]], name: str) -> date | None:
    typed = _one(given, name)
    try:
        found = date.fromisoformat(typed) if typed else None
    except ValueError:
        raise FilterRefused(name, said("ngày viết như 2026-11-05")) from None
    if found and not 2020 <= found.year < 2100:
        raise FilterRefused(name, said("năm từ 2020 đến 2099"))
    return found


def _percent(given: Callable[[str], list[str]], name: str) -> int | None:
    typed = _one(given, name)
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 3 and int(typed) <= 100):
        raise FilterRefused(name, said("phần trăm từ 0 đến 100"))
    return int(typed)


def _list(given: Callable[[str], list[str]], name: str, allowed: tuple[str, ...] | None) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(one.strip() for one in given(name) if one.strip()))
    if len(values) > _MOST_OF_ONE:
        raise FilterRefused(name, said("nhiều nhất 60 giá trị"))
    for value in values:
        if allowed is not None and value not in allowed:
            raise FilterRefused(name, ", ".join(allowed), value, allowed)
        if len(value) > LONGEST_NAME or "\0" in value:
            raise FilterRefused(name, said("tên ngắn hơn 64 ký tự"))
    return values


def without(query: Mapping[str, Any], name: str, value: str | None = None) -> dict[str, Any]:
    """The parts of an address without one value of a name (all of them: None)."""
    kept = {
        key: [one for one in values if key != name or (value is not None and one != value)]
        for key, values in query.items()
    }
    return {key: values for key, values in kept.items() if values}
