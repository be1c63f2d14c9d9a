"""Phrases and code agree: every phrase that is said exists, with exactly the gaps that are filled."""

import ast
import re

import pytest

from bot.advice.phrases import Phrases
from bot.settings import PROJECT

PHRASES = Phrases.load(PROJECT / "data" / "answers" / "phrases", hotline="1900")
CODE = [path for room in ("bot", "actions") for path in (PROJECT / room).rglob("*.py")]


def said() -> dict[str, set[str]]:
    """Names of phrases in calls, with the gaps passed by keyword; names built at run time are left out."""
    found: dict[str, set[str]] = {}
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            callee = getattr(node, "func", None)
            name = getattr(callee, "attr", getattr(callee, "id", ""))
            if not isinstance(node, ast.Call) or not node.args or name not in {"phrases", "phrase", "say"}:
                continue
            first = node.args[0]
            if isinstance(first, ast.Constant) and re.fullmatch(r"[a-z]+\.[a-z_]+", str(first.value)):
                spread = any(keyword.arg is None for keyword in node.keywords)
                gaps = {keyword.arg for keyword in node.keywords if keyword.arg}
                found.setdefault(str(first.value), set()).update(gaps | ({"*"} if spread else set()))
    return found


@pytest.mark.parametrize(("name", "gaps"), sorted(said().items()))
def test_a_phrase_that_is_said_exists_with_its_gaps(name, gaps):
    assert name in PHRASES.names()
    if "*" not in gaps:
        assert PHRASES.gaps(name) - {"hotline"} <= gaps, name


def test_the_hotline_is_filled_wherever_it_stands():
    for name in PHRASES.names():
        if PHRASES.gaps(name) == {"hotline"}:
            assert "1900" in PHRASES(name)


def test_an_unknown_phrase_or_gap_is_an_error():
    with pytest.raises(KeyError):
        PHRASES("frame.nothing")
    with pytest.raises(KeyError):
        PHRASES("frame.choices")


def test_no_phrase_is_empty_or_longer_than_a_message():
    for name in PHRASES.names():
        gaps = dict.fromkeys(PHRASES.gaps(name), "1.500.000 đồng")
        assert 0 < len(PHRASES(name, **gaps)) <= 900, name
