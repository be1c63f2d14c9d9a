"""Labelled sentences: how they are written down, and how a masked one is judged.

A number of a person stands in braces after its label: `gọi em {DD:0912 345 678} nhé`. `~` behind a label says that
the number is dictated in words, `?` as label that any class will do. `\\n` and `\\u200b` are written as escapes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bot.privacy.masking import mask, normalised

FOLDER = Path(__file__).parent
#: Label and the class that the masker names; several labels may share a class.
CLASS_OF = {
    "CCCD": "CCCD", "CMND": "CMND", "BHXH": "MA_BHXH", "BHYT": "THE_BHYT", "DD": "DIEN_THOAI", "BAN": "DIEN_THOAI",
    "EMAIL": "EMAIL", "STK": "TAI_KHOAN", "THE": "THE_NGAN_HANG", "OTP": "MA_XAC_THUC", "BN": "MA_BIEN_NHAN", "?": None,
}  # fmt: skip

_SPAN = re.compile(r"\{([A-Z]+|\?)(~?):([^}]*)\}")
_ESCAPE = re.compile(r"\\(?:n|u([0-9a-f]{4}))")
_TOKEN = r"\[[A-Z_]+_\d+\]"


class Span(NamedTuple):
    """A number of a person in a sentence, as written; `spelled` where it is dictated in words."""

    label: str
    spelled: bool
    written: str

    @property
    def kind(self) -> str:
        """What figures are counted by."""
        return "spelled" if self.spelled else self.label


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence, the words around its numbers (one more than numbers), and the numbers."""

    source: str
    around: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The sentence as a citizen sends it."""
        numbers = [*(span.written for span in self.spans), ""]
        return "".join(word + number for word, number in zip(self.around, numbers, strict=True))


class Judgement(NamedTuple):
    """For each number whether nothing of it is left and whether its class is named; whether more was masked."""

    hidden: tuple[bool, ...]
    named: tuple[bool, ...]
    alarm: bool
    became: str


def labelled(source: str, line: str) -> Labelled:
    """A sentence as it is written down in a file."""
    pieces = _SPAN.split(_ESCAPE.sub(_meant, line))
    spans = tuple(
        Span(label, bool(spelled), written)
        for label, spelled, written in zip(pieces[1::4], pieces[2::4], pieces[3::4], strict=True)
    )
    return Labelled(source, tuple(pieces[::4]), spans)


def by_hand() -> Iterator[Labelled]:
    """Every sentence of the files beside this one, written by hand."""
    for file in sorted(FOLDER.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield labelled(file.stem, line)


def judge(one: Labelled, allowed: tuple[str, ...] = ()) -> Judgement:
    """What the masker makes of a sentence."""
    became = mask(one.text, allowed=allowed).text
    literals = [re.escape(normalised(words)) for words in one.around]
    whole = re.fullmatch(_joined(literals, [f"({_TOKEN})"] * len(one.spans)), became)
    if whole:
        named = tuple(_names(token, span) for token, span in zip(whole.groups(), one.spans, strict=True))
        return Judgement((True,) * len(one.spans), named, False, became)
    either = [f"(?:{_TOKEN}|{re.escape(normalised(span.written))})" for span in one.spans]
    alarm = not re.fullmatch(_joined(literals, either), became)
    hidden = tuple(not _is_left(span, became) for span in one.spans)
    return Judgement(hidden, (False,) * len(one.spans), alarm, became)


def _joined(literals: list[str], numbers: list[str]) -> str:
    return "".join(literal + number for literal, number in zip(literals, [*numbers, ""], strict=True))


def _names(token: str, span: Span) -> bool:
    return CLASS_OF[span.label] in {None, re.sub(r"^\[|_\d+\]$", "", token)}


def _is_left(span: Span, became: str) -> bool:
    """Whether four digits (or words) of the number in a row can still be read."""
    rest = re.sub(_TOKEN, "|", became)
    if span.label == "EMAIL":
        return normalised(span.written) in rest
    pick = r"\w+" if span.spelled else r"\d"
    parts = re.findall(pick, normalised(span.written).lower())
    left = " ".join(re.findall(rf"{pick}|\|", rest.lower()))
    return any(" ".join(parts[start : start + 4]) in left for start in range(len(parts) - 3))


def _meant(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else "\n"
