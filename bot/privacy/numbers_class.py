"""A class of numbers of persons: its token's name, its pattern, what it must not be."""

import re
from typing import NamedTuple

from bot.privacy import numbers_checks as checks
from bot.privacy.numbers_checks import Check


class NumberClass(NamedTuple):
    """Name of the token, pattern with the number in group "n", check of (as written, digits)."""

    name: str
    pattern: re.Pattern[str]
    accepts: Check


def row(name: str, pattern: str, accepts: Check = checks.is_dateless) -> NumberClass:
    """A class whose pattern is read without case."""
    return NumberClass(name, re.compile(pattern, re.IGNORECASE), accepts)
