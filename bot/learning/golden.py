"""Questions whose right reading the project itself knows."""

import hashlib
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bot.advice.answers import OTHER, Answers
from bot.language.text import strip_diacritics
from bot.learning.data import Sentences
from bot.learning.label import topic_of

#: Every so many-th sentence of a protected topic is replayed, chosen by the sentence itself.
SHARE = 5


class GoldenRefused(ValueError):
    """The golden questions cannot be read: names the file and the fault."""


@dataclass(frozen=True, slots=True)
class Golden:
    """`expected` is a topic or a label; `kind` is "golden" or "protected"."""

    words: str
    expected: str
    kind: str


class _Question(msgspec.Struct, forbid_unknown_fields=True):
    words: str
    expected: str


class _File(msgspec.Struct, forbid_unknown_fields=True):
    questions: list[_Question]


def goldens(root: Path, answers: Answers, sentences: Sentences, protected: Collection[str]) -> list[Golden]:
    """Of the file, of the titles of answers, of the sentences of protected topics; each wording once.

    Raises GoldenRefused.
    """
    found: dict[str, Golden] = {}
    for one in (*_of_file(root), *_of_titles(answers), *_of_topics(sentences, protected)):
        found.setdefault(one.words, one)
    return list(found.values())


def _of_file(root: Path) -> Iterator[Golden]:
    file = root / "data" / "learning" / "golden.toml"
    try:
        read = msgspec.convert(tomllib.loads(file.read_text("utf-8")), _File)
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        raise GoldenRefused(f"{file.name}: {error}") from error
    for one in read.questions:
        yield Golden(one.words, one.expected, "golden")


def _of_titles(answers: Answers) -> Iterator[Golden]:
    # A title of one's choosing among several stands for no question of its own.
    for one in answers:
        if one.aspect != OTHER and one.topic != "dialogue":
            yield Golden(one.ask, one.key, "golden")


def _of_topics(sentences: Sentences, protected: Collection[str]) -> Iterator[Golden]:
    for line in sentences:
        if topic_of(line.label) in protected and _is_chosen(line.text):
            yield Golden(line.text, line.label, "protected")


def _is_chosen(text: str) -> bool:
    key = strip_diacritics(" ".join(text.casefold().split())).encode()
    return int.from_bytes(hashlib.sha256(key).digest()[:4], "big") % SHARE == 0
