"""The training sentences by label, and a sample of them that both projects are trained on."""

from collections.abc import Mapping
from pathlib import Path
from random import Random

import yaml

#: Label (`topic/aspect`, or a plain intent) → its sentences, as typed.
type Sentences = Mapping[str, list[str]]

#: The same sample every time.
SEED = 41


def read(folder: Path) -> Sentences:
    """Every sentence below `folder` (Rasa's YAML), in the order of files and lines."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("**/*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            lines = entry["examples"].splitlines()
            found.setdefault(entry["intent"], []).extend(line.removeprefix("- ").strip() for line in lines)
    return found


def topic_of(label: str) -> str:
    """`book_or_card_vssid` of `book_or_card_vssid/lost_book`; a plain intent is its own topic."""
    return label.partition("/")[0]


def of_topics(sentences: Sentences, topics: tuple[str, ...]) -> Sentences:
    """Only the labels of these topics; all of them where none is named."""
    return {label: lines for label, lines in sentences.items() if not topics or topic_of(label) in topics}


def sample(sentences: Sentences, per_label: int | None) -> Sentences:
    """So many sentences a label, drawn by lot, each once; all of them where no number is given."""
    if per_label is None:
        return sentences
    return {label: _drawn(label, lines, per_label) for label, lines in sentences.items()}


def write(sentences: Sentences, file: Path) -> None:
    """As Rasa's YAML, readable by both projects: `topic/aspect` is a retrieval intent to the one, ours to the other."""
    file.parent.mkdir(parents=True, exist_ok=True)
    entries = [
        f"- intent: {label}\n  examples: |\n" + "".join(f"    - {line}\n" for line in lines)
        for label, lines in sentences.items()
    ]
    file.write_text('version: "3.1"\n\nnlu:\n' + "".join(entries), encoding="utf-8")


def _drawn(label: str, lines: list[str], count: int) -> list[str]:
    distinct = list(dict.fromkeys(lines))
    lot = Random(f"{SEED} {label}")  # noqa: S311  no secret is drawn
    return lot.sample(distinct, min(count, len(distinct)))
