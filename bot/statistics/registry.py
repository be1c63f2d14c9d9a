"""Finds the figures: each module of `measures` holds one MEASURE, each of `blocks` one TABLE."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from bot.statistics import blocks as block_modules
from bot.statistics import measures as measure_modules
from bot.statistics.block import Table
from bot.statistics.measure import Measure
from bot.statistics.themes import THEMES


@cache
def measures() -> dict[str, Measure]:
    """All measures by key, in the order of themes, then of their modules."""
    found = [
        import_module(f"{measure_modules.__name__}.{one.name}").MEASURE
        for one in iter_modules(measure_modules.__path__)
    ]
    places = list(THEMES)
    return {one.key: one for one in sorted(found, key=lambda one: places.index(one.theme))}


@cache
def tables() -> dict[str, Table]:
    """All tables by key, in the order of themes, then of their own `order`."""
    found = [
        import_module(f"{block_modules.__name__}.{one.name}").TABLE for one in iter_modules(block_modules.__path__)
    ]
    places = list(THEMES)
    return {one.key: one for one in sorted(found, key=lambda one: (places.index(one.theme), one.order, one.key))}
