"""Numbers of persons out of a text: each becomes a token such as `[CCCD_1]` that keeps the sentence readable."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from bot.privacy.numbers import CLASSES, PASSWORD, NumberClass, class_of, digits_of, domestic
from bot.privacy.spelled import find_spelled

#: The token's name of a dictated number that fits no class: nobody dictates an amount digit by digit.
UNNAMED = "DAY_SO"
_LONGEST_UNNAMED = 10

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_TOKEN = re.compile(r"\[([A-Z_]+)_(\d{1,6})\]")
#: Fewer digits than eight in a row are no number of a person.
_LONG_NUMBER = re.compile(r"\d(?:[\W_]{0,3}\d){7}")


@dataclass(frozen=True, slots=True)
class Masked:
    """The text without numbers of persons (in NFKC), and the tokens that stand for them, each once."""

    text: str
    found: tuple[str, ...]


def mask(text: str, *, allowed: Iterable[str] = ()) -> Masked:
    """Replace numbers of persons by tokens; one number has one token throughout.

    `allowed`: telephone numbers of agencies and hotlines that stay, however they are spaced. Amounts, dates,
    years and numbers of laws stay. Mask a text before it is cut: half a number is not recognised.
    """
    masking = _Masking(_normal(text), frozenset(domestic(number) for number in allowed))
    return Masked(masking.run(), tuple(masking.tokens.values()))


def partly(number: str) -> str:
    """A number as staff see it before they ask for all of it: `0791******34`, `091****678`."""
    digits = domestic(number)
    begin, end = (4, 2) if len(digits) == 12 else (3, 3) if len(digits) == 10 else (2, 2)
    if len(digits) < 8:
        return "*" * len(digits)
    return digits[:begin] + "*" * (len(digits) - begin - end) + digits[-end:]


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", unicodedata.normalize("NFKC", text)))


class _Masking:
    """One text being masked, pass after pass until nothing is left: a token between two numbers parts them."""

    def __init__(self, text: str, allowed: frozenset[str]):
        self._text, self._allowed = text, allowed
        self._last = dict.fromkeys((row.name for row in CLASSES), 0)
        for name, number in _TOKEN.findall(text):
            self._last[name] = max(self._last.get(name, 0), int(number))
        #: The number (or address) and its token.
        self.tokens: dict[str, str] = {}

    def run(self) -> str:
        before = None
        while before != self._text:
            before = self._text
            if "@" in before or _LONG_NUMBER.search(before):
                for row in CLASSES:
                    self._replace(row)
            self._replace(PASSWORD)
            self._replace_spelled()
        return self._text

    def _replace(self, row: NumberClass) -> None:
        self._text = row.pattern.sub(lambda found: self._replaced(found, row), self._text)

    def _replaced(self, found: re.Match[str], row: NumberClass) -> str:
        written, whole = found["n"], found.group()
        digits = digits_of(written)
        if row.name != "EMAIL" and (domestic(written) in self._allowed or not row.accepts(written, digits)):
            return whole
        key = written.lower() if row.name == "EMAIL" else domestic(written) if row.name == "DIEN_THOAI" else digits
        start = found.start("n") - found.start()
        return whole[:start] + self._token(row.name, key) + whole[start + len(written) :]

    def _replace_spelled(self) -> None:
        for spelled in reversed(find_spelled(self._text)):
            name = class_of(spelled.digits) or (UNNAMED if len(spelled.digits) > _LONGEST_UNNAMED else None)
            if name and spelled.digits not in self._allowed:
                token = self._token(name, spelled.digits)
                self._text = self._text[: spelled.start] + token + self._text[spelled.end :]

    def _token(self, name: str, key: str) -> str:
        if key not in self.tokens:
            self._last[name] = self._last.get(name, 0) + 1
            self.tokens[key] = f"[{name}_{self._last[name]}]"
        return self.tokens[key]
