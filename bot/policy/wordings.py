"""Words of case files: how a reason, a case or a method is written, and how a finding is printed there.

Case files (``golden.py``) are written by people, in Vietnamese; calculators speak in codes. This table
stands between.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.policy.errors import PolicyDataError
from bot.policy.schema import parse
from bot.policy.text import words as spell


@dataclass(frozen=True, slots=True)
class Wordings:
    """``prints``: code → text with ``{fields}``.

    ``reads``: kind → code → words any of which names the code.
    """

    prints: Mapping[str, str]
    reads: Mapping[str, Mapping[str, tuple[str, ...]]]

    def print(self, code: str, **fields: object) -> str:
        """The text of a code; an unknown code prints itself."""
        return self.prints.get(code, code).format(**fields)

    def read(self, kind: str, text: object) -> str | None:
        """The first code of which a word stands in the text (marks and case do not count), or ``None``."""
        spelt = f" {spell(str(text))} "
        for code, words in self.reads.get(kind, {}).items():
            if any(f" {spell(word)} " in spelt for word in words):
                return code
        return None


def read_wordings(path: str, text: str) -> Wordings:
    """The table from its file: ``[prints]`` and ``[reads.<kind>]``."""
    tables, lines = parse(path, text)
    prints, reads = tables.pop("prints", {}), tables.pop("reads", {})
    for name in tables:
        raise PolicyDataError(path, lines.table(name), f"unknown table {name!r}")
    if not isinstance(prints, dict) or not all(isinstance(value, str) for value in prints.values()):
        raise PolicyDataError(path, lines.table("prints"), "prints must hold texts")
    if not isinstance(reads, dict):
        raise PolicyDataError(path, lines.table("reads"), "reads must hold tables")
    kinds: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind, codes in reads.items():
        if not isinstance(codes, dict):
            raise PolicyDataError(path, lines.table(f"reads.{kind}"), "a kind must be a table")
        for code, words in codes.items():
            if not isinstance(words, list) or not all(isinstance(word, str) and spell(word) for word in words):
                line = lines.table(f"reads.{kind}", 0, code)
                raise PolicyDataError(path, line, f"{code!r} must be a list of words")
            kinds.setdefault(kind, {})[code] = tuple(words)
    return Wordings(prints, kinds)
