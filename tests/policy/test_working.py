"""Steps, results and the figures a working keeps."""

from datetime import date
from decimal import Decimal

import pytest

from bot.policy import FigureNotInForce, FigureUnknown, Policy
from bot.policy.working import Step, Working

from .conftest import GOOD

ON = date(2026, 11, 21)


@pytest.fixture
def small(folder) -> Policy:
    return Policy.load(folder(line=GOOD))


def test_a_figure_is_kept_once(small):
    work = Working(small, ON)
    assert work.number("line") == work.whole("line") == 1_500_000
    assert [figure.value for figure in work.figures] == [1_500_000]


def test_a_figure_of_another_day_is_another_figure(small):
    work = Working(small, ON)
    work.figure("line")
    work.figure("line", date(2027, 1, 1))
    assert [figure.value for figure in work.figures] == [1_500_000, 2_200_000]


def test_errors_of_the_figures_pass_through(small):
    work = Working(small, ON)
    with pytest.raises(FigureUnknown):
        work.figure("lines")
    with pytest.raises(FigureNotInForce):
        work.figure("line", date(2000, 1, 1))


@pytest.mark.parametrize(
    ("given", "value", "source", "notes", "kept"),
    [
        (None, 1_500_000, "Nghị định 07/2021/NĐ-CP", [], 1),
        (1_500_000, 1_500_000, "Nghị định 07/2021/NĐ-CP", [], 1),
        (Decimal("1500000.0"), 1_500_000, "Nghị định 07/2021/NĐ-CP", [], 1),
        (2_000_000, 2_000_000, "", ["given:line"], 0),
        (0, 0, "", ["given:line"], 0),
    ],
)
def test_a_value_given_with_the_case(*, small, given, value, source, notes, kept):
    work = Working(small, ON)
    assert work.given_or("line", given, "line") == (value, source)
    assert work.notes == notes
    assert len(work.figures) == kept


def test_a_value_given_for_a_day_without_figures_is_used(small):
    work = Working(small, date(2000, 1, 1))
    assert work.given_or("line", 5, "line") == (5, "")
    with pytest.raises(FigureNotInForce):
        work.given_or("line", None, "line")


def test_a_note_is_said_once(small):
    work = Working(small, ON)
    work.note("silent:x")
    work.note("silent:x")
    assert work.notes == ["silent:x"]


@pytest.mark.parametrize(
    ("rounding", "notes"),
    [("", []), ("half_up:1", ["silent:rounding"]), ("half_up:0.01", ["silent:rounding"]), ("ceiling:1", [])],
)
def test_a_rounding_the_law_does_not_name_is_noted(small, rounding, notes):
    work = Working(small, ON)
    work.step("gross", 1, "VND", rounding=rounding)
    assert work.notes == notes


def test_the_counted_steps_are_added_with_their_signs(small):
    work = Working(small, ON)
    work.step("gross", 330_000, "VND", counts=1)
    work.step("rate", Decimal("0.2"), "share")
    work.step("flag", True, "flag")
    work.step("support", Decimal("66000.5"), "VND", counts=-1)
    result = work.result("x", {"payable": Decimal("263999.5")}, "payable")
    assert result.counted() == result.values[result.total]


def test_a_result_is_closed(small):
    work = Working(small, ON)
    values = {"a": 1}
    result = work.result("x", values)
    values["a"] = 2
    work.note("later")
    assert result.values == {"a": 1}
    assert result.notes == ()
    assert (result.calculator, result.as_of, result.total) == ("x", ON, "")


@pytest.mark.parametrize(
    ("first", "second", "weakest"),
    [("A", "A", "A"), ("A", "B", "B"), ("B", "A", "B"), ("C", "B", "C"), ("A", "X", "X"), ("X", "C", "X")],
)
def test_a_result_is_as_sure_as_its_weakest_figure(folder, first, second, weakest):
    start, end = GOOD.split("[[line.values]]\nfrom = 2027")
    text = start.replace('"B"', f'"{first}"') + "[[line.values]]\nfrom = 2027" + end.replace('"B"', f'"{second}"')
    work = Working(Policy.load(folder(line=text)), ON)
    work.figure("line")
    work.figure("line", date(2027, 1, 1))
    assert work.result("x", {}).confidence == weakest


def test_without_figures_there_is_nothing_to_doubt(small):
    assert Working(small, ON).result("x", {}).confidence == "A"


def test_a_step_says_what_how_and_where_from():
    step = Step("gross", 330_000, "VND", "Điều 36", "half_up:1", "0.22 × 1500000", 1)
    assert (step.what, step.value, step.unit, step.source) == ("gross", 330_000, "VND", "Điều 36")
    assert (step.rounding, step.formula, step.counts) == ("half_up:1", "0.22 × 1500000", 1)
