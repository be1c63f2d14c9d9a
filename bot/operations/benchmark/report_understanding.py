"""What was read in the labelled questions, for people."""

from collections.abc import Iterable

from bot.operations.benchmark.agreement import Hits, Share
from bot.operations.benchmark.bars import PARTS
from bot.operations.benchmark.figures import Bench, Parts, Understood
from bot.operations.benchmark.table import number, table

_MEASURES = {
    "hit_1": "topic",
    "hit_3": "of first 3",
    "hit_3_labels": "of first 3 labels",
    "aspect_1": "aspect",
}
_SPELLINGS = {"written": "as written", "stripped": "no diacritics"}


def sections(systems: dict[str, Parts]) -> list[str]:
    """Tables for each part of the questions; the topics of the first system with what was read instead."""
    lines: list[str] = []
    for part in PARTS:
        read = {name: parts[part] for name, parts in systems.items()}
        lines += [f"## Labelled questions, `{part}`", ""]
        lines += [*table(("questions", "", "system", *_MEASURES.values()), _hit_rows(read)), ""]
        lines += [*table(("not ours", "system", "answered", "answered or choices"), _foreign_rows(read)), ""]
    first = next(iter(systems.values()))
    return [*lines, "## By topic, `text`", "", *table(("topic", "right", "of", "read instead"), _topics(first)), ""]


def turns(bench: Bench) -> list[str]:
    """Counts of outcomes."""
    asked = bench.turns
    counts = [
        ("questions", asked.questions),
        ("failed", asked.failed),
        ("without exactly one outcome", asked.without_one_outcome),
        *((f"{name.replace('_', ' ')}, answered", share(one)) for name, one in asked.foreign.items()),
        *((f"outcome {name}", count) for name, count in asked.outcomes.items()),
        ("p50, ms", number(asked.p50_ms)),
        ("slowest, ms", number(asked.max_ms)),
    ]
    return table(("", "whole letter"), counts)


def share(one: Share) -> str:
    """`0.756 (90 of 119)`."""
    return f"{number(one.value, 3)} ({one.count} of {one.of})"


def _hit_rows(read: dict[str, Understood]) -> Iterable[tuple[str, ...]]:
    for group in next(iter(read.values())).written:
        for spelling, words in _SPELLINGS.items():
            for name, understood in read.items():
                hits: Hits = getattr(understood, spelling)[group]
                yield group, words, name, *(share(getattr(hits, measure)) for measure in _MEASURES)


def _foreign_rows(read: dict[str, Understood]) -> Iterable[tuple[str, ...]]:
    for kind in next(iter(read.values())).foreign:
        for name, understood in read.items():
            one = understood.foreign[kind]
            yield kind.replace("_", " "), name, share(one.answered), share(one.taken)


def _topics(parts: Parts) -> Iterable[tuple[object, ...]]:
    for one in parts["text"].topics:
        confused = ", ".join(f"{name} {count}" for name, count in one.confused.items())
        yield one.name, one.hit_1.count, one.hit_1.of, confused
