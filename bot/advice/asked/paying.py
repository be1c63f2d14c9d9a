"""What is paid at a time that is named, in words."""

from decimal import Decimal
from typing import Any

from bot.advice import wording
from bot.advice.asked.paper import Paper
from bot.policy.groups import GROUPS
from bot.policy.rounding import dong

type Given = dict[str, Any]


def lowest_payment(paper: Paper, given: Given) -> None:
    """The payment of the lowest income; with the household groups what is left of it after the State's support.

    Reckoned from the figures alone: the calculator of payments also needs those that only the present law has.
    """
    line = paper.figure("rural_poverty_line").number()
    full = line * paper.figure("contribution_rate").number()
    paper.add("lowest_head", income=wording.dong(dong(line)), rate=paper.words("contribution_rate"), gross=_words(full))
    if not given["groups"]:
        # Without a group no support is stated, so its rates need not hold for the whole time asked about.
        paper.add("lowest_support")
        return
    shares = {group: paper.figure(GROUPS[group]).number() for group in given["groups"]}
    best = max(shares, key=lambda group: shares[group])
    support = full * shares[best]
    paper.add("lowest_left", group=paper.group(best), support=_words(support), amount=_words(full - support))


def _words(exact: Decimal) -> str:
    return wording.dong(dong(exact))
