"""The weights of the review queue (`data/console/review.toml`): data, each with its reason."""

import tomllib
from pathlib import Path

import msgspec


class WeightsRefused(ValueError):
    """The file is not whole: says what is wrong with it."""


class _Reasoned(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    weight: float
    why: str


class _Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    weight: float
    label: str
    why: str


class _Harm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    usual: float
    usual_label: str
    why: str
    topics: dict[str, _Topic]


class _Confidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sure: float
    weight: float
    why: str


class _Narrow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    margin: float
    weight: float
    why: str


class _Doubt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    usual: float
    confidence: _Confidence
    narrow: _Narrow
    bad: _Reasoned
    again: _Reasoned
    outcomes: dict[str, _Reasoned]


class _Reach(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    least: float
    many: int
    why: str


class _Sample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    every: int
    why: str
    least: int
    least_why: str


class _Window(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    days: int
    why: str


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What harm, doubt and reach are made of; `window` is how far back the queue looks, `sample` what two judge."""

    window: _Window
    sample: _Sample
    reach: _Reach
    harm: _Harm
    doubt: _Doubt

    @classmethod
    def load(cls, path: Path) -> "Weights":
        """Read the file. Raises WeightsRefused."""
        try:
            weights = msgspec.convert(tomllib.loads(path.read_text("utf-8")), cls)
        except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
            raise WeightsRefused(f"{path.name}: {error}") from error
        wrong = [name for name, share in _shares(weights) if not 0 <= share <= 1]
        if wrong:
            raise WeightsRefused(f"{path.name}: {', '.join(wrong)}: allowed are 0 to 1")
        if weights.window.days < 1 or weights.sample.every < 1 or weights.reach.many < 1:
            raise WeightsRefused(f"{path.name}: window.days, sample.every and reach.many are at least 1")
        return weights

    def harm_of(self, topic: str | None) -> tuple[float, str]:
        """How much harm a wrong answer of a topic does, and what is said of it."""
        found = self.harm.topics.get(topic or "")
        return (found.weight, found.label) if found else (self.harm.usual, self.harm.usual_label)


def _shares(weights: Weights) -> list[tuple[str, float]]:
    doubt = weights.doubt
    return [
        ("harm.usual", weights.harm.usual),
        *((f"harm.topics.{name}", topic.weight) for name, topic in weights.harm.topics.items()),
        ("reach.least", weights.reach.least),
        ("doubt.usual", doubt.usual),
        ("doubt.confidence", doubt.confidence.weight),
        ("doubt.narrow", doubt.narrow.weight),
        ("doubt.bad", doubt.bad.weight),
        ("doubt.again", doubt.again.weight),
        *((f"doubt.outcomes.{name}", one.weight) for name, one in doubt.outcomes.items()),
    ]
