"""Sentences with gaps for figures and cells: `{two_way}`, `{two_way.change}`, `{topics:1.topic}`."""

import re
from collections.abc import Iterable, Mapping

from bot.statistics.block import Block
from bot.statistics.report.content import Figure
from bot.statistics.report.plan import Sentence
from bot.statistics.report.words import Words, day
from bot.statistics.report.written import amount, change, number

_GAP = re.compile(r"\{(?P<key>[a-z0-9_]+)(?::(?P<line>[1-9]\d*))?(?:\.(?P<part>[a-z0-9_]+))?\}")


class GapRefused(ValueError):
    """A gap that names no figure, no table or no column of it."""


class _Empty(Exception):
    """Nothing can be put into a gap."""


def sentences(
    plans: Iterable[Sentence], figures: Mapping[str, Figure], blocks: Mapping[str, Block], words: Words
) -> list[str]:
    """Each with its gaps filled, what is said otherwise where one stays empty. Raises GapRefused."""
    found = (
        _filled(plan.say, figures, blocks, words) or _filled(plan.otherwise, figures, blocks, words) for plan in plans
    )
    return [one for one in found if one]


def _filled(text: str, figures: Mapping[str, Figure], blocks: Mapping[str, Block], words: Words) -> str:
    def fill(gap: re.Match[str]) -> str:
        if gap["line"]:
            return _cell(gap, blocks, words)
        return _figure(gap, figures, words)

    try:
        return _GAP.sub(fill, text)
    except _Empty:
        return ""


def _figure(gap: re.Match[str], figures: Mapping[str, Figure], words: Words) -> str:
    if gap["key"] not in figures:
        raise GapRefused(f"{gap[0]}: there is no such figure")
    figure, part = figures[gap["key"]], gap["part"]
    unit, value, before = figure.measure.unit, figure.value, figure.before
    if part == "change":
        return _some(change(figure, words))
    told = before if part == "before" else value
    if told is None:
        raise _Empty
    numbers = {None: told.amount, "before": told.amount, "part": told.numerator, "whole": told.of}
    if part not in numbers:
        raise GapRefused(f"{gap[0]}: a figure has .before, .change, .part, .whole")
    found = numbers[part]
    if found is None:
        raise _Empty
    if part in {"part", "whole"}:
        return number(found)
    written = amount(found, unit, words)
    return words("at_most", amount=written) if told.at_most else written


def _cell(gap: re.Match[str], blocks: Mapping[str, Block], words: Words) -> str:
    block = blocks.get(gap["key"])
    if block is None:
        raise GapRefused(f"{gap[0]}: there is no such table")
    column = next((one for one in block.columns if one.key == gap["part"]), None)
    if column is None:
        raise GapRefused(f"{gap[0]}: the table has no such column")
    place = int(gap["line"]) - 1
    found = block.lines[place].cells.get(column.key) if place < len(block.lines) else None
    if found is None:
        raise _Empty
    if isinstance(found, int | float):
        return amount(found, column.unit, words)
    return _some(found if isinstance(found, str) else day(found))


def _some(text: str) -> str:
    if not text:
        raise _Empty
    return text
