"""How many answers were right, by model and by topic, and how far two reviewers agree."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.console.review.figures import Agreement, Share, agreement, wilson
from bot.console.review.judged import NOTHING, Judged

#: One row of `JudgedTurns.tally`: model, topic, verdict, how many.
Tally = tuple[str, str | None, str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: of a model, a topic, or all. A verdict other than "right" counts as wrong."""

    name: str
    share: Share
    counts: dict[str, int]


def overall(tallies: Iterable[Tally]) -> Row:
    """All of them."""
    return _row("", [(verdict, count) for *_, verdict, count in tallies])


def by_model(tallies: Iterable[Tally]) -> list[Row]:
    """A line a model version, the most judged first."""
    return _rows((model, verdict, count) for model, _, verdict, count in tallies)


def by_topic(tallies: Iterable[Tally], topics: Collection[str]) -> list[Row]:
    """A line a topic, the most judged first; what is none of `topics` is NOTHING."""
    return _rows((_named(topic, topics), verdict, count) for _, topic, verdict, count in tallies)


def agreements(
    pairs: Iterable[tuple[Judged, Judged]], topics: Collection[str]
) -> tuple[Agreement, list[tuple[str, Agreement]]]:
    """Over all, and by topic, the most judged first; what is none of `topics` is NOTHING."""
    by: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for first, second in pairs:
        by[_named(first.topic, topics)].append((first.verdict, second.verdict))
    every = agreement(one for some in by.values() for one in some)
    return every, sorted(((topic, agreement(some)) for topic, some in by.items()), key=lambda one: (-one[1].n, one[0]))


def differ(first: Judged, second: Judged) -> bool:
    """Whether two verdicts say different things; two wrong topics with different right ones do."""
    return (first.verdict, first.right_topic, first.right_aspect) != (
        second.verdict,
        second.right_topic,
        second.right_aspect,
    )


def _named(topic: str | None, topics: Collection[str]) -> str:
    return topic if topic and topic in topics else NOTHING


def _rows(tallies: Iterable[tuple[str, str, int]]) -> list[Row]:
    by: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for name, verdict, count in tallies:
        by[name].append((verdict, count))
    return sorted((_row(name, some) for name, some in by.items()), key=lambda row: (-row.share.n, row.name))


def _row(name: str, some: Iterable[tuple[str, int]]) -> Row:
    counts: Counter[str] = Counter()
    for verdict, count in some:
        counts[verdict] += count
    return Row(name, wilson(counts["right"], counts.total()), dict(counts))
