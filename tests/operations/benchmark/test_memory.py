"""Memory of processes and of those that they started, from an invented /proc."""

import os

import pytest

from bot.operations.benchmark.memory import megabytes


@pytest.fixture
def proc(tmp_path):
    """4 started 5, 5 started 6; 7 is somebody else's."""
    for pid, parent, name, kibibytes in (
        (4, 1, "python", 1000),
        (5, 4, "a) (b", 500),
        (6, 5, "c", 250),
        (7, 1, "d", 9),
    ):
        folder = tmp_path / str(pid)
        folder.mkdir()
        (folder / "stat").write_text(f"{pid} ({name}) S {parent} 1 1 0")
        (folder / "smaps_rollup").write_text(
            f"00-ff ---p [rollup]\nRss: 9999 kB\nPss:  {kibibytes} kB\nPss_Anon: 7 kB\n"
        )
    (tmp_path / "meminfo").write_text("x")
    return tmp_path


def test_children_and_their_children_count_once(proc):
    assert megabytes([4], proc) == 1.8  # 1750 KiB
    assert megabytes([4, 5, 6], proc) == 1.8


def test_others_do_not_count(proc):
    assert megabytes([5], proc) == 0.8
    assert megabytes([], proc) == 0


def test_one_that_has_ended_meanwhile_weighs_nothing(proc):
    (proc / "6" / "smaps_rollup").unlink()
    (proc / "6" / "stat").unlink()
    assert megabytes([5], proc) == 0.5


def test_a_real_process_weighs_something():
    assert megabytes([os.getpid()]) > 1
