"""Questions that name their own numbers: which calculation they ask for, with its inputs.

Each row listens for its own words, so it does not depend on what the model made of the question.
"""

from collections.abc import Callable
from datetime import date

from bot.language import asked_family as family
from bot.language import asked_paying as paying
from bot.language import asked_pension as pension
from bot.language.question import Given, Heard, heard

#: In the order in which they listen: the first that hears all its inputs answers.
ROWS: tuple[Callable[[Heard], Given | None], ...] = (
    family.household_health,
    family.funeral,
    family.survivor_pensioner,
    family.survivor_lump,
    family.maternity,
    family.penal_fraud,
    family.refund,
    family.retirement_lump,
    family.article23,
    family.social_pension,
    family.reference_level,
    paying.lowest_payment,
    pension.pension_floor,
    pension.pension_target,
    pension.of_years,
    pension.pension_rate,
    pension.price_coefficient,
    pension.backpay_conditions,
    pension.lump_sum_conditions,
)


def find_asked(text: str, today: date, split_year: int) -> tuple[str, Given] | None:
    """The name of the calculation that a question asks for and its inputs, None where it names none or not all."""
    one = heard(text, today, split_year)
    for listen in ROWS:
        if given := listen(one):
            return listen.__name__, given
    return None
