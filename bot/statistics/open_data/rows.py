"""The rows of a table as they are given away: small counts go into one row of what is put together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.statistics.books import Books
from bot.statistics.hiding import LEAST, hidden, small
from bot.statistics.open_data.tables import TOGETHER, Counted, OpenTable
from bot.statistics.period import Period
from bot.statistics.scope import Scope


@dataclass(frozen=True, slots=True)
class OpenRow:
    """So many turns of a month ("2026-05") with these codes."""

    month: str
    codes: tuple[str, ...]
    turns: int


def rows(table: OpenTable, books: Books, months: Sequence[Period]) -> Iterator[OpenRow]:
    """Month by month, codes in their order, what is put together last. Raises DatabaseUnavailable."""
    for one in months:
        counts = table.count(books, Scope(one))
        for codes, turns in told(counts, len(table.columns)):
            yield OpenRow(one.code, codes, turns)


def told(counts: Counted, width: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """What may be told of a month; nothing where all its turns are fewer than LEAST.

    Which codes are among those put together is not told, nor that any of them was met at all.
    """
    if small(sum(counts.values())):
        return
    shown, together = hidden(counts, LEAST, total_shown=True), (TOGETHER,) * width
    apart = {key: turns for key, turns in sorted(shown.items()) if turns and key != together}
    yield from apart.items()
    if rest := sum(counts.values()) - sum(apart.values()):
        yield together, rest
