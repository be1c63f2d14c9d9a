"""``python -m ansinh_engine evaluate``: how well sentences are understood that the model has not seen.

A fifth of data/nlu is held out, chosen by the sentence itself, so that adding others moves none of them. The
figures are compared with ``data/understanding.json``; a protected topic that loses more than the tolerance
fails the check::

    {"protected": ["lump_sum_amount", …], "tolerance": 0.02,
     "figures": {"topic": 0.72, "first_three": 0.91, "pair": 0.63, "sentences": 7291,
                 "topics": {"lump_sum_amount": {"right": 150, "of": 210}, …}}}
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ansinh_engine.absent import NOT_SERVED, keep_out
from ansinh_engine.errors import EngineError
from ansinh_engine.logs import drop_warnings, plain
from ansinh_engine.material import component_of, sentences_of, settings_of
from ansinh_engine.project import Project, harden_environment
from ansinh_engine.reader import Reader
from ansinh_engine.reading import Label, Reading
from ansinh_engine.text import normalise, strip_diacritics

FIGURES = Path("data") / "understanding.json"
FOLDS = 5

Sentence = tuple[str, Label]


class UnderstandingLost(EngineError):
    """A protected topic is understood less well than the committed figures say."""


class FiguresUnreadable(EngineError):
    """data/understanding.json is missing or not of its form."""


def evaluate(project: Project, *, write: bool = False) -> None:
    """Prints the figures; ``UnderstandingLost`` names each protected topic that lost too much."""
    committed = _committed(project.root / FIGURES)
    harden_environment()
    keep_out(NOT_SERVED - {"sklearn"})
    plain()
    from ansinh_engine.fitting import fit  # scikit-learn, after the environment is set

    with warnings.catch_warnings():
        drop_warnings()
        learnt, held = parted(sentences_of(project))
    began = time.monotonic()
    reader = Reader(fit(learnt, settings_of(component_of(project))), 0.0, 0.0)  # shares need no thresholds
    found = figures((reading, label) for text, label in spelled(held) if (reading := reader.read(text)))
    sys.stdout.write(table(found, committed["figures"], frozenset(committed["protected"])))
    sys.stdout.write(f"{len(learnt)} sentences learnt, {time.monotonic() - began:.0f} s\n")
    if write:
        committed["figures"] = found
        text = json.dumps(committed, indent=1, ensure_ascii=False, sort_keys=True)
        (project.root / FIGURES).write_text(text + "\n", encoding="utf-8")
    elif lost := losses(found, committed):
        raise UnderstandingLost(f"understood less well than before: {', '.join(lost)}")


def parted(sentences: Iterable[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """(learnt, held out). Spellings of one sentence stay together."""
    learnt: list[Sentence] = []
    held: list[Sentence] = []
    for text, label in sentences:
        key = strip_diacritics(normalise(text)).encode("utf-8")
        is_held = int.from_bytes(hashlib.sha256(key).digest()[:4], "big") % FOLDS == 0
        (held if is_held else learnt).append((text, label))
    return learnt, held


def spelled(sentences: Iterable[Sentence]) -> Iterable[Sentence]:
    """Each sentence as written and, where that differs, without diacritics."""
    for text, label in sentences:
        for spelling in dict.fromkeys((text, strip_diacritics(text))):
            yield spelling, label


def figures(readings: Iterable[tuple[Reading, Label]]) -> dict[str, Any]:
    """Shares of all (0–1, four digits) and counts by topic."""
    of: Counter[str] = Counter()
    right: Counter[str] = Counter()
    three = pairs = 0
    for reading, label in readings:
        ranked = [name for name, _ in reading.topics[:3]]
        of[label.topic] += 1
        right[label.topic] += ranked[0] == label.topic
        three += label.topic in ranked
        pairs += reading.winner[:2] == label
    total = max(of.total(), 1)
    return {
        "sentences": of.total(),
        "topic": round(right.total() / total, 4),
        "first_three": round(three / total, 4),
        "pair": round(pairs / total, 4),
        "topics": {name: {"right": right[name], "of": count} for name, count in sorted(of.items())},
    }


def losses(found: dict[str, Any], committed: dict[str, Any]) -> list[str]:
    """Protected topics whose share fell by more than the tolerance, with both shares."""
    lost = []
    for name in committed["protected"]:
        before = _share(committed["figures"]["topics"].get(name))
        now = _share(found["topics"].get(name))
        if now < before - committed["tolerance"]:
            lost.append(f"{name} {before:.3f} → {now:.3f}")
    return lost


def table(found: dict[str, Any], before: dict[str, Any], protected: frozenset[str]) -> str:
    """The figures for people, the worst topic first; a protected one carries a star."""
    lines = [
        f"{found['sentences']} held-out spellings: topic {found['topic']:.3f}, among the first three "
        f"{found['first_three']:.3f}, topic and aspect {found['pair']:.3f}"
    ]
    for name, counts in sorted(found["topics"].items(), key=lambda item: _share(item[1])):
        was = before["topics"].get(name)
        change = f"{_share(counts) - _share(was):+.3f}" if was else "new"
        star = "*" if name in protected else " "
        lines.append(f" {star} {name:32} {counts['right']:4} of {counts['of']:4} = {_share(counts):.3f}  {change}")
    return "\n".join(lines) + "\n"


def _share(counts: dict[str, int] | None) -> float:
    return counts["right"] / counts["of"] if counts and counts["of"] else 0.0


def _committed(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text("utf-8"))
        if not {"protected", "tolerance", "figures"} <= content.keys():
            raise KeyError("protected, tolerance, figures")
        content["figures"]["topics"].items()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise FiguresUnreadable(f"{file}: {type(error).__name__} {error}") from error
    return dict(content)
