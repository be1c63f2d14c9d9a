"""Questions that name their own numbers: calculated at once, without a form."""

from actions.turn import Turn
from bot.advice.advice import Advice
from bot.advice.asked import speaking
from bot.language.asked import find_asked


def answer(turn: Turn) -> Advice | None:
    """The calculation that the question asks for, None where it names none or not all of it."""
    adviser = turn.house.adviser
    split = adviser.policy.periods("lump_sum_split_date")[-1].day().year
    found = find_asked(turn.text, turn.day.as_of, split)
    return speaking.answer(adviser, *found, turn.day) if found else None
