"""Resident memory of processes (Linux): the proportional share, so that pages shared by several count once."""

import re
from pathlib import Path

_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


def megabytes(pids: list[int], proc: Path = Path("/proc")) -> float:
    """PSS of these processes and everything they started, in MB of a million bytes."""
    kibibytes = sum(_pss(pid, proc) for pid in _with_children(pids, proc))
    return round(kibibytes * 1024 / 1e6, 1)


def _with_children(pids: list[int], proc: Path) -> set[int]:
    parents = {int(folder.name): _parent(folder) for folder in proc.glob("[0-9]*")}
    found = set(pids)
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _parent(folder: Path) -> int | None:
    try:
        # The name before it may hold spaces and brackets; what follows the last bracket is state and parent.
        return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None


def _pss(pid: int, proc: Path) -> int:
    try:
        found = _PSS.search((proc / str(pid) / "smaps_rollup").read_text())
    except OSError:
        return 0
    return int(found.group(1)) if found else 0
