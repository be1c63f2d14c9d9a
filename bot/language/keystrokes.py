"""Keys of Telex and VNI that were left as typed: "dduwowcj", "tuwj nguyeenj", "kho6ng" → được, tự nguyện, không.

A word is changed only where the result is a Vietnamese syllable and the word itself is none, with or without its
marks. Words that may be something else ("max", "team", "quy3") are changed only where the text shows by another word
that keys were left in it. The engine's training sentences hold no such words, so they need no decoding.
"""

import itertools
import re
import unicodedata
from dataclasses import dataclass

from bot.language.syllable import HAT, HORN, PLAIN, STROKE, TONES, syllable
from bot.language.text import strip_diacritics

_WORD = re.compile(r"[^\W_]+")
#: Words of other languages that people write among Vietnamese ones and that keys would turn into syllables.
_OTHER = (
    "air app as ask ax bar best boot boss box bus cafe car cos days door exe fax gas has her his hix host how if is "
    "its las list los lost low max mix moon more most must now of or os pass per plus pos post room ros see seen "
    "sex sir six soon sos sox sum tax taxi teen test this too tour tw two us usa visa vs w wa was wow www "
)
OTHER_WORDS = frozenset(_OTHER.split())
#: Keys that no other language writes so: they show that a text was typed without its input method.
_SURE = re.compile(r"aa|uw|iee|yee|uoo|oong|ooi|eeu|aw[mp]|^dd[aeiouwy]|[a-z]{3}j$")
_ONSET = re.compile(r"[bcdghklmnpqrstvx]*(?=[aeiouyw])")
_MARK_OF = {"\u0302": HAT, "\u0306": HORN, "\u031b": HORN}
_TONE_OF = {mark: key for key, mark in TONES.items()}
_VNI = {"1": "s", "2": "f", "3": "r", "4": "x", "5": "j"}
_VNI_MARKS = {"6": HAT, "7": HORN, "8": HORN, "9": STROKE}
_SHORT_END = re.compile(r"(?<![nN\W])g$")
_STRETCHED = re.compile(r"(.)\1+$")
_LONGEST = 14
#: Two such words and a third of a text without diacritics show it as well, if one ends as few foreign words do.
_TONE_KEY = re.compile(r"[aeiouy][cghmnptiuy]*[fjrx]\b")
_SEVERAL, _SHARE = 2, 3


@dataclass(frozen=True, slots=True)
class _Decoded:
    """What a word's keys stand for; `sure` where nothing else is likely to be meant, `digits` for VNI."""

    word: str
    sure: bool
    digits: bool


def typed(text: str) -> str:
    """`text` with the keys of Telex and VNI that were left in it turned into letters; all else as it was."""
    words = list(_WORD.finditer(text))
    found = {word.start(): decoded for word in words if (decoded := _decoded(word.group(), text))}
    kinds = {decoded.digits for decoded in found.values() if decoded.sure}
    if (
        text.isascii()
        and len(found) >= _SEVERAL
        and len(found) * _SHARE >= len(words)
        and _TONE_KEY.search(text.lower())
    ):
        kinds |= {decoded.digits for decoded in found.values() if not decoded.digits}

    def meant(match: re.Match[str]) -> str:
        decoded = found.get(match.start())
        return _cased(decoded.word, match.group()) if decoded and decoded.digits in kinds else match.group()

    return _WORD.sub(meant, text) if kinds else text


def _decoded(written: str, text: str) -> _Decoded | None:
    word = written.lower()
    if (
        not word[0].isalpha()
        or len(word) > _LONGEST
        or word in OTHER_WORDS
        or (written.isupper() and not text.isupper())
    ):
        return None
    plain, marks, tone = _parted(word)
    if not (plain.isascii() and plain.isalnum()) or plain in PLAIN:
        return None
    digits = any(letter.isdecimal() for letter in plain)
    return _of_digits(plain, marks, tone) if digits else _of_letters(plain, marks, tone)


def _parted(word: str) -> tuple[str, frozenset[str], str | None]:
    """Plain letters, marks and tone of the letters that have them already ("đươcj")."""
    decomposed = unicodedata.normalize("NFD", word)
    marks = {_MARK_OF[letter] for letter in decomposed if letter in _MARK_OF} | ({STROKE} if "đ" in word else set())
    tones = [_TONE_OF[letter] for letter in decomposed if letter in _TONE_OF]
    return strip_diacritics(word), frozenset(marks), tones[0] if tones else None


def _of_letters(plain: str, marks: frozenset[str], tone: str | None) -> _Decoded | None:
    onset = _ONSET.match(plain)
    if onset is None:
        return None
    letters, keys = "d" if onset.group() == "dd" else onset.group(), set(marks)
    keys |= {STROKE} if onset.group() == "dd" else set()
    begin = len(letters)
    for before, letter in itertools.pairwise(plain[onset.end() - 1 :] if letters else f" {plain}"):
        if letter in TONES and tone is None and len(letters) > begin:
            tone = letter
        elif letter == "w":
            # "nhw", "ddwowcj": w alone is ư.
            letters += "" if letters[-1:] in ("a", "o", "u") and len(letters) > begin else "u"
            keys.add(HORN)
        elif letter in "aeo" and letter == before:
            keys.add(HAT)
        else:
            letters += letter
    word = syllable(letters, frozenset(keys), tone)
    return _Decoded(word, bool(_SURE.search(plain) or (marks and plain[-1] in TONES)), digits=False) if word else None


def _of_digits(plain: str, marks: frozenset[str], tone: str | None) -> _Decoded | None:
    letters = "".join(letter for letter in plain if not letter.isdecimal())
    digits = [letter for letter in plain if letter.isdecimal()]
    tones = [_VNI[digit] for digit in digits if digit in _VNI]
    if "0" in digits or len(tones) + (tone is not None) > 1:
        return None
    keys = marks | {_VNI_MARKS[digit] for digit in digits if digit in _VNI_MARKS}
    word = syllable(letters, frozenset(keys), tones[0] if tones else tone)
    within = re.search(r"[a-z][6-9]+[1-5]?[a-z]", plain)
    return _Decoded(word, within is not None, digits=True) if word else None


def _cased(word: str, written: str) -> str:
    if written.isupper():
        return word.upper()
    return word.capitalize() if written[0].isupper() else word


def in_school_spelling(text: str) -> str:
    """`text` with tones where school puts them ("phừơng" → phường) and no last letter drawn out or left out."""
    return text if text.isascii() else _WORD.sub(lambda match: _spelled(match.group()), text)


def _spelled(written: str) -> str:
    if written.isascii():
        return written
    # "thág", "đóg": no word ends in g alone.
    for word in (written, _STRETCHED.sub(r"\1", written), _SHORT_END.sub("ng", written)):
        plain, marks, tone = _parted(word.lower())
        if found := syllable(plain, marks, tone):
            return _cased(found, written) if tone or word != written else written
    return written
