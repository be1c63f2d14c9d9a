"""Questions grouped by likeness: written otherwise, mistyped, without marks."""

import re
from collections.abc import Callable, Iterable

from bot.language.text import strip_diacritics

#: Letters of a run that two questions are compared by.
RUN = 3
#: The part of all their runs that two questions of one group have in common, at least.
LIKE = 0.6
_WORD = re.compile(r"[^\W_]+")


def grouped[T](items: Iterable[T], words: Callable[[T], str]) -> list[list[T]]:
    """Groups, the largest first; each item joins the group whose first item it is most like.

    Of groups of one size the one that begins first comes first. What has no words is a group of its own.
    """
    groups: list[list[T]] = []
    marks: list[int] = []
    places: dict[str, int] = {}
    for item in items:
        # A bit for each run: what two have in common is then one "and", however long they are.
        mine = sum(1 << places.setdefault(run, len(places)) for run in _runs(words(item)))
        found = _likest(mine, marks)
        if found is None:
            marks.append(mine)
            groups.append([item])
        else:
            groups[found].append(item)
    return sorted(groups, key=lambda group: -len(group))


def _likest(mine: int, marks: list[int]) -> int | None:
    size = mine.bit_count()
    scores = ((2 * (mine & one).bit_count() / (size + one.bit_count()), -at) for at, one in enumerate(marks))
    score, at = max(scores, default=(0.0, 0))
    return -at if score >= LIKE else None


def _runs(text: str) -> frozenset[str]:
    """All runs of letters, without marks and case, with the edges of words; of no words one that nothing else has."""
    plain = " ".join(_WORD.findall(strip_diacritics(text.casefold())))
    padded = f" {plain} "
    return frozenset(padded[at : at + RUN] for at in range(len(padded) - RUN + 1)) or frozenset({""})
