"""What is in the way of an act, as its page says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litestar import Request

from bot.console.inbox import words
from bot.console.web.render import words_of
from bot.talks.desk import LONGEST_REPLY
from bot.talks.talk import (
    HeldByAnother,
    NotHeld,
    NothingSaid,
    NumbersInside,
    State,
    TalkRefused,
    Unreachable,
    WouldBeBilled,
)
from bot.talks.windows import Way

CONFLICT, FORBIDDEN, WRONG = 409, 403, 400


@dataclass(frozen=True, slots=True)
class Refusal:
    """`confirms`: the field of the box that, ticked, sends it all the same."""

    status: int
    text: str
    confirms: str | None = None


def refusal_of(
    request: Request[Any, Any, Any], names: Mapping[str, str], error: TalkRefused, *, claims: bool = False
) -> Refusal:
    """Status and words of a refusal; `claims`: somebody else was quicker, which is no fault."""
    match error:
        case HeldByAnother():
            sentence, name = (words.QUICKER if claims else words.NOT_YOURS), names.get(error.holder, error.holder)
            found = Refusal(CONFLICT if claims else FORBIDDEN, words_of(request, sentence, name=name))
        case NotHeld():
            ended = error.state is State.ENDED
            found = Refusal(CONFLICT, words_of(request, words.HAS_ENDED if ended else words.IS_WAITING))
        case NumbersInside():
            kinds = dict.fromkeys(words.NUMBERS.get(kind, words.NUMBER_OF_A_PERSON) for kind in error.kinds)
            told = ", ".join(words_of(request, kind) for kind in kinds)
            found = Refusal(WRONG, words_of(request, words.NUMBERS_INSIDE, kinds=told), "with_numbers")
        case WouldBeBilled():
            found = Refusal(WRONG, words_of(request, words.BILLED), "billed")
        case Unreachable():
            found = Refusal(CONFLICT, words_of(request, words.WAYS[Way(error.why)][0]))
        case NothingSaid():
            found = Refusal(WRONG, words_of(request, words.NOTHING, most=LONGEST_REPLY))
        case _:
            found = Refusal(CONFLICT, str(error))
    return found
