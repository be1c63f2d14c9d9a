"""Every word of the figures and tables that a page shows, as it stands in their modules."""

import ast
from collections.abc import Iterator
from importlib import import_module
from inspect import getsource

from bot.statistics import registry
from bot.statistics.block import Column, Table
from bot.statistics.measure import Measure
from bot.statistics.reports import KINDS
from bot.statistics.words import CHANNELS, OUTCOMES, REASONS, WEEKDAYS


def of_measure(one: Measure) -> Iterator[str]:
    """A figure's."""
    yield from (one.label, one.definition, one.numerator, one.denominator, one.exclusions, *(one.no_sum or {}).values())


def of_table(one: Table) -> Iterator[str]:
    """A table's: title, definition, heads of columns."""
    module = import_module(one.make.__module__)
    yield title(one)
    yield one.definition
    yield from (column.label for column in getattr(module, "_COLUMNS", ()) if isinstance(column, Column))


def title(one: Table) -> str:
    """What its block is called."""
    calls = (node for node in ast.walk(ast.parse(getsource(import_module(one.make.__module__)))))
    blocks = [node for node in calls if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Block"]
    [said] = [keyword.value for keyword in blocks[0].keywords if keyword.arg == "title"]
    assert isinstance(said, ast.Constant)
    return str(said.value)


def words() -> dict[str, str]:
    """All of them with a place where they stand."""
    found = {text: one.key for one in registry.measures().values() for text in of_measure(one)}
    found |= {text: one.key for one in registry.tables().values() for text in of_table(one)}
    cells = (*CHANNELS.values(), *OUTCOMES.values(), *REASONS.values(), *KINDS.values(), *WEEKDAYS)
    found |= dict.fromkeys(cells, "words")
    return {text: where for text, where in found.items() if text and not text.isdecimal()}
