"""Reads what strace saw of the app: did each 200 leave after its event was written to the log and the log synced?"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_LINE = re.compile(r"^(?P<thread>\d+)\s+(?P<rest>.*)$")
_RESUMED = re.compile(r"^<\.\.\. (?P<call>\w+) resumed>")
_CALL = re.compile(r"^(?P<call>\w+)\((?P<file>\d+)<(?P<path>.+?)>(?P<more>[,) ].*)$")
_UNFINISHED = "<unfinished ...>"
_WRITES = frozenset({"write", "writev", "sendto", "sendmsg", "send"})
_SYNCS = frozenset({"fsync", "fdatasync"})
_PEER = re.compile(r"127\.0\.0\.1:(?P<own>\d+)->127\.0\.0\.1:(?P<peer>\d+)")


@dataclass
class Trace:
    """`written`: where in the trace each event's write ended, `synced`: (begun, ended) of each sync of the log,
    `answered`: where the 200s of each connection began, by the port of the other side."""

    written: dict[str, int] = field(default_factory=dict)
    synced: list[tuple[int, int]] = field(default_factory=list)
    answered: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def read(cls, lines: Iterable[str], events: Sequence[str]) -> "Trace":
        """From the output of `strace -f -y -yy`; `events` are words that only the row of each holds."""
        trace, waiting = cls(), set(events)
        begun: dict[str, tuple[int, str, set[str]]] = {}
        for place, line in enumerate(lines):
            found = _LINE.match(line)
            if not found:
                continue
            thread, rest = found["thread"], found["rest"]
            if _RESUMED.match(rest):
                started = begun.pop(thread, None)
                if started:
                    trace._ended(started, place, waiting)
                continue
            call = _CALL.match(rest)
            if not call:
                continue
            started = (place, call["call"], trace._begun(place, call, waiting))
            if rest.rstrip().endswith(_UNFINISHED):
                begun[thread] = started
            else:
                trace._ended(started, place, waiting)
        return trace

    def _begun(self, place: int, call: re.Match[str], waiting: set[str]) -> set[str]:
        """What a call is about, noted when it begins: an answer counts from here."""
        name, path, more = call["call"], call["path"], call["more"]
        if name == "pwrite64" and path.endswith("-wal"):
            return {event for event in waiting if event in more}
        if name in _SYNCS and path.endswith("-wal"):
            return {"sync"}
        peer = _PEER.search(path)
        if name in _WRITES and peer and "HTTP/1.1 200" in more:
            self.answered.setdefault(int(peer["peer"]), []).append(place)
        return set()

    def _ended(self, started: tuple[int, str, set[str]], place: int, waiting: set[str]) -> None:
        begun, _, about = started
        if about == {"sync"}:
            self.synced.append((begun, place))
            return
        for event in about:
            self.written[event] = place
            waiting.discard(event)

    def unsafe(self, order: Mapping[int, Sequence[str]]) -> list[str]:
        """The events whose 200 was not after their write and a sync of it; `order`: what each port sent, in order."""
        found: list[str] = []
        for port, events in order.items():
            answers = self.answered.get(port, [])
            for place, event in enumerate(events):
                answered = answers[place] if place < len(answers) else -1
                if not self._is_safe(event, answered):
                    found.append(event)
        return found

    def _is_safe(self, event: str, answered: int) -> bool:
        written = self.written.get(event)
        if written is None:
            return False
        return any(written < begun and ended < answered for begun, ended in self.synced)
