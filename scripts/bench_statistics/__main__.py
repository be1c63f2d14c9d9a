"""How the statistics grow: .venv/bin/python scripts/bench_statistics [--on URL] [MILLIONS …]

One million if left out; ten take 14 GB. `--on` names an empty database of PostgreSQL, which is not emptied afterwards.
"""

# ruff: noqa: T201  a script for the terminal

import argparse
import logging
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from making import make, seed, size
from reading import Took, pages, reading

from bot.statistics.rebuild import rebuild
from bot.storage.database import Database

SEEDED, FILTERS = 100_000, 40


def main() -> None:
    """One size after the other, in a temporary folder or on PostgreSQL."""
    logging.disable(logging.INFO)
    parser = argparse.ArgumentParser()
    parser.add_argument("--on", metavar="URL")
    parser.add_argument("millions", nargs="*", type=int, default=[1])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeded = given.on or f"sqlite:///{folder / 'seed.db'}"
        seed(seeded, folder, SEEDED)
        for millions in given.millions:
            url = given.on or f"sqlite:///{folder / f'{millions}.db'}"
            make(url, seeded, millions * 1_000_000 // SEEDED)
            print(f"\n{millions},000,000 turns, {size(url):.1f} GB")
            measure(url, folder)
            (folder / f"{millions}.db").unlink(missing_ok=True)


def measure(url: str, home: Path) -> None:
    """Count, count again and compare, read."""
    database, began = Database(url), time.monotonic()
    rebuild(database, ["trial"])
    print(f"first count and its check {time.monotonic() - began:.0f} s")
    done = rebuild(database, ["trial"])
    database.close()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"rebuild {done.seconds:.0f} s, {len(done.differed)} of {done.days} days differed, most memory {most} MB")
    tell(reading(url, FILTERS))
    tell(pages(url, home, FILTERS))


def tell(took: Took) -> None:
    """Middle and 95th of a hundred, in milliseconds."""
    for name, calls in took.items():
        calls.sort()
        print(f"{name:18} p50 {calls[len(calls) // 2]:7.1f}  p95 {calls[int(len(calls) * 0.95)]:7.1f}")


if __name__ == "__main__":
    main()
