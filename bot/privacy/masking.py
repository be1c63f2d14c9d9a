"""Numbers of persons out of a text: each becomes a token such as `[CCCD_1]` that keeps the sentence readable."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.privacy.numbers import CLASSES, PASSWORDS, NumberClass, class_of, digits_of, domestic
from bot.privacy.spelled import find_spelled

#: What nobody sees, and the frame that makes a key of a digit.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\ufe00-\ufe0f\ufeff"
    "\u115f\u1160\u2800\u3164\uffa0"
    "\U000e0000-\U000e0fff]"
)
#: Strokes over and under a digit, and digits of other alphabets.
_STROKES = re.compile(r"(?<=\d)[\u0300-\u036f\u20d0-\u20f0]+")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_TOKEN = re.compile(r"\[([A-Z_]+)_(\d{1,6})\]")
#: Fewer digits than eight in a row are no number of a person; some may be typed as the letter O.
_LONG_NUMBER = re.compile(r"\d(?:[\W_oO]{0,5}\d){6}")
_AT = re.compile(r"@|\bat\b|\ba[ \-]?(?:c[oò]ng|m[oó]c)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Masked:
    """The text without numbers of persons (in NFKC), and the tokens that stand for them, each once.

    `numbers`: token → what it stands for, digits only (an address or a password in small letters). Never to be
    written down unsealed, so it is left out of the repr.
    """

    text: str
    found: tuple[str, ...]
    numbers: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)


def mask(text: str, *, allowed: Iterable[str] = ()) -> Masked:
    """Replace numbers of persons by tokens; one number has one token throughout.

    `allowed`: telephone numbers of agencies and hotlines that stay, however they are spaced, and their e-mail
    addresses. Amounts, dates, years and numbers of laws stay. Mask a text before it is cut: half a number is not
    recognised.
    """
    masking = _Masking(normalised(text), frozenset(one.lower() if "@" in one else domestic(one) for one in allowed))
    return Masked(masking.run(), tuple(masking.tokens.values()), {token: key for key, token in masking.tokens.items()})


def normalised(text: str) -> str:
    """`text` as it is masked: compatibility forms folded, plain digits, nothing invisible between two of them."""
    if text.isascii():
        return text
    seen = unicodedata.normalize("NFKC", _UNSEEN.sub("", unicodedata.normalize("NFKC", text)))
    plain = _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit.group())), seen)
    return unicodedata.normalize("NFKC", _STROKES.sub("", plain))


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
            if _LONG_NUMBER.search(before) or _AT.search(before):
                for row in CLASSES:
                    self._replace(row)
            for row in PASSWORDS:
                self._replace(row)
            self._replace_spelled()
        return self._text

    def _replace(self, row: NumberClass) -> None:
        self._text = row.pattern.sub(lambda found: self._replaced(found, row), self._text)

    def _replaced(self, found: re.Match[str], row: NumberClass) -> str:
        written, whole = found["n"], found.group()
        if written.startswith("(") and ")" not in written:
            # The bracket was opened before the number and closes after it.
            written = written[1:]
        digits = digits_of(written)
        known_as = written.lower() if row.name == "EMAIL" else domestic(written)
        if known_as in self._allowed or not row.accepts(written, digits):
            return whole
        end = found.end("n") - found.start()
        return whole[: end - len(written)] + self._token(row.name, _key(row.name, written, digits)) + whole[end:]

    def _replace_spelled(self) -> None:
        parts, done = [], 0
        for spelled in find_spelled(self._text, class_of):
            if spelled.digits not in self._allowed:
                parts += [self._text[done : spelled.start], self._token(spelled.name, spelled.digits)]
                done = spelled.end
        self._text = "".join([*parts, self._text[done:]])

    def _token(self, name: str, key: str) -> str:
        if key not in self.tokens:
            self._last[name] = self._last.get(name, 0) + 1
            self.tokens[key] = f"[{name}_{self._last[name]}]"
        return self.tokens[key]


def _key(name: str, written: str, digits: str) -> str:
    """What tells a number from another one, however the two are written."""
    if name in {"EMAIL", "MA_XAC_THUC"}:
        return written.lower()
    return domestic(written) if name == "DIEN_THOAI" else digits
