"""Things that go wrong by script: the next calls of a path get a code, a status, silence or a cut line."""

import threading
from dataclasses import dataclass
from typing import Literal


@dataclass
class Fault:
    """What the next `times` calls to paths that begin with `path` get.

    `accepted`: the call takes effect before it fails (a message sent, a token rotated).
    code: HTTP 200 with `code`. status: HTML page with `status`. empty: 200 without a body. hang: `seconds` of silence,
    then the answer if accepted, else a closed line. reset: the line is reset. half: accepted, then half of the answer.
    """

    kind: Literal["code", "status", "empty", "hang", "reset", "half"]
    times: int = 1
    path: str = "/"
    accepted: bool = False
    code: int = -200
    status: int = 500
    seconds: float = 1.0

    @property
    def takes_effect(self) -> bool:
        return self.accepted or self.kind == "half"


class Faults:
    """The script, played in the order written."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._script: list[Fault] = []

    def plan(self, *faults: Fault) -> None:
        with self._lock:
            self._script += faults

    def clear(self) -> None:
        with self._lock:
            self._script.clear()

    @property
    def pending(self) -> int:
        with self._lock:
            return sum(fault.times for fault in self._script)

    def take(self, path: str) -> Fault | None:
        """The fault that this call meets, if any; it counts as played."""
        with self._lock:
            fault = next((each for each in self._script if path.startswith(each.path)), None)
            if fault is not None:
                fault.times -= 1
                self._script = [each for each in self._script if each.times > 0]
            return fault
