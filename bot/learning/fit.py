"""Which questions may become training sentences, and why others may not."""

import re
from collections.abc import Callable
from enum import StrEnum

from bot.language.text import is_empty_like
from bot.privacy.masking import mask

#: Longer ones are letters, which say several things.
LONGEST, FEWEST_WORDS = 200, 2
#: What masking leaves, what stands for words that are kept elsewhere; Rasa reads brackets as marks of its own.
_MARKS = re.compile(r"[\[\]{}\\`|]")
_WORD = re.compile(r"[^\W\d_]+")


class LeftOut(StrEnum):
    """Why a question is not proposed."""

    MASKED = "masked"
    SHORT = "short"
    LONG = "long"
    COMMAND = "command"
    KNOWN = "known"
    CAP = "cap"
    NO_PLACE = "no_place"


def sentence_of(question: str) -> str:
    """A question on one line."""
    return " ".join(question.split())


def why_not(sentence: str, intent: Callable[[str], str | None]) -> LeftOut | None:
    """Why a sentence is left out; None if it is fit. `intent` knows the words that are shortcuts."""
    if _MARKS.search(sentence) or mask(sentence).found:
        return LeftOut.MASKED
    if len(_WORD.findall(sentence)) < FEWEST_WORDS or is_empty_like(sentence):
        return LeftOut.SHORT
    if len(sentence) > LONGEST:
        return LeftOut.LONG
    # A dash, a slash or a number sign at the front is read by YAML, by Rasa or as a comment.
    if sentence[0] in "/-#\"'" or intent(sentence):
        return LeftOut.COMMAND
    return None
