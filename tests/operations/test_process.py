"""A child's log: a new one at each start, the one before is kept."""

import sys
import time
from pathlib import Path

from bot.operations.process import Child


def run(folder: Path, words: str) -> Child:
    child = Child("child", [sys.executable, "-c", f"print({words!r})"], {}, folder / "logs" / "child.log", folder)
    child.start()
    deadline = time.monotonic() + 30
    while child.exit_status is None and time.monotonic() < deadline:
        time.sleep(0.01)
    return child


def test_each_start_has_a_log_of_its_own_and_none_is_lost(tmp_path):
    for words in ("một", "hai", "ba"):
        assert run(tmp_path, words).exit_status == 0
    logs = tmp_path / "logs"
    assert (logs / "child.log").read_text("utf-8") == "ba\n"
    kept = sorted(file for file in logs.iterdir() if file.name != "child.log")
    assert [file.read_text("utf-8") for file in kept] == ["một\n", "hai\n"]
    assert all(file.name.startswith("child-20") and file.suffix == ".log" for file in kept)


def test_an_empty_log_is_not_kept(tmp_path):
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "child.log").touch()
    run(tmp_path, "một")
    assert [file.name for file in (tmp_path / "logs").iterdir()] == ["child.log"]
