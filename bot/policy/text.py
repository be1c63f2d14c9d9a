"""Two spellings of one word: comparison of short texts regardless of case, marks and punctuation."""

import re
import unicodedata


def words(text: str) -> str:
    """Lower-case words without marks, one space between: ``TP.HCM`` → ``tp hcm``."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", kept))


def fold(text: str) -> str:
    """The same without spaces: ``TP.HCM``, ``tp hcm`` and ``TPHCM`` are one name."""
    return words(text).replace(" ", "")
