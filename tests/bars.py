"""Bars: tests that print the figure they hold. In the suite they are small; ANSINH_BARS=full runs them whole, a number
between 0 and 1 something between.
"""

import os
import sys
from collections.abc import Callable

import pytest

_ASKED = os.environ.get("ANSINH_BARS", "0")
IS_FULL = _ASKED == "full"
_SHARE = 1.0 if IS_FULL else float(_ASKED)

Figure = Callable[[str], None]


def size(suite: int, full: int) -> int:
    """How many of something: in the suite, or when the bar is run whole by hand."""
    return round(suite + (full - suite) * _SHARE)


@pytest.fixture
def figure(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Figure:
    """Tells a measured figure, in the output and in the report of the run."""

    def tell(line: str) -> None:
        request.node.user_properties.append(("figure", line))
        with capsys.disabled():
            sys.stdout.write(f"\n{request.node.name}: {line}\n")

    return tell
