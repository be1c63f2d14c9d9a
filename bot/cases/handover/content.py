"""What the letter prints. There is no field for who reported, and none may be added."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Agency:
    """Who hands over. `sign` ends the number ("BHXH-TTKT"), `archive` is whom the copy goes to ("VT, TTKT")."""

    name: str
    parent: str
    place: str
    sign: str
    archive: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: their position in capitals, before it `on_behalf` ("KT. GIÁM ĐỐC") where they sign for another."""

    position: str
    name: str = ""
    on_behalf: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled answer of the report, masked."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """What was done with the case on a day."""

    on: date
    what: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with the letter; `kind` as in `bot.evidence.kinds`, digests in hexadecimal.

    Its name is left out: a sender's own name often stands in it.
    """

    kind: str
    size: int
    sha256_kept: str
    sha256_original: str
    received_on: date


@dataclass(frozen=True, slots=True)
class HandOver:
    """One letter; `kind` is "fraud" or "misinformation". `number` and `dated_on` stay open until the clerk gives them.

    `signs` are labels of the signs that were found, `clues` numbers of the other side (label, number), given only by
    a decision of staff.
    """

    agency: Agency
    signature: Signature
    addressees: Sequence[str]
    case: str
    kind: str
    received_on: date
    year: int
    told: Sequence[Line]
    grounds: Sequence[str]
    signs: Sequence[str] = ()
    clues: Sequence[tuple[str, str]] = ()
    files: Sequence[File] = ()
    history: Sequence[Step] = ()
    number: str | None = None
    dated_on: date | None = None
    also_to: Sequence[str] = ()
