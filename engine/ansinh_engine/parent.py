"""Ends the engine together with the process that started it (Linux)."""

from __future__ import annotations

import ctypes
import os
import signal

from ansinh_engine.errors import EngineError

_PR_SET_PDEATHSIG = 1


class ParentGone(EngineError):
    """The starting process ended before the tie could be made."""


def die_with_parent(parent: int) -> None:
    """Asks the kernel for SIGTERM when process ``parent`` dies; ``OSError`` where it cannot."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    if os.getppid() != parent:  # it died before the call
        raise ParentGone("the starting process has already ended")
