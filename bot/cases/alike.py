"""Reports that read alike: a flood of the same text is one cluster, and no report is lost in it."""

from bot.language.text import strip_diacritics

#: Words in a row that are compared.
TOGETHER = 3


def marks_of(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of three words of `text`, without marks and case; of a shorter text its words together."""
    words = "".join(char if char.isalnum() else " " for char in strip_diacritics(text.casefold())).split()
    runs = {tuple(words[at : at + TOGETHER]) for at in range(len(words) - TOGETHER + 1)}
    return frozenset(runs or {tuple(words)})


def likeness(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> int:
    """The share that two texts have in common, in hundredths of all that they have."""
    together = one | other
    return 100 * len(one & other) // len(together) if together else 100
