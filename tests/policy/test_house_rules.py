"""Rules of the room: standard library only, no clock, no figure of law in the code."""

import ast
import sys
from pathlib import Path

import pytest

ROOM = Path(__file__).parents[2] / "bot" / "policy"
MODULES = sorted(ROOM.rglob("*.py"))
NAMES = [str(path.relative_to(ROOM)) for path in MODULES]

#: Numbers that are no law: calendars, bounds against slips of the pen, the step of an estimate, ways of paying.
PLAIN = {
    "accident.py": {12, 31},
    "allowance.py": {150},
    "average.py": {1000},
    "figures.py": {12},
    "household_health.py": {50},
    "inputs.py": {3, 40, 100, 1900, 2200},
    "maternity.py": {20},
    "methods.py": {3, 6, 12},
    "months.py": {12},
    "penal.py": {3},
    "pension.py": {100},
    "pension_target.py": {1000},
    "topics/contribution.py": {3, 6, 12},
    "topics/once.py": {1000},
}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_only_the_standard_library_is_imported(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        for name in names:
            assert name.startswith("bot.policy") or name.split(".")[0] in sys.stdlib_module_names, name


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_no_clock_is_read(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute):
            assert node.attr not in ("today", "now", "utcnow"), f"line {node.lineno}"
        if isinstance(node, ast.Import):
            assert "time" not in [alias.name for alias in node.names]


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_no_figure_of_law_stands_in_the_code(path):
    allowed = {0, 1, 2, 4, 5, 10} | PLAIN.get(str(path.relative_to(ROOM)), set())
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
            small_power = node.value in (6, 13)  # 10**6 and 10**13 are bounds
            assert node.value in allowed or small_power, f"{path.name}:{node.lineno}: {node.value}"


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_module_is_small_and_says_what_it_is(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 200
    assert ast.get_docstring(tree(path))


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_what_others_use_is_documented(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            inside_private = any(
                isinstance(outer, ast.ClassDef) and outer.name.startswith("_") and node in ast.walk(outer)
                for outer in ast.walk(tree(path))
            )
            private = inside_private or any(
                isinstance(outer, ast.ClassDef)
                and outer.name.startswith("_")
                and outer.lineno < node.lineno <= outer.end_lineno
                for outer in ast.walk(tree(path))
            )
            assert private or ast.get_docstring(node), f"{path.name}:{node.lineno}: {node.name}"
