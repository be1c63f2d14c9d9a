"""What a desk says in a turn that the engine is not asked about."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.advice.advice import Advice

#: Gives an approved sentence (`bot.advice.phrases.Phrases`).
Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Spoken:
    """`said` goes into the record and, button by button, to the citizen; where there are `private` texts, one for each
    of `said`, the citizen gets them in its place and the record never does."""

    said: tuple[Advice, ...]
    private: tuple[str, ...] = ()
