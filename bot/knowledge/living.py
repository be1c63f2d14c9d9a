"""An adviser that goes on living when its figures and texts change: whoever holds it has the new ones at once."""

from copy import copy

from bot.advice.adviser import Adviser
from bot.knowledge.loading import Loaded


def living(adviser: Adviser) -> Adviser:
    """An adviser of one's own, which `become` may change; the given one stays as it is."""
    made = copy(adviser)
    made.phrases = copy(adviser.phrases)
    return made


def become(old: object, new: object) -> None:
    """`old` is from now on what `new` is: one assignment, so that no thread sees a half of each."""
    old.__dict__ = new.__dict__


def renew(adviser: Adviser, loaded: Loaded) -> None:
    """The adviser with what was loaded; its phrases stay the same object, as others hold them."""
    fresh, phrases = copy(loaded.adviser), adviser.phrases
    become(phrases, copy(loaded.adviser.phrases))
    fresh.phrases = phrases
    become(adviser, fresh)
