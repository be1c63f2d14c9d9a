"""Hostile words in everything that is shown and taken along: no script runs, no policy is broken, nothing computes."""

import csv
import io
import itertools

import openpyxl
import pytest

from bot.console.roles import Role
from bot.console.web.exports import Sheet, csv_lines, xlsx_file
from bot.console.web.listing import Column, Listing
from bot.outcomes import Outcome
from bot.spreadsheets import harmless
from tests.bars import figure, size  # noqa: F401  a fixture
from tests.console.crawl import walk
from tests.console.payloads import FORMULAS, MARK, PAYLOADS

CELLS = size(2_000, 10_000)
_READERS = (Role.OFFICER, Role.EDITOR, Role.MANAGER, Role.AUDITOR, Role.HANDLER, Role.CUSTODIAN)


def test_there_are_enough_payloads():
    assert len(set(PAYLOADS)) >= 300


@pytest.fixture
def hostile_house(house, talk, console):
    """Every payload as a citizen's words, and in names, reports, views."""
    for count, payload in enumerate(PAYLOADS):
        talk(payload, payload, citizen=f"citizen {count % 40}", topic="contribution_level")
    for count, payload in enumerate(PAYLOADS[:20]):
        turn = talk(payload, "", citizen=f"reporter {count}", outcome=Outcome.REPORT_RECEIVED, topic="fraud_report")
        kind = ("fraud", "misinformation")[count % 2]
        house.reports.receive(turn, kind, {"what": payload, "when_where": payload, "who": payload}, house_day())
        console.audit.first(payload[:60], "case.read", payload[:60], payload)
    return house


def house_day():
    from bot.clock import today

    return today()


@pytest.mark.browser
def test_no_script_of_a_citizen_runs_on_any_page(hostile_house, screen, hire, figure):  # noqa: F811
    staff = hire(*_READERS, full_name=PAYLOADS[0])
    shown = screen(staff=staff)
    shown.page.add_init_script(
        "addEventListener('securitypolicyviolation', e => (window.broken ??= []).push(e.violatedDirective))"
    )
    shown.page.on("dialog", lambda dialog: (shown.troubles.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    seen, run, broken = [], [], []
    for path in walk(shown.page, shown.url):
        seen.append(path)
        run += [path] if shown.page.evaluate(f"'{MARK}' in window") else []
        broken += [f"{path}: {one}" for one in shown.page.evaluate("window.broken ?? []")]
    figure(f"{len(set(PAYLOADS))} payloads, {len(seen)} pages: {len(run)} ran, {len(broken)} broke the policy")
    assert not run
    assert not broken
    assert len(seen) > 3


def hostile_listing(count):
    cells = list(itertools.islice(itertools.cycle([*FORMULAS, *PAYLOADS]), count))
    listing = Listing("hostile", [Column("cell", "cell", lambda cell: cell)], cells, lambda: cells)
    return Sheet(listing, list(listing.columns), str), cells


def test_no_cell_of_a_csv_file_computes(figure):  # noqa: F811
    sheet, cells = hostile_listing(CELLS)
    text = "".join(csv_lines(sheet, "mark"))
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline="")))[1:]
    bad = [row for row in rows if row[0].lstrip(" ").startswith(tuple("=+-@\t\r\n＝＋－＠"))]
    figure(f"{len(rows)} cells, {len(bad)} formulas")
    assert len(rows) == len(cells)
    assert not bad


def test_no_cell_of_a_workbook_computes(figure):  # noqa: F811
    sheet, cells = hostile_listing(CELLS)
    path = xlsx_file(sheet, "mark")
    try:
        page = openpyxl.load_workbook(path).active
        kinds = [cell.data_type for (cell, _) in page.iter_rows(min_row=2)]
    finally:
        path.unlink()
    figure(f"{len(kinds)} cells, {kinds.count('f')} formulas")
    assert len(kinds) == len(cells)
    assert "f" not in kinds


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_is_told_as_text(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["330.000 đồng", "", "a=b", 5, -5, None, True])
def test_everything_else_stays_as_it_is(cell):
    assert harmless(cell) == cell
