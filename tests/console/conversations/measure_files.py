# ruff: noqa: T201  what was measured is to be read
"""How long the files of all turns take, and by how many megabytes the process grows meanwhile (Linux)."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bot.console.console import Console
from bot.console.conversations.columns import COLUMNS, worded
from bot.console.conversations.filters import Asked
from bot.console.conversations.rows import Row
from bot.console.conversations.words import Labels
from bot.console.web.exports import Sheet, csv_lines, xlsx_file
from bot.console.web.listing import Listing

_MARK = "measure"
_STATUS, _FORGET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def files(console: Console) -> float:
    """All rows with all columns as CSV and as a workbook; gives the most megabytes that either took."""
    every = partial(console.conversations.finder.every, Asked())
    labels = Labels(console.house, console.review.subjects)
    sheet = Sheet(Listing("conversations", COLUMNS, [], every, words=worded(labels)), COLUMNS, str)
    return max(_measured("csv", partial(_csv, sheet)), _measured("xlsx", partial(_xlsx, sheet)))


def _csv(sheet: Sheet[Row]) -> int:
    return sum(len(piece.encode(errors="replace")) for piece in csv_lines(sheet, _MARK))


def _xlsx(sheet: Sheet[Row]) -> int:
    path = xlsx_file(sheet, _MARK)
    size = path.stat().st_size
    path.unlink()
    return size


def _measured(name: str, job: Callable[[], int]) -> float:
    # "5" makes the peak begin anew at what is held now: a file before this one must not hide what this one takes.
    _FORGET.write_text("5")
    before, began, busy = _megabytes("VmHWM"), time.perf_counter(), time.process_time()
    size = job()
    grown = _megabytes("VmHWM") - before
    took = f"{time.perf_counter() - began:.0f} s ({time.process_time() - busy:.0f} s of this process)"
    print(f"{name:8} {size / 1e6:.0f} MB in {took}, memory grew by {grown:.0f} MB")
    return grown


def _megabytes(name: str) -> float:
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) / 1024
