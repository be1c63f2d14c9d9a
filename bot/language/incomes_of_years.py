"""Which income was paid on in which years: "2018 đến 2021 mức 700 nghìn, năm 2022 mức 1,5 triệu"."""

import re

from bot.language.money import find_money
from bot.language.view import spelled, view

_YEAR = r"(?:20\d\d|199\d)"
_YEARS = re.compile(
    spelled(
        rf"\b(?:từ )?(?:năm )?(?P<low>{_YEAR})"
        rf"(?: ?(?:-|–|đến|tới|đến hết|tới hết) ?(?:hết )?(?:năm )?(?P<high>{_YEAR}))?(?![\d/])"
    )
)
#: A range longer than a life of work is a slip of the pen.
_LONGEST = 50


def find_incomes_of_years(text: str) -> list[tuple[int, int]]:
    """Pairs of year and income (đồng a month), each year once; nothing where a year stands without an amount."""
    seen = view(text)
    spans = [(seen.place(*one.span()), one) for one in _YEARS.finditer(seen.text)]
    amounts = find_money(text)
    found: dict[int, int] = {}
    for number, ((start, end), match) in enumerate(spans):
        until = spans[number + 1][0][0] if number + 1 < len(spans) else len(text)
        amount = next((one.amount_dong for one in amounts if end <= one.start < until and one.start > start), None)
        low, high = int(match["low"]), int(match["high"] or match["low"])
        if amount is None or not low <= high <= low + _LONGEST:
            return []
        found |= dict.fromkeys(range(low, high + 1), amount)
    return sorted(found.items())
