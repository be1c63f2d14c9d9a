"""The report for people and for programs."""

import json
import re

from bot.operations.benchmark import report
from bot.operations.benchmark.figures import Machine, plain
from bot.operations.benchmark.report_understanding import sections
from bot.operations.benchmark.table import number, table


def cells(lines, begin):
    """The cells of the one row whose first cell is `begin`."""
    (line,) = [line for line in lines if re.match(rf"\|\s*{re.escape(begin)}\s*\|", line)]
    return [cell.strip() for cell in line.strip("|").split("|")][1:]


def test_the_page_says_how_when_and_where_it_was_measured(bench):
    page = report.page(bench)
    assert page.startswith(
        "# Benchmarks\n\n`ansinh bench --sentences-per-label 2`, 2026-11-21, 2 cores, 8.2 GB, Python 3.12.1;"
    )
    assert "80 sentences, 40 labels" in page
    assert "How to read" in page
    assert page.endswith("|\n")
    assert not page.endswith("\n\n")


def test_bars_are_told_with_verdict_and_distance(bench):
    lines = report.text(bench)
    assert cells(lines, "messages/s at 8 senders, of stock") == ["10.000", "≥ 8", "met", "2.000"]
    assert cells(lines, "hit@1 (full_text)") == ["0.800", "≥ 0.88", "missed", "-0.080"]


def test_both_systems_stand_side_by_side(bench):
    lines = report.text(bench)
    assert cells(lines, "messages/s, 8 senders") == ["100.0", "10.0", "10.00"]
    assert cells(lines, "ms a message, 1 sender, p95") == ["20.0", "200.0", "0.10"]
    assert cells(lines, "training, s (measured 2026-11-20 and 2026-11-19)") == ["10.0", "100.0", "0.10"]
    assert cells(lines, "length 500 to length 5, times") == ["1.00", "10.00", "0.10"]
    assert cells(lines, "memory of the engine, MB") == ["250.0", "2,500.0", "0.10"]


def test_labelled_questions_by_system_and_spelling(bench):
    lines = sections({"ours": bench.ours, "theirs": bench.stock})
    hits = [line for line in lines if "theirs" in line and "no diacritics" in line]
    assert len(hits) == 2
    assert "0.300 (30 of 100)" in hits[0]
    assert cells(lines, "maternity") == ["3", "4", "pension_amount 1"]
    assert sum("0.040 (2 of 50)" in line for line in lines) == 4


def test_turns_front_and_calculators_are_told(bench):
    lines = report.text(bench)
    assert cells(lines, "outcome answered") == ["2"]
    assert cells(lines, "wholly out of scope, answered") == ["0.000 (0 of 1)"]
    assert cells(lines, "10") == ["0.010", "0.900"]
    assert cells(lines, "lump_sum") == ["10", "0.600", "9.500"]


def test_the_slowest_calculator_stands_first(bench):
    lines = report.text(bench)
    calculators = lines[lines.index("## Calculators") :]
    assert [line.split()[1] for line in calculators if line.startswith("| ")][2:] == ["lump_sum", "maternity"]


def test_for_programs_everything_is_json_and_a_share_carries_its_value(bench):
    told = json.loads(json.dumps(plain(bench)))
    assert told["served"]["stock"]["loads"]["8"]["per_second"] == 10.0
    assert told["ours"]["text"]["written"]["in scope"]["hit_1"] == {"count": 90, "of": 100, "share": 0.9}
    assert told["training"]["ours"]["on"] == "2026-11-20"


def test_a_table_has_columns_of_one_width_and_numbers_to_the_right():
    assert table(("what", "n"), [("a", 5), ("bb", 1000)]) == [
        "| what |    n |",
        "| ---- | ---: |",
        "| a    |    5 |",
        "| bb   | 1000 |",
    ]
    assert table(("what", "n"), []) == ["| what | n |", "| ---- | - |"]


def test_numbers_for_people():
    assert [number(12345.678), number(0.5, 3), number(None), number(3, 0)] == ["12,345.7", "0.500", "–", "3"]


def test_this_machine_is_described():
    here = Machine.here()
    assert here.cores >= 1
    assert here.memory_gb > 0.1
    assert here.python.startswith("3.")
