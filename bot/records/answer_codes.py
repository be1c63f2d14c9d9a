"""Codes of answers: twelve letters of Crockford's base 32, the last of them a check letter: `7K2M-Q9XD-4HTC`.

Eleven letters of chance are 55 bits. With a hundred million answers on record one guess in 3.6 hundred million hits;
at the ten wrong codes in ten minutes that the page lets an address try, that is seven hundred years for one answer
that names nobody. Two groups of four would leave 35 bits, which a single machine scans in hours.
"""

import re
import secrets

#: Crockford's letters: no I, L, O, U; what is typed for them is read as the digit that it looks like.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 12, 4
_VALUE = {letter: value for value, letter in enumerate(LETTERS)} | {"I": 1, "L": 1, "O": 0}
#: Multiplication in GF(32) by a primitive element, x⁵ + x² + 1: eleven places get eleven different weights, so the
#: check letter finds every single wrong letter and every two letters that changed places.
_FIELD, _OVERFLOW = 0b100101, 0b100000
_SEPARATORS = re.compile(r"[\s\-‐-―._]+")


def new_code() -> str:
    """A fresh code without its hyphens."""
    chance = "".join(secrets.choice(LETTERS) for _ in range(LENGTH - 1))
    return chance + check_letter(chance)


def check_letter(letters: str) -> str:
    """The letter that completes `letters`, each one of LETTERS."""
    total = 0
    for letter in letters:
        total = _times(total ^ _VALUE[letter])
    return LETTERS[total]


def read(typed: str) -> str | None:
    """A code however it was typed; None where it is none, or one letter of it is wrong."""
    bare = _SEPARATORS.sub("", typed).upper()
    if len(bare) != LENGTH or any(letter not in _VALUE for letter in bare):
        return None
    code = "".join(LETTERS[_VALUE[letter]] for letter in bare)
    return code if check_letter(code[:-1]) == code[-1] else None


def shown(code: str) -> str:
    """A code in groups: `7K2M-Q9XD-4HTC`."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def _times(value: int) -> int:
    value <<= 1
    return value ^ _FIELD if value & _OVERFLOW else value
