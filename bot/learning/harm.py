"""What harm a changed reading would do; the rules and their weights are `data/learning/replay.toml`."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from bot.learning.reading import DOUBT, Reading, fits, topic_read

RULES = ("reviewed", "golden", "report", "money", "protected")


class RulesRefused(ValueError):
    """The rules cannot be read: names the file and the fault."""


class _Gate(msgspec.Struct, forbid_unknown_fields=True):
    blocks_from: float
    most_askers: int


class _File(msgspec.Struct, forbid_unknown_fields=True):
    gate: _Gate
    weights: dict[str, float]
    topics: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Compared:
    """One question through both models. `kind` is "asked", "golden" or "protected"; `expected` is right, if known."""

    number: int
    kind: str
    askers: int
    expected: str | None
    before: Reading
    after: Reading

    @property
    def differs(self) -> bool:
        """Whether a citizen would be answered otherwise."""
        return self.before.label != self.after.label

    @property
    def breaks(self) -> bool:
        """Whether what is right was given and would not be any more."""
        return bool(self.expected) and fits(self.expected or "", self.before.label) and not self._is_right_after

    @property
    def mends(self) -> bool:
        """Whether what is right was not given and now would be."""
        return bool(self.expected) and self._is_right_after and not fits(self.expected or "", self.before.label)

    @property
    def nears(self) -> bool:
        """Whether a wrong answer becomes doubt with what is right put first."""
        expected = self.expected or ""
        is_doubt = self.after.label.endswith(DOUBT) and not self.before.label.endswith(DOUBT)
        return is_doubt and not fits(expected, self.before.label) and fits(expected, self.after.label[: -len(DOUBT)])

    @property
    def _is_right_after(self) -> bool:
        return fits(self.expected or "", self.after.label)


@dataclass(frozen=True, slots=True)
class Harm:
    """The rule that a change breaks and how much that weighs; no rule: none."""

    rule: str = ""
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Rules:
    """Judges changes."""

    weights: dict[str, float]
    topics: dict[str, frozenset[str]]
    blocks_from: float
    most_askers: int
    #: How much of its share a protected topic may lose.
    tolerance: float = 0.02
    protected: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def load(cls, root: Path) -> "Rules":
        """Read `root`/data. Raises RulesRefused."""
        file = root / "data" / "learning" / "replay.toml"
        try:
            read = msgspec.convert(tomllib.loads(file.read_text("utf-8")), _File)
            understood = msgspec.json.decode((root / "data" / "understanding.json").read_bytes())
            protected, tolerance = frozenset(understood["protected"]), float(understood["tolerance"])
        except (OSError, ValueError, KeyError, msgspec.MsgspecError) as error:
            raise RulesRefused(f"{file.name}: {error}") from error
        if set(read.weights) != set(RULES) or set(read.topics) != {"report", "money"}:
            raise RulesRefused(f"{file.name}: weights for {', '.join(RULES)} and topics report, money are needed")
        topics = {name: frozenset(listed) for name, listed in read.topics.items()}
        return cls(read.weights, topics, read.gate.blocks_from, read.gate.most_askers, tolerance, protected)

    def blocks(self, rule: str) -> bool:
        """Whether harm by this rule holds the switch up."""
        return bool(rule) and self.weights[rule] >= self.blocks_from

    @property
    def blocking(self) -> list[str]:
        """The rules that hold the switch up."""
        return [rule for rule in self.weights if self.blocks(rule)]

    def judged(self, every: Iterable[Compared]) -> list[tuple[Compared, Harm]]:
        """What a person has to see: all recorded questions that differ, of the others those that break or mend."""
        seen = list(every)
        lost = self._lost_topics(seen)
        judged = [(one, self._harm(one, lost)) for one in seen if one.differs]
        return [(one, harm) for one, harm in judged if one.kind == "asked" or harm.rule or one.mends]

    def _harm(self, one: Compared, lost: frozenset[str]) -> Harm:
        rule = self._rule(one, lost)
        if not rule:
            return Harm()
        return Harm(rule, self.weights[rule] * min(max(one.askers, 1), self.most_askers))

    def _rule(self, one: Compared, lost: frozenset[str]) -> str:
        if one.kind == "protected":
            return "protected" if one.breaks and topic_read(one.expected or "") in lost else ""
        if one.breaks:
            return "golden" if one.kind == "golden" else "reviewed"
        if one.kind == "golden" or one.mends or one.nears or one.after.margin >= one.before.margin:
            return ""
        touched = {topic_read(one.before.label), topic_read(one.after.label)}
        return next((name for name in ("report", "money") if touched & self.topics[name]), "")

    def _lost_topics(self, every: list[Compared]) -> frozenset[str]:
        of: Counter[str] = Counter()
        fewer: Counter[str] = Counter()
        for one in every:
            if one.kind == "protected" and one.expected:
                topic = topic_read(one.expected)
                of[topic] += 1
                fewer[topic] += fits(topic, one.before.label) - fits(topic, one.after.label)
        return frozenset(topic for topic, count in of.items() if fewer[topic] > self.tolerance * count)
